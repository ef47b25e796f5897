"""What a workbook is made of besides its sheets (ECMA-376), and how its XML writes a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN: Final = "http://schemas.openxmlformats.org/"
MAIN: Final = f"{_OPEN}spreadsheetml/2006/main"
_LINKS: Final = f"{_OPEN}officeDocument/2006/relationships"
_PACKAGE: Final = "application/vnd.openxmlformats-package."
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."

#: The part that has the texts of all cells.
TEXTS: Final = "xl/sharedStrings.xml"
#: The most signs of a cell, counted as UTF-16 does; what a longer one ends with.
_MOST, _CUT = 32_767, " […]"
_RARE: Final = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def ecrit(text: str) -> str:
    """A text as a cell's XML has it: what XML has no sign for is written "_x000D_"."""
    if len(text) * 2 > _MOST:
        text = _cut(text)
    return _RARE.sub(_escaped, text) if _RARE.search(text) else text


def _cut(text: str) -> str:
    """What Excel can hold of a text, and a sign that there is more."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _MOST:
        return text
    return units[: 2 * (_MOST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _escaped(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"_x{ord(found[0]):04X}_"


def table_of(texts: Collection[bytes]) -> Iterator[bytes]:
    """The part of the texts, in the order of their ranks."""
    yield f'{XML}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">'.encode()
    yield from (b'<si><t xml:space="preserve">%b</t></si>' % text for text in texts)
    yield b"</sst>"


def _xf(number: int, *, more: str = "", bold: bool = False) -> str:
    """A style of cells: the format of its numbers, how it stands."""
    kind = f'numFmtId="{number}" fontId="{bold:d}" fillId="{2 * bold}" borderId="0" xfId="0"'
    applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"'
    return f'<xf {kind} {applied}><alignment vertical="top"{more}/></xf>'


#: Text is "@" (49): what is typed again over it stays text.
_CELLS: Final = (
    _xf(0),
    _xf(49),
    _xf(49, more=' wrapText="1"'),
    _xf(164, more=' horizontal="left"'),
    _xf(165, more=' horizontal="left"'),
    _xf(49, bold=True),
)
_FONT: Final = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_FILLS: Final = (
    '<patternFill patternType="none"/>',
    '<patternFill patternType="gray125"/>',
    '<patternFill patternType="solid"><fgColor rgb="FFE9EDF2"/><bgColor indexed="64"/></patternFill>',
)
_SIDES: Final = "<left/><right/><top/><bottom/><diagonal/>"
STYLES: Final = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    f'<fills count="3">{"".join(f"<fill>{fill}</fill>" for fill in _FILLS)}</fills>'
    f'<borders count="1"><border>{_SIDES}</border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_CELLS)}">{"".join(_CELLS)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def around(
    title: str, author: str, day: date, sheets: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The name and the text of each part; `sheets` have a name and the cells that are filled ("A1:BM122")."""
    ranks = range(1, len(sheets) + 1)
    book, core = "xl/workbook.xml", "docProps/core.xml"
    parts = [
        (book, f"{_SHEET}sheet.main+xml"),
        ("xl/styles.xml", f"{_SHEET}styles+xml"),
        (TEXTS, f"{_SHEET}sharedStrings+xml"),
        (core, f"{_PACKAGE}core-properties+xml"),
        *((f"xl/worksheets/sheet{n}.xml", f"{_SHEET}worksheet+xml") for n in ranks),
    ]
    yield "[Content_Types].xml", _types(parts)
    home = (
        (f"{_LINKS}/officeDocument", book),
        (f"{_OPEN}package/2006/relationships/metadata/core-properties", core),
    )
    yield "_rels/.rels", _relations(*home)
    yield book, _book(sheets)
    links = ((f"{_LINKS}/worksheet", f"worksheets/sheet{n}.xml") for n in ranks)
    others = ((f"{_LINKS}/styles", "styles.xml"), (f"{_LINKS}/sharedStrings", "sharedStrings.xml"))
    yield "xl/_rels/workbook.xml.rels", _relations(*links, *others)
    yield "xl/styles.xml", STYLES
    yield core, _core(title, author, day)


def _types(parts: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<Override PartName="/{name}" ContentType="{type_}"/>' for name, type_ in parts)
    relations = f'<Default Extension="rels" ContentType="{_PACKAGE}relationships+xml"/>'
    return f'{XML}<Types xmlns="{_OPEN}package/2006/content-types">{relations}{listed}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{type_}" Target="{target}"/>'
        for n, (type_, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{_OPEN}package/2006/relationships">{links}</Relationships>'


def _book(sheets: Sequence[tuple[str, str]]) -> str:
    """The sheets by their names; what Excel notes of the columns that one filters."""
    named = [(rank, ecrit(name).replace('"', "&quot;"), cells) for rank, (name, cells) in enumerate(sheets)]
    listed = "".join(f'<sheet name="{name}" sheetId="{n + 1}" r:id="rId{n + 1}"/>' for n, name, _ in named)
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">{_range(name, cells)}'
        "</definedName>"
        for n, name, cells in named
    )
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{_LINKS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{filters}</definedNames></workbook>"
    )


def _range(name: str, cells: str) -> str:
    """ "L’été", "A1:BM122" → "'L’été'!$A$1:$BM$122"."""
    quoted, fixed = name.replace("'", "''"), re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cells)
    return f"'{quoted}'!{fixed}"


def _core(title: str, author: str, day: date) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_OPEN}package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{ecrit(title)}</dc:title><dc:creator>{ecrit(author)}</dc:creator>"
        f'<dc:language>fr</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z'
        "</dcterms:created></cp:coreProperties>"
    )
