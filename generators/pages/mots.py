"""An index of words: which records say « hébergement », and where they say it.

The directory has one of its actors (`annuaire/`), the search one of all else (`recherche/`). The browser
reads the list of words once someone types (`mots.json`), then only the leaves of the words that answer
(`mots/he.json`), so that a question costs kilobytes whatever the number
of records. A word is indexed as `site/scripts/plier.js` folds it; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from generators.pages.lieux import as_json
from generators.records.text import fold

#: Where a word can stand, the most telling first. The browser gives each its weight.
FIELDS = ("noms", "lieux", "mots", "resume", "texte")

_ARTICLES = """
a au aux avec ce ces d dans de des du en et est l la le les leur leurs ma mes mon nos notre ou par pour qu que
qui sa se ses son sur un une vos votre
"""
ARTICLES = frozenset(_ARTICLES.split())

_DIGITS = "0123456789abcdefghijklmnopqrstuv"

#: Field → what a record says there; the first of its « noms » is its title.
Textes = Mapping[str, Sequence[str]]
#: Field → word → the ranks of the records that say it there.
Postings = Mapping[str, Mapping[str, Sequence[int]]]


_AUX = re.compile(r"aux$")
_PLURAL = re.compile(r"(?<!s)s$|(?<=eu)x$")
_MUTE = re.compile(r"ee$|(?<![aeiou])e$")
_SPACED = re.compile(r"\b\d{1,4}(?: \d{2,3})+\b")
_ELIDED = re.compile(r"\w{3,}['’]\w+")


@cache
def term(word: str) -> str | None:
    """One folded word as it is indexed: without plural or final mute e; None for an article."""
    if word in ARTICLES:
        return None
    if word in ("st", "ste"):
        return {"st": "saint", "ste": "saint"}[word]
    if len(word) > 4:
        word = _PLURAL.sub("", _AUX.sub("al", word))
    if len(word) > 4:
        word = _MUTE.sub(lambda found: "e" if found[0] == "ee" else "", word)
    return word


@lru_cache(maxsize=4096)
def terms(text: str) -> tuple[str, ...]:
    """The words of a text as they are indexed; « 116 000 » also as 116000, « Entr’actes » as entractes."""
    folded = fold(text)
    numbers = (number.replace(" ", "") for number in _SPACED.findall(folded))
    elided = (fold(re.sub("['’]", "", word)) for word in _ELIDED.findall(text))
    words = [*folded.split(), *numbers, *elided]
    return tuple(found for word in words if (found := term(word)))


def files(
    folder: str, records: Sequence[Textes], needs: Sequence[str] = (), **besides: object
) -> Mapping[str, bytes]:
    """Path on the site → content. A rank is the record's place; `needs` are the questions to propose.

    What stands `besides` the words is for the index's own reader.
    """
    postings = index(records)
    words = sorted({word for field in postings.values() for word in field})
    return {
        f"{folder}mots.json": as_json(
            {
                "mots": " ".join(words),
                "champs": "".join(_flags(word, postings) for word in words),
                "longueurs": "".join(_DIGITS[_length(record)] for record in records),
                "besoins": needs,
                **besides,
            }
        ),
        **{f"{folder}mots/{name}.json": as_json(leaf) for name, leaf in _leaves(words, postings).items()},
    }


def _length(record: Textes) -> int:
    """How many words a title has, for the browser to tell one that a question says whole."""
    return min(len({term(word) for word in fold(record["noms"][0]).split()} - {None}), len(_DIGITS) - 1)


def index(records: Sequence[Textes]) -> dict[str, dict[str, list[int]]]:
    """The postings: each word once a record and field, ranks ascending."""
    found: dict[str, dict[str, list[int]]] = {field: defaultdict(list) for field in FIELDS}
    for rank, record in enumerate(records):
        for field, texts in record.items():
            for word in sorted({word for text in texts for word in terms(text)}):
                found[field][word].append(rank)
    return found


def _flags(word: str, postings: Postings) -> str:
    """In which fields a word stands, as one digit of base 32: bit 0 for the first field, and so on."""
    return _DIGITS[sum(1 << bit for bit, field in enumerate(FIELDS) if word in postings[field])]


def _leaves(words: Iterable[str], postings: Postings) -> dict[str, dict[str, list[list[int]]]]:
    leaves: dict[str, dict[str, list[list[int]]]] = defaultdict(dict)
    for word in words:
        lists = [_differences(postings[field].get(word, ())) for field in FIELDS]
        while not lists[-1]:
            lists.pop()
        leaves[word[:2]][word] = lists
    return leaves


def _differences(ranks: Sequence[int]) -> list[int]:
    return [rank - before for before, rank in zip((0, *ranks), ranks, strict=False)]
