"""A series in a browser whose clock is set: a site that nobody rebuilds goes from one date to the next."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from generators.building import build_site
from generators.project import Project
from generators.publish import publish
from tests.browser.conftest import ROOT, TODAY, Visit, axe_faults, fits, served, visits
from tests.exchange.test_calendar_series import SERIE

N = "\u00a0"
OTHER = {**SERIE, "titre": "En février", "debut": "2027-02-10", "fin": "2027-02-10", "recurrence": None}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("series")
    shutil.copytree(ROOT / "data", folder / "data")
    for id_, event in {"serie": SERIE, "fevrier": OTHER}.items():
        text = yaml.safe_dump({k: v for k, v in event.items() if v}, allow_unicode=True, default_style='"')
        (folder / "data" / "events" / f"{id_}.yml").write_text(text, encoding="utf-8")
    files, _ = build_site(Project.at(ROOT).with_data(folder / "data"), TODAY)
    publish(files, folder / "public")
    with served(folder / "public") as address:
        yield address


@pytest.fixture
def on(browser: Browser, address: str) -> Iterator[Any]:
    with visits(browser, address) as start:

        def begin(now: str, **options: Any) -> Visit:
            visit: Visit = start(**{"viewport": {"width": 1280, "height": 900}, **options})
            visit.page.clock.set_fixed_time(now)
            return visit

        yield begin


def card(page: Page) -> Any:
    return page.locator("[data-termes]", has=page.locator("a[href$='/serie/']"))


@pytest.mark.parametrize(
    ("now", "month", "tile", "own", "others"),
    [
        (
            "2026-11-22T09:00Z",
            "Janvier 2027",
            "6 janv.",
            "au lieu du mardi 5 janvier 2027",
            "1er décembre (annulée",
        ),
        ("2027-01-06T20:00Z", "Février 2027", "2 févr.", "Maison, Lille", f"2{N}mars, 6{N}avril, 4{N}mai"),
        ("2027-04-01T09:00Z", "Avril 2027", "6 avr.", None, f"4{N}mai"),
    ],
)
def test_the_card_goes_from_date_to_date_and_from_month_to_month(
    on: Any, now: str, month: str, tile: str, own: str | None, others: str
) -> None:
    page = on(now).open("agenda/")
    one = card(page)
    expect(one.locator(".tuile-date")).to_have_text(tile)
    expect(page.locator("[data-agenda-groupe]:visible", has=one).locator("h3")).to_have_text(month)
    expect(one.locator("[data-autres]")).to_contain_text(others)
    note = one.locator("[data-note]")
    if own:
        expect(note).to_contain_text(own)
    else:
        expect(note).to_be_hidden()


def test_a_card_takes_its_place_among_those_of_its_month(on: Any) -> None:
    page = on("2027-01-07T09:00Z").open("agenda/")
    titles = page.locator("[data-agenda-groupe]:visible h4")
    expect(titles).to_have_text(["Permanence", "En février"])
    expect(page.locator("[data-agenda-groupe]:visible h3")).to_have_text(["Février 2027"])


def test_after_its_last_date_a_series_is_among_the_past_of_that_year(on: Any) -> None:
    page = on("2027-05-04T14:01Z").open("agenda/")
    expect(page.locator("[data-agenda-passes] section", has=card(page)).locator("h3")).to_have_text("2027")
    expect(card(page).locator(".tuile-date")).to_have_text("4 mai")


def test_the_page_unrolls_its_dates(on: Any) -> None:
    page = on("2027-01-06T20:00Z").open("agenda/serie/")
    dates = page.locator("[data-serie-prochaines] h3")
    expect(dates).to_have_text(
        ["Mardi 2 février 2027", "Mardi 2 mars 2027", "Mardi 6 avril 2027", "Mardi 4 mai 2027"]
    )
    expect(page.locator(".evenement-quand")).to_contain_text("Mardi 2 février 2027")
    expect(page.locator(".evenement-quand")).to_contain_text("Cette fois\u00a0: Maison, Lille")
    expect(page.locator("[data-serie-suite]")).to_be_hidden()
    page.get_by_text("Les dernières dates passées").click()
    expect(page.locator("[data-serie-passees] h3").first).to_have_text("Mercredi 6 janvier 2027")
    page = on("2027-05-04T14:01Z").open("agenda/serie/")
    expect(page.get_by_text("Aucune autre date n’est annoncée.")).to_be_visible()
    expect(page.get_by_text("Terminé")).to_be_visible()


def test_home_goes_on_too(on: Any) -> None:
    page = on("2027-01-06T20:00Z").open("")
    expect(page.locator("[data-dates] .tuile-date")).to_have_text("2 févr.")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["agenda/", "agenda/serie/"])
def test_it_fits_and_is_accessible(on: Any, width: int, path: str) -> None:
    page = on("2026-11-22T09:00Z", viewport={"width": width, "height": 800}, bypass_csp=True).open(path)
    expect(page.locator("h1")).to_be_visible()
    fits(page, width)
    assert axe_faults(page) == []
