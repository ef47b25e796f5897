"""The codes on paper, read as a phone reads them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, expect

from tests import edition
from tests.browser.conftest import ROOT, Visit

SITE = "https://reseau-pare.example/"


@pytest.fixture
def paper(visitor: Any) -> Visit:
    """A page as fine as an office printer's: 288 dots an inch."""
    return visitor(viewport={"width": 1280, "height": 900}, device_scale_factor=3)


def read(code: Locator) -> str:
    """What the code says, from its picture as it is printed."""
    picture = Image.open(io.BytesIO(code.screenshot(animations="disabled")))
    (found,) = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
    return found.text


@pytest.mark.parametrize(
    "path",
    [
        "acteurs/la-boussole-nord/",
        "acteurs/116-000-enfants-disparus/",
        "acteurs/centre-koutcha/",
        "departements/59/",
        "departements/2a/",
        "departements/972/",
        "ressources/depliant-reperer-proteger-orienter/",
        "agenda/colloque-promifrance-2022/",
        "couverture/",
        "departements/",
    ],
)
def test_a_printed_page_leads_back_to_itself(paper: Visit, path: str) -> None:
    page = paper.open(path)
    code = page.locator(".code-papier svg")
    expect(code).to_be_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    assert read(code) == SITE + path


def test_every_actor_has_one_code_hidden_from_those_who_listen(site: Path) -> None:
    pages = {page: page.read_text("utf-8") for page in (site / "acteurs").glob("*/index.html")}
    living = {page: text for page, text in pages.items() if 'name="robots" content="noindex"' not in text}
    assert len(living) == len(list((ROOT / "data" / "actors").rglob("*.yml")))
    for page, text in living.items():
        assert text.count('<div class="code-papier"><svg viewBox') == 1, page
        assert text.count('aria-hidden="true"><path stroke="#000" d="M4 4.5h7m') == 1, page


@pytest.mark.parametrize("number", [1, 4, 30])
def test_a_printed_shortlist_leads_back_to_itself(paper: Visit, site: Path, number: int) -> None:
    ids = sorted(path.stem for path in edition.there(site, "fiches/actors").iterdir())[:number]
    path = "selection/#acteurs=" + ",".join(ids)
    page = paper.open(path)
    page.locator(".feuille__fiche").nth(number - 1).wait_for()
    assert read(page.locator("[data-code-ecran] svg")) == paper.address + path
    page.emulate_media(media="print")
    assert read(page.locator("[data-code-papier] svg")) == paper.address + path


def test_too_long_a_list_has_no_code_and_says_so(paper: Visit, site: Path) -> None:
    ids = sorted(path.stem for path in edition.there(site, "fiches/actors").iterdir())[:90]
    page = paper.open("selection/#acteurs=" + ",".join(ids))
    page.locator(".feuille__fiche").nth(89).wait_for()
    expect(page.locator("[data-code-aide]")).to_contain_text("trop longue pour un code")
    expect(page.locator("[data-code-ecran] svg")).to_have_count(0)
