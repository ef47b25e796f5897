"""The names of places smaller than a département, found in a text: communes, former ones, EPCI.

Many a commune bears the name of a word (« Orange », « Tours »): capitals, prepositions and population decide.
What also names a département, a region or a country is taken for a commune after « à » alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generators.land.places import Places
from generators.words.prenoms import PRENOMS
from generators.words.wording import fold

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = {"le": ("le", "au", "du"), "les": ("les", "aux", "des"), "la": ("la",), "l": ("l",)}
_SMALL = frozenset("a au aux d de des du en et l la le les lez lès sous sur s".split())
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
#: What EPCI are called, before what is theirs.
_EPCI = re.compile(r"^(?:CC|CA|CU|METRO|Métropole|M)\s+|\s*\([^)]*\)", re.IGNORECASE)
#: Provinces and former regions that a small commune is named like.
_PROVINCES = frozenset(
    "alsace anjou aquitaine artois auvergne bearn berry bourgogne bretagne brie champagne flandre gascogne "
    "languedoc limousin lorraine normandie picardie poitou provence savoie touraine vendee vexin".split()
)
_NEAR = frozenset("a sur vers depuis entre via de d pres proche chez".split())
_SEATS = frozenset("ville commune village bourg mairie agglomeration gare banlieue hameau".split())
_TOWN = 10_000
_KNOWN = 2_000
#: No place, though a commune stands in it.
_OFFICES = frozenset({"garde des sceaux", "quai d orsay", "tout le monde", "savoir faire", "saint sylvestre"})
_FEWEST_LETTERS = 4
_ACRONYM = 5
_LONG = 7
_JOINED = 8
_LEFT = 3


class Word(NamedTuple):
    """A word of a text: as written, folded, and where it stands."""

    written: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.written[:1].isupper() or self.written[:1].isdigit()


class Name(NamedTuple):
    """A name, in folded words; `sure` when nothing else is called so.

    `larger` when a département, a region or a country bears it: it says no more, except after « à » where a
    commune bears it too (`population`).
    """

    words: tuple[str, ...]
    population: int
    sure: bool
    larger: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names by their words; how many words those have that begin alike, the longest first.

    `joined` are the sure ones, each as one word.
    """

    names: Mapping[tuple[str, ...], Name]
    lengths: Mapping[str, tuple[int, ...]]
    joined: frozenset[str]

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text names a place: start and end of each."""
        words = [*words_of(text)]
        shouted = text.isupper()
        rank = 0
        while rank < len(words):
            first = words[rank].folded
            name, told = self._at(text, words, rank, shouted) if first in self.lengths else (None, False)
            last = rank + len(name.words) - 1 if name else self._cut(text, words, rank)
            if told or (last and not name):
                yield words[rank].start, words[last].end
            rank = max(last, rank) + 1

    def _at(self, text: str, words: list[Word], rank: int, shouted: bool) -> tuple[Name | None, bool]:
        """The longest name that begins here and is told; else one that is larger, and all its words."""
        larger = None
        for length in self.lengths.get(words[rank].folded, ()):
            last = rank + length
            name = self.names.get(tuple([word.folded for word in words[rank:last]]))
            if name is None or last > len(words):
                continue
            if _means(name, words[rank:last], _Around.of(text, words, rank, last), shouted):
                return name, True
            if name.larger:
                larger = larger or name
                break
        return larger, False

    def _cut(self, text: str, words: list[Word], rank: int) -> int:
        """The last of two or three words that are one name, cut by spaces: « Ville urbanne »."""
        whole = words[rank].folded
        if whole in _SMALL:
            return 0
        for last in range(rank + 1, min(rank + 3, len(words))):
            if text[words[last - 1].end : words[last].start] != " ":
                return 0
            whole += words[last].folded
            if whole in self.joined and len(whole) >= _JOINED:
                return last
        return 0

    def glued(self, token: str) -> bool:
        """True when a name stands within a word of an address: `foyervilleurbanne`.

        What is left before or after it is a word too, of three letters at least, or nothing.
        """
        whole = fold(token).replace(" ", "")
        size = len(whole)
        starts = (0, *range(_LEFT, size - _LONG + 1))
        ends = (*range(_LONG, size - _LEFT + 1), size)
        return any(
            whole[start:end] in self.joined for start in starts for end in ends if end - start >= _LONG
        )


class _Around(NamedTuple):
    """What stands about a name: the word before and the one before that, whether it begins a sentence…"""

    before: str
    earlier: str
    at: bool
    first: bool
    alone: bool
    numbered: bool

    @classmethod
    def of(cls, text: str, words: list[Word], rank: int, last: int) -> _Around:
        start, end = words[rank].start, words[last - 1].end
        before = words[rank - 1].folded if rank else ""
        earlier = words[rank - 2].folded if rank > 1 else ""
        head = text[:start].rstrip(" «\"'(")
        written = words[rank - 1].written if rank else ""
        return cls(
            before,
            earlier,
            written in ("à", "À") or (written == "A" and rank == 1) or (written == "A" and text.isupper()),
            not head or head[-1] in ".!?:;\n-•…",
            last - rank == len(words),
            bool(re.match(r"\s*\(\s*(?:\d{2,3}|2[AB])\s*\)", text[end : end + 9])),
        )


def _means(name: Name, words: list[Word], around: _Around, shouted: bool) -> bool:
    """True when these words, here, are the name of a place."""
    content = [word for word in words if word.folded not in _SMALL] or words
    capitals = all(word.capital for word in content) and not shouted
    at = around.at
    seat = around.before in _SEATS or (around.before in {"de", "d"} and around.earlier in _SEATS)
    if name.larger:
        return name.population > 0 and (at or seat)
    if name.sure:
        if (
            len(words) == 1
            and words[0].written.isupper()
            and len(words[0].written) <= _ACRONYM
            and not shouted
        ):
            return at or seat or name.population >= _TOWN
        long = sum(map(len, name.words)) >= _FEWEST_LETTERS
        return capitals or at or seat or (long and len(name.words[0]) >= _FEWEST_LETTERS) or len(content) > 1
    if seat or around.numbered:
        return True
    if not capitals:
        return at and name.population >= _TOWN
    near = around.before in _NEAR or len(content) > 1
    if near or around.alone:
        return at or name.population >= _KNOWN or len(content) > 1
    articled = around.before in {"le", "la", "les", "l", "un", "une"}
    return name.population >= _TOWN and not around.first and not articled


def words_of(text: str) -> Iterator[Word]:
    """The words of a text: a hyphen, an apostrophe, a slash part them."""
    for found in _WORD.finditer(text):
        folded = _folded(found[0])
        short = _SHORT.get(folded, folded)
        if folded == "s" and text[found.end() : found.end() + 1] == "/":
            short = "sur"
        if short and " " not in short:
            yield Word(found[0], short, found.start(), found.end())


#: The same words stand in every text.
_folded = lru_cache(maxsize=32768)(fold)


@lru_cache(maxsize=4)
def gazetteer(places: Places) -> Gazetteer:
    """The index of all names, made once for a table of places."""
    names: dict[tuple[str, ...], Name] = {}
    larger = _larger(places)
    for one in larger:
        names[_key(one)] = Name(_key(one), 0, sure=False, larger=True)
    for nom, population in places.names_of_communes():
        for name in _names(_key(nom), population, places.homographs, larger):
            known = names.get(name.words)
            if known is None or known.population < name.population:
                names[name.words] = name
    for words in _epci_names(places, larger):
        names.setdefault(words, Name(words, _TOWN, sure=True))
    return Gazetteer(names, _lengths(names), _joined(names.values()))


def _key(nom: str) -> tuple[str, ...]:
    return tuple(_SHORT.get(word, word) for word in fold(nom).split())


def _larger(places: Places) -> frozenset[str]:
    """The folded names of what is no smaller than a département."""
    territories = (*places.departements.values(), *places.regions.values())
    named = {fold(one.nom) for one in territories} | {name for one in territories for name in one.surnoms}
    named |= _OFFICES
    return frozenset(named | {fold(one.nom) for one in places.countries.values()} | _PROVINCES)


def _names(
    key: tuple[str, ...], population: int, homographs: frozenset[str], larger: frozenset[str]
) -> Iterator[Name]:
    """A name as sentences bear it: « au Havre », « du Havre », and « Havre » alone."""
    whole = " ".join(key)
    if whole in larger:
        if whole not in _AT_ITSELF:
            yield Name(key, population, sure=False, larger=True)
        return
    saint = key[0] in ("saint", "sainte") and len(key) > 1
    sure = saint or (whole not in homographs and whole not in PRENOMS)
    for article in _ARTICLES.get(key[0], (key[0],)):
        yield Name((article, *key[1:]), population, sure)
    if key[0] in _ARTICLES and len(key) > 1 and population >= _TOWN:
        bare = key[1:]
        yield Name(bare, population, sure=sure and " ".join(bare) not in homographs)


#: « à Paris » is said of a département too.
_AT_ITSELF = frozenset({"paris", "mayotte", "la reunion", "monaco", "cuba", "malte", "chypre", "djibouti"})


def _epci_names(places: Places, larger: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for epci in places.epcis.values():
        key = _key(_EPCI.sub("", epci.nom))
        while key and key[0] in {"de", "du", "des", "d", "la", "le", "les", "l"}:
            key = key[1:]
        whole = " ".join(key)
        if len(key) > 1 and whole not in larger and not set(key) <= _SMALL | larger:
            yield key


def _lengths(names: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for words in names:
        found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(some, reverse=True)) for first, some in found.items()}


def _joined(names: Iterable[Name]) -> frozenset[str]:
    wholes = ("".join(name.words) for name in names if name.sure)
    return frozenset(whole for whole in wholes if len(whole) >= _LONG)
