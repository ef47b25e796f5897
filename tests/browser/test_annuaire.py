"""The directory as a professional uses it: words, boxes, markers, popup, address bar."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Visit


def shown(page: Page) -> list[str]:
    titles = page.locator(".resultat:visible h3").all_text_contents()
    return [title.strip().replace("\u00a0", " ") for title in titles]


def ready(page: Page) -> Page:
    page.locator(".repere").first.wait_for()
    return page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("boussole", "La Boussole"),
        ("BOUSOLE", "La Boussole"),
        ("enfants disparus", "116 000 Enfants disparus"),
        ("59 ecoute", "La Boussole"),
        ("prevention specialisee", "La Brèche"),
        ("guyane", "Akatij"),
        ("mouvement nid", "Mouvement du Nid"),
    ],
)
def test_words_find_the_actor(wide: Visit, words: str, expected: str) -> None:
    page = ready(wide.open("annuaire/"))
    page.get_by_role("searchbox").fill(words)
    assert any(expected in name for name in shown(page)[:3]), shown(page)[:5]
    assert len(shown(page)) < len(list((ROOT / "data" / "actors").glob("*.yml")))


def test_count_is_said_and_numbers_follow_the_order(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    page.get_by_role("searchbox").fill("hebergements")
    names = shown(page)
    status = page.get_by_role("status").first
    expect(status).to_contain_text(f"{len(names)} structure")
    numbers = page.locator(".resultat:visible .marque__numero").all_text_contents()
    assert numbers == [str(n) for n in range(1, len(names) + 1)]


def test_nothing_found_is_said_kindly(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    page.get_by_role("searchbox").fill("zzzzzzzz")
    assert shown(page) == []
    expect(page.locator("[data-vide]")).to_be_visible()
    expect(page.locator("[data-vide]")).to_contain_text("ne veut pas dire")


def test_marker_opens_a_popup_that_leads_to_the_record(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?q=lognes"))
    page.get_by_role("button", name="1. La Brèche").click()
    popup = page.locator(".leaflet-popup")
    expect(popup.get_by_role("heading")).to_contain_text("La Brèche")
    popup.get_by_role("link", name="La Brèche").click()
    page.wait_for_url("**/acteurs/la-breche/")


def test_marker_answers_the_keyboard(wide: Visit) -> None:
    page = ready(wide.open("annuaire/?q=lognes"))
    page.get_by_role("button", name="1. La Brèche").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_confidential_actor_is_listed_and_on_no_map(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    page.get_by_role("searchbox").fill("centre koutcha")
    assert any("Koutcha" in name for name in shown(page))
    entries = page.evaluate("fetch('acteurs.json').then(r => r.json())")["acteurs"]
    koutcha = next(entry for entry in entries if entry["id"] == "centre-koutcha")
    assert "point" not in koutcha


def test_boxes_narrow_the_list_and_say_how_many(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    box = page.locator("label.case", has_text="Hébergement et protection")
    count = int(box.locator(".case__nombre").inner_text())
    box.locator("input").check()
    assert len(shown(page)) == count


def test_address_bar_holds_the_search(visitor: Any) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900})
    page = ready(visit.open("annuaire/"))
    page.get_by_role("searchbox").fill("nantes")
    page.get_by_role("button", name="Chercher").click()
    page.locator("label.case", has_text="Mineurs").locator("input").check()
    names, url = shown(page), page.url
    assert "q=nantes" in url
    assert "publics=mineurs" in url
    other: Visit = visitor(viewport={"width": 1280, "height": 900})
    again = ready(other.open(url.removeprefix(other.address)))
    assert shown(again) == names
    page.go_back()
    assert page.get_by_role("searchbox").input_value() == "nantes"
    assert not page.locator("label.case", has_text="Mineurs").locator("input").is_checked()


def test_outlines_are_the_base_of_the_map(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    assert page.locator(".leaflet-overlay-pane path.dep").count() >= 96
    assert page.locator(".leaflet-tile").count() == 0


def test_phone_switches_between_list_and_map(phone: Visit) -> None:
    page = phone.open("annuaire/")
    expect(page.locator("[data-carte]")).to_be_hidden()
    page.get_by_role("button", name="Carte").click()
    expect(page.locator("[data-carte]")).to_be_visible()
    expect(page.locator(".annuaire__liste")).to_be_hidden()
    page.locator(".repere").first.wait_for()
