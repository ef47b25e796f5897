"""OpenDocument's spreadsheets (ODF 1.3, part 3, 9): one walk, repeated cells bounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from generators.intake.container import LOCKED, Container
from generators.intake.numbers import plain
from generators.intake.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, Span, Unreadable

_TRUTH: Final = {"true": "VRAI", "false": "FAUX"}
_SPACES: Final = 100


def sheets(book: Container) -> Iterator[Sheet]:
    """Each sheet in order; those whose style hides them have no cells."""
    if b"encryption-data" in book.small("META-INF/manifest.xml"):
        raise Unreadable(LOCKED)
    walk = _Content()
    book.parse("content.xml", walk.start, walk.end, walk.text)
    return iter(walk.sheets)


@dataclass(slots=True)
class _Content:
    sheets: list[Sheet] = field(default_factory=list)
    hiding: set[str] = field(default_factory=set)
    style: str = ""
    sheet: Sheet | None = None
    row: int = 0
    column: int = 0
    times: int = 1
    filled: list[tuple[int, str]] = field(default_factory=list)
    cell: Mapping[str, str] | None = None
    parts: list[str] = field(default_factory=list)
    aside: int = 0
    paragraph: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.aside or tag == "annotation":  # a comment of somebody beside a cell
            self.aside += 1
            return
        match tag:
            case "style":
                self.style = attributes.get("style:name", "")
            case "table-properties" if attributes.get("table:display") == "false":
                self.hiding.add(self.style)
            case "table" if self.sheet is None:
                hidden = attributes.get("table:style-name", "") in self.hiding
                self.sheet = Sheet(attributes.get("table:name", ""), hidden=hidden)
                self.row = 1
            case "table-row":
                self.times = _count(attributes.get("table:number-rows-repeated"))
                self.column = 1
                self.filled.clear()
            case "table-cell" | "covered-table-cell":
                self.cell = attributes
                self.parts.clear()
            case "p" | "h" if self.cell is not None:
                self.parts.append("\n" if self.parts else "")
                self.paragraph = True
            case "s":
                self.parts.append(" " * min(_SPACES, _count(attributes.get("text:c"))))
            case "tab" | "line-break":
                self.parts.append(" " if tag == "tab" else "\n")

    def text(self, text: str) -> None:
        if self.paragraph and not self.aside:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        if self.aside:
            self.aside -= 1
            return
        match tag:
            case "p" | "h":
                self.paragraph = False
            case "table-cell" | "covered-table-cell":
                self._cell_ends()
            case "table-row":
                self._row_ends()
            case "table" if self.sheet is not None:
                self.sheets.append(self.sheet)
                self.sheet = None

    def _cell_ends(self) -> None:
        cell, sheet = self.cell or {}, self.sheet
        self.cell = None
        times = _count(cell.get("table:number-columns-repeated"))
        if sheet and not sheet.hidden:
            self._spread(cell, sheet)
            if text := self._value(cell, sheet):
                last = min(self.column + times, MOST_COLUMNS + 2)
                self.filled += [(column, text) for column in range(self.column, last)]
        self.column += times

    def _spread(self, cell: Mapping[str, str], sheet: Sheet) -> None:
        down = _count(cell.get("table:number-rows-spanned"))
        across = _count(cell.get("table:number-columns-spanned"))
        if down > 1 or across > 1:
            sheet.spread(Span(self.row, self.column, self.row + down - 1, self.column + across - 1))

    def _value(self, cell: Mapping[str, str], sheet: Sheet) -> str:
        seen = "".join(self.parts).strip()
        kind = cell.get("office:value-type") or ""
        if cell.get("calcext:value-type") == "error" or (not kind and cell.get("table:formula")):
            sheet.leave(self.row, self.column, seen or cell.get("table:formula", ""))
            return ""
        match kind:
            case "float":
                value = plain(cell.get("office:value", ""))
                digits = "".join(seen.split()).replace(".", "")
                # « 06000 », « 03 20 00 00 00 »: the zeros and the groups that somebody sees.
                return (
                    seen
                    if digits.isdecimal() and digits.startswith("0") and digits.lstrip("0") == value
                    else value
                )
            case "date":
                return cell.get("office:date-value", "")[:16].removesuffix("T00:00")
            case "boolean":
                return _TRUTH.get(cell.get("office:boolean-value", ""), seen)
        return seen

    def _row_ends(self) -> None:
        """A row that is repeated is there as often, when it has something."""
        if self.sheet and self.filled:
            for row in range(self.row, self.row + min(self.times, MOST_ROWS + 1)):
                for column, text in self.filled:
                    self.sheet.put(row, column, text)
        self.row += self.times


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 9 else 1
