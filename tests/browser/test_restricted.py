"""An edition given to few, as those few read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from generators.building import build_restricted
from generators.project import Project
from generators.publish import publishing
from tests.browser.conftest import ROOT, TODAY, Visit, opened, served
from tests.test_restricted import PRIVATE, RECORD, lay


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("restreint")
    with publishing(folder / "site") as building:
        laid = building.begun()
        build_restricted(Project.at(ROOT), TODAY, lay(folder / "prive", PRIVATE), laid)
        building.take(laid)
    with served(folder / "site") as address:
        yield address


def test_the_shortlist_gives_the_place_and_hands_nothing_over(browser: Browser, restricted: str) -> None:
    with opened(browser) as context:
        visit = Visit(context, restricted)
        page = visit.open(f"selection/#acteurs={RECORD}")
        expect(page.locator("[data-liste]")).to_contain_text("12 rue des Lilas")
        expect(page.get_by_text("Diffusion restreinte")).to_be_visible()
        for gesture in ("[data-courriel]", "[data-csv]", "[data-vcard]", "[data-ics]"):
            expect(page.locator(gesture)).to_have_count(0)
        assert (visit.faults, visit.foreign) == ([], [])


def test_a_change_told_from_it_carries_no_field_that_is_withheld(browser: Browser, restricted: str) -> None:
    with opened(browser) as context:
        page = Visit(context, restricted).open(f"signaler/?fiche=actors/{RECORD}")
        expect(page.locator("[data-fiche-lien]")).to_have_text("Centre Koutcha")
        page.locator("#signalement-autre").fill("Le numéro a changé.")
        assert "Lilas" not in page.content()
