"""A table: its titles, and the rows under them, each cell with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """What a person sees in a cell (6000 → "6000", days as ISO 8601), and where: "Feuille1!C12"."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the titles of its columns; empty cells are absent."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Titles and rows.

    `fields`: the titles are the names of our fields, the cells their values as text, lists joined by " | ",
    groups of keys as JSON. `unread`: cells that hold something without a value (a formula never reckoned, an
    error), as they are written. `notes`: what the staff must know of the file (hidden sheets, macros).
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    fields: bool = False
    unread: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()


_PART = re.compile(r"(?:[^\\|]|\\.|\\$)+", re.DOTALL)


def joined(values: Iterable[object]) -> str:
    """A list in one cell; bars and backslashes of its values stand behind a backslash, as in our exports."""
    return " | ".join(str(value).replace("\\", "\\\\").replace("|", "\\|") for value in values)


def parted(text: str) -> list[str]:
    """The values of a list that `joined`, or one of our exports, wrote."""
    parts = (part.strip() for part in _PART.findall(text))
    return [re.sub(r"\\([\\|])", r"\1", part) for part in parts if part]
