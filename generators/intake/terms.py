"""Words of a list as terms: by code, label, the words that people use, what was decided, the standard's.

« Mineures », « mineur·e·s », « Les mineurs » are one; « Hébergement » is what « Héberger » does. A word that
several terms share is a person's to decide, unless one of them is wider than all the others. A kind of
service of data·inclusion says nothing more of a service than a theme beside it whose term is of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generators.intake.reading import Context
from generators.records.vocabulary import Terme, Vocabulary
from generators.words.wording import fold

#: « mineur·e·s », « mineur(e)s », « mineur.e.s », « éducateurs/trices ».
_INCLUSIVE: Final = re.compile(
    r"(?<=\w)(?:[·•.‧\-/]|\()(?:e|es|ne|nes|le|les|trice|trices|euse|euses|se|ses|ière|ières|ienne|iennes)\)?"
    r"(?:[·•.‧\-]?s)?(?!\w)",
    re.IGNORECASE,
)
_SMALL: Final = frozenset(
    "le la les l un une des du de d aux au a en par pour et leur leurs ses son sa".split()
)
_AGREED: Final = {"tous": "tout", "toute": "tout", "toutes": "tout"}
#: What a theme of data·inclusion has, and a kind of service has not.
_THEME: Final = "--"
_STRONG: Final = re.compile(r"[\n;|]|(?<=\s)[•–-](?=\s)|^\s*[•–-]\s*|(?<!\\)[,/]")
_WEAK: Final = re.compile(r"\s+(?:et|ou|ainsi que)\s+|\s*[&+]\s*")
#: How a noun is made of a verb, and a feminine of a masculine; the stem must stay as long as this.
_ENDINGS: Final = ("ements", "ement", "ations", "ation", "tions", "tion", "ages", "age", "er", "ir")
_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """The codes of the terms, each once, and the words that none has.

    `loose`: those known by a word that people use for them, not by their own name.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    loose: frozenset[str] = frozenset()


def terms(text: str, name: str, context: Context) -> Terms:
    """What a cell says of the list `name`."""
    text = _INCLUSIVE.sub("", text)
    found: list[_Term] = []
    unknown: list[str] = []
    parts = (text,) if _term(text, name, context) else _STRONG.split(text)
    explained = _kinds(parts, name, context)
    for part in parts:
        said = part.strip(" .:()") if part else ""
        if said in explained:
            continue
        whole = _term(said, name, context)
        for piece in (said,) if whole else _WEAK.split(said):
            one = _term(piece, name, context)
            if one:
                found.append(one)
            elif fold(piece):
                unknown.append(piece.strip())
    codes = tuple(dict.fromkeys(code for code, _ in found if code))
    sure = {code for code, loose in found if not loose}
    return Terms(codes, tuple(dict.fromkeys(unknown)), frozenset(codes) - sure)


def _kinds(parts: Iterable[str | None], name: str, context: Context) -> frozenset[str]:
    """The kinds of service of the terms that themes of data·inclusion stand for."""
    themes = (_term(part.strip(), name, context) for part in parts if part and _THEME in part)
    known = context.vocabulary.lists.get(name, {})
    said = (word for one in themes if one and one[0] for word in known[one[0]].data_inclusion)
    return frozenset(word for word in said if _THEME not in word)


#: A code ("" when it was decided that a word has none), and whether it is known by a word used for it alone.
_Term = tuple[str, bool]


def _term(word: str, name: str, context: Context) -> _Term | None:
    said = word.strip()
    if said in context.vocabulary.lists.get(name, {}):
        return said, False
    decided = context.terms.get(name, {})
    if fold(said) in decided:
        return decided[fold(said)], False
    known = _known(_Listed(name, context.vocabulary))
    return known.term(said) or _alike([known.term(each) for each in fold(said).split() if each not in _SMALL])


def _alike(each: list[_Term | None]) -> _Term | None:
    """Words that all say one term: « jeunes filles »."""
    return each[0] if len(each) > 1 and len(set(each)) == 1 else None


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of one vocabulary, to be remembered by what it is."""

    name: str
    vocabulary: Vocabulary

    def __hash__(self) -> int:
        return hash((self.name, id(self.vocabulary)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Listed) and self.name == other.name and self.vocabulary is other.vocabulary


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a list, word → code: names of terms, words used for them, the standard's, roots."""

    sure: Mapping[str, str]
    said: Mapping[str, str]
    theirs: Mapping[str, str]
    roots: Mapping[str, str]

    def term(self, word: str) -> _Term | None:
        key = _key(word)
        if own := self.sure.get(key) or self.roots.get(_root(word)):
            return own, False
        used = self.said.get(key) or self.theirs.get(key)
        return (used, True) if used else None


@lru_cache(maxsize=64)
def _known(listed: _Listed) -> _Known:
    found = listed.vocabulary.lists.get(listed.name, {})
    labels = [
        (code, label) for code, term in found.items() for label in (term.libelle, term.court, code) if label
    ]
    return _Known(
        _sole(((code, _key(label)) for code, label in labels), found),
        _sole(((code, _key(word)) for code, term in found.items() for word in term.mots), found),
        _sole(((code, _key(word)) for code, term in found.items() for word in term.data_inclusion), found),
        _sole(((code, _root(term.libelle)) for code, term in found.items()), found),
    )


def _sole(pairs: Iterable[tuple[str, str]], found: Mapping[str, Terme]) -> dict[str, str]:
    """Word → the only code that has it, or the one that is wider than all that do."""
    by_word: dict[str, list[str]] = {}
    for code, word in pairs:
        if word:
            by_word.setdefault(word, []).append(code)
    return {word: widest for word, codes in by_word.items() if (widest := _widest(codes, found))}


def _widest(codes: list[str], found: Mapping[str, Terme]) -> str | None:
    return next((code for code in codes if all(code in _line(other, found) for other in codes)), None)


def _line(code: str, found: Mapping[str, Terme]) -> Iterator[str]:
    """A term and those above it."""
    seen: set[str] = set()
    at: str | None = code
    while at and at not in seen and at in found:
        seen.add(at)
        yield at
        at = found[at].parent


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    """Words in the masculine singular, without the small ones: « Les mineures » → "mineur"."""
    words = [_AGREED.get(word, word) for word in fold(_INCLUSIVE.sub("", text)).split()]
    kept = [word for word in words if word not in _SMALL] or words
    return " ".join(map(_singular, kept))


def _singular(word: str) -> str:
    word = word[:-1] if len(word) > 3 and word[-1] in "sx" else word
    for feminine, masculine in (("trice", "teur"), ("euse", "eur"), ("ienne", "ien"), ("elle", "el")):
        if len(word) > len(feminine) + 2 and word.endswith(feminine):
            return word[: -len(feminine)] + masculine
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _root(text: str) -> str:
    """« hébergement », « héberger » → "heberg"; "" for several words, and one that has no such end."""
    word = fold(text)
    ending = next((end for end in _ENDINGS if word.endswith(end)), None)
    root = word[: -len(ending)] if ending else ""
    return root if len(root) >= _STEM and " " not in root else ""
