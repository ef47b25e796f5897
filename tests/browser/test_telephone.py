"""On a phone, at 400 %, with large letters, without scripts: whom to call, the way out, the list, first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import chromium
from tests.browser.conftest import Visit, eventually, fits, visits
from tests.browser.test_site import PAGES, complete

#: What the bar says of each number, whoever hears it and at whatever width.
NAMES = {
    "17": "17 : Danger immédiat",
    "112": "112 : Danger immédiat",
    "119": "119 : Enfance en danger",
    "116 000": "116 000 : Enfants disparus",
    "114": "114 : Si parler est impossible, par SMS",
}
#: 1 280 pixels at 400 %, then phones, then wider.
SCREENS = [(320, 256), (360, 740), (599, 800), (768, 1024), (1000, 700), (1280, 800)]
LEAVES = ["", "annuaire/", "acteurs/la-boussole-nord/", "moins-de-18-ans/"]
#: Where the exit is, in the window; `reached`: a finger put there touches it.
EXIT = """() => {
  const seen = [...document.querySelectorAll("[data-sortie]")].filter((one) => one.checkVisibility());
  return seen.map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const touched = document.elementFromPoint(x + width / 2, y + height / 2);
    return { x, y, width, height, reached: one.contains(touched) };
  });
}"""
#: Scrolls to a part of the page, whose rows may be drawn on the way.
STANDS = """(down) => {
  const { scrollHeight, clientHeight } = document.documentElement;
  scrollTo(0, down * (scrollHeight - clientHeight));
  return Math.abs(scrollY - down * (document.documentElement.scrollHeight - clientHeight)) < 2;
}"""


def bar(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Numéros d’urgence")


@pytest.mark.parametrize("width", [320, 360, 599, 600, 1280])
def test_the_bar_names_each_number_in_full(visitor: Any, width: int) -> None:
    visit: Visit = visitor(viewport={"width": width, "height": 700})
    page = visit.open("mentions-legales/")
    for name in NAMES.values():
        expect(bar(page).get_by_role("link", name=name, exact=True)).to_be_visible()
    seen = [one.bounding_box() for one in bar(page).locator("a b").all()]
    assert len(seen) == len(NAMES)
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in seen)
    words = bar(page).locator(".barre__mot").first
    wide = words.bounding_box()
    assert wide and (wide["width"] > 50) == (width >= 600)
    if width < 600:
        assert len({round(box["y"]) for box in seen if box}) == 1, "they stand on one line"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_one_exit_is_in_reach_wherever_the_page_stands(
    visitor: Any, width: int, height: int, scripts: bool
) -> None:
    visit: Visit = visitor(viewport={"width": width, "height": height}, java_script_enabled=scripts)
    for path in LEAVES:
        page = complete(visit, path) if scripts else visit.open(path)
        for down in (0, 0.4, 1):
            eventually(lambda page=page, down=down: page.evaluate(STANDS, down), True)
            (found,) = page.evaluate(EXIT)
            assert found["reached"], (path, down, found)
            assert found["x"] >= 0 and found["x"] + found["width"] <= width, (path, found)
            assert found["y"] >= 0 and found["y"] + found["height"] <= height, (path, down, found)
            assert found["width"] >= 44 and found["height"] >= 44, (path, found)
        link = page.get_by_role("link", name="Quitter vite")
        expect(link).to_have_count(1)
        said = link.locator("> span").bounding_box()
        assert said and (said["width"] > 40) == (width >= 360), (path, said)


def test_the_filters_leave_the_exit_in_reach(visitor: Any) -> None:
    visit: Visit = visitor(viewport={"width": 320, "height": 256})
    page = complete(visit, "annuaire/")
    page.get_by_role("button", name="Filtres").click()
    expect(page.locator(".facettes--ouvertes")).to_be_visible()
    assert [one["reached"] for one in page.evaluate(EXIT)] == [True]


def test_the_path_of_the_young_comes_first_on_a_phone(visitor: Any) -> None:
    visit: Visit = visitor(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = visit.open()
    way = page.get_by_role("link", name="J’ai moins de 18 ans : parler à quelqu’un")
    expect(way).to_be_in_viewport()
    mine, box = way.bounding_box(), page.get_by_role("searchbox").bounding_box()
    assert mine and box and mine["y"] + mine["height"] <= box["y"] and mine["width"] >= 320
    way.click()
    page.wait_for_url("**/moins-de-18-ans/")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(visit.address)
    expect(way).to_be_hidden()


@pytest.mark.parametrize("path", ["annuaire/", "ressources/", "agenda/", "actualites/"])
def test_a_link_leads_to_the_results_ahead_of_the_boxes(wide: Visit, path: str) -> None:
    page = complete(wide, path)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    past = page.get_by_role("link", name="Aller aux résultats")
    expect(past).to_be_focused()
    expect(past).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#resultats")).to_be_focused()
    page.keyboard.press("Tab")
    after = "document.querySelector('#resultats').contains(document.activeElement)"
    assert page.evaluate(after)
    here = page.get_by_role("link", name="Passer les filtres")
    here.focus()
    expect(here).to_be_in_viewport()
    assert (here.bounding_box() or {})["height"] >= 24
    page.keyboard.press("Enter")
    expect(page.locator("#resultats")).to_be_focused()


@pytest.mark.parametrize("path", ["departements/", "proches/", "acteurs/la-boussole-nord/"])
def test_a_page_without_boxes_leads_past_none(wide: Visit, path: str) -> None:
    expect(wide.open(path).locator("a[href='#resultats']")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
def test_the_list_has_the_page_without_scripts(visitor: Any, width: int) -> None:
    visit: Visit = visitor(viewport={"width": width, "height": 900}, java_script_enabled=False)
    for path in ("annuaire/", "ressources/", "agenda/", "actualites/"):
        page = visit.open(path)
        expect(page.get_by_role("checkbox")).to_have_count(0)
        found = page.locator("#resultats").bounding_box()
        margin = 16 if width < 768 else 24
        assert found and found["width"] == pytest.approx(width - 2 * margin, abs=82), (path, found)
        eventually(lambda page=page: page.evaluate("document.documentElement.scrollWidth"), width)
    page = visit.open("annuaire/")
    expect(page.locator(".resultat:visible h3").first).to_be_visible()


def test_boxes_come_after_the_title(wide: Visit) -> None:
    for path in ("annuaire/", "ressources/", "agenda/", "actualites/"):
        page = complete(wide, path)
        assert page.locator("main :is(h1, h2, h3)").first.evaluate("one => one.tagName") == "H1", path


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_numbers_of_the_young_are_buttons_with_what_they_are_for(visitor: Any, width: int) -> None:
    visit: Visit = visitor(viewport={"width": width, "height": 700})
    page = visit.open("moins-de-18-ans/")
    for number, words in (
        ("17", "Gratuit, jour et nuit"),
        ("112", "Gratuit, jour et nuit"),
        ("114", "Par SMS"),
        ("119", "gratuits et confidentiels"),
        ("116 000", "Jour et nuit"),
    ):
        button = page.locator("main .appel").filter(has=page.get_by_text(number, exact=True))
        expect(button).to_contain_text(words)
        box = button.bounding_box()
        assert box and box["height"] >= 48 and box["width"] >= min(width - 32, 500), (number, box)
    expect(page.get_by_role("link", name="Tchat du 119")).to_be_visible()
    page.emulate_media(media="print")
    black = "one => getComputedStyle(one).color === 'rgb(0, 0, 0)'"
    assert page.locator("main .appel").first.evaluate(black), "paper has no dark ground"
    expect(page.locator("main [role=search]")).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("main").get_by_role("searchbox").fill("Roubaix")
    page.locator("main").get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/annuaire/?q=Roubaix")


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """A browser whose reader set letters to twice their size, in its settings."""
    flags = [*chromium.FLAGS, "--blink-settings=defaultFontSize=32"]
    one = browser.browser_type.launch(executable_path=chromium.find(), args=flags)
    yield one
    one.close()


@pytest.mark.parametrize("path", [*PAGES, "proches/", "donnees/", "annuaire/?q=Lille"])
def test_nothing_sticks_out_with_letters_twice_as_large(large: Browser, address: str, path: str) -> None:
    with visits(large, address) as start:
        page = complete(start(viewport={"width": 390, "height": 740}), path)
        assert page.evaluate("matchMedia('(max-width: 14em)').matches"), "letters are twice as large"
        fits(page, 390)
        assert [one["reached"] for one in page.evaluate(EXIT)] == [True]


def test_a_table_scrolls_in_a_frame_of_its_own(visitor: Any) -> None:
    page = visitor(viewport={"width": 320, "height": 640}).open("professionnels/")
    frame = page.locator("main .defile:has(table)")
    expect(frame).to_have_attribute("tabindex", "0")
    assert frame.evaluate("one => getComputedStyle(one).overflowX") == "auto"


def test_the_number_of_the_first_answer_is_on_the_first_screen_of_a_small_phone(phone: Visit) -> None:
    page = phone.open("annuaire/?q=Roubaix")
    first = page.locator(".resultat:visible").first
    expect(first.locator(".resultat__texte")).not_to_be_empty()
    expect(first.locator("[data-tel]")).to_be_in_viewport(ratio=1)


def test_a_number_is_whole_with_letters_twice_as_large(large: Browser, address: str) -> None:
    with visits(large, address) as start:
        page = start(viewport={"width": 390, "height": 740}).open("acteurs/la-boussole-nord/")
        call = page.locator("main").get_by_role("link", name="07 57 76 46 58").first
        assert call.evaluate("one => one.scrollWidth <= one.clientWidth")
        words, box = call.locator("span").first.bounding_box(), call.bounding_box()
        assert words and box and box["x"] <= words["x"]
        assert words["x"] + words["width"] <= box["x"] + box["width"]


def test_one_bar_alone_stays_in_a_window_enlarged_four_times(visitor: Any) -> None:
    visit: Visit = visitor(viewport={"width": 320, "height": 256})
    visit.open("robots.txt").evaluate("sessionStorage.setItem('maillage.selection', 'akatij')")
    page = complete(visit, "annuaire/")
    chosen = page.locator(".barre-selection")
    expect(chosen).to_be_visible()
    expect(chosen).not_to_be_in_viewport()
