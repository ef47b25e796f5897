"""A sheet as it was read, before anybody knows which of its rows is the titles'; and what is too much.

Every format fills a `Sheet` by `put`, which refuses what no team writes: a file is read in bounded time and
memory whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 400
MOST_CELLS: Final = 400_000
MOST_SIGNS: Final = 20_000_000
#: Of what a formula or an error left without a value, how many are told one by one.
MOST_UNREAD: Final = 200


class Unreadable(Exception):
    """A file that can't be read: one French sentence for the staff, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: rows and columns, from one, both ends in."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """The filled cells by row, then column (from one); what is merged; what has no value (row, column, text).

    `style` says how a cell of it is called: "Feuille1!C12", or, where a file has no sheets, "ligne 12,
    colonne C".
    """

    name: str
    hidden: bool = False
    lined: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)
    cells: int = 0
    signs: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """One cell; an empty one is none. Raises `Unreadable` when the sheet has too many."""
        text = text.strip()
        if not text:
            return
        self.cells += 1
        self.signs += len(text)
        if row not in self.rows:
            if len(self.rows) >= MOST_ROWS:
                raise Unreadable(_too_many("lignes", MOST_ROWS))
            self.rows[row] = {}
        if column > MOST_COLUMNS:
            raise Unreadable(_too_many("colonnes", MOST_COLUMNS))
        if self.cells > MOST_CELLS or self.signs > MOST_SIGNS:
            raise Unreadable(_too_many("cellules remplies", MOST_CELLS))
        self.rows[row][column] = text

    def leave(self, row: int, column: int, text: str) -> None:
        """A cell that has something, and no value: a formula never reckoned, an error."""
        if len(self.unread) < MOST_UNREAD:
            self.unread.append((row, column, text))

    def spread(self, span: Span) -> None:
        """Merged cells: their first one's value is each row's that they span."""
        if len(self.spans) < MOST_ROWS:
            self.spans.append(span)

    def address(self, row: int, column: int) -> str:
        letters = letters_of(column)
        return f"ligne {row}, colonne {letters}" if self.lined else f"{self.name}!{letters}{row}"


def _too_many(what: str, most: int) -> str:
    count = f"{most:,}".replace(",", "\u202f")
    return (
        f"le fichier a plus de {count} {what}\u00a0: gardez la feuille des structures, retirez ce qui est "
        "vide ou de trop, et recommencez"
    )


_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def letters_of(column: int) -> str:
    """1 → "A", 28 → "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(reference: str) -> tuple[int, int] | None:
    """ "C12" → (12, 3); None for what is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def span_of(reference: str) -> Span | None:
    """ "A1:B3", merged."""
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last)
    return Span(*start, *end) if start and end else None
