"""The directory's map: plain until there is a question, then the first numbers, in view of what answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
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
