"""A file of any accepted format as one table: its titles, wherever they stand, and the rows under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generators.intake.sheets import Unreadable

__all__ = ["Cell", "Row", "Table", "Unreadable", "read"]


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

    `fields`: the titles are the names of our fields, the cells their values as text, lists joined by " | ".
    `unread`: cells that hold something without a value (a formula never reckoned, an error), as they are
    written. `notes`: what the staff must know of the file, in French sentences (hidden sheets, macros).
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    fields: bool = False
    unread: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()


def read(path: Path) -> Table:
    """The table of a file. Raises `Unreadable`."""
    raise NotImplementedError(path)
