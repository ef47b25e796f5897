"""What an import does: the files as they are to be, the memory of the source, and all that is to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generators.care.changes import Champ
from generators.intake.memory import Memory
from generators.intake.proposal import Left
from generators.records.problems import Problem
from generators.records.reading.files import Found


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be one of these records; each with its id, its name, and the fields that they share."""

    row: str
    key: str
    candidates: tuple[tuple[str, str, tuple[str, ...]], ...]


#: Answers a doubt: the id of a record, `NEW`, or None for later.
Decide = Callable[[Doubt], str | None]
NEW = "nouvelle"


@dataclass(frozen=True, slots=True)
class Written:
    """A record that comes or is completed: its name and file, its row, what changed in it, what it lacks.

    `hidden` when its place is confidential, `loses` when it gave that place until now.
    """

    name: str
    file: str
    row: int
    fields: tuple[Champ, ...] = ()
    lacks: tuple[str, ...] = ()
    hidden: bool = False
    loses: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a person and the source both changed: what the record says, then what the source does."""

    name: str
    file: str
    field: Champ


@dataclass(slots=True)
class Outcome:
    """What an import does. `refusal` when the whole file is refused: nothing is written then.

    `refused` are rows and why, `columns` and `words` those that a person has still to decide on.
    """

    rows: int
    refusal: str = ""
    files: dict[Found, bytes] = field(default_factory=dict)
    memory: Memory | None = None
    unchanged: int = 0
    new: list[Written] = field(default_factory=list)
    completed: list[Written] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    doubles: list[Problem] = field(default_factory=list)
    watched: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """True when something waits for a person."""
        return any(
            (self.refusal, self.conflicts, self.doubts, self.refused, self.columns, self.words, self.broken)
        )
