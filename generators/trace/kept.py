"""Pages that are as they were: taken from the site that stands there, when all that they were made of is.

What is kept of a page is what it read, a print of what it was answered, where it says its edition (which
changes whenever any record does), and a digest of the rest of its bytes. The bytes themselves are those of
the published site: a file that is another by a bit is made again.
"""

from __future__ import annotations

import pickle
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from generators.disk import regular
from generators.disk.cache import digest
from generators.editions import Edition
from generators.pages.frame.page import Maker, Page
from generators.trace.seen import Reads
from generators.trace.trace import Trace

_ROOM: Final = "pages"
#: No page is heavier.
_MAX: Final = 64 * 1024 * 1024
#: A page in the edition that it is given, as bytes.
Fill = Callable[[Page, Edition], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it was made: `told` is the print of all that it depends on, `rest` that of its bytes but the
    names of its edition, `spots` where these stand, with the family of each; `head` the page without body."""

    reads: Reads
    told: bytes
    rest: bytes
    spots: tuple[tuple[int, str], ...]
    head: Page


@dataclass(frozen=True)
class Kept:
    """What is kept of the pages that stand in `folder`, by their address, for those that are made now."""

    trace: Trace
    folder: Path
    edition: Edition
    entries: Mapping[str, Entry]

    @classmethod
    def of(cls, trace: Trace, folder: Path, edition: Edition) -> Kept:
        found = trace.cache.get(_ROOM, digest(str(folder)))
        return cls(trace, folder, edition, pickle.loads(found) if found else {})  # noqa: S301 (sealed: ours)

    def keep(self, entries: Mapping[str, Entry | None]) -> None:
        """For the next build; what is None here is as it was kept."""
        told = {url: found for url, entry in entries.items() if (found := entry or self.entries.get(url))}
        kept = pickle.dumps(told, protocol=pickle.HIGHEST_PROTOCOL)
        self.trace.cache.put(_ROOM, digest(str(self.folder)), kept)

    def page(self, maker: Maker, shell: str, fill: Fill) -> tuple[Page, bytes, Entry | None]:
        """The head of a page, its bytes, what is kept of it; None where that is as it was."""
        entry = self.entries.get(maker.url)
        if entry and self._told(maker, shell, entry.reads) == entry.told:
            content = self._again(entry, maker.url)
            if content is not None:
                return entry.head, content, None
        return self._made(maker, shell, fill)

    def _again(self, entry: Entry, url: str) -> bytes | None:
        """From the page that stands there; None when it is not the one that was made."""
        try:
            there = regular.read(f"{self.folder}/{url}index.html", _MAX)
        except OSError:
            return None
        parts = self._apart(there, entry.spots)
        return self._whole(parts, entry.spots) if digest(*parts) == entry.rest else None

    def _made(self, maker: Maker, shell: str, fill: Fill) -> tuple[Page, bytes, Entry | None]:
        page, reads = self.trace.noted(maker.make)
        veiled = fill(page, self._veiled)
        spots = tuple((match.start(), self._families[match[0]]) for match in self._veils.finditer(veiled))
        parts, told, head = self._apart(veiled, spots), self._told(maker, shell, reads), bare(page)
        entry = Entry(reads, told, digest(*parts), spots, head) if told else None
        return head, self._whole(parts, spots), entry

    def _told(self, maker: Maker, shell: str, reads: Reads) -> bytes | None:
        return self.trace.told(maker.make, reads, maker.section, _print(shell), *sorted(self.edition.names))

    @cached_property
    def _veiled(self) -> Edition:
        """Names as long, which no record can have foreseen: they show where the real ones stand."""
        return Edition({family: f"{family}.{secrets.token_hex(6)}" for family in self.edition.names})

    @cached_property
    def _families(self) -> Mapping[bytes, str]:
        return {name.encode(): family for family, name in self._veiled.names.items()}

    @cached_property
    def _veils(self) -> re.Pattern[bytes]:
        return re.compile(b"|".join(map(re.escape, self._families)) or rb"(?!)")

    def _apart(self, content: bytes, spots: Iterable[tuple[int, str]]) -> list[bytes]:
        """The content without the names of its edition, which stand between the parts."""
        parts, at = [], 0
        for start, family in spots:
            parts.append(content[at:start])
            at = start + len(self.edition.names[family])
        return [*parts, content[at:]]

    def _whole(self, parts: Sequence[bytes], spots: Sequence[tuple[int, str]]) -> bytes:
        names = [self.edition.names[family].encode() for _, family in spots]
        return b"".join(one for pair in zip(parts, [*names, b""], strict=True) for one in pair)


def bare(page: Page) -> Page:
    """What is kept of a page that is laid: what others say of it."""
    return replace(page, body="", jsonld=None)


@lru_cache(maxsize=128)
def _print(shell: str) -> str:
    return digest(shell).hex()
