"""Workbooks (ECMA-376, XLSX) as bytes: each cell says its type, so that none is a formula or loses a zero.

Why no library: for ten thousand structures XlsxWriter takes three times as long, openpyxl four times, neither
keeps a row from one build to the next, and a browser has none of them. What we write is little, and three
readers that are not ours read it in the tests. `site/scripts/shortlist/classeur.js` writes the reader's
shortlist in the same way.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import chain, islice
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generators.exchange.xlsx_parts import MAIN, TEXTS, XML, around, ecrit, table_of

Cellule = str | bool | int | float | date | None

#: The styles of cells, by their rank in `xlsx_parts.STYLES`.
_NOMBRE, _TEXTE, _RENVOI, _JOUR, _INSTANT, _TITRE = range(6)
#: In a row that is kept, signs that no text has stand for its rank, and around each of its texts.
_RANG, _OPEN, _CLOSE = "\0", "\1", "\2"
#: Text → its rank among those of a workbook.
_Textes = dict[bytes, int]
#: Rows are laid so many at a time; a column is so narrow and so wide, in signs.
_SOME, _NARROW, _WIDE = 200, 9, 60
#: A row of a table stays one line high, in points: LibreOffice would draw a text's next lines over the row
#: below, and save a row as high as a screen. Where texts go on over lines, a reader measures them.
_HEIGHT: Final = 15
_ONE_LINE: Final = f' ht="{_HEIGHT}" customHeight="1"'
#: Excel counts days from here; before March 1900 it has one too many.
_ZERO, _FIRST = date(1899, 12, 30), date(1900, 3, 1)
_NAME: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet: its titles stay in sight, its columns are filtered; `lignes` are as `ligne` writes them.

    `renvoi`: its texts go on over lines.
    """

    nom: str
    titres: Sequence[str]
    lignes: Iterable[bytes]
    largeurs: Sequence[int]
    renvoi: bool = False


def feuille(nom: str, titres: Sequence[str], lignes: Iterable[Sequence[Cellule]]) -> Feuille:
    """A sheet of texts, as people read them: they go on over lines."""
    rows = [*lignes]
    written = (ligne(row, renvoi=True) for row in rows)
    return Feuille(nom, titres, written, largeurs([titres, *rows]), renvoi=True)


def classeur(titre: str, auteur: str, jour: date, feuilles: Iterable[Feuille]) -> bytes:
    """The file; of one content it is the same bytes, whatever the hour. Rows are written as they come.

    Its texts stand apart, each once: Apple's Numbers, and what shows a workbook on an iPhone, leave out those
    that stand in their cells (XlsxWriter's documentation, « Known Issues »).
    """
    written, texts = io.BytesIO(), _Textes()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        sheets = [(_named(f.nom), _laid(packed, rank, f, texts)) for rank, f in enumerate(feuilles, 1)]
        with packed.open(_part(TEXTS), "w") as part:
            for some in table_of(texts):
                part.write(some)
        for name, content in around(titre, auteur, jour, sheets):
            packed.writestr(_part(name), content)
    return written.getvalue()


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name)
    part.compress_type, part.create_system = ZIP_DEFLATED, 0
    return part


def _named(name: str) -> str:
    """A name that Excel takes for a sheet's."""
    return _NAME.sub(" ", name)[:31]


def _laid(packed: ZipFile, rank: int, sheet: Feuille, texts: _Textes) -> str:
    """Write a sheet; the cells that it has, "A1:BM122"."""
    text = _RENVOI if sheet.renvoi else _TEXTE
    rows, last = chain((_row(sheet.titres, _TITRE),), sheet.lignes), 0
    with packed.open(_part(f"xl/worksheets/sheet{rank}.xml"), "w") as part:
        part.write(_head(rank, sheet.largeurs, text).encode())
        while some := [*islice(rows, _SOME)]:
            part.write(b"".join(_whole(row, n, texts) for n, row in enumerate(some, last + 1)))
            last += len(some)
        cells = f"A1:{_letters(len(sheet.titres))}{last}"
        part.write(_foot(cells).encode())
    return cells


def _whole(row: bytes, rank: int, texts: _Textes) -> bytes:
    """A row as its sheet has it: a text that is new among those of the workbook takes the next rank."""
    first, *others = row.replace(_RANG.encode(), b"%d" % rank).split(_OPEN.encode())
    parted = (other.partition(_CLOSE.encode()) for other in others)
    ranked = [(texts.setdefault(text, len(texts)), rest) for text, _, rest in parted]
    return first + b"".join([b' t="s"><v>%d</v></c>%b' % one for one in ranked])


def ligne(valeurs: Sequence[Cellule], *, renvoi: bool = False) -> bytes:
    """A row that may stand anywhere, as it is kept."""
    return _row(valeurs, _RENVOI if renvoi else _TEXTE)


def _row(values: Sequence[Cellule], text: int) -> bytes:
    filled = ((rank, value) for rank, value in enumerate(values, 1) if value is not None and value != "")
    cells = "".join([_cell(f"{_letters(rank)}{_RANG}", value, text) for rank, value in filled])
    if values[-1] in (None, ""):  # some readers take the last cell for the end of the row
        cells += f'<c r="{_letters(len(values))}{_RANG}" s="{text}"/>'
    return f'<row r="{_RANG}"{_ONE_LINE if text == _TEXTE else ""}>{cells}</row>'.encode()


@cache
def _letters(column: int) -> str:
    """1 → "A", 28 → "AB"."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(65 + last)


def largeurs(lignes: Iterable[Sequence[Cellule]]) -> list[int]:
    """How wide each column is: enough for these rows, of which the first has titles, an arrow beside each."""
    found = (max([_width(title) + 2, *map(_width, cells)]) for title, *cells in zip(*lignes, strict=True))
    return [min(max(width + 1, _NARROW), _WIDE) for width in found]


def _width(value: Cellule) -> int:
    if value is None:
        return 0
    if isinstance(value, date):
        return 16 if isinstance(value, datetime) else 10
    return max(map(len, str(value).split("\n")))


def _head(rank: int, widths: Iterable[int], text: int) -> str:
    """What stands before the rows: the titles that stay, the columns, in which what one types stays text."""
    selected = ' tabSelected="1"' if rank == 1 else ""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" style="{text}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView{selected} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{_HEIGHT}"/><cols>{columns}</cols><sheetData>'
    )


def _foot(cells: str) -> str:
    """What stands after the rows: what one filters, and that a code written as text is no mistake to mark."""
    meant = f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors>'
    return f'</sheetData><autoFilter ref="{cells}"/>{meant}</worksheet>'


def _cell(place: str, value: Cellule, text: int) -> str:
    """A cell that says its type; yes and no are words, since LibreOffice makes a formula of them."""
    if isinstance(value, bool):
        value = "oui" if value else "non"
    if isinstance(value, str):
        return f'<c r="{place}" s="{text}"{_OPEN}{ecrit(value)}{_CLOSE}'
    if isinstance(value, date):
        if (serial := _serial(value)) is None:
            return _cell(place, value.isoformat(), text)
        style = _INSTANT if isinstance(value, datetime) else _JOUR
        return f'<c r="{place}" s="{style}"><v>{serial}</v></c>'
    return f'<c r="{place}" s="{_NOMBRE}"><v>{value}</v></c>'


def _serial(value: date) -> float | int | None:
    """A day, or an hour on its own clock, as Excel counts them; None for what it cannot count."""
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST:
        return None
    days = (day - _ZERO).days
    if not isinstance(value, datetime):
        return days
    since = datetime.combine(day, time())
    return days + (value.replace(tzinfo=None) - since).total_seconds() / 86_400
