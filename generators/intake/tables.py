"""A file of any accepted format as one table: its titles, wherever they stand, and the rows under them.

The format is told by what the file holds, never by how its name ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from generators.disk import regular
from generators.intake import delimited, formats, ods, xlsx
from generators.intake.container import BROKEN, HUGE, LOCKED, Container
from generators.intake.sheets import MOST_CELLS, Sheet, Unreadable, letters_of
from generators.intake.table import Cell, Row, Table
from generators.intake.titles import meaning
from generators.words.wording import fold, nombre

__all__ = ["Cell", "Row", "Table", "Unreadable", "read"]

_MOST: Final = 24 * 1024 * 1024
_MACROS: Final = "le classeur contient des macros\u00a0: aucune n’a été exécutée"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How a file that is no table begins → what it is, and what to do.
_OTHERS: Final[tuple[tuple[bytes, str], ...]] = (
    (
        b"%PDF",
        "le fichier est un PDF\u00a0: demandez à la structure le tableau d’où il vient, en .xlsx ou .csv",
    ),
    (b"{\\rtf", "le fichier est un texte, pas un tableau\u00a0: copiez-en le tableau dans une feuille .xlsx"),
)
_EMPTY: Final = "le fichier est vide\u00a0: vérifiez que c’est le bon, et recommencez"
#: How far down the titles may stand.
_HEAD: Final = 60
#: A title of a table that nobody knows: at least so many cells beside it, of those that rows have.
_PART: Final = 0.6


def read(path: Path) -> Table:
    """The table of a file. Raises `Unreadable`."""
    raw = _raw(path)
    try:
        return _table(raw, path)
    except (MemoryError, RecursionError, IndexError, ValueError, KeyError) as error:
        raise Unreadable(BROKEN) from error


def _raw(path: Path) -> bytes:
    try:
        raw = regular.read(path.resolve(), _MOST + 1)
    except OSError as error:
        why = "ne se lit pas\u00a0: vérifiez son chemin et ses droits"
        raise Unreadable(f"le fichier {path.name} {why}") from error
    if len(raw) > _MOST:
        raise Unreadable(HUGE)
    return raw


def _table(raw: bytes, path: Path) -> Table:
    name = path.stem
    begins = raw[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable(_EMPTY)
    if raw.startswith(b"PK"):
        return _workbook(Container(raw), name)
    if raw.startswith(_OLE):
        raise Unreadable(LOCKED if "EncryptedPackage".encode("utf-16-le") in raw else _OLD)
    if other := next((told for mark, told in _OTHERS if begins.startswith(mark)), ""):
        raise Unreadable(other)
    if begins.startswith(b"<"):
        raise Unreadable(_WEB)
    if begins[:1] in (b"{", b"["):
        beside = _twin(path)
        read = formats.table([delimited.decoded(one) for one in (raw, *(_raw(one) for one in beside))], name)
        told = tuple(f"{one.name}, qui est à côté, est lu avec" for one in beside)
        return replace(read, notes=(*read.notes, *told))
    return formats.ours(_of_sheets([delimited.sheet(raw, name)], ()))


_OLD: Final = (
    "le fichier est dans l’ancien format d’Excel (.xls)\u00a0: ouvrez-le, enregistrez-le en .xlsx, et "
    "recommencez avec cette copie"
)
_WEB: Final = (
    "le fichier est une page web ou du XML, malgré son nom\u00a0: ouvrez-le dans Excel ou LibreOffice, "
    "enregistrez-le en .xlsx, et recommencez avec cette copie"
)


def _twin(path: Path) -> list[Path]:
    """The services that stand beside a file of structures, or the other way round, of data·inclusion."""
    name = formats.twin(path.name)
    return [beside] if name and (beside := path.with_name(name)).is_file() else []


def _workbook(book: Container, name: str) -> Table:
    if book.small("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        scripts = any(part.startswith(("Basic/", "Scripts/")) for part in book.names)
        return _of_sheets(ods.sheets(book), (_MACROS,) if scripts else ())
    if any(part.endswith("workbook.xml") for part in book.names):
        macros = any(part.endswith("vbaProject.bin") for part in book.names)
        read = _of_sheets(xlsx.sheets(book), (_MACROS,) if macros else ())
        return formats.ours(read, meant=str)
    if "xl/workbook.bin" in book.names:
        raise Unreadable(_OLD.replace("l’ancien format d’Excel (.xls)", "le format binaire d’Excel (.xlsb)"))
    if "[Content_Types].xml" in book.names and not any(p.startswith(("word/", "ppt/")) for p in book.names):
        raise Unreadable(BROKEN)
    raise Unreadable(
        "le fichier n’est pas un tableau (une archive, un document Word, une feuille Numbers)\u00a0: donnez "
        "le tableau lui-même, en .xlsx, .ods ou .csv"
    )


def _of_sheets(sheets: Iterable[Sheet], notes: tuple[str, ...]) -> Table:
    """The table of the sheet whose titles are the best known, and of those that have the same."""
    every = [*_bounded(sheets)]
    hidden = [sheet.name for sheet in every if sheet.hidden]
    shown = [sheet for sheet in every if sheet.rows]
    if not shown:
        raise Unreadable(_EMPTY if not hidden else _ALL_HIDDEN)
    read = [_table_of(sheet) for sheet in shown]
    titled = [(table, known) for table, known in read if table]
    if not titled:
        raise Unreadable(_NO_TITLES)
    best, _ = max(titled, key=lambda found: (found[1], len(found[0].rows)))
    together = [table for table, _ in titled if {*table.columns} == {*best.columns}]
    if not any(table.rows for table in together):
        raise Unreadable(_NO_ROWS)
    first = together[0]
    others = [sheet.name for sheet, (table, _) in zip(shown, read, strict=True) if table not in together]
    return replace(
        first,
        rows=tuple(row for one in together for row in one.rows),
        unread=tuple(cell for one in together for cell in one.unread),
        notes=(
            *notes,
            *(_told(name, "est masquée") for name in hidden),
            *(_told(name, f"n’a pas les titres de «\u00a0{first.name}\u00a0»") for name in others),
            *(note for one in together for note in one.notes),
        ),
    )


def _table_of(sheet: Sheet) -> tuple[Table | None, int]:
    """The table of one sheet, None when it has no titles, and how many of these are known."""
    sections = _sections(sheet)
    _spread(sheet)
    head, known = _head(sheet)
    return (_under(sheet, head, sections) if head else None), known


def _bounded(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    cells = 0
    for sheet in sheets:
        cells += sheet.cells
        if cells > MOST_CELLS:
            raise Unreadable(HUGE)
        yield sheet


_NO_ROWS: Final = (
    "le tableau a ses titres, et aucune structure dessous\u00a0: vérifiez que c’est le bon fichier"
)
_ALL_HIDDEN: Final = (
    "toutes les feuilles remplies sont masquées\u00a0: affichez celle des structures, et recommencez"
)
_NO_TITLES: Final = (
    "aucune ligne de titres n’a été trouvée\u00a0: écrivez au-dessus des structures ce que dit chaque "
    "colonne (Nom, Code postal, Ville, Téléphone…), et recommencez"
)


def _told(name: str, why: str) -> str:
    return f"la feuille «\u00a0{name}\u00a0» n’a pas été lue\u00a0: elle {why}"


def _head(sheet: Sheet) -> tuple[int, int]:
    """The row of the titles, 0 when there is none, and how many of them are known."""
    rows = sorted(sheet.rows.items())[:_HEAD]
    known = {number: _known(cells) for number, cells in rows}
    best = max(known.values())
    if best > 1 or (best == 1 and all(len(cells) == 1 for _, cells in rows)):
        return next(number for number, count in known.items() if count == best), best
    widths = Counter(len(cells) for _, cells in rows)
    usual = max(widths, key=lambda width: (widths[width], width))
    for (number, cells), (_, below) in pairwise(rows):
        texts = [fold(text) for text in cells.values()]
        words = all(text and not text.isdecimal() for text in texts) and len({*texts}) == len(texts)
        if len(cells) > 1 and words and len(cells) >= _PART * max(usual, len(below)):
            return number, best
    return 0, 0


def _known(cells: Mapping[int, str]) -> int:
    return len({found for text in cells.values() if (found := meaning(text))})


def _under(sheet: Sheet, head: int, sections: set[int]) -> Table:
    """The rows under the titles; those that part sections are left out."""
    sections = {number for number in sections if number > head}
    titles = _titles(sheet, head)
    rows = []
    for number, cells in sorted(sheet.rows.items()):
        if number <= head or number in sections or _repeats(cells, sheet.rows[head]):
            continue
        found = {titles[c]: Cell(t, sheet.address(number, c)) for c, t in sorted(cells.items())}
        rows.append(Row(number, found))
    notes: tuple[str, ...] = ()
    if sections:
        lines = ", ".join(map(str, sorted(sections)[:20]))
        count = nombre(len(sections), "ligne de titre", "lignes de titre")
        notes = (f"{count} entre les structures\u00a0: pas lues ({lines})",)
    unread = tuple(Cell(text, sheet.address(row, column)) for row, column, text in sheet.unread if row > head)
    return Table(sheet.name, tuple(titles.values()), tuple(rows), unread=unread, notes=notes)


def _sections(sheet: Sheet) -> set[int]:
    """Rows that only one cell fills, merged over others: « HAUTS-DE-FRANCE » between the structures."""
    wide = {(span.top, span.left) for span in sheet.spans if span.right > span.left}
    return {
        number
        for number, cells in sheet.rows.items()
        if len(cells) == 1 and (number, next(iter(cells))) in wide
    }


def _spread(sheet: Sheet) -> None:
    """Gives the value of merged cells to each row that they span."""
    work = 0
    last = max(sheet.rows)
    for span in sheet.spans:
        text = sheet.rows.get(span.top, {}).get(span.left)
        below = range(span.top + 1, min(span.bottom, last) + 1) if text else range(0)
        work += len(below)
        if work > MOST_CELLS:
            raise Unreadable(HUGE)
        for number in below:
            if number in sheet.rows:
                sheet.rows[number].setdefault(span.left, text or "")


def _titles(sheet: Sheet, head: int) -> dict[int, str]:
    """Column → its title, each once: « Téléphone », « Téléphone (2) »; « Colonne D » when it has none."""
    columns = sorted({column for number, cells in sheet.rows.items() if number >= head for column in cells})
    for span in sheet.spans:  # a title over several columns is each one's
        if span.top <= head <= span.bottom and (text := sheet.rows[head].get(span.left)):
            for column in columns:
                if span.left < column <= span.right:
                    sheet.rows[head].setdefault(column, text)
    titles: dict[int, str] = {}
    used: Counter[str] = Counter()
    for column in columns:
        title = " ".join(sheet.rows[head].get(column, f"Colonne {letters_of(column)}").split())
        used[title] += 1
        titles[column] = title if used[title] == 1 else f"{title} ({used[title]})"
    return titles


def _repeats(cells: Mapping[int, str], titles: Mapping[int, str]) -> bool:
    """True for the titles again, as at the head of a printed page."""
    return len(cells) > 1 and all(text == titles.get(column) for column, text in cells.items())
