"""What a rule is: a stable code, the kinds it looks at, and a pure function from a record to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from generators.records.load import Key, Record, Records
from generators.records.places import Places
from generators.records.problems import Severity
from generators.records.rules.twins import Twins
from generators.records.source import Loc
from generators.records.text import fold


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
    newsletter/images/ and their bytes. `clock` is the latest day that may have come: that of the build, or
    the real one when somebody builds for a day gone by. `only` are the records that are judged, when not
    all; `names` those of the actors that were not read.
    """

    records: Records
    places: Places
    today: date
    known: frozenset[Key]
    images: Mapping[str, int]
    clock: date
    only: frozenset[Key] | None = None
    names: frozenset[str] = frozenset()

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The folded names of all actors: none of them is a person's."""
        read = (actor.nom for actor in self.records.actors.values())
        return frozenset(fold(name) for name in (*read, *self.names))

    @cached_property
    def twins(self) -> Twins:
        """The actors by what a double of theirs would share with them."""
        return Twins(self.records.actors)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record under examination: its kind, the record, and all its values by place."""

    kind: str
    record: Record
    leaves: tuple[tuple[Loc, Any], ...]

    @classmethod
    def of(cls, kind: str, record: Record) -> Subject:
        return cls(kind, record, tuple(leaves(record)))

    def texts(self) -> Iterator[tuple[Loc, str]]:
        """The free texts: plain strings, not codes, references, numbers or links."""
        for loc, value in self.leaves:
            if type(value) is str and loc[-1] not in _NOT_TEXTS and not value.startswith("http"):
                yield loc, value

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

Check = Callable[[Subject, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code never changes; `kinds` are the records it looks at (empty: all)."""

    code: str
    check: Check
    kinds: tuple[str, ...] = ()


def leaves(record: BaseModel, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    """Every value of a record that is no group and no list, with its place; absent ones are left out."""
    found: list[tuple[Loc, Any]] = []
    _gather(record, loc, found)
    return found


def _gather(record: BaseModel, loc: Loc, found: list[tuple[Loc, Any]]) -> None:
    """Adds to one list: ten thousand records have half a million values."""
    for name, value in record.__dict__.items():
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    _gather(item, (*loc, name, index), found)
                else:
                    found.append(((*loc, name, index), item))
        elif isinstance(value, BaseModel):
            _gather(value, (*loc, name), found)
        elif value is not None:
            found.append(((*loc, name), value))


def holder(record: BaseModel, loc: Loc) -> Any:  # noqa: ANN401 (whichever group holds the field)
    """The group in which the field at `loc` stands; the record itself for a field of its own."""
    value: Any = record
    for part in loc[:-1]:
        value = value[part] if isinstance(part, int) else getattr(value, part)
    return value


def words(text: str) -> frozenset[str]:
    """The words of a text, without accents or case."""
    return frozenset(fold(text).split())
