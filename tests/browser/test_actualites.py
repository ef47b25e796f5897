"""The news in a browser: narrowed by territory and actor, kept in the address, whole without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, axe_faults, eventually, fits

N = "\u00a0"


def items(page: Page) -> Locator:
    return page.locator(".nouvelle:visible")


def test_a_territory_narrows_the_news_and_stays_in_the_address(wide: Visit) -> None:
    page = wide.open("actualites/")
    everything = items(page).count()
    page.get_by_role("checkbox", name=re.compile("^Hauts-de-France")).check()
    expect(page.get_by_role("heading", name=f"1{N}actualité", exact=True)).to_be_visible()
    expect(items(page)).to_have_count(1)
    expect(items(page)).to_contain_text("La Boussole ouvre un point écoute")
    # A month without an item has no heading.
    expect(page.locator("[data-groupe]:visible")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?territoires=region:32$"))
    page.reload()
    expect(items(page)).to_have_count(1)
    page.go_back()
    expect(items(page)).to_have_count(everything)


def test_an_actor_narrows_the_news(wide: Visit) -> None:
    page = wide.open("actualites/?acteurs=la-boussole-nord")
    expect(items(page)).to_have_count(1)
    expect(page.get_by_role("checkbox", name=re.compile("^La Boussole .*Nord"))).to_be_checked()
    page.get_by_role("button", name=re.compile("^Retirer le filtre")).click()
    eventually(items(page).count, lambda left: left > 1)
    expect(page).to_have_url(re.compile("/actualites/$"))


def test_nothing_left_says_so_and_offers_the_way_back(wide: Visit) -> None:
    page = wide.open("actualites/?acteurs=la-boussole-nord&territoires=departement:77")
    expect(items(page)).to_have_count(0)
    expect(page.get_by_text("Aucune actualité connue avec ces critères.")).to_be_visible()
    page.get_by_role("button", name="Tout afficher").click()
    eventually(items(page).count, lambda left: left > 1)


def test_the_news_are_whole_without_scripts(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False)
    page = visit.open("actualites/?acteurs=la-boussole-nord")
    assert items(page).count() > 5
    expect(page.get_by_role("checkbox")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_fault_of_accessibility(visitor: Any, width: int) -> None:
    visit: Visit = visitor(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = visit.open("actualites/")
    assert axe_faults(page) == []
    fits(page, width)
