"""An index of words: which records say « hébergement », and where they say it.

The directory has one of its actors, the search one of all else, the library one of its own. The browser
reads the list of words once someone types (`mots.json`), then only the leaves of the words that answer
(`mots/he.json`), so that a question costs kilobytes whatever the number of records; a small index is one leaf
(`mots/tout.json`), and no key waits for a file. A word is indexed as `site/scripts/search/plier.js` folds it;
the tests hold the two together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby

from generators.pages.frame.page import as_json
from generators.words.wording import fold

#: Where a word can stand, the most telling first. The browser gives each its weight.
FIELDS = ("noms", "lieux", "mots", "resume", "texte")

_ARTICLES = """
a au aux avec ce ces d dans de des du en et est l la le les leur leurs ma mes mon nos notre ou par pour qu que
qui sa se ses son sur un une vos votre
"""
ARTICLES = frozenset(_ARTICLES.split())

_DIGITS = "0123456789abcdefghijklmnopqrstuv"

#: An index of more characters than this is parted by the first letter of its words.
WHOLE = 150_000
#: A leaf of more characters than this is parted by the next letter.
LEAF = 24_000
#: No leaf has a longer name, whatever it weighs.
LONGEST_NAME = 2

#: Field → what a record says there; the first of its « noms » is its title.
Textes = Mapping[str, Sequence[str]]
#: How many words the title of a record has, then its words by field: what an index takes of it.
Row = tuple[int, Mapping[str, Sequence[str]]]
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


def row(record: Textes) -> Row:
    """What an index takes of a record: each word once a field."""
    said = {field: sorted({w for text in texts for w in terms(text)}) for field, texts in record.items()}
    return _length(record), said


def files(
    folder: str, rows: Iterable[Row], needs: Sequence[str] = (), **besides: object
) -> Mapping[str, bytes]:
    """Path on the site → content. A rank is the row's place; `needs` are the questions to propose.

    What stands `besides` the words is for the index's own reader.
    """
    lengths = list[str]()
    postings = index(_measured(rows, lengths))
    words = sorted({word for field in postings.values() for word in field})
    leaves = dict(_leaves({word: _entry(word, postings) for word in words}))
    return {
        f"{folder}mots.json": as_json(
            {
                "feuilles": " ".join(leaves),
                "mots": " ".join(words),
                "champs": "".join(_flags(word, postings) for word in words),
                "longueurs": "".join(lengths),
                "besoins": needs,
                **besides,
            }
        ),
        **{f"{folder}mots/{name}.json": content for name, content in leaves.items()},
    }


def _measured(rows: Iterable[Row], lengths: list[str]) -> Iterator[Row]:
    """The rows; the length of each one's title is added to the list as it passes."""
    for row in rows:
        lengths.append(_DIGITS[row[0]])
        yield row


def _length(record: Textes) -> int:
    """How many words a title has, for the browser to tell one that a question says whole."""
    return min(len({term(word) for word in fold(record["noms"][0]).split()} - {None}), len(_DIGITS) - 1)


def index(rows: Iterable[Row]) -> dict[str, dict[str, list[int]]]:
    """The postings: each word once a record and field, ranks ascending."""
    found: dict[str, dict[str, list[int]]] = {field: defaultdict(list) for field in FIELDS}
    for rank, (_, said) in enumerate(rows):
        for field, words in said.items():
            postings = found[field]
            for word in words:
                postings[word].append(rank)
    return found


def _flags(word: str, postings: Postings) -> str:
    """In which fields a word stands, as one digit of base 32: bit 0 for the first field, and so on."""
    return _DIGITS[sum(1 << bit for bit, field in enumerate(FIELDS) if word in postings[field])]


def _entry(word: str, postings: Postings) -> str:
    """A word with the ranks that say it, field by field, as a leaf's JSON has them."""
    lists = [_differences(postings[field].get(word, ())) for field in FIELDS]
    while not lists[-1]:
        lists.pop()
    return f"{as_json(word).decode()}:{as_json(lists).decode()}"


def _differences(ranks: Sequence[int]) -> list[int]:
    return [rank - before for before, rank in zip((0, *ranks), ranks, strict=False)]


def _leaves(entries: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each leaf. A word stands in the leaf of the longest name that begins it."""
    if sum(map(len, entries.values())) <= WHOLE:
        yield "tout", _leaf(entries)
    else:
        yield from _parted("", entries)


def _parted(name: str, entries: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """A leaf, or the leaves into which it is parted; a word as short as the name keeps it for itself."""
    weight = sum(map(len, entries.values()))
    if name and (weight <= LEAF or len(entries) == 1 or len(name) == LONGEST_NAME):
        yield name, _leaf(entries)
        return
    for longer, words in groupby(entries, key=lambda word: word[: len(name) + 1]):
        own = {word: entries[word] for word in words}
        yield from [(longer, _leaf(own))] if longer == name else _parted(longer, own)


def _leaf(entries: Mapping[str, str]) -> bytes:
    return ("{" + ",".join(entries.values()) + "}").encode()
