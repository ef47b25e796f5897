"""What a reader sees of the site: home, pages, frame, themes, without scripts, on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Visit, axe_faults, fits, opened

#: One page of each kind.
PAGES = [
    "",
    "annuaire/",
    "acteurs/la-boussole-nord/",
    "acteurs/centre-koutcha/",
    "departements/",
    "departements/59/",
    "departements/972/",
    "couverture/",
    "agenda/",
    "agenda/e-conference-mineurs-en-situation-de-prostitution-2021/",
    "agenda/formation-ecpat-paris-2023/",
    "ressources/",
    "actualites/",
    "newsletter/",
    "newsletter/2023-t3/",
    "professionnels/",
    "moins-de-18-ans/",
    "mentions-legales/",
    "accessibilite/",
    "naviguer-sans-trace/",
    "hors-ligne/",
    "licences/",
    "securite/",
    "contribuer/",
    "contribuer/champs/",
    "contribuer/exemples/",
    "contribuer/lettre/",
    "contribuer/reseau/",
    "ressources/depliant-reperer-proteger-orienter/",
    "ressources/parcours/reperer/",
    "selection/",
    "selection/#acteurs=la-boussole-nord,centre-koutcha,fiche-disparue",
    "signaler/",
    "signaler/?fiche=actors/la-boussole-nord",
    "recherche/",
    "recherche/?q=fugue",
    "404.html",
]
#: What shows that a page's script has done its work, where it goes on after the page is loaded.
DONE = {
    "annuaire/": "[data-annuaire][aria-busy=false]",
    "couverture/": "th.hors-choix",
    "recherche/": "[data-resultats][aria-busy=false]",
    "selection/": "[data-selection-page] [data-vide]:visible, .feuille__fiche",
    "signaler/?fiche": "[data-fiche]:visible",
}


def complete(visit: Visit, path: str) -> Page:
    """The page at a path, once its script has done its work."""
    page = visit.open(path)
    for begins, shown in DONE.items():
        if path.startswith(begins):
            page.locator(shown).first.wait_for(state="attached")
    return page


def test_home_says_what_the_site_is_for(wide: Visit) -> None:
    page = wide.open()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trouver qui peut aider")
    expect(page.get_by_role("link", name="119").first).to_have_attribute("href", "tel:119")
    expect(page.get_by_role("link", name="Quitter vite").first).to_be_visible()
    expect(page.get_by_role("link", name="Annuaire").first).to_be_visible()
    assert page.locator("svg .dep").count() >= 96
    expect(page).to_have_title("PARÉ · le réseau")


def test_home_searches_the_directory(wide: Visit) -> None:
    page = wide.open()
    page.get_by_role("searchbox").fill("nord écoute")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/annuaire/?q=*")
    expect(page.locator(".resultat:visible h3").first).to_contain_text("La Boussole")


def test_actor_page_says_how_to_reach_it(wide: Visit) -> None:
    page = wide.open("acteurs/la-boussole-nord/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("La Boussole")
    call = page.locator("main").get_by_role("link", name="07 57 76 46 58").first
    expect(call).to_have_attribute("href", "tel:+33757764658")
    expect(page.locator("main")).to_contain_text("le Nord (59)")
    expect(page.locator("main")).to_contain_text("Newsletter PARÉ, 3e trimestre 2023")
    expect(page.locator("main")).to_contain_text("pas encore confirmé par la structure")


def test_confidential_actor_shows_no_place(wide: Visit) -> None:
    page = wide.open("acteurs/centre-koutcha/")
    expect(page.locator("main")).to_contain_text("Adresse non publiée")
    assert page.locator("svg .marque").count() == 0


def test_event_page_has_its_programme(wide: Visit) -> None:
    page = wide.open("agenda/e-conference-mineurs-en-situation-de-prostitution-2021/")
    main = page.locator("main")
    for words in ("Pause déjeuner", "Mathilde Morel", "13 h 30", "vendredi 3 décembre 2021"):
        expect(main).to_contain_text(words, ignore_case=True)
    expect(main.get_by_role("link", name="La Boussole").first).to_be_visible()


def test_departement_page_gathers_what_counts_there(wide: Visit) -> None:
    page = wide.open("departements/59/")
    for name in ("La Boussole", "Entr’actes", "116 000"):
        expect(page.locator("main")).to_contain_text(name)


def test_newsletter_page_holds_the_whole_issue(wide: Visit) -> None:
    page = wide.open("newsletter/2023-t3/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3")
    assert page.locator("main article, main .lettre-item, main [id] h3").count() >= 27
    for rubric in ("Agenda", "Actualités", "Ressources"):
        expect(page.locator("main").get_by_role("link", name=rubric).first).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_has_the_frame(visitor: Any, path: str) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900})
    page = complete(visit, path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator(".barre").get_by_role("link", name="119")).to_be_visible()
    expect(page.locator("[data-sortie]:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.lang") == "fr"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_on_a_phone(phone: Visit, path: str) -> None:
    fits(complete(phone, path), 360)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visitor: Any, path: str) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = complete(visit, path)
    assert axe_faults(page) == []
    page.emulate_media(color_scheme="dark")  # which changes nothing but colours
    assert axe_faults(page, rules=["color-contrast"]) == []


def test_complete_without_scripts(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False)
    page = visit.open("annuaire/")
    actors = list((ROOT / "data" / "actors").rglob("*.yml"))
    assert page.locator(".resultat, .citees li").count() == len(actors)
    page = visit.open("agenda/")
    assert page.locator("main a[href*='/agenda/'], main a[href$='-2023/']").count() >= 9


def test_theme_is_chosen_and_kept(visitor: Any) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = visit.open()
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    button = page.get_by_role("button", name="Thème sombre").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(background)
    assert light != dark
    visit.open("agenda/")
    assert page.evaluate(background) == dark


def test_three_presses_of_shift_leave_the_site(browser: Any, address: str) -> None:
    elsewhere = {"body": "<title>Ailleurs</title>", "content_type": "text/html"}
    with opened(browser) as context:
        context.route("https://**/*", lambda route: route.fulfill(**elsewhere))
        page = context.new_page()
        page.goto(address)
        page.goto(address + "moins-de-18-ans/")
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url("https://**")
        expect(page).to_have_title("Ailleurs")


def test_missing_page_helps_from_any_depth(wide: Visit) -> None:
    page = wide.open("acteurs/personne/nulle-part/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="119").first).to_be_visible()


def test_keyboard_reaches_the_content_first(wide: Visit) -> None:
    page = complete(wide, "annuaire/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#contenu$"))


def test_no_address_of_this_machine_in_the_site(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert str(ROOT) not in path.read_text(encoding="utf-8")
