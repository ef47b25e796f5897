"""Workbooks made by hand, byte by byte: what openpyxl would not write."""

from __future__ import annotations

import io
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def xlsx(
    sheet: bytes | str,
    *,
    shared: str = "",
    styles: str = "",
    book: str = "",
    more: dict[str, bytes | str] | None = None,
) -> bytes:
    """A workbook of one sheet, « Feuil1 », whose `sheetData` and what follows are given."""
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_R}/{kind}" Target="{target}"/>'
        for kind, target in (
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        )
    )
    body = sheet.encode() if isinstance(sheet, str) else sheet
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}">{book}<sheets>'
        '<sheet name="Feuil1" sheetId="1" r:id="rworksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": b'<worksheet xmlns="%b">%b</worksheet>' % (_MAIN.encode(), body),
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{shared}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    return zipped(parts | (more or {}))


def inline(*rows: tuple[str, ...]) -> str:
    """`sheetData` whose cells hold their texts."""
    return "<sheetData>" + "".join(_row(number, row) for number, row in enumerate(rows, 1)) + "</sheetData>"


def _row(number: int, cells: tuple[str, ...]) -> str:
    told = "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in cells)
    return f'<row r="{number}">{told}</row>'


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(
    tables: str, *, styles: str = "", manifest: str = "<m/>", more: dict[str, bytes | str] | None = None
) -> bytes:
    """A spreadsheet whose tables are given."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODF}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
        | (more or {})
    )


def ods_table(name: str, *rows: tuple[str, ...], style: str = "") -> str:
    """A table of texts; a cell that begins with « < » is its own XML."""
    told = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return (
        f"<table:table table:name={quoteattr(name)} table:style-name={quoteattr(style)}>{told}</table:table>"
    )


def _ods_cell(text: str) -> str:
    if text.startswith("<"):
        return text
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
