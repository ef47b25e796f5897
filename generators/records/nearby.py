"""Which confidential records a few files may name, among ten thousand that are only looked at.

For each that is near: itself, and the records of the same name, for a name that a public record bears too is
none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from generators.records.records import Key
from generators.records.secrecy import may_hide
from generators.words.seen import readings
from generators.words.wording import fold

_SAID = re.compile(
    rb"^(nom|sigle|nom_complet|titre|site_web|  ?compte): *(?:[>|]-?\n +)?[\"']?([^\n\"']+)", re.MULTILINE
)


def secrets_near(contents: Mapping[Key, bytes], asked: Collection[Key]) -> Iterator[Key]:
    """The confidential records that the files of `asked` may name, and their namesakes."""
    texts = [contents[key].decode("utf-8", "replace") for key in asked if key in contents]
    read = frozenset(word for text in texts for reading in readings(text) for word in fold(reading).split())
    hidden = [key for key, data in contents.items() if b"onfidentiel" in data and may_hide(data)]
    near = {key: names for key in hidden if (names := [*_names(key, contents[key], read)])}
    yield from near
    traces = tuple({name for names in near.values() for name in names})
    if traces:
        yield from (key for key, data in contents.items() if any(map(data.__contains__, traces)))


def _words(name: str) -> frozenset[str]:
    """The words without which a text does not name it; an article may be contracted."""
    if name.startswith("http"):
        with suppress(ValueError):
            name = (urlsplit(name).hostname or "").removeprefix("www.")
    return frozenset(fold(name).split()) - {"le", "la", "les", "l", "un", "une"}


def _names(key: Key, data: bytes, read: frozenset[str]) -> Iterator[bytes]:
    """What a record is called, as its file writes it, when the texts have all its words."""
    for said in (*(value for _, value in _SAID.findall(data)), key[1].encode()):
        text = said.decode("utf-8", "replace").strip()
        words = _words(text)
        if words and words <= read:
            yield said.strip()
