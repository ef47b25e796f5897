"""How else a place may be written: « 76 av. du Gal de Gaulle » is 76, avenue du Général-de-Gaulle.

Words come folded and apart, as `generators.lastlook.folding.spaced` gives them. What is written short is
written out first; then each word may be short, what links them may be missing, the number may come last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

#: A word → how it is shortened: ways, titles, saints.
_SHORT: Final[dict[str, tuple[str, ...]]] = {
    "allee": ("all",),
    "allees": ("all",),
    "avenue": ("av", "ave"),
    "batiment": ("bat",),
    "boulevard": ("bd", "bld", "blvd", "boul", "bvd"),
    "capitaine": ("cap", "cne"),
    "chemin": ("ch", "che", "chem"),
    "colonel": ("col",),
    "commandant": ("cdt",),
    "cours": ("crs",),
    "docteur": ("dr",),
    "faubourg": ("fg", "fbg", "faub"),
    "general": ("gal", "gen"),
    "impasse": ("imp",),
    "lieutenant": ("lt",),
    "lotissement": ("lot",),
    "marechal": ("mal", "mar"),
    "place": ("pl",),
    "president": ("pdt", "pres"),
    "professeur": ("pr", "prof"),
    "quai": ("q", "qu"),
    "residence": ("res",),
    "route": ("rte",),
    "rue": ("r",),
    "saint": ("st",),
    "sainte": ("ste",),
    "saintes": ("stes",),
    "saints": ("sts",),
    "square": ("sq",),
    "sur": ("s",),
}
_LONG: Final = {short: long for long, all_ in _SHORT.items() for short in all_}
#: What links words and may be left out.
_LINKS: Final = frozenset("a au aux d de des du l la le les".split())
#: Between a number and its way: « au 76 de l’avenue… ».
_OF: Final = ("", "de la", "de l", "du", "des")
#: Between a way and its number: « rue des Lilas, au 76 », « n° 76 ».
_AT: Final = ("", "au", "n", "au n", "numero")
#: So many of each are looked for; nobody writes all of them.
_MOST: Final = 400


def streets(words: bytes, number: bytes = b"") -> Iterator[bytes]:
    """A street's name with the number before it or after, in all of these ways; as it stands first."""
    yield b" ".join((number + words).split())
    own = number.decode().split()
    short = ["b" if word == "bis" else word for word in own]
    numbers = [" ".join(one) for one in (own, short)]
    for name in _forms(words.decode().split(), linked=True):
        for told in dict.fromkeys(numbers):
            yield from (_words(told, link, name) for link in (_OF if own else _OF[:1]))
            yield from (_words(name, link, told) for link in (_AT if own else ()))


def names(words: bytes) -> Iterator[bytes]:
    """A name of several words, each of them short or not: « saint ouen sur seine », « st ouen s seine »."""
    yield b" ".join(words.split())
    yield from (name.encode() for name in _forms(words.decode().split(), linked=False))


def _words(*parts: str) -> bytes:
    return " ".join(part for part in parts if part).encode()


def _forms(words: Sequence[str], *, linked: bool) -> Iterator[str]:
    """The words together, each in each of its forms, the first ones sooner; links among them too."""
    forms = [(word, *_SHORT.get(word, ())) for word in (_LONG.get(word, word) for word in words)]
    if linked:
        forms = [(*of, "") if of[0] in _LINKS else of for of in forms]
    for some in islice(product(*reversed(forms)), _MOST):
        yield " ".join(filter(None, reversed(some)))


_CODE: Final = "23456789cfghjmpqrvwx"


def plus_code(latitude: float, longitude: float) -> bytes:
    """What an Open Location Code says to three hundred metres: its first eight signs, folded."""
    north, east, size, found = latitude + 90, longitude + 180, 20.0, ""
    for _ in range(4):
        found += _CODE[int(north / size)] + _CODE[int(east / size)]
        north, east, size = north % size, east % size, size / 20
    return found.encode()
