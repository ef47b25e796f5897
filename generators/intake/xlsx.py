"""Excel's workbooks (ECMA-376), strict ones too, in one walk: values as last reckoned, never macros.

A formula without its result, and an error, are cells that nobody can read: they are left, and told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from generators.intake.container import BROKEN, HUGE, Container
from generators.intake.numbers import day, is_built_in_day, is_day, shown
from generators.intake.sheets import MOST_SIGNS, Sheet, Unreadable, place_of, span_of

_BOOK: Final = "xl/workbook.xml"
_MOST_TEXTS: Final = 400_000
#: How Excel shows what is true and what is not.
_TRUTH: Final = {"1": "VRAI", "0": "FAUX", "true": "VRAI", "false": "FAUX"}


def sheets(book: Container) -> Iterator[Sheet]:
    """Each sheet of cells in order, hidden ones too, these without their cells."""
    listed = _Book()
    home = _home(book)
    book.parse(home, listed.start, listed.end)
    targets = _relations(book, home)
    texts: list[str] | None = None
    styles = _styles(book, targets)
    for name, state, relation in listed.sheets:
        kind, target = targets.get(relation, ("", ""))
        if kind != "worksheet":
            continue
        sheet = Sheet(name, hidden=state != "visible")
        if not sheet.hidden:
            texts = _texts(book, targets) if texts is None else texts
            walk = _Cells(sheet, texts, styles, since_1904=listed.since_1904)
            book.parse(target, walk.start, walk.end, walk.text)
        yield sheet


def _home(book: Container) -> str:
    """The part that lists the sheets: usually `xl/workbook.xml`."""
    if _BOOK in book.names:
        return _BOOK
    main = [target for kind, target in _relations(book, "").values() if kind == "officeDocument"]
    if not main or main[0] not in book.names:
        raise Unreadable(BROKEN)
    return main[0]


def _relations(book: Container, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: id → last word of the kind, name of the part."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = posixpath.join("/" + folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed in book.names:
        book.parse(listed, start, _nothing)
    return found


def _nothing(_: str) -> None:
    pass


def _target(targets: Mapping[str, tuple[str, str]], wanted: str) -> str:
    return next((target for kind, target in targets.values() if kind == wanted), "")


@dataclass(slots=True)
class _Book:
    """The names of the sheets, whether each shows, and from when days are counted."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet":
            relation = next(
                (v for k, v in attributes.items() if k.rpartition(":")[2] == "id" and ":" in k), ""
            )
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), relation))

    def end(self, tag: str) -> None:
        pass


def _texts(book: Container, targets: Mapping[str, tuple[str, str]]) -> list[str]:
    """The texts that cells share, without what tells how they are pronounced."""
    name = _target(targets, "sharedStrings")
    if name not in book.names:
        return []
    walk = _Texts()
    book.parse(name, walk.start, walk.end, walk.text)
    return walk.texts


@dataclass(slots=True)
class _Texts:
    texts: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    inside: bool = False
    phonetic: bool = False
    signs: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.inside = tag == "t" and not self.phonetic
        self.phonetic = self.phonetic or tag == "rPh"

    def end(self, tag: str) -> None:
        self.inside = False
        if tag == "rPh":
            self.phonetic = False
        elif tag == "si":
            self.texts.append(_unescaped("".join(self.parts)))
            self.parts.clear()
            if len(self.texts) > _MOST_TEXTS:
                raise Unreadable(HUGE)

    def text(self, text: str) -> None:
        if self.inside:
            self.signs += len(text)
            if self.signs > MOST_SIGNS:
                raise Unreadable(HUGE)
            self.parts.append(text)


def _unescaped(text: str) -> str:
    """Excel writes a carriage return as "_x000D_"."""
    return text.replace("_x000D_", "\n") if "_x000D_" in text else text


def _styles(book: Container, targets: Mapping[str, tuple[str, str]]) -> list[str]:
    """For each style of cells its format of numbers; "dd" for every one that shows a day."""
    name = _target(targets, "styles")
    if name not in book.names:
        return []
    walk = _Styles()
    book.parse(name, walk.start, walk.end)
    return walk.styles


@dataclass(slots=True)
class _Styles:
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    inside: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self.formats[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self.inside = True
        elif tag == "xf" and self.inside:
            number = _number(attributes.get("numFmtId"))
            code = self.formats.get(number, "")
            self.styles.append("dd" if is_built_in_day(number) or (code and is_day(code)) else code)

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.inside = False


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


class _Cells:
    """One sheet's walk: the cell at hand, and where it stands."""

    __slots__ = (
        "column", "formula", "kind", "parts", "row", "sheet", "since_1904", "style", "styles", "tag", "texts",
    )  # fmt: skip

    def __init__(self, sheet: Sheet, texts: list[str], styles: list[str], *, since_1904: bool) -> None:
        self.sheet, self.texts, self.styles, self.since_1904 = sheet, texts, styles, since_1904
        self.row = self.column = 0
        self.kind = self.style = self.tag = ""
        self.formula: list[str] | None = None
        self.parts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        if tag == "c":
            self._at(attributes.get("r", ""))
            self.kind = attributes.get("t", "n")
            self.style = attributes.get("s", "")
            self.formula = None
            self.parts.clear()
        elif tag == "row":
            self.row = _number(attributes.get("r")) or self.row + 1
            self.column = 0
        elif tag == "f":
            self.formula = []
        elif tag == "mergeCell" and (span := span_of(attributes.get("ref", ""))):
            self.sheet.spread(span)

    def _at(self, reference: str) -> None:
        place = place_of(reference)
        self.row, self.column = place or (self.row, self.column + 1)

    def text(self, text: str) -> None:
        if self.tag in ("v", "t"):
            self.parts.append(text)
        elif self.tag == "f" and self.formula is not None:
            self.formula.append(text)

    def end(self, tag: str) -> None:
        self.tag = ""
        if tag == "c":
            self._told()

    def _told(self) -> None:
        value = "".join(self.parts)
        if self.kind == "e":
            self.sheet.leave(self.row, self.column, value)
        elif value:
            self.sheet.put(self.row, self.column, self._shown(value))
        elif self.formula is not None and self.kind != "str":
            self.sheet.leave(self.row, self.column, f"={''.join(self.formula)}")

    def _shown(self, value: str) -> str:
        match self.kind:
            case "s":
                return self.texts[int(value)]
            case "b":
                return _TRUTH.get(value, value)
            case "d":
                return value.removesuffix("T00:00:00")
            case "n":
                style = self.styles[int(self.style)] if self.style.isdecimal() else ""
                return day(value, since_1904=self.since_1904) if style == "dd" else shown(value, style)
        return _unescaped(value)
