"""Whether a text says where a place is, more closely than its département: the kind of thing, never it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generators.land.gazetteer import Gazetteer, gazetteer
from generators.land.places import Places
from generators.records.rules import positions, streets
from generators.words import seen
from generators.words.wording import fold

#: What an address, a mailbox, an account or a file's name is made of.
_ADDRESSES = re.compile(
    r"[A-Za-z][A-Za-z+.-]*://\S+|\S*@[\w.-]+|\b(?:[\w-]+\.)+[A-Za-z]{2,}(?:/\S*)?|[#@]\w{3,}"
    r"|\b\w+(?:[-_/]\w+){2,}|\b[A-Za-z]*[a-z][A-Z]\w+"
)
_PARTS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_BLANK = "\u25ae"


class Clue(NamedTuple):
    """What a text gives away; a firm one is never lifted."""

    what: str
    firm: bool


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """What knows the land: its names, and its postcodes."""

    gazetteer: Gazetteer
    places: Places

    @classmethod
    def of(cls, places: Places) -> Guide:
        return _guide(places)

    def clue(self, text: str, permitted: Collection[str] = (), *, address: bool = False) -> Clue | None:
        """The first thing that a text says of a place; `permitted` are the exact words that may stay.

        `address` for a link, a mailbox, an account, the name of a file: it is read word by word as well.
        """
        words = (part for part in permitted if part[:2].lower() in text.lower() or seen.disguised(text))
        return _clue(self, text, tuple(words), whole=address)

    def clues(self, texts: list[str], permitted: Collection[str]) -> Iterator[Clue]:
        """What the readings of one text give away, the firm things first."""
        yield from (Clue(what, firm=True) for text in texts if (what := self.firm(text)))
        lifted = [seen.plain(words) for words in permitted]
        for text in texts:
            rest = without(text, lifted)
            if what := self._loose(rest):
                yield Clue(what, firm=False)

    def firm_in(self, text: str) -> str | None:
        """What no reason lifts, however it is written."""
        texts = [*seen.readings(text)]
        texts += [*_addresses(texts, whole=False)]
        return next((what for one in texts if (what := self.firm(one))), None)

    def firm(self, text: str) -> str | None:
        """What no reason lifts."""
        if streets.street_number(text):
            return "un numéro dans une rue, un étage ou une porte"
        if positions.map_link(text):
            return "un lien vers une carte, ou qui cache où il mène"
        if positions.position(text):
            return "une position"
        if streets.postbox(text) or streets.postcode(text, self.places):
            return "un code postal ou une boîte postale"
        return "un numéro d’établissement, qui donne son adresse" if positions.register(text) else None

    def _loose(self, text: str) -> str | None:
        if streets.street(text):
            return "une rue ou une place"
        if streets.landmark(text):
            return "un quartier, un arrêt ou un lieu voisin"
        if any(True for _ in self.gazetteer.found(text)) or self._glued(text):
            return "une commune ou une intercommunalité"
        return None

    def _glued(self, text: str) -> bool:
        """A name within a word of an address: `foyervilleurbanne`, `#RefugeVilleurbanne`."""
        tokens = (part for found in _ADDRESSES.finditer(text) for part in _PARTS.split(found[0]))
        return any(self.gazetteer.glued(part) for part in tokens if len(part) >= 7)


#: The same sources, the same functions stand in many records.
@lru_cache(maxsize=16384)
def _clue(guide: Guide, text: str, permitted: tuple[str, ...], *, whole: bool) -> Clue | None:
    texts = [*seen.readings(text)]
    texts += [*_addresses(texts, whole=whole)]
    return next(guide.clues(list(dict.fromkeys(texts)), permitted), None)


@lru_cache(maxsize=4)
def _guide(places: Places) -> Guide:
    return Guide(gazetteer(places), places)


def _addresses(texts: list[str], *, whole: bool) -> Iterator[str]:
    """The words of the addresses in texts: `12-rue-des-lilas` is read as a street."""
    for text in texts:
        for address in [text] if whole else [found[0] for found in _ADDRESSES.finditer(text)]:
            words = " ".join(part for part in _PARTS.split(_CAMEL.sub(" ", address)) if part)
            yield words
    if whole:
        yield from (f"https://{text}" for text in texts if "://" not in text and "@" not in text)


def without(text: str, lifted: Collection[str]) -> str:
    """The text without the words that may stay, however they are cased."""
    for words in lifted:
        if len(fold(words)) > 1:
            parts = (re.escape(part) for part in re.findall(r"\w+", words))
            text = re.sub(r"(?<!\w)" + r"[\W_]+".join(parts) + r"(?!\w)", _BLANK, text, flags=re.IGNORECASE)
    return text
