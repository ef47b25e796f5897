"""The directory's map: plain until there is a question, then the first numbers, in view of what answers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit, eventually
from tests.browser.test_annuaire import ready

COUNT = re.compile(r"^×\d+$")


def numbers(page: Page) -> set[str]:
    return {text for text in page.locator(".repere .marque__numero").all_text_contents() if text}


def covered(page: Page) -> int:
    return page.locator("path.dep.couvert").count()


def test_before_any_question_shapes_bear_no_number(wide: Visit) -> None:
    """A marker with 93 on it, in Gironde, reads as a département."""
    page = ready(wide.open("annuaire/"))
    assert numbers(page) == set()
    expect(page.locator(".resultat .marque__numero").first).to_have_text("")
    counts = page.locator(".repere .grappe__nombre").all_text_contents()
    assert counts and all(COUNT.match(count) for count in counts)
    assert covered(page) == 0


@pytest.mark.parametrize("question", ["?q=formation", "?publics=mineurs", "?lieu=region:11"])
def test_numbers_on_the_map_are_of_one_digit(wide: Visit, question: str) -> None:
    page = ready(wide.open(f"annuaire/{question}"))
    found = numbers(page)
    assert found <= set("123456789")
    expect(page.locator(".resultat .marque__numero").first).to_have_text("1")


def test_a_question_shows_what_covers_not_only_points(wide: Visit) -> None:
    """Results without a point (a whole département) are in view and tinted, beside those that have one."""
    page = ready(wide.open("annuaire/?q=fugue"))
    assert covered(page) >= 2
    frame = page.locator("[data-carte] .carte-cadre").bounding_box()
    assert frame
    for shape in page.locator("path.dep.couvert").all():
        box = shape.bounding_box()
        assert box and box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_paris_and_corsica_have_their_buttons(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    heaps = page.locator(".grappe__nombre")
    page.get_by_role("button", name=re.compile("^Autour de Paris")).click()
    expect(page.locator(".carte-ville", has_text="Bobigny")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Corse")).click()
    expect(page.locator(".carte-ville", has_text="Ajaccio")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Métropole")).click()
    expect(heaps.first).to_be_visible()


def markers(page: Page) -> list[str]:
    return sorted(
        page.locator(".repere").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    )


def test_the_map_is_drawn_before_the_table_comes(wide: Visit) -> None:
    """What stands then stays where it stands, and has its name once the table is there."""
    held: list[Route] = []
    wide.page.route("**/acteurs.json", lambda route: held.append(route))
    page = wide.open("annuaire/")
    groups = page.locator(".repere .grappe__nombre")
    groups.first.wait_for()
    assert page.locator("[data-annuaire][aria-busy=false]").count() == 0
    before = groups.all_text_contents()
    page.evaluate("window.premier = document.querySelector('.repere:has(.grappe__nombre)')")
    eventually(lambda: len(held), lambda count: count > 0)
    for route in held:
        route.continue_()
    ready(page)
    assert groups.all_text_contents() == before
    assert page.evaluate("premier.isConnected")
    assert "Structure" not in markers(page)


def test_a_map_that_is_opened_too_soon_harms_nothing(wide: Visit) -> None:
    """A group opens before anyone is known; who is pointed at then has no name, and nothing to say."""
    held: list[Route] = []
    wide.page.route("**/acteurs.json", lambda route: held.append(route))
    page = wide.open("annuaire/")
    page.locator(".repere:has(.grappe__nombre)").first.click()
    alone = page.locator(".repere:not(:has(.grappe__nombre))")
    alone.first.wait_for()
    alone.first.click()
    alone.first.hover()
    page.mouse.move(5, 5)
    eventually(lambda: len(held), lambda count: count > 0)
    for route in held:
        route.continue_()
    expect(ready(page).locator(".repere[data-id]").first).to_be_visible()


@pytest.mark.parametrize("path", ["annuaire/", "annuaire/?q=formation", "annuaire/?lieu=departement:59"])
def test_the_map_is_the_same_without_a_worker(visitor: Callable[..., Visit], path: str) -> None:
    found = []
    for missing in (None, "never", "absent"):
        visit = visitor(viewport={"width": 1280, "height": 900})
        if missing == "never":
            visit.page.add_init_script("delete window.Worker")
        if missing == "absent":
            visit.page.route("**/annuaire-ouvrier.js", lambda route: route.fulfill(status=404, body=""))
        page = ready(visit.open(path))
        working = eventually(
            lambda page=page: len(page.workers), (lambda count: count > 0) if not missing else 0
        )
        assert bool(working) is (missing is None)
        found.append(markers(page))
    assert found[0] and found[0] == found[1] == found[2]


def test_a_map_that_comes_back_shows_the_same(wide: Visit) -> None:
    page = ready(wide.open("annuaire/"))
    page.get_by_role("button", name=re.compile("^Métropole")).click()
    before = eventually(lambda: markers(page), bool)
    for name in ("Autour de Paris", "Métropole"):
        page.get_by_role("button", name=re.compile(f"^{name}")).click()
        eventually(lambda: markers(page), lambda now, back=name == "Métropole": (now == before) is back)
