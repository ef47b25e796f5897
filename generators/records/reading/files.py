"""A record's file, a folder of them, and how problems name both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generators.records.problems import Problem, Severity
from generators.words.quoting import for_terminal
from generators.words.wording import fold, no_break

MAX_ID = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A record's file: kind and id, where it is on disk, how problems name it, its place in the project."""

    kind: str
    id: str
    path: str
    shown: str
    house: str

    @property
    def file(self) -> Path:
        return Path(self.path)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to read: where it is, how problems name it (`data`, or its whole path elsewhere)."""

    path: Path
    shown: PurePosixPath

    def names(self, inside: str) -> str:
        """How problems name a file in the folder; `printable` of the joined path, ten thousand times."""
        shown = str(self.shown)
        path = inside if shown == "." else f"{shown}/{inside}"
        return path if path.isascii() and path.isprintable() else printable(PurePosixPath(path))

    def problem(self, below: str, message: str, hint: str, severity: Severity = "error") -> Problem:
        return Problem(printable(self.shown / below), 0, 0, "", no_break(message), no_break(hint), severity)


def folder(path: Path, root: Path) -> Folder:
    """`path`, shown from the project's root when it stands there."""
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return Folder(path, PurePosixPath(shown.as_posix()))


def printable(path: PurePosixPath) -> str:
    """A path that any terminal can show: what is no UTF-8, or is not seen, becomes U+FFFD."""
    return for_terminal(os.fsencode(str(path)).decode("utf-8", "replace"))


def entries(holder: Folder, below: str) -> Iterator[os.DirEntry[str] | Problem]:
    """What lies in a folder, by name; or that the folder can't be read."""
    try:
        with os.scandir(holder.path / below) as found:
            yield from sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield holder.problem(below, "ce dossier ne peut pas être lu", "vérifiez ses droits d’accès")


def slug(stem: str) -> str:
    """A name for a file that says `stem`: "Point écoute du Nord" → "point-ecoute-du-nord"."""
    return fold(stem).replace(" ", "-")[:MAX_ID].strip("-") or "la-boussole-nord"
