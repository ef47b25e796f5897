"""Which records say that their place is confidential, and how other texts name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from generators.land.gazetteer import Word, words_of
from generators.records.models import Implantation
from generators.records.models.fields import Loc, parts
from generators.records.records import Key, Record, Records
from generators.records.rules.base import Context, Subject
from generators.records.rules.positions import host_of
from generators.records.secrecy import Unsound, hides
from generators.words import seen
from generators.words.wording import fold

_ARTICLES = frozenset({"l", "le", "la", "les", "un", "une"})
_OF_STRUCTURES = ("nom", "sigle", "nom_complet")
_NAMES = (*_OF_STRUCTURES, "titre")
_SHORTEST = 3

Words = tuple[str, ...]
K = TypeVar("K")
T = TypeVar("T")


def hidden_parts(record: BaseModel) -> list[Loc]:
    """Where a record says that a place is confidential: () when it is its own."""
    return [loc for loc, place in parts(record, Implantation) if place.adresse_confidentielle]


@dataclass(frozen=True)
class Hidden:
    """The records whose place is confidential, and by what a text names one of them.

    `names` are folded words without an article, by the three of them that the fewest names have; `hosts` are
    those of their own sites, by their longest word. A text without these words does not name them.
    """

    keys: frozenset[Key]
    names: Mapping[frozenset[str], tuple[Words, ...]]
    hosts: Mapping[str, tuple[str, ...]]
    domains: frozenset[str]
    longer: Mapping[Words, tuple[Words, ...]]

    @cached_property
    def told(self) -> str:
        """All of it, in one order."""
        names = {name for some in self.names.values() for name in some}
        return repr(
            (
                sorted(self.keys),
                sorted(names),
                sorted(self.hosts.items()),
                sorted(self.domains),
                sorted(self.longer.items()),
            )
        )

    def named_by(self, subject: Subject) -> bool:
        """True when a record names one of these, by a reference or in a text of its own."""
        if not self.keys:
            return False
        if not self.keys.isdisjoint(subject.references):
            return True
        if self._name(subject.whole, subject.split, (text for _, text in subject.said)):
            return True
        boxes = (value for loc, value in subject.values(str) if loc[-1] == "courriel")
        domains = {box.partition("@")[2].lower() for box in boxes} if self.domains else ()
        return not self.domains.isdisjoint(domains) or (
            subject.disguised and self._read([text for _, text in subject.said])
        )

    def named_in(self, texts: Iterable[str]) -> bool:
        """True when one of these texts names one of these records."""
        if not self.keys:
            return False
        return self._read(list(texts))

    def _read(self, texts: list[str]) -> bool:
        """The same, of texts as their reader sees them."""
        read = [reading for text in texts for reading in seen.readings(text)]
        whole = "\n".join(read)
        return self._name(whole, {*whole.split()}, read)

    @cached_property
    def _sought(self) -> seen.Sought:
        sought = frozenset(self.hosts).union(*self.names)
        return seen.Sought(lambda word: sought & seen.bare_words(word))

    @cached_property
    def _by_one_word(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """The words by which names are found, by one of them."""
        return _grouped((min(words), words) for words in self.names)

    def _name(self, whole: str, split: Set[str], texts: Iterable[str]) -> bool:
        """True when a name stands in a text; the whole is all of them, `split` its words."""
        found = self._sought.among(split)
        if not found:
            return False
        if sites := self.hosts.keys() & found:
            plain = whole.lower()
            if any(host in plain for word in sites for host in self.hosts[word]):
                return True
        close = [
            some
            for word in self._by_one_word.keys() & found
            for some in self._by_one_word[word]
            if some <= found
        ]
        if not close:
            return False
        words, texts = seen.bare_words(whole), [*texts]
        names = (name for some in close for name in self.names[some] if words.issuperset(name))
        return any(self._stands(name, text) for name in names for text in texts)

    def _stands(self, name: Words, text: str) -> bool:
        """True when the words of a name stand in a text, one after the other, written as a name.

        Not those of a longer name, that a public record bears.
        """
        if f" {' '.join(name)} " not in f" {fold(text)} ":
            return False
        words = [*words_of(text)]
        folded = [word.folded for word in words]
        for rank in range(len(words) - len(name) + 1):
            if tuple(folded[rank : rank + len(name)]) != name:
                continue
            longer = self.longer.get(name, ())
            if any(tuple(folded[rank : rank + len(other)]) == other for other in longer):
                continue
            if _is_name(words[rank : rank + len(name)], words[rank - 1 : rank] if rank else []):
                return True
        return False


def _is_name(some: list[Word], before: list[Word]) -> bool:
    """A name has a capital; a name of several words may have lost it, and a page's address has none."""
    page = bool(before) and before[0].folded in ("acteurs", "actors")
    return some[0].capital or len(some) > 1 or page


def hidden_in(context: Context) -> Hidden:
    """What is hidden among all records, those that are not sound too."""
    return hidden_among(context.records, context.broken)


def hidden_among(records: Records, broken: Mapping[Key, Unsound]) -> Hidden:
    """The same, of records and of the files of which none was made."""
    keys: set[Key] = set()
    names: set[Words] = set()
    hosts: set[str] = set()
    public: set[Words] = set()
    elsewhere: list[Record] = []
    for key, record in records.all():
        if hidden_parts(record):
            keys.add(key)
            names |= {*names_of(key, record)}
            hosts |= {*hosts_of(record)}
        else:
            public |= {_bare(fold(name).split()) for name in _called(record)}
            elsewhere.append(record)
    for key, written in broken.items():
        if not isinstance(written.values, dict):
            continue
        if hides(written.values):
            keys.add(key)
            names |= {*names_of(key, written.values)}
        else:
            public |= {_bare(fold(name).split()) for name in _called(written.values)}
    known = {host for record in elsewhere if hosts for host in hosts_of(record)}
    names -= public
    longer: dict[Words, tuple[Words, ...]] = {}
    for other in sorted(public):
        for length in range(1, len(other)):
            if other[:length] in names:
                longer[other[:length]] = (*longer.get(other[:length], ()), other)
    common = Counter(word for name in (*names, *public) for word in {*name})
    by_words = _grouped(
        (frozenset(sorted({*name}, key=common.__getitem__)[:3]), name) for name in sorted(names)
    )
    own = _grouped((max(sorted(seen.bare_words(host)), key=len), host) for host in sorted(hosts - known))
    return Hidden(frozenset(keys), by_words, own, frozenset(hosts - known), longer)


def _called(record: Record | Mapping[str, Any]) -> Iterator[str]:
    """What a structure is called; the title of what tells of others is no name."""
    yield from (name for key in _OF_STRUCTURES if isinstance(name := _get(record, key), str))


def names_of(key: Key, record: Record | Mapping[str, Any]) -> Iterator[Words]:
    """Every way a text has to name a record."""
    written = [_get(record, name) for name in _NAMES]
    accounts = _get(record, "comptes")
    written += [_get(account, "compte") for account in accounts] if isinstance(accounts, Collection) else []
    for text in [*written, key[1]]:
        words = _bare(fold(text).split()) if isinstance(text, str) else ()
        if sum(map(len, words)) >= _SHORTEST:
            yield words


def _get(record: Any, name: str) -> Any:  # noqa: ANN401 (a record, a group, or what was written for one)
    return record.get(name) if isinstance(record, Mapping) else getattr(record, name, None)


def _bare(words: list[str]) -> Words:
    """A name without its article."""
    return tuple(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def hosts_of(record: Record) -> Iterator[str]:
    address = getattr(record, "site_web", None)
    if address and (host := host_of(address)):
        yield host


def _grouped(items: Iterable[tuple[K, T]]) -> Mapping[K, tuple[T, ...]]:
    """The things of each key."""
    found = defaultdict[K, list[T]](list)
    for key, thing in items:
        found[key].append(thing)
    return {key: tuple(some) for key, some in found.items()}
