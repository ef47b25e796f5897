"""Which records say that their place is confidential, and how other texts name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generators.land.gazetteer import Word, words_of
from generators.records.models import Implantation
from generators.records.models.fields import Loc, parts, references
from generators.records.records import Key, Record
from generators.records.rules.base import Context, Subject
from generators.records.rules.positions import host_of
from generators.records.secrecy import hides
from generators.words import seen
from generators.words.wording import fold

_ARTICLES = frozenset({"l", "le", "la", "les", "un", "une"})
_NAMES = ("nom", "sigle", "nom_complet", "titre")
#: What may stand for a letter: a text that has one of these is read as a reader sees it.
_DISGUISED = re.compile(
    r"[^\x00-\u017f\u2010-\u2026\u202f\u20ac\u00a0]|&[#\w]+;|<[A-Za-z!/]|%[0-9A-Fa-f]{2}|"
    r"[*_`~]\w|\b\w[ .]\w[ .]\w\b"
)
_ACCENTS = str.maketrans("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy") | {0x153: "oe", 0xE6: "ae"}
_TOKEN = re.compile(r"\w+")
_SHORTEST = 3

Words = tuple[str, ...]


def hidden_parts(record: BaseModel) -> list[Loc]:
    """Where a record says that a place is confidential: () when it is its own."""
    return [loc for loc, place in parts(record, Implantation) if place.adresse_confidentielle]


@dataclass(frozen=True)
class Hidden:
    """The records whose place is confidential, and by what a text names one of them.

    `names` are folded words without an article, by the first of them; `hosts` those of their own sites.
    """

    keys: frozenset[Key]
    names: Mapping[str, tuple[Words, ...]]
    hosts: frozenset[str]
    traces: frozenset[str]

    def named_by(self, subject: Subject) -> bool:
        """True when a record names one of these, by a reference or in a text of its own."""
        if not self.keys:
            return False
        if any(key in self.keys for key in references(subject.record)):
            return True
        return self.named_in(value for _, value in subject.leaves if type(value) is str)

    def named_in(self, texts: Iterable[str]) -> bool:
        """True when one of these texts names one of these records."""
        if not self.keys:
            return False
        listed = list(texts)
        whole = "\n".join(listed)
        if self._may_name(whole) and any(self._names(text) for text in listed):
            return True
        if not _DISGUISED.search(whole):
            return False
        return any(self._names(reading) for text in listed for reading in seen.readings(text))

    def _may_name(self, whole: str) -> bool:
        """A quick look: one of the words that the names are known by stands somewhere."""
        return not self.traces.isdisjoint(_TOKEN.findall(whole.lower().translate(_ACCENTS)))

    def _names(self, text: str) -> bool:
        words = [*words_of(text)]
        for rank, word in enumerate(words):
            for name in self.names.get(word.folded, ()):
                some = words[rank : rank + len(name)]
                if tuple(one.folded for one in some) == name and _is_name(some, words[rank - 1 : rank]):
                    return True
        lower = text.lower()
        return any(host in lower for host in self.hosts)


def _is_name(some: list[Word], before: list[Word]) -> bool:
    """A name has a capital; a name of several words may have lost it, and a page's address has none."""
    page = bool(before) and before[0].folded in ("acteurs", "actors")
    return some[0].capital or len(some) > 1 or page


def hidden_in(context: Context) -> Hidden:
    """What is hidden among all records, those that are not sound too."""
    keys: set[Key] = set()
    names: set[Words] = set()
    hosts: set[str] = set()
    public: set[Words] = set()
    known: set[str] = set()
    for key, record in context.records.all():
        if hidden_parts(record):
            keys.add(key)
            names |= {*_names_of(key, record)}
            hosts |= {*_hosts(record)}
        else:
            public |= {_bare(fold(str(getattr(record, name, "") or "")).split()) for name in _NAMES}
            known |= {*_hosts(record)}
    for key, written in context.broken.items():
        if isinstance(written.values, dict) and hides(written.values):
            keys.add(key)
            names |= {*_names_of(key, written.values)}
    names = {name for name in names if not any(other[: len(name)] == name for other in public if other)}
    return Hidden(frozenset(keys), _indexed(names), frozenset(hosts - known), _traces(names, hosts - known))


def _names_of(key: Key, record: Record | Mapping[str, Any]) -> Iterator[Words]:
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


def _hosts(record: Record) -> Iterator[str]:
    address = getattr(record, "site_web", None)
    if address and (host := host_of(address)):
        yield host


def _indexed(names: Iterable[Words]) -> Mapping[str, tuple[Words, ...]]:
    found = defaultdict[str, list[Words]](list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        found[name[0]].append(name)
    return {first: tuple(some) for first, some in found.items()}


def _traces(names: Iterable[Words], hosts: Iterable[str]) -> frozenset[str]:
    """A word of each name, and of each host, without which a text does not name it."""
    longest = {max(name, key=len) for name in names}
    return frozenset(longest | {max(host.split("."), key=len) for host in hosts})
