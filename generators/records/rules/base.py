"""What a rule is: a stable code, the capability it asks for, a pure function from a record to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from generators.land.places import Places
from generators.records.models import Implantation, Modele
from generators.records.models.fields import Leaf, leaves, parts, sorted_leaves
from generators.records.problems import Severity
from generators.records.reading.pictures import Picture
from generators.records.reading.source import Loc
from generators.records.records import Key, Record, Records
from generators.records.secrecy import Unsound
from generators.records.values.types import RefActeur, RefEvenement, RefFiche, RefRessource
from generators.words import seen
from generators.words.wording import fold

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule: at which field, what was found, what to write instead."""

    loc: Loc
    message: str
    hint: str
    severity: Severity = "error"
    on_key: bool = False


def warning(loc: Loc, message: str, hint: str) -> Finding:
    """A finding that never stops a build."""
    return Finding(loc, message, hint, "warning")


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides the record: the others, the places, the day of the build.

    `known` are the ids of all files, even those whose record is not sound; `images` the files of
    newsletter/images/. `clock` is the latest day that may have come: that of the build, or
    the real one when somebody builds for a day gone by. `only` are the records that are judged, when not
    all; `names` those of the actors that were not read. `broken` are the files of which no record was made.
    """

    records: Records
    places: Places
    today: date
    known: frozenset[Key]
    images: Mapping[str, Picture]
    clock: date
    only: frozenset[Key] | None = None
    names: frozenset[str] = frozenset()
    broken: Mapping[Key, Unsound] = field(default_factory=dict)

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The folded names of all actors: none of them is a person's."""
        read = (actor.nom for actor in self.records.actors.values())
        return frozenset(fold(name) for name in (*read, *self.names))

    @cached_property
    def _kept(self) -> dict[Callable[[Records], Any], Any]:
        return {}

    def once(self, make: Callable[[Records], T]) -> T:
        """What a rule makes of all records, made once for all of them."""
        if make not in self._kept:
            self._kept[make] = make(self.records)
        made: T = self._kept[make]
        return made

    def known_of(self, make: Callable[[Context], T]) -> T:
        """The same, of all that the context holds."""
        if make not in self._all:
            self._all[make] = make(self)
        made: T = self._all[make]
        return made

    @cached_property
    def _all(self) -> dict[Callable[[Context], Any], Any]:
        return {}

    def taking(self, before: Context, *made: Callable[[Context], Any]) -> None:
        """Take what rules made of all records for the context before, and `made` of all that it held.

        For who judges the few records that changed since, and would make it again for each.
        """
        self._kept.update(before._kept)
        self._all.update({make: before._all[make] for make in made if make in before._all})
        if "organisations" in vars(before):
            vars(self)["organisations"] = before.organisations


@dataclass(frozen=True)
class Subject:
    """A record under examination: its kind, the record, and all its values by place.

    Forty rules look at each of ten thousand records: what several of them look for is sorted out once.
    """

    kind: str
    record: Record

    @classmethod
    def of(cls, kind: str, record: Record) -> Subject:
        return cls(kind, record)

    @cached_property
    def leaves(self) -> list[Leaf]:
        return leaves(self.record)

    def having(self, capability: type[M]) -> Iterator[tuple[Loc, M]]:
        """What has a capability in the record, with its place: the record itself, or a group of it."""
        return parts(self.record, capability)

    @cached_property
    def places(self) -> list[tuple[Loc, Implantation]]:
        """The places of the record, which nine rules ask for."""
        return [*self.having(Implantation)]

    def values(self, *types: type[T]) -> Iterator[tuple[Loc, T]]:
        """The values of exactly these types, with their places: `values(Zone)`."""
        for type_ in types:
            yield from self._by_type.get(type_, ())

    @cached_property
    def _sorted(self) -> tuple[Mapping[type, list[Leaf]], list[Leaf]]:
        return sorted_leaves(self.record)

    @property
    def _by_type(self) -> Mapping[type, list[Leaf]]:
        return self._sorted[0]

    @property
    def items(self) -> list[Leaf]:
        """What stands in a list, and not in a group of it."""
        return self._sorted[1]

    @cached_property
    def texts(self) -> list[tuple[Loc, str]]:
        """The free texts: plain strings, not codes, references, numbers or links."""
        return [
            leaf
            for leaf in self._by_type.get(str, ())
            if leaf[0][-1] not in _NOT_TEXTS and leaf[1][:4] != "http"
        ]

    @cached_property
    def references(self) -> frozenset[Key]:
        """The records that it names by their ids."""
        named = ((value.kind, value) for _, value in self.values(RefActeur, RefEvenement, RefRessource))
        found = {(kind, str(id_)) for kind, id_ in named}
        for _, value in self.values(RefFiche):
            kind, _, id_ = value.partition("/")
            found.add((kind, id_))
        return frozenset(found)

    @cached_property
    def hidden(self) -> list[Loc]:
        """Where it says that a place is confidential: () when it is its own."""
        return [loc for loc, place in self.places if place.adresse_confidentielle]

    @cached_property
    def said(self) -> list[tuple[Loc, str]]:
        """All that it says in words: texts, links and names, but the codes and the keys of a contact."""
        return [
            leaf
            for leaf in self._by_type.get(str, ())
            if leaf[0][-1] not in _NOT_TEXTS and leaf[0][0] != "precisions_permises" and _in_words(leaf)
        ]

    @cached_property
    def whole(self) -> str:
        """The same, as one text: most rules have nothing to look for in it, and see so at once."""
        return "\n".join([text for _, text in self.said])

    @cached_property
    def split(self) -> frozenset[str]:
        """The words of the whole, as spaces part them, each once."""
        return frozenset(self.whole.split())

    @cached_property
    def disguised(self) -> bool:
        return seen.disguised(self.whole)

    @cached_property
    def numbered_texts(self) -> list[tuple[Loc, str]]:
        """Those with a digit: where a date or a phone number may hide."""
        return [leaf for leaf in self.texts if _DIGIT.search(leaf[1])]

    def has(self, *names: str) -> bool:
        """True when the record's model has one of these fields, filled."""
        return any(getattr(self.record, name, None) for name in names)


_NOT_TEXTS = {
    "id",
    "courriel",
    "siret",
    "code_postal",
    "code_insee",
    "departement",
    "pays",
    "fuseau",
    "langue",
}


def _in_words(leaf: tuple[Loc, str]) -> bool:
    """Hours say nothing in words but their comments: `Mo-Fr 09:00-12:00 "sur rendez-vous"`."""
    return leaf[0][-1] != "horaires_accueil" or '"' in leaf[1]


Check = Callable[[Subject, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code never changes; it looks at the records that have `of`: a model, or a capability.

    Never a kind by its name: a new one is guarded on the day it is born. One that looks `among` all the
    others judges again whatever changes; another looks at the record, at those that it names, at what is
    hidden, at the land and the day, and at nothing else.
    """

    code: str
    check: Check
    of: type[Modele] = Modele
    among: bool = False


def lifted(subject: Subject, context: Context) -> Iterator[str]:
    """The words that may stay in a record: those it lifts, and those of the records that it names.

    An issue repeats the title of what it chooses.
    """
    named = (context.records.of(kind).get(id_) for kind, id_ in sorted(subject.references))
    for record in (subject.record, *named):
        if record is not None:
            yield from (lift.texte for lift in record.precisions_permises)


def holder(record: BaseModel, loc: Loc) -> Any:  # noqa: ANN401 (whichever group holds the field)
    """The group in which the field at `loc` stands; the record itself for a field of its own."""
    value: Any = record
    for part in loc[:-1]:
        value = value[part] if isinstance(part, int) else getattr(value, part)
    return value


def words(text: str) -> frozenset[str]:
    """The words of a text, without accents or case."""
    return frozenset(fold(text).split())
