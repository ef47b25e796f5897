"""The search of the header and its page, as people use them: by keyboard, on a phone, without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, axe_faults, calm, eventually, fits

BUTTON = "#bouton-recherche"
#: The page of all results, once it has answered.
RESULTS = "[data-resultats][aria-busy=false]"


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Chercher dans tout le site")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Résultats").get_by_role("option")


def ask(page: Page, question: str) -> None:
    page.locator(BUTTON).click()
    expect(box(page)).to_be_focused()
    page.keyboard.insert_text(question)
    expect(options(page).first).to_be_visible()


def test_nothing_is_read_before_the_search_opens(wide: Visit) -> None:
    asked: list[str] = []
    wide.page.on("request", lambda request: asked.append(request.url.removeprefix(wide.address)))
    page = wide.open("agenda/")
    calm(page)
    searching = re.compile(r"^editions/(?!code\.)|scripts/(recherche|reponses|lieux|champ)")
    assert [url for url in asked if searching.search(url)] == []
    ask(page, "guide fugue")
    assert [url for url in asked if re.match(r"editions/recherche\.\w+/mots/", url)]
    assert not [url for url in asked if url.endswith("/acteurs.json")]


def test_by_keyboard_from_any_page_to_a_record(wide: Visit) -> None:
    page = wide.open("mentions-legales/")
    page.locator(".logo").first.focus()
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.locator(BUTTON)).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    page.keyboard.insert_text("guide fugue")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
    expect(chosen).to_contain_text("Les fugues en protection de l’enfance")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ressources/guide-fugues-protection-de-l-enfance-2024/")


def test_kinds_are_groups_and_the_count_is_told(wide: Visit) -> None:
    page = wide.open()
    ask(page, "fugue")
    for kind in ("Ressources", "Agenda", "Structures", "Newsletter", "Pages du site"):
        group = page.get_by_role("listbox", name="Résultats").get_by_role("group", name=kind)
        expect(group.get_by_role("option").first).to_be_visible()
    expect(page.locator(".entete").get_by_role("status")).to_contain_text(re.compile(r"^\d+\srésultats\. "))
    box(page).fill("zzzzzz")
    expect(page.locator(".entete").get_by_role("status")).to_contain_text("Aucun résultat")
    expect(options(page)).to_have_count(0)


def test_escape_closes_the_list_then_the_sheet(wide: Visit) -> None:
    page = wide.open("ressources/")
    ask(page, "fugue")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("fugue")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_count(0)
    expect(page.locator(BUTTON)).to_be_focused()


def test_slips_and_places_lead_where_they_should(wide: Visit) -> None:
    page = wide.open("actualites/")
    ask(page, "hebergments dunkerke")
    group = page.get_by_role("group", name="Par lieu")
    expect(group.get_by_role("option").nth(1)).to_contain_text("Nord (59)")
    group.get_by_role("option", name="Qui peut aider à Dunkerque (59)").click()
    page.wait_for_url("**/annuaire/?lieu=commune:59183&q=hebergments")
    expect(page.locator("[data-puce-nom]")).to_have_text("Dunkerque (59)")


def test_enter_asks_for_all_results_and_back_comes_back(wide: Visit) -> None:
    page = wide.open("agenda/")
    ask(page, "fugue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=fugue")
    expect(page.get_by_role("heading", name="Structures", level=2)).to_be_visible()
    expect(page.locator("[data-compte]")).to_contain_text("résultats pour «\u00a0fugue\u00a0»")
    expect(page.locator("[data-listes]")).to_be_hidden()
    page.get_by_role("link", name=re.compile("Tout voir : structures")).click()
    page.wait_for_url("**/recherche/?q=fugue&genre=acteurs")
    expect(page.locator(".trouvaille").nth(5)).to_be_visible()
    expect(page.locator("main h2:visible")).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("heading", name="Ressources", level=2)).to_be_visible()
    field = page.get_by_role("searchbox", name="Un lieu, un besoin, un nom, un sujet")
    field.fill("podcast onlyfan")
    field.press("Enter")
    page.wait_for_url("**/recherche/?q=podcast+onlyfan")
    expect(page.locator(".trouvaille").first).to_contain_text("OnlyFans")
    page.go_back()
    expect(field).to_have_value("fugue")
    expect(page.locator(".trouvaille").first).to_contain_text("fugues")


def test_who_types_slowly_comes_back_to_the_question_before(wide: Visit) -> None:
    page = wide.open("recherche/?q=fugue")
    expect(page.locator(RESULTS)).to_be_attached()
    field = page.get_by_role("searchbox", name="Un lieu, un besoin, un nom, un sujet")
    for typed in ("podcast", "podcast onlyfan"):
        field.fill(typed)
        expect(page).to_have_url(re.compile(f"q={typed.replace(' ', '.')}$"))
    field.press("Enter")
    expect(page.locator(".trouvaille").first).to_contain_text("OnlyFans")
    page.go_back()
    expect(page).to_have_url(re.compile("q=fugue$"))
    expect(field).to_have_value("fugue")


def test_what_is_typed_stays_text(wide: Visit) -> None:
    page = wide.open(
        "recherche/?q=%3Cimg%20src%3Dx%20onerror%3D%22document.title%3D%27piege%27%22%3E%20fugue"
    )
    expect(page.locator("[data-compte]")).to_contain_text("<img src=x")
    expect(page.locator(RESULTS)).to_be_attached()
    expect(page.locator("main img")).to_have_count(0)
    expect(page).not_to_have_title(re.compile("(^|– )piege( –|$)"))


def test_on_a_phone_the_list_fits_and_is_easy_to_touch(phone: Visit) -> None:
    page = phone.open("departements/59/")
    page.locator(BUTTON).tap()
    box(page).fill("webinaire fugues")
    expect(options(page).first).to_be_visible()
    fits(page, 360)
    heights = "lignes => lignes.map((ligne) => ligne.getBoundingClientRect().height)"
    eventually(lambda: min(options(page).evaluate_all(heights)), lambda height: height >= 44)
    options(page).last.scroll_into_view_if_needed()
    expect(options(page).last).to_be_in_viewport()
    options(page).first.tap()
    page.wait_for_url("**/replay-webinaire-pare-fugues-2024/")


def test_without_scripts_the_box_leads_to_the_complete_lists(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = visit.open("agenda/")
    page.locator(BUTTON).click()
    box(page).fill("fugue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=fugue")
    main = page.locator("main")
    expect(main).to_contain_text("La recherche a besoin de JavaScript")
    for name in ("Toutes les structures, par nom", "Ce qui existe dans chaque département", "Les ressources"):
        expect(main.get_by_role("link", name=name)).to_be_visible()
    main.get_by_role("link", name="Toutes les structures, par nom").click()
    expect(page.locator("main")).to_contain_text("La Boussole")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_list_open(visitor: Any, scheme: str) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = visit.open("agenda/")
    ask(page, "fugue lille")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    assert axe_faults(page) == []
