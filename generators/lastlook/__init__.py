"""A last look at every byte before it is published: no place that only a confidential record gives is in it.

The rules refuse what tells a place, `generators.records.withheld` takes it away. Should both have forgotten
something, publishing ends here; the message says in which file and of which record, never what. Where there
is no secret nothing is looked for, and nothing is spent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import unquote

from generators.land.places import Places
from generators.lastlook.finder import Finder
from generators.lastlook.folding import readable, spaced, squeezed
from generators.lastlook.needles import Needles, needles
from generators.leak import Leak
from generators.records.records import Key, Records
from generators.records.withheld import Secrets

#: The number before a latitude, or after it, and how far from it, in bytes: nothing but words stands between,
#: or what parts the two in a map's link (`!3d45.77!4d4.89`, `!2d4.89!3d45.77`).
_BEFORE = re.compile(rb"(?<!\d)(\d{1,3}[.,]\d{3})\d*(?:\D{1,40}|!3d)\Z")
_AFTER = re.compile(rb"\d*(?:!4d|\D{1,40})-?(\d{1,3}[.,]\d{3})")
NEAR = 80
#: Letters from which a title is nobody else's.
LONG = 9
#: A file, and the record whose place stands in it.
Found = tuple[str, Key]


@dataclass(frozen=True, eq=False, repr=False)
class LastLook:
    """What is looked for, in what is about to leave: made when it is. `paths` are the records' files, for the
    message."""

    make: Callable[[], Needles]
    paths: Mapping[Key, str]

    @cached_property
    def needles(self) -> Needles:
        return self.make()

    def over(self, files: Mapping[str, bytes]) -> None:
        """Look at files, by their path. Raises `Leak`."""
        if self.needles and (found := sorted(set(self._found(files)))):
            raise Leak(
                tuple((self._named_file(*one), self.paths.get(one[1], "/".join(one[1]))) for one in found)
            )

    def _named_file(self, path: str, key: Key) -> str:
        """The path of a file for the message, which never says what: of one whose name does, its folder."""
        text = unquote(path)
        folded = squeezed(text)
        own = {*self._told(text, folded, self._words.found(folded))}
        if key in own or _among(self.needles.weak.get(key, ()), spaced(text)):
            return f"{path.partition('/')[0]}/… (le nom du fichier le dit)"
        return path

    def _found(self, files: Mapping[str, bytes]) -> Iterator[Found]:
        suspects: dict[Found, set[bytes]] = {}
        apart: list[str] = []
        for path, content in files.items():
            text = readable(path, content)
            folded = squeezed(text)
            hits = self._words.found(folded)
            yield from ((path, key) for key in self._told(text, folded, hits))
            words = spaced(text) if not hits.isdisjoint(self.needles.names) else b""
            named = self._named(hits, text, words)
            suspects |= {
                (path, key): told for key in named if (told := _among(self.needles.weak[key], words))
            }
            if not named and path.endswith("index.html"):
                apart.append(path)
        common = _common({word for words in suspects.values() for word in words}, apart, files)
        yield from (found for found, words in suspects.items() if words - common)

    def _told(self, text: str, folded: bytes, hits: set[bytes]) -> Iterator[Key]:
        """Whose street, SIRET or position a file holds: 5 is no number of 15, nor of 59."""
        for hit in hits:
            for words, key in self.needles.strong.get(hit, ()):
                alone = not words or re.search(rb"(?<!\d)%b(?!\d)" % hit, folded)
                if alone or b" %b " % words in spaced(text):
                    yield key
        if hits.isdisjoint(self._digits):
            return
        written = text.encode()
        for place, latitude in self._latitudes.places(written):
            before = _BEFORE.search(written, max(place - NEAR, 0), place)
            after = _AFTER.match(written, place + len(latitude), place + NEAR)
            beside = [found[1] for found in (before, after) if found]
            yield from (key for longitude, key in self.needles.positions[latitude] if longitude in beside)

    def _named(self, hits: set[bytes], text: str, words: bytes) -> set[Key]:
        """Whom a file names: a short name may be a common word, unless the id stands there too."""
        told = ((hit, *name) for hit in hits for name in self.needles.names.get(hit, ()))
        return {key for hit, name, key in told if name in words and (len(hit) >= LONG or key[1] in text)}

    @cached_property
    def _words(self) -> Finder:
        """All that is looked for at once, once a text is folded."""
        return Finder(frozenset((*self.needles.strong, *self.needles.names, *self._digits)))

    @cached_property
    def _digits(self) -> frozenset[bytes]:
        return frozenset(squeezed(latitude.decode()) for latitude in self.needles.positions)

    @cached_property
    def _latitudes(self) -> Finder:
        return Finder(frozenset(self.needles.positions))


def _among(wanted: Iterable[bytes], words: bytes) -> set[bytes]:
    return {word for word in wanted if word in words}


def _common(words: set[bytes], pages: list[str], files: Mapping[str, bytes]) -> set[bytes]:
    """The words that pages about none of these records have: anybody may write them."""
    found: set[bytes] = set()
    for path in pages if words else ():
        found |= _among(words - found, spaced(readable(path, files[path])))
    return found


#: The look of a site that has no secret.
NOTHING = LastLook(lambda: Needles({}, {}, {}, {}), {})


def last_look(secrets: Secrets, records: Records, places: Places) -> LastLook:
    """The look at what is drawn from `records`, from which the secrets were taken."""
    return LastLook(partial(needles, secrets, records, places), records.paths)
