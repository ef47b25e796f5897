"""The grid of the RGAA: whole, honest, shown by tests that there are, and told by the page as it stands.

What follows are those of its tests that read the pages as they are served; `tests/browser/test_rgaa.py` has
the others.
"""

from __future__ import annotations

import ast
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from generators.building import build_site
from generators.pages.accessibility.grid import COUNTS, Declaration, Grille, declaration, parse
from generators.project import Project
from tests.pages.html import Document

ROOT = Path(__file__).parents[2]
PROJECT = Project.at(ROOT)
GRID = PROJECT.accessibility.read_text("utf-8")
#: What the declaration leaves out, and says so: the staff's forms, and the mailed letters.
LEFT_OUT = re.compile(r"^admin/|/email[^/]*\.html$")


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return build_site(PROJECT, date(2026, 11, 22))[0]


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes]) -> Mapping[str, str]:
    found = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    return {path: html for path, html in found.items() if not LEFT_OUT.search(path)}


@pytest.fixture(scope="module")
def documents(pages: Mapping[str, str]) -> Mapping[str, Document]:
    return {path: Document(html) for path, html in pages.items()}


def elements(
    documents: Mapping[str, Document], *tags: str
) -> Iterator[tuple[str, str, Mapping[str, str | None]]]:
    for path, document in documents.items():
        yield from ((path, tag, attributes) for tag, attributes in document.elements if tag in tags)


def grid() -> Grille:
    return parse(GRID)


# The grid.


def test_every_criterion_stands_once_in_its_theme() -> None:
    assert [len(theme.criteres) for theme in grid().themes] == list(COUNTS)
    wanted = [f"{theme}.{number}" for theme, count in enumerate(COUNTS, 1) for number in range(1, count + 1)]
    assert [criterion.critere for criterion in grid().criteres] == wanted
    assert len(wanted) == 106


def test_what_is_said_is_shown_by_something() -> None:
    for one in grid().criteres:
        if one.etat in ("conforme", "non conforme"):
            assert one.preuves or one.vu, one.critere
        elif one.etat == "non applicable":
            assert one.note, one.critere
        else:
            assert not one.preuves and not one.vu, one.critere


@cache
def written_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_the_tests_that_it_names_are_there() -> None:
    named = {proof for criterion in grid().criteres for proof in criterion.preuves}
    lost = [proof for proof in named if proof.split("::")[1] not in written_in(proof.split("::")[0])]
    assert lost == []


def state(conform: int, failed: int, left: int) -> Declaration:
    counts = Counter({"conforme": conform, "non conforme": failed, "non évalué": left, "non applicable": 9})
    return Declaration(grid(), counts)


@pytest.mark.parametrize(
    ("conform", "failed", "left", "said", "rate"),
    [
        (97, 0, 0, "totalement conforme", 100),
        (96, 1, 0, "partiellement conforme", 98),
        (50, 50, 0, "partiellement conforme", 50),
        (49, 50, 0, "non conforme", 49),
        (97, 0, 1, "non conforme", 100),
        (0, 0, 97, "non conforme", None),
    ],
)
def test_the_state_is_what_the_order_allows(
    conform: int, failed: int, left: int, said: str, rate: int | None
) -> None:
    told = state(conform, failed, left)
    assert (told.etat, told.taux) == (said, rate)
    assert told.applicables == conform + failed


def test_the_page_says_the_figures_of_the_grid(pages: Mapping[str, str]) -> None:
    page = pages["accessibilite/index.html"]
    told = declaration(grid())
    assert f"est <strong>{told.etat}</strong> avec" in page
    figures = dict(re.findall(r'<li data-etat="([^"]+)"><strong>(\d+)</strong>', page))
    counts = Counter(criterion.etat for criterion in grid().criteres)
    assert figures == {etat: str(counts[etat]) for etat in figures}
    assert len(figures) == 4 and sum(map(int, figures.values())) == 106
    assert re.findall(r"data-taux>(\d+)", page) == [str(told.taux)]
    rows = re.findall(r'<div data-critere="([\d.]+)" data-etat="([^"]+)">', page)
    assert rows == [(criterion.critere, criterion.etat) for criterion in grid().criteres]
    for word in ("auto-évaluation", "Défenseur des droits", "lecteur d’écran", "29 novembre 2026"):
        assert word in page.replace("\u00a0", " "), word


# What its tests show, on the pages as they are served.


def test_no_page_holds_what_criteria_say_not_to_apply(
    files: Mapping[str, bytes], pages: Mapping[str, str], documents: Mapping[str, Document]
) -> None:
    absent = (
        "iframe frame video audio track object embed canvas map area figure figcaption marquee blink dialog"
    )
    assert list(elements(documents, *absent.split())) == []
    for path, _, attributes in elements(documents, "input", "textarea", "select"):
        assert attributes.get("type") not in {"email", "tel", "password", "image", "file"}, path
        assert attributes.get("autocomplete") in {None, "off"}, path
        assert not {"required", "aria-required"} & set(attributes), path
    assert {attributes.get("method", "get") for _, _, attributes in elements(documents, "form")} == {"get"}
    assert not any(re.search("[\u0590-\u08ff]", html) for html in pages.values())
    assert [path for path in pages if "plan-du-site" in path] == []


def test_a_workbook_has_the_same_table_as_plain_text_beside_it(files: Mapping[str, bytes]) -> None:
    """But the one that is made of the others."""
    books = {path for path in files if path.endswith(".xlsx")} - {"donnees/donnees.xlsx"}
    assert len(books) > 4
    for path in books:
        sheet = openpyxl.load_workbook(io.BytesIO(files[path]), read_only=True).worksheets[0]
        found = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        text = files[path.replace(".xlsx", ".csv")].decode("utf-8-sig")
        plain = list(csv.reader(io.StringIO(text)))
        assert (found[0], [row[0] for row in found]) == (plain[0], [row[0] for row in plain]), path


def test_a_drawing_is_named_or_ignored(documents: Mapping[str, Document]) -> None:
    for path, _, attributes in elements(documents, "svg"):
        named = attributes.get("role") in {"img", "group"} and attributes.get("aria-label")
        assert attributes.get("aria-hidden") == "true" or named, (path, attributes)
    for path, _, attributes in elements(documents, "img"):
        assert attributes.get("alt") is not None, path


def test_tables_hold_data_under_headers_of_their_scope(documents: Mapping[str, Document]) -> None:
    scopes = {"col", "row", "colgroup", "rowgroup"}
    assert [one for one in elements(documents, "th") if one[2].get("scope") not in scopes] == []
    assert [one for one in elements(documents, "table") if "role" in one[2]] == []
    for path, document in documents.items():
        tags = Counter(tag for tag, _ in document.elements)
        assert tags["caption"] <= tags["table"] and (tags["th"] or not tags["table"]), path


def test_each_page_says_what_it_is(pages: Mapping[str, str], documents: Mapping[str, Document]) -> None:
    for path, html in pages.items():
        assert html.lstrip().lower().startswith("<!doctype html>"), path
        assert re.search(r"<title>\s*[^<\s]", html), path
    assert {attributes.get("lang") for _, _, attributes in elements(documents, "html")} == {"fr"}


def test_each_page_has_the_same_regions(pages: Mapping[str, str], documents: Mapping[str, Document]) -> None:
    """The header with its menu and its search, the main part, the footer: once, in that order, the same."""
    headers = set()
    for path, html in pages.items():
        found = re.findall(r'<(header class="entete"|main id="contenu"|footer class="pied")', html)
        assert [tag.split()[0] for tag in found] == ["header", "main", "footer"], path
        (header,) = re.findall(r'<header class="entete">.*?</header>', html, re.DOTALL)
        headers.add(re.sub(r' (href|action)="[^"]*"| aria-current="true"', "", header))
    assert len(headers) == 1
    (header,) = headers
    assert '<nav class="menu" aria-label=' in header and 'role="search"' in header
    assert all(len(list(elements({path: one}, "main"))) == 1 for path, one in documents.items())


def test_presentation_is_left_to_the_style_sheets(documents: Mapping[str, Document]) -> None:
    assert list(elements(documents, *"basefont big center font s strike tt u".split())) == []
    forbidden = {"align", "bgcolor", "border", "cellpadding", "cellspacing", "valign", "hspace", "vspace"}
    for path, document in documents.items():
        for tag, attributes in document.elements:
            assert not forbidden & set(attributes), (path, tag, attributes)


def test_a_group_of_fields_has_a_name(documents: Mapping[str, Document]) -> None:
    for path, document in documents.items():
        tags = Counter(tag for tag, _ in document.elements)
        assert tags["fieldset"] <= tags["legend"], path
        for tag, attributes in document.elements:
            if attributes.get("role") in {"group", "radiogroup"}:
                assert attributes.get("aria-label") or attributes.get("aria-labelledby"), (path, tag)


def test_scripts_open_nothing_and_feel_nothing() -> None:
    said = "\n".join(path.read_text("utf-8") for path in PROJECT.scripts.rglob("*.js"))
    assert not re.search(r"window\.open\(|\bopen\(\s*(?!\"GET\")[\"'`]|devicemotion|deviceorientation", said)


def test_nothing_moves_by_itself(pages: Mapping[str, str]) -> None:
    said = "\n".join(path.read_text("utf-8") for path in PROJECT.styles.rglob("*.css"))
    assert not re.search(r"@keyframes|animation(-name)?:|orientation", said)
    assert [path for path, html in pages.items() if 'http-equiv="refresh"' in html.lower()] == []
