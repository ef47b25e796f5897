"""What the page of gaps says, for a network made by hand: the map, its table, its file, its words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from generators.network.gaps import Cell, first_rank
from generators.pages.departements import gaps, gaps_files
from generators.pages.departements.gaps import GapCell, national_phrase
from generators.pages.frame.page import Page
from generators.pages.maps.france import SMALL
from generators.site import Site
from generators.words.wording import poids
from tests.pages.html import Document

ROOT = Path(__file__).parents[2]
N = "\u00a0"
COVER = "nationales couvrent aussi chaque département"


def drawn(site: Site) -> Page:
    page = gaps.gaps_page(site)
    return page


@pytest.fixture(scope="module")
def page(site: Site) -> Page:
    return drawn(site)


def map_states(body: str) -> dict[str, str]:
    return {code: state for state, code in re.findall(r'class="dep manque-(\w+)" data-code="(\w+)"', body)}


def table_states(body: str, mission: str = "") -> dict[str, str]:
    """The state of one mission by département, as the table's cells bear it."""
    rows = re.findall(r'<tr data-code="(\w+)">(.*?)</tr>', body, re.DOTALL)
    cell = re.compile(rf'<td class="etat-(\w+)" data-mission="{mission}">')
    return {code: found[1] for code, row in rows if (found := cell.search(row))}


def test_map_and_table_say_the_same(page: Page, site: Site) -> None:
    states = table_states(page.body)
    assert set(states) == set(site.places.departements)
    assert map_states(page.body) == states


def test_states_of_the_hand_made_network(page: Page) -> None:
    assert table_states(page.body, "orienter")["59"] == "oui"
    assert table_states(page.body, "accompagner")["59"] == "verifier"
    assert table_states(page.body, "informer")["972"] == "inconnu"
    assert table_states(page.body)["69"] == "inconnu"
    assert table_states(page.body)["2A"] == "non"


def test_words_of_the_page(page: Page) -> None:
    text = Document(page.body).text
    assert f"107{N}territoires{N}: 101{N}départements et 6{N}collectivités d’outre-mer." in text
    assert "Au moins une structure confirmée 2 " in text
    assert "Structure connue, à confirmer 0 " in text
    assert "Structure connue, mission ou public non renseigné 1 " in text
    assert "Aucun acteur connu 104 " in text
    assert f"1{N}structure nationale couvre aussi chaque département." in text
    assert "Cela ne veut pas dire qu’il n’y a rien." in text
    assert f"Nord 59 1{N}confirmée et 1{N}à{N}confirmer" in text
    assert f"Sont comptées aujourd’hui 6{N}structures{N}: 5{N}locales, 1{N}nationale." in text


def test_each_departement_leads_to_its_page_from_map_and_table(page: Page, site: Site) -> None:
    hrefs = [href for href, _ in Document(page.body).links]
    for code in site.places.departements:
        again = code in SMALL  # on the map of the country and in its inset, where the keyboard finds it
        assert hrefs.count(f"../departements/{code.lower()}/") == 2 + again


def test_the_map_says_in_words_what_its_patterns_say(page: Page) -> None:
    titles = re.findall(r"<title>(.*?)</title>", page.body)
    assert f"Nord (59){N}: 1{N}confirmée et 1{N}à{N}confirmer" in titles
    assert f"Corse-du-Sud (2A){N}: Aucun acteur connu" in titles
    assert len(titles) == 107 + len(SMALL)


def test_method_has_its_anchor_and_every_region_its_header(page: Page) -> None:
    document = Document(page.body)
    assert {"comment-nous-comptons", "tableau", "trame-verifier", "trame-inconnu", "trame-non"} <= set(
        document.ids
    )
    scopes = [attributes.get("scope") for tag, attributes in document.elements if tag == "th"]
    assert (scopes.count("col"), scopes.count("row"), scopes.count("rowgroup")) == (9, 107, 14)


@pytest.mark.parametrize(
    ("cell", "state", "words"),
    [
        (Cell(fresh=2), "oui", f"2{N}confirmées"),
        (Cell(1, 3, 4, date(2024, 2, 1)), "oui", f"1{N}confirmée et 3{N}à{N}confirmer"),
        (Cell(stale=3, latest=date(2023, 10, 18)), "verifier", f"3{N}à{N}confirmer depuis{N}10/2024"),
        (Cell(unknown=1), "inconnu", f"Non renseigné pour 1{N}structure"),
        (Cell(unknown=2), "inconnu", f"Non renseigné pour 2{N}structures"),
        (Cell(), "non", "Aucun acteur connu"),
    ],
)
def test_words_of_a_cell(cell: Cell, state: str, words: str) -> None:
    case = GapCell("", cell)
    assert (case.etat, case.phrase) == (state, words)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell(), "Aucune structure nationale n’est connue pour ce choix."),
        (Cell(fresh=1), f"1{N}structure nationale couvre aussi chaque département."),
        (
            Cell(stale=1),
            f"1{N}structure nationale couvre aussi chaque département{N}; sa fiche est à{N}confirmer.",
        ),
        (Cell(stale=4), f"4{N}structures {COVER}{N}; leurs fiches sont à{N}confirmer."),
        (Cell(3, 1), f"4{N}structures {COVER}, dont 1{N}à{N}confirmer."),
    ],
)
def test_national_actors_in_words(cell: Cell, words: str) -> None:
    assert national_phrase(cell) == words


def test_nobody_known_at_all(empty: Site) -> None:
    body = drawn(empty).body
    assert set(map_states(body).values()) == {"non"}
    assert "Aucune structure nationale n’est connue pour ce choix." in body
    assert "ne compte nulle part" not in body


def test_the_file_has_a_line_for_every_choice(site: Site) -> None:
    content = gaps_files.exports(site)["couverture/couverture.csv"]
    assert content.startswith(b"\xef\xbb\xbfdepartement,nom,mission,public,etat,")
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(lines) == 107 * 8 * 7
    found = {(line["departement"], line["mission"], line["public"]): line for line in lines}
    assert len(found) == len(lines)
    nord = found["59", "orienter", "mineurs"]
    assert (nord["nom"], nord["etat"]) == ("Nord", "oui")
    figures = (
        "acteurs_a_jour",
        "acteurs_a_verifier",
        "acteurs_missions_non_renseignees",
        "acteurs_nationaux",
    )
    assert [nord[name] for name in figures] == ["1", "0", "0", "0"]
    assert found["59", "orienter", "tous"]["acteurs_nationaux"] == "1"
    assert found["59", "accompagner", "tous"]["acteurs_a_verifier"] == "1"
    assert found["59", "accompagner", "professionnels"]["etat"] == "inconnu"
    assert found["01", "toutes", "tous"]["etat"] == "non"


def test_the_workbook_says_the_same_and_its_page_what_it_weighs(site: Site) -> None:
    files = gaps_files.exports(site)
    book = openpyxl.load_workbook(io.BytesIO(files["couverture/couverture.xlsx"]))
    assert book.sheetnames == ["Couverture", "Champs", "Listes", "À propos"]
    text = io.StringIO(files["couverture/couverture.csv"].decode("utf-8-sig"), newline="")
    rows = [[*map(str, row)] for row in book["Couverture"].iter_rows(values_only=True)]
    assert rows == [*csv.reader(text)]
    first = [cell.value for cell in book["Couverture"][2]]
    assert (first[0], first[5]) == ("01", 0)
    body = drawn(site).body
    for path, content in files.items():
        kind = path.rpartition(".")[2]
        assert f"({kind.upper()}, {poids(len(content))})" in body


def test_what_the_script_reads_says_no_more_than_the_count_needs(site: Site) -> None:
    found = json.loads(gaps_files.files(site)["editions/couverture/acteurs.json"])
    keys = {"verifie_le", "missions", "publics", "departements", "national"}
    assert all(set(acteur) == keys for acteur in found)
    missions = {mission for acteur in found for mission in acteur["missions"]}
    assert missions <= set(first_rank(site.records.vocabulary, "missions"))


def test_structures_that_count_nowhere_are_named(make: Callable[..., Site]) -> None:
    lost = {
        "nom": "Sans lieu", "type": "association", "categorie": "ecoute", "resume": "Une structure.",
        "sources": [{"document": "Lettre", "date": "2026"}], "verifie_le": "2026-10-01", "verifie_par": "X",
    }  # fmt: skip
    document = Document(drawn(make(actors={"sans-lieu": lost})).body)
    assert f"1{N}structure ne compte nulle part" in document.text
    assert document.href("Sans lieu") == "../acteurs/sans-lieu/"
