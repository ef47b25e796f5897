"""The map of gaps as it is used: map and table in step, keyboard, phone, no scripts, records that age."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests import edition
from tests.browser.conftest import TODAY, Visit, axe_faults, eventually, fits

TERRITORIES = 107

#: Département → state, on the map and in one column of the table.
MAP = """() => Object.fromEntries([...document.querySelectorAll('[data-couverture] .carte .dep')]
  .map((dep) => [dep.dataset.code, dep.getAttribute('class').split('manque-')[1]]))"""
COLUMN = """(mission) => Object.fromEntries([...document.querySelectorAll('tr[data-code]')]
  .map((row) => [row.dataset.code,
    row.querySelector(`td[data-mission="${mission}"]`).className.match(/etat-(\\w+)/)[1]]))"""
#: Drawn once more, in the inset around Paris.
AGAIN = 4
SAID = ".couverture-tableau, .compte-etats, [data-national], .carte title"


@pytest.fixture
def visitor(visitor: Any) -> Any:
    """Visits on the day of the build: the script counts again on the day that it is read."""

    def start(**options: Any) -> Visit:
        visit: Visit = visitor(**options)
        visit.page.clock.set_fixed_time(datetime.combine(TODAY, time(12)))
        return visit

    return start


def ready(page: Page) -> Page:
    """The script has counted once: the chosen column is set apart."""
    page.locator("th.hors-choix").first.wait_for(state="attached")
    return page


def choose(page: Page, mission: str = "", public: str = "") -> None:
    page.get_by_label("Mission", exact=True).select_option(mission)
    page.get_by_label("Pour qui").select_option(public)


def counts(page: Page) -> dict[str, int]:
    rows = page.locator(".compte-etats li").all()
    return {str(row.get_attribute("data-etat")): int(row.locator("strong").inner_text()) for row in rows}


def test_the_script_changes_nothing_of_the_first_view(visitor: Any) -> None:
    plain: Visit = visitor(java_script_enabled=False)
    scripted: Visit = visitor()
    without = plain.open("couverture/").locator(SAID).all_text_contents()
    assert ready(scripted.open("couverture/")).locator(SAID).all_text_contents() == without
    assert len(without) == TERRITORIES + AGAIN + 3


def test_every_choice_says_what_the_file_says(wide: Visit, site: Path) -> None:
    """Script and build count alike: the states of all 56 choices on the map, in the table, in the legend."""
    with (site / "couverture" / "couverture.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    expected: dict[tuple[str, str], dict[str, str]] = {}
    for line in lines:
        key = (line["mission"].replace("toutes", ""), line["public"].replace("tous", ""))
        expected.setdefault(key, {})[line["departement"]] = line["etat"]
    page = ready(wide.open("couverture/"))
    assert len(expected) == 56
    for (mission, public), states in sorted(expected.items(), key=lambda item: item[0][1]):
        choose(page, mission, public)
        eventually(lambda: page.evaluate(MAP), states)
        assert page.evaluate(COLUMN, mission) == states
        assert {state: n for state, n in counts(page).items() if n} == Counter(states.values())


def test_a_choice_by_keyboard_is_said_and_kept_in_the_address(wide: Visit) -> None:
    page = ready(wide.open("couverture/"))
    page.get_by_label("Mission", exact=True).focus()
    page.keyboard.type("A")  # one letter: after a pause, a second would begin another word
    page.keyboard.press("Tab")
    page.keyboard.type("M")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"/couverture/\?mission=accompagner&public=mineurs$"))
    expect(page.locator("#choix-dit")).to_have_text("Accompagner\u00a0· Mineurs")
    said = page.locator("[data-annonce]")
    expect(said).to_contain_text("Accompagner\u00a0· Mineurs.")
    expect(said).to_contain_text(f"Aucun acteur connu\u00a0: {counts(page)['non']}.")


def test_the_address_brings_the_choice_back(wide: Visit) -> None:
    page = ready(wide.open("couverture/?mission=former&public=professionnels"))
    expect(page.get_by_label("Mission", exact=True)).to_have_value("former")
    expect(page.get_by_label("Pour qui")).to_have_value("professionnels")
    expect(page.locator("#choix-dit")).to_have_text("Former\u00a0· Professionnels")
    assert page.evaluate(MAP) == page.evaluate(COLUMN, "former")
    page = ready(wide.open("couverture/?mission=inconnue"))
    expect(page.locator("#choix-dit")).to_have_text("Toutes les missions\u00a0· Tous les publics")


def test_every_departement_is_a_link_with_its_state(wide: Visit) -> None:
    page = ready(wide.open("couverture/"))
    state = page.locator('tr[data-code="59"] td').first.inner_text().split()[0]
    link = page.locator(".carte").get_by_role("link", name=f"Nord (59)\u00a0: {state}")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/departements/59/")


def test_patterns_tell_the_states_apart_without_colour(wide: Visit) -> None:
    page = ready(wide.open("couverture/"))
    fills = page.evaluate(
        "() => [...document.querySelectorAll('.compte-etats .dep')].map((dep) => getComputedStyle(dep).fill)"
    )
    assert len(set(fills)) == 4
    assert [fill.split("#")[-1].strip('")') for fill in fills[1:]] == [
        "trame-verifier",
        "trame-inconnu",
        "trame-non",
    ]
    for name in ("verifier", "inconnu", "non"):
        assert page.locator(f"pattern#trame-{name} > *").count() == 2


def test_a_phone_shows_one_mission_at_a_time(phone: Visit) -> None:
    page = ready(phone.open("couverture/?mission=orienter"))
    shown = page.locator("thead th:visible")
    expect(shown).to_have_text(["Département", "Orienter"])
    choose(page, "proteger")
    expect(shown).to_have_text(["Département", "Protéger"])
    expect(page.locator("tr[data-code] td:visible")).to_have_count(TERRITORIES)
    fits(page, 360)
    box = page.locator(".couverture-tableau").bounding_box()
    assert box
    assert box["width"] <= 360


@pytest.mark.parametrize("width", [360, 1280])
def test_complete_without_scripts(visitor: Any, width: int) -> None:
    visit: Visit = visitor(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = visit.open("couverture/")
    expect(page.get_by_label("Mission", exact=True)).to_be_hidden()
    assert page.locator("tr[data-code] td:visible").count() == TERRITORIES * 8
    assert page.locator(".carte a:not([aria-hidden])").count() == TERRITORIES
    assert sum(counts(page).values()) == TERRITORIES
    for kind in ("XLSX", "CSV"):
        expect(page.get_by_role("link", name=re.compile(rf"^Télécharger .*\({kind}"))).to_be_visible()


@pytest.mark.parametrize(("moment", "state"), [("2027-11-19T10:00", "oui"), ("2027-11-20T10:00", "verifier")])
def test_records_age_without_a_new_build(wide: Visit, site: Path, moment: str, state: str) -> None:
    there = edition.there(site, "couverture/acteurs.json")
    data = json.loads(there.read_bytes())
    for acteur in data["contenu"]:
        acteur["verifie_le"] = "2026-11-20"

    def answer(route: Route) -> None:
        route.fulfill(json=data)

    wide.page.route(f"**/{there.parent.name}/acteurs.json", answer)
    wide.page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page = ready(wide.open("couverture/"))
    found = counts(page)
    assert found[state] > 0
    assert found["oui" if state == "verifier" else "verifier"] == 0
    if state == "verifier":
        expect(page.locator('tr[data-code="59"] td').first).to_contain_text("depuis\u00a011/2027")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_after_a_choice(visitor: Any, width: int, scheme: str) -> None:
    visit: Visit = visitor(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = ready(visit.open("couverture/"))
    choose(page, "orienter", "mineurs")
    assert axe_faults(page) == []
