"""The page of an issue: read after its dates, on any screen, aloud, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generators.building import build_site
from generators.letter.check import tidy
from generators.publish import publish
from tests.browser.conftest import axe_faults, calm, fits, served, visits
from tests.letter import quarter

ISSUE = "newsletter/2023-t3/"
REGION = f"{ISSUE}hauts-de-france/"
PUBLISHED = """\
titre: La lettre de Vigie
periode: 4e trimestre 2026
date: 2026-11-30
statut: publie
apercu: Une journée à Mulhouse et une permanence au Mans.
editorial: L’hiver vient, les rendez-vous aussi.
signature: L’équipe de Vigie
agenda:
  titre: Agenda
  compte: dates
  choix:
    - fiche: events/permanence-parents-le-mans
    - fiche: events/journee-reperer-mulhouse-2026
"""


@pytest.fixture(scope="module")
def at(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """`at("2026-12-01T09:00Z")` opens the issue of an invented quarter on a clock that shows that instant."""
    project = quarter.lay(tmp_path_factory.mktemp("trimestre"))
    (project.newsletter / "2026-t4.yml").write_text(PUBLISHED, encoding="utf-8")
    folder = tmp_path_factory.mktemp("site") / "public"
    publish(build_site(project, date(2026, 12, 1))[0], folder)
    with served(folder) as address, visits(browser, address) as start:

        def begin(now: str, **options: Any) -> Page:
            visit = start(**options)
            visit.page.clock.set_fixed_time(now)
            return visit.open("newsletter/2026-t4/")

        yield begin


def item(page: Page, name: str) -> Any:
    return page.locator(f"#agenda-{name}")


def test_what_is_over_says_so_by_the_clock_of_the_reader(at: Any) -> None:
    page = at("2026-12-10T15:59Z")
    day = item(page, "journee-reperer-mulhouse-2026")
    expect(day.get_by_text("Passé", exact=True)).to_be_hidden()
    expect(day.get_by_role("link", name=re.compile("^S’inscrire"))).to_be_visible()
    page = at("2026-12-10T16:01Z")  # 17:01 in Mulhouse
    day, series = item(page, "journee-reperer-mulhouse-2026"), item(page, "permanence-parents-le-mans")
    expect(day.get_by_text("Passé", exact=True)).to_be_visible()
    expect(day.get_by_role("link", name=re.compile("^S’inscrire"))).to_be_hidden()
    expect(day.get_by_role("link", name=re.compile("agenda"))).to_be_hidden()
    expect(day.get_by_text("jeudi 10 décembre 2026")).to_be_visible()
    expect(day.locator("a[href*='agenda/journee']").first).to_be_visible()
    expect(series.get_by_text("Passé", exact=True)).to_be_hidden()


def test_without_scripts_the_dates_are_there(at: Any) -> None:
    page = at("2027-06-01T09:00Z", java_script_enabled=False)
    day = item(page, "journee-reperer-mulhouse-2026")
    expect(day.get_by_text("jeudi 10 décembre 2026")).to_be_visible()
    expect(day.get_by_text("Passé", exact=True)).to_be_hidden()


@pytest.mark.parametrize("path", [ISSUE, REGION])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_page_is_sound(visitor: Any, path: str, scheme: str, width: int) -> None:
    page = visitor(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True).open(path)
    fits(page, width)
    assert axe_faults(page) == []


def test_what_is_read_aloud_comes_in_the_order_of_what_is_seen(visitor: Any) -> None:
    """On a phone, where all stands in one column: the letter first, then how to receive it."""
    page = visitor(viewport={"width": 360, "height": 900}).open(ISSUE)
    heads = page.locator("main").get_by_role("heading").filter(visible=True)
    tops = [one.bounding_box()["y"] for one in heads.all()]
    assert tops == sorted(tops)
    levels = [int(one.evaluate("(one) => one.tagName[1]")) for one in heads.all()]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [tidy(one.inner_text()) for one in heads.all()]
    assert names[:3] == ["La newsletter, 3e trimestre 2023", "Sommaire", "Agenda 9"]
    assert names[-2:] == ["Près de chez vous : choisir sa région", "Tous les numéros"]


def test_the_contents_lead_to_each_item(visitor: Any) -> None:
    page = visitor(viewport={"width": 1280, "height": 900}).open(ISSUE)
    contents = page.get_by_role("navigation", name="Sommaire")
    titles = page.locator(".lettre-item h3")
    assert contents.locator("ul ul a").all_inner_texts() == titles.all_inner_texts()
    contents.get_by_role("link", name=titles.last.inner_text()).click()
    expect(titles.last).to_be_in_viewport()


@pytest.mark.parametrize("path", [ISSUE, REGION])
def test_on_paper_no_item_is_cut_and_addresses_are_written_out(visitor: Any, path: str) -> None:
    visit = visitor(viewport={"width": 1280, "height": 900})
    page = calm(visit.open(path))
    items = page.evaluate(
        """() => [...document.querySelectorAll(".lettre-item")].map((one) => [
          one.querySelector("h3").textContent,
          [...one.querySelectorAll(".boutons a[data-adresse]:not([hidden])")]
            .map((lien) => lien.dataset.adresse).filter((adresse) => adresse.startsWith("http")),
        ])"""
    )
    assert len(items) == 27
    pages = [
        re.sub(r"\s+", "", one.extract_text()) for one in PdfReader(BytesIO(page.pdf(format="A4"))).pages
    ]
    for title, addresses in items:
        on = [n for n, text in enumerate(pages) if re.sub(r"\s+", "", title) in text]
        assert on, title
        for address in addresses:
            assert any(address in pages[n] for n in on), (title, address)
    assert "Demander" not in "".join(pages)
