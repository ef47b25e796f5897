"""The workbooks, opened by readers that are not ours: openpyxl, calamine, and LibreOffice in French."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine
from openpyxl.worksheet.worksheet import Worksheet

from generators.exchange import workbooks
from generators.exchange.derived import toutes_colonnes
from generators.exchange.xlsx import Cellule, Feuille, classeur, largeurs, ligne
from generators.exchange.xlsx_parts import ecrit
from generators.intake.tables import read
from generators.records.kinds import FICHES
from generators.records.models import Evenement
from generators.site import Site
from tests import libreoffice
from tests.exchange.conftest import COMPLET, RECORDS, published
from tests.exchange.test_listes import FORMULES

DAY = date(2026, 11, 22)
#: What a spreadsheet would change, were it to guess.
CODES = (
    "05000",
    "01",
    "2A004",
    "116 000",
    "13003013300016",
    "+33 7 57 76 46 58",
    "1E5",
    "3-4",
    "12:30",
    "VRAI",
)
TEXTS = (
    "Hérault, œuvre",
    "deux\nlignes\n\net une",
    "  des espaces  ",
    'dit "oui", <b> & co',
    "a\u00a0b\u202fc",
    "👩🏽‍🏫",
)
TYPED = (date(2026, 3, 1), datetime(2026, 12, 1, 14, 30), True, False, 12, 51.0344, -61.0733, None)
CASES = [text for text in (*CODES, *TEXTS, *FORMULES) if text and not {"\r", "\v"} & {*text}]
ROWS = [(text, *TYPED) for text in CASES]
TITLES = ("texte", "jour", "instant", "oui", "non", "entier", "latitude", "longitude", "rien")


def made(
    name: str = "L'été: cas", titles: Sequence[str] = TITLES, rows: Sequence[Sequence[Cellule]] = ROWS
) -> bytes:
    sheet = Feuille(name, titles, map(ligne, rows), largeurs([titles, *rows]))
    return classeur("Cas", "Équipe", DAY, [sheet])


@pytest.fixture(scope="module")
def cases() -> bytes:
    return made()


@pytest.fixture(scope="module")
def folder(cases: bytes, publie: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks as files, those that LibreOffice saved again, and each sheet as it shows it."""
    made = tmp_path_factory.mktemp("classeurs")
    (made / "cas.xlsx").write_bytes(cases)
    (made / "donnees.xlsx").write_bytes(publie["donnees.xlsx"])
    both = (made / "cas.xlsx", made / "donnees.xlsx")
    libreoffice.convert(libreoffice.SAVED, made / "encore", *both)
    libreoffice.convert(libreoffice.SHOWN, made / "vus", *both)
    libreoffice.convert("ods", made / "ods", made / "cas.xlsx")
    return made


def sheet(path: Path | bytes, name: str | None = None) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(path) if isinstance(path, bytes) else path)
    one = found[name] if name else found.worksheets[0]
    assert isinstance(one, Worksheet)
    return one


def rows(one: Worksheet) -> Iterator[dict[str, object]]:
    titles, *others = one.iter_rows(values_only=True)
    return (dict(zip(map(str, titles), row, strict=True)) for row in others)


def formulas(one: Worksheet) -> list[str]:
    return [cell.coordinate for row in one.iter_rows() for cell in row if cell.data_type in ("f", "e")]


@pytest.mark.parametrize("place", ["cas.xlsx", "encore/cas.xlsx"])
def test_every_cell_is_what_was_written_before_and_after_libreoffice(folder: Path, place: str) -> None:
    one = sheet(folder / place)
    assert formulas(one) == []
    assert one["C2"].number_format.replace("\\", "") == "dd/mm/yyyy hh:mm"
    for (text, *typed), row in zip(ROWS, rows(one), strict=True):
        day, moment, _, _, *others = typed
        assert row["texte"] == text
        assert (row["jour"], row["instant"]) == (datetime(day.year, day.month, day.day), moment)
        assert [row[title] for title in TITLES[3:]] == ["oui", "non", *others]
    assert {cell.number_format for cell in one["A"][1:]} == {"@"}
    assert one.auto_filter.ref == f"A1:I{len(ROWS) + 1}"


def test_a_row_of_a_table_stays_one_line_high_and_no_code_is_marked_as_a_mistake(
    folder: Path, cases: bytes
) -> None:
    with ZipFile(folder / "ods" / "cas.ods") as packed:
        drawn = packed.read("content.xml").decode()
    assert max(map(float, re.findall(r'style:row-height="([\d.]+)cm"', drawn))) < 0.6
    with ZipFile(io.BytesIO(cases)) as packed:
        written = packed.read("xl/worksheets/sheet1.xml").decode()
    assert f'<ignoredError sqref="A1:I{len(ROWS) + 1}" numberStoredAsText="1"/>' in written


def test_libreoffice_shows_texts_and_days_as_the_french_read_them(folder: Path) -> None:
    (path,) = (folder / "vus").glob("cas-*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        shown = [*csv.DictReader(file)]
    assert [row["texte"] for row in shown] == CASES
    assert {(row["jour"], row["instant"]) for row in shown} == {("01/03/2026", "01/12/2026 14:30:00")}
    assert {(row["oui"], row["latitude"], row["rien"]) for row in shown} == {("oui", "51,0344", "")}


def test_calamine_reads_the_same(folder: Path, cases: bytes) -> None:
    for content in (cases, (folder / "encore" / "cas.xlsx").read_bytes()):
        book = python_calamine.load_workbook(io.BytesIO(content))
        titles, *others = book.get_sheet_by_index(0).to_python()
        assert tuple(titles) == TITLES
        assert [row[0] for row in others] == CASES
        assert others[0][1:3] == [DAY.replace(month=3, day=1), TYPED[1]]


def test_the_whole_keeps_its_codes_accents_and_lines_after_libreoffice(
    folder: Path, publie: Mapping[str, bytes]
) -> None:
    for path in (folder / "donnees.xlsx", folder / "encore" / "donnees.xlsx"):
        found = {row["id"]: row for row in rows(sheet(path, "Acteurs"))}
        assert sorted(map(str, found)) == sorted(RECORDS["actors"])
        full = found["complet"]
        same = ("nom", "presentation", "telephone", "siret", "code_postal", "code_insee", "horaires_accueil")
        assert [full[key] for key in same] == [COMPLET[key] for key in same]
        assert full["services"] == r"suivi \| accueil|=écoute"
        assert (full["age_min"], full["latitude"], full["adresse_confidentielle"]) == (12, 51.0344, "non")
        assert (full["precision"], full["verifie_le"]) == ("adresse", datetime(2026, 10, 12))
        assert [
            one for name in openpyxl.load_workbook(path).sheetnames for one in formulas(sheet(path, name))
        ] == []
    assert publie["donnees.xlsx"] == (folder / "donnees.xlsx").read_bytes()


@pytest.mark.parametrize("kind", FICHES)
def test_a_workbook_has_the_table_then_what_explains_it(
    publie: Mapping[str, bytes], site: Site, kind: str
) -> None:
    content = publie[f"{FICHES[kind].file}.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[1:] == ["Champs", "Listes", "À propos"]
    table = io.StringIO(publie[f"{FICHES[kind].file}.csv"].decode("utf-8-sig"), newline="")
    assert [row["id"] for row in rows(sheet(content))] == [row["id"] for row in csv.DictReader(table)]
    columns = toutes_colonnes(kind)
    fields = [*rows(sheet(content, "Champs"))]
    assert [row["colonne"] for row in fields] == [column.nom for column in columns]
    assert all(row["nom"] and row["type"] and row["d_ou_elle_vient"] for row in fields)
    lists = {row["liste"] for row in rows(sheet(content, "Listes"))}
    assert all(sheet(content, name).freeze_panes == "A2" for name in book.sheetnames)
    listed = {column.liste for column in columns if column.liste}
    assert lists == {name for name in listed if site.records.vocabulary.lists[name]}
    about = dict(sheet(content, "À propos").iter_rows(values_only=True))
    assert (about["Publié le"], about["Version des fiches"]) == (datetime(2026, 11, 22), site.commit)
    assert book.properties.title == about["Titre"] and book.properties.language == "fr"


def test_a_workbook_says_nothing_of_what_it_does_not_have(publie: Mapping[str, bytes]) -> None:
    """In the table of links an empty cell is not something that nobody has written, and no cell is a code."""
    book = openpyxl.load_workbook(io.BytesIO(publie["liens.xlsx"]))
    assert book.sheetnames == ["Liens", "Champs", "À propos"]
    about = {str(what): said for what, said in book["À propos"].iter_rows(values_only=True)}
    assert not {"Codes", "Case vide", "Fraîcheur", "Positions"} & about.keys() and about["Liens"]


def test_a_workbook_says_what_its_sheets_leave_out(publie: Mapping[str, bytes]) -> None:
    for name, left in (("evenements.xlsx", True), ("donnees.xlsx", True), ("acteurs.xlsx", False)):
        about = dict(sheet(publie[name], "À propos").iter_rows(values_only=True))
        assert ("programme" in str(about.get("Dans le JSON seulement"))) is left


def test_hours_are_hours_on_their_own_clock(publie: Mapping[str, bytes], site: Site) -> None:
    for row in rows(sheet(publie["evenements.xlsx"])):
        event = site.records.events[str(row["id"])]
        assert isinstance(event, Evenement)
        assert isinstance(row["debut"], datetime)
        if isinstance(event.debut, datetime):
            assert row["debut"] == event.debut
        assert isinstance(row["debut_utc"], datetime)
    found = {row["id"]: row for row in rows(sheet(publie["evenements.xlsx"]))}
    assert found["rencontre-a-venir"]["debut_utc"] == datetime(2026, 12, 1, 13)


def test_our_workbook_comes_back_as_our_table_does(publie: Mapping[str, bytes], tmp_path: Path) -> None:
    said = []
    for name in ("acteurs.csv", "acteurs.xlsx"):
        (tmp_path / name).write_bytes(publie[name])
        found = read(tmp_path / name)
        assert found.fields
        said.append([{key: _bare(cell.text) for key, cell in row.cells.items()} for row in found.rows])
    assert said[0] == said[1]


def _bare(text: str) -> str:
    return {"oui": "true", "non": "false"}.get(text, text)


def test_the_same_content_gives_the_same_bytes(site: Site, cases: bytes) -> None:
    assert made() == cases
    assert workbooks.de_tout(replace(site)) == workbooks.de_tout(site)
    with ZipFile(io.BytesIO(cases)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_texts_stand_apart_where_telephones_look_for_them(publie: Mapping[str, bytes]) -> None:
    """What shows a workbook on an iPhone leaves out a text that stands in its cell."""
    for name in ("acteurs.xlsx", "donnees.xlsx"):
        with ZipFile(io.BytesIO(publie[name])) as packed:
            sheets = [packed.read(part) for part in packed.namelist() if "/sheet" in part]
            texts = packed.read("xl/sharedStrings.xml").decode()
        assert len(sheets) > 3 and not any(b"inlineStr" in one for one in sheets)
        found = re.findall("<si>(.*?)</si>", texts, re.DOTALL)
        assert len(found) == len({*found}) == int(re.findall(r'uniqueCount="(\d+)"', texts)[0])


def test_an_empty_table_is_a_workbook(site: Site) -> None:
    records = site.records.having("actors", {})
    empty = published(replace(site, network=replace(site.network, records=records)))["acteurs.xlsx"]
    assert sheet(empty).max_row == 1


def test_what_a_cell_cannot_hold_is_told() -> None:
    day, long = date(1899, 1, 2), "é" * 40_000
    row = (day, long, "a\x0bb\ufffe", "\U0001f469" * 17_000, "x" * 32_767)
    one = sheet(made("x", "abcde", [row]))
    first, second, third, fourth, fifth = (cell.value for cell in one[2])
    assert first == "1899-01-02"
    assert second == "é" * 32_763 + " […]"
    assert isinstance(third, str) and third.startswith("a")
    assert isinstance(fourth, str) and fourth.endswith("\U0001f469 […]")
    assert fifth == "x" * 32_767
    assert ecrit("a\rb\x00_x000D_\ud800") == "a_x000D_b_x0000__x005F_x000D__xD800_"
