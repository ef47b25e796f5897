"""A file that can't be read is one French sentence, in under 10 s and 300 MB, whatever it holds."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from generators.intake.tables import Unreadable, read
from tests.intake.workbooks import inline, ods, ods_table, xlsx, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = "<row><c t='str'><v>Nom</v></c><c t='str'><v>Ville</v></c></row>"


def _rows(count: int, columns: int = 4, cell: str = '<c t="inlineStr"><is><t>Lille</t></is></c>') -> str:
    return f"<sheetData>{_HEAD}{f'<row>{cell * columns}</row>' * count}</sheetData>"


def _lying() -> bytes:
    """A part that tells a small size, and unpacks to much more."""
    raw = bytearray(xlsx(b"<sheetData>" + b" " * 100_000_000 + b"</sheetData>"))
    size = struct.pack("<I", 1000)
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for found in re.finditer(re.escape(mark), bytes(raw)):
            if b"sheet1" in raw[found.start() : found.start() + 120]:
                raw[found.start() + at : found.start() + at + 4] = size
    return bytes(raw)


def _laughing() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{entities}]>'
    sheet = f"{doctype}<worksheet><sheetData><row><c t='str'><v>&e11;</v></c></row></sheetData></worksheet>"
    return xlsx("", more={"xl/worksheets/sheet1.xml": sheet})


def _outside() -> bytes:
    doctype = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    sheet = f"{doctype}<worksheet><sheetData><row><c t='str'><v>&x;</v></c></row></sheetData></worksheet>"
    return xlsx("", more={"xl/worksheets/sheet1.xml": sheet})


def _many_parts() -> bytes:
    """A directory of 60 000 parts."""
    return zipped({f"x{number}": b"" for number in range(60_000)} | {"xl/workbook.xml": "<w/>"})


def _merged() -> bytes:
    spans = "".join(f'<mergeCell ref="A1:A{20_000 - n}"/>' for n in range(20_000))
    return xlsx(_rows(19_000, 2) + f"<mergeCells>{spans}</mergeCells>")


def _shared() -> bytes:
    """One long text, in every cell."""
    return xlsx(_rows(15_000, 2, '<c t="s"><v>0</v></c>'), shared=f"<si><t>{'x' * 1_000_000}</t></si>")


_NOWHERE = "<R><Relationship Id='rworksheet' Type='a/worksheet' Target='no.xml'/></R>"
_TOO_MANY = "plus de 20\u202f000 lignes"
_BIG = "trop gros"
_BROKEN = "abîmé"
_LOCKED = "mot de passe"
_WHOLE = xlsx(inline(("Nom", "Ville"), ("A", "Lille")))

#: What the file holds → what the sentence says.
CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("vide", lambda: b""),
    "blank": ("vide", lambda: b"\n \r\n\t"),
    "empty workbook": ("vide", lambda: xlsx("<sheetData/>")),
    "empty spreadsheet": ("vide", lambda: ods(ods_table("F"))),
    "all hidden": (
        "masquées",
        lambda: ods(
            ods_table("F", ("Nom", "Ville"), ("A", "B"), style="h"),
            styles='<style:style style:name="h"><style:table-properties table:display="false"/>'
            "</style:style>",
        ),
    ),
    "titles alone": ("aucune structure", lambda: xlsx(inline(("Nom", "Ville")))),
    "no titles": ("aucune ligne de titres", lambda: xlsx(inline(("1", "2"), ("3", "4")))),
    "password": (_LOCKED, lambda: _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900),
    "locked spreadsheet": (_LOCKED, lambda: ods("", manifest="<m><encryption-data/></m>")),
    "old excel": ("ancien format", lambda: _OLE + b"\0" * 600 + "Workbook".encode("utf-16-le")),
    "binary excel": ("xlsb", lambda: zipped({"[Content_Types].xml": "<T/>", "xl/workbook.bin": b"x"})),
    "html": ("page web", lambda: b"<html><table><tr><td>Nom</td></tr></table></html>"),
    "html after a mark": ("page web", lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><table/>"),
    "xml": ("XML", lambda: b'<?xml version="1.0"?><Workbook/>'),
    "pdf": ("PDF", lambda: b"%PDF-1.7 ..."),
    "rtf": ("pas un tableau", lambda: b"{\\rtf1 Bonjour}"),
    "word": ("pas un tableau", lambda: zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<d/>"})),
    "archive": ("pas un tableau", lambda: zipped({"structures.csv": "Nom;Ville"})),
    "cut": (_BROKEN, lambda: _WHOLE[: len(_WHOLE) // 2]),
    "a byte wrong": (_BROKEN, lambda: _WHOLE.replace(b"PK\x03\x04", b"PK\x03\x05")),
    "not xml": (_BROKEN, lambda: xlsx("<sheetData><row><c></row>")),
    "no workbook": (_BROKEN, lambda: zipped({"[Content_Types].xml": "<T/>"})),
    "sheet missing": (
        _BROKEN,
        lambda: xlsx("", more={"xl/_rels/workbook.xml.rels": _NOWHERE}),
    ),
    "shared text missing": (_BROKEN, lambda: xlsx('<sheetData><row><c t="s"><v>7</v></c></row></sheetData>')),
    "bytes": (_BROKEN, lambda: bytes(range(256)) * 100),
    "png": (_BROKEN, lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "json cut": (_BROKEN, lambda: b'[{"id": 1'),
    "json of nothing": ("pas de liste", lambda: b'{"a": 1}'),
    "json of numbers": ("pas de liste", lambda: b"[1, 2]"),
    "deep json": (_BROKEN, lambda: b"[" * 200_000 + b"]" * 200_000),
}

#: The same, of what would take time or memory.
HEAVY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "100 000 rows": (_TOO_MANY, lambda: xlsx(_rows(100_000, 10))),
    "100 000 rows, text": (_TOO_MANY, lambda: b"Nom;Ville\n" + b"A;Lille\n" * 100_000),
    "100 000 objects": (_BIG, lambda: json.dumps([{"nom": "A"}] * 100_000).encode()),
    "600 000 objects": (_BIG, lambda: b"[" + b"{}," * 600_000 + b"{}]"),
    "many columns": ("plus de 400 colonnes", lambda: xlsx(inline(("Nom", "Ville"), ("x",) * 500))),
    "many cells": ("cellules", lambda: xlsx(_rows(19_000, 30))),
    "repeated rows": (
        "plus de",
        lambda: ods(
            ods_table("F", ("Nom", "Ville"), ("A", "B")).replace(
                "<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">'
            )
        ),
    ),
    "styled emptiness": (_BIG, lambda: xlsx(_rows(100_000, 60, '<c r="A9" s="12"/>'))),
    "bomb": (_BIG, lambda: xlsx(b"<sheetData>" + b" " * 400_000_000 + b"</sheetData>")),
    "bomb of shared texts": (
        _BIG, lambda: xlsx(_rows(1), more={"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 30_000_000})
    ),
    "lying size": (_BROKEN, _lying),
    "entities": (_BROKEN, _laughing),
    "an entity outside": (_BROKEN, _outside),
    "many parts": (_BIG, _many_parts),
    "merged over merged": (_BIG, _merged),
    "one long text": ("plus de", _shared),
    "a large file": (_BIG, lambda: b"Nom;Ville\n" + b"A;" + b"x" * 30_000_000),
    "one line of delimiters": ("aucune structure", lambda: b"Nom" + b";" * 5_000_000),
    "one long quote": (_BROKEN, lambda: b'Nom;Ville\n"' + b"x" * 20_000_000),
}  # fmt: skip

#: The largest that are read.
LARGEST: dict[str, Callable[[], bytes]] = {
    "workbook": lambda: xlsx(_rows(19_000, 20)),
    "text": lambda: b"Nom;Ville\n" + b"Lille;" * 19 + b"\n" + (b"Lille;" * 19 + b"\n") * 19_000,
}

_MEASURED = """
import json, re, sys, time
from pathlib import Path
from generators.intake.tables import Unreadable, read
for path in sys.argv[1:]:
    start = time.process_time()
    try:
        read(Path(path))
        said = ""
    except Unreadable as why:
        said = str(why)
    print(json.dumps([Path(path).stem, time.process_time() - start, said]), flush=True)
# Of this program alone: what the system counts for a process begins with who started it.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(int(peak[1]) // 1024)
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, tuple[float, str]], int]:
    """Name → seconds of work, and the sentence; the megabytes of the one process that read them all."""
    folder, root = tmp_path_factory.mktemp("heavy"), Path(__file__).parents[2]
    made = {name: make for name, (_, make) in HEAVY.items()} | LARGEST
    for name, make in made.items():
        (folder / f"{name}.xls").write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *(str(folder / f"{name}.xls") for name in made)],
        capture_output=True, text=True, timeout=240, cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    *lines, peak = done.stdout.splitlines()
    return {name: (seconds, said) for name, seconds, said in map(json.loads, lines)}, int(peak)


def _is_one_sentence(said: str, expected: str) -> None:
    assert expected in said
    assert "\u00a0: " in said
    assert not re.search(r"\n|[^\u00a0]:|Error|Exception|None|\.py", said)


@pytest.mark.parametrize("name", CASES)
def test_one_sentence(tmp_path: Path, name: str) -> None:
    expected, made = CASES[name]
    path = tmp_path / "structures.xls"
    path.write_bytes(made())
    with pytest.raises(Unreadable) as why:
        read(path)
    _is_one_sentence(str(why.value), expected)


@pytest.mark.parametrize("name", HEAVY)
def test_one_sentence_in_bounded_time(measured: tuple[dict[str, tuple[float, str]], int], name: str) -> None:
    seconds, said = measured[0][name]
    _is_one_sentence(said, HEAVY[name][0])
    assert seconds < 10


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_that_is_read_is_read_as_quickly(
    measured: tuple[dict[str, tuple[float, str]], int], name: str
) -> None:
    seconds, said = measured[0][name]
    assert said == ""
    assert seconds < 10


def test_in_bounded_memory(measured: tuple[dict[str, tuple[float, str]], int]) -> None:
    assert measured[1] < 300


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.xlsx", Path("/dev/zero")):
        with pytest.raises(Unreadable, match="ne se lit pas"):
            read(path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Unreadable, match="ne se lit pas"):
        read(pipe)


def test_every_part_of_a_workbook_that_is_broken_is_a_sentence(tmp_path: Path) -> None:
    """Each byte range of a sound workbook damaged in turn: read, or a sentence; never another error."""
    path = tmp_path / "s.xlsx"
    for raw in (_WHOLE, ods(ods_table("F", ("Nom", "Ville"), ("A", "B")))):
        for at in range(0, len(raw), 7):
            path.write_bytes(raw[:at] + bytes(byte ^ 0x5A for byte in raw[at : at + 3]) + raw[at + 3 :])
            try:
                read(path)
            except Unreadable as why:
                assert str(why)


def test_the_old_archive_is_read_by_no_other_name(tmp_path: Path) -> None:
    path = tmp_path / "structures.ods"
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("content.xml", "<a/>")
    with pytest.raises(Unreadable, match="pas un tableau"):
        read(path)
