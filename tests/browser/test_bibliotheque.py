"""The library in a browser: boxes and words, the address, the keyboard, the phone, and no scripts at all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, axe_faults, eventually, fits

N = "\u00a0"


def cards(page: Page) -> Locator:
    return page.locator("[data-liste] > li:visible")


def box(page: Page, name: str) -> Locator:
    """The box whose label begins with a name; its count follows."""
    return page.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}\\b"))


def test_a_kind_is_chosen_and_stays_in_the_address(wide: Visit) -> None:
    page = wide.open("ressources/")
    everything = cards(page).count()
    box(page, "Tutoriel").check()
    tutorials = eventually(cards(page).count, lambda left: 1 < left < everything)
    expect(page).to_have_url(re.compile(r"\?types=tutoriel$"))
    expect(page.get_by_role("heading", name=f"{tutorials}{N}ressources")).to_be_visible()
    page.reload()
    expect(box(page, "Tutoriel")).to_be_checked()
    expect(cards(page)).to_have_count(tutorials)
    page.get_by_role("button", name="Tout 24").click()
    expect(cards(page)).to_have_count(everything)


def test_back_and_forward_restore_what_was_asked(wide: Visit) -> None:
    page = wide.open("ressources/")
    everything = cards(page).count()
    box(page, "Protéger").check()
    narrowed = eventually(cards(page).count, lambda left: everything > left)
    box(page, "Libre").check()
    eventually(cards(page).count, lambda left: narrowed > left > 0)
    page.go_back()
    expect(cards(page)).to_have_count(narrowed)
    expect(box(page, "Libre")).not_to_be_checked()
    page.go_back()
    expect(cards(page)).to_have_count(everything)
    page.go_forward()
    expect(cards(page)).to_have_count(narrowed)
    expect(box(page, "Protéger")).to_be_checked()


@pytest.mark.parametrize("group", ["missions", "publics", "acces", "annees", "producteurs"])
def test_each_box_leaves_as_many_as_it_says(wide: Visit, group: str) -> None:
    page = wide.open("ressources/")
    folded = page.locator(f"details[data-facette={group}] summary")
    if folded.count():
        folded.click()
    first = page.locator(f"[data-facette={group}] .case:not(.case--vide)").first
    promised = int(first.locator(".case__nombre").inner_text())
    first.locator("input").check()
    expect(cards(page)).to_have_count(promised)
    expect(page).to_have_url(re.compile(f"{group}="))


def test_counts_follow_the_other_boxes(wide: Visit) -> None:
    page = wide.open("ressources/?types=tutoriel")
    professionals = page.locator("[data-facette=publics] .case", has_text="Professionnels")
    expect(professionals.locator(".case__nombre")).to_have_text("0")
    page = wide.open("ressources/")
    expect(professionals.locator(".case__nombre")).to_have_text("14")


def test_a_finer_mission_narrows_its_parent(wide: Visit) -> None:
    page = wide.open("ressources/")
    everything = cards(page).count()
    expect(box(page, "Enquêter et poursuivre")).to_be_hidden()
    box(page, "Protéger").check()
    wider = eventually(cards(page).count, lambda left: left < everything)
    box(page, "Enquêter et poursuivre").check()
    eventually(cards(page).count, lambda left: 0 < left < wider)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("SIGNALEMENTS illicite", "Livre blanc relatif au traitement des signalements"),
        ("only fans", "Les dessous d’OnlyFans"),
        ("baromettre education", "Baromètre de l’éducation 2023"),
        ("fugues retour gendarme", "Comprendre et accompagner le mineur de retour de fugue"),
        ("pohu", "PROMIFRANCE"),
        ("prostituion", "prostitution"),
    ],
)
def test_words_are_understood_however_they_are_spelled(wide: Visit, question: str, title: str) -> None:
    page = wide.open("ressources/")
    page.get_by_label("Chercher dans les ressources").fill(question)
    expect(page.locator("[data-compte]")).to_contain_text(f"pour «{N}{question}{N}»")
    expect(cards(page).first.locator("h3")).to_contain_text(title)


def test_the_best_answer_comes_first_then_the_order_returns(wide: Visit) -> None:
    page = wide.open("ressources/")
    before = page.locator("[data-liste] h3").all_inner_texts()
    page.get_by_label("Chercher dans les ressources").fill("fugue")
    expect(page.locator("[data-compte]")).to_contain_text("fugue")
    expect(cards(page).locator("h3").first).to_have_text(re.compile(".fugue"))
    page.get_by_label("Chercher dans les ressources").fill("")
    expect(page.locator("[data-compte]")).not_to_contain_text("fugue")
    eventually(page.locator("[data-liste] h3").all_inner_texts, before)


def test_when_no_card_has_all_words_the_closest_are_shown(wide: Visit) -> None:
    page = wide.open("ressources/?q=fugue+hippopotame")
    expect(page.get_by_text("Aucune n’a tous ces mots")).to_be_visible()
    eventually(cards(page).count, lambda left: left > 0)


def test_the_count_is_told_to_screen_readers(wide: Visit) -> None:
    page = wide.open("ressources/")
    box(page, "Podcast").check()
    expect(page.locator("[role=status][data-annonce]")).to_have_text(f"1{N}ressource")


def test_nothing_found_says_what_it_does_not_mean(phone: Visit) -> None:
    page = phone.open("ressources/?q=xyzzyx")
    expect(page.get_by_text("Aucune ressource connue avec ces critères.")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Aucune ressource")).to_be_visible()
    page.get_by_role("button", name="Tout afficher").click()
    expect(cards(page)).to_have_count(12)
    expect(page).to_have_url(re.compile("/ressources/$"))


def test_with_the_keyboard_alone(wide: Visit) -> None:
    page = wide.open("ressources/")
    page.get_by_label("Chercher dans les ressources").focus()
    page.keyboard.type("fugue")
    page.keyboard.press("Enter")
    expect(page.locator("[data-compte]")).to_contain_text("fugue")
    expect(page).to_have_url(re.compile(r"\?q=fugue$"))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "proteger":
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Retirer le filtre : Protéger")).to_be_visible()
    page.get_by_role("button", name="Retirer le filtre : Protéger").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Chercher dans les ressources")).to_be_focused()
    expect(box(page, "Protéger")).not_to_be_checked()


def test_on_a_phone_the_boxes_are_in_a_sheet(phone: Visit) -> None:
    page = phone.open("ressources/")
    expect(box(page, "Protéger")).to_be_hidden()
    opener = page.get_by_role("button", name="Filtres")
    opener.tap()
    expect(opener).to_have_attribute("aria-expanded", "true")
    box(page, "Protéger").tap()
    page.get_by_role("button", name="Voir les résultats").tap()
    expect(page.get_by_role("button", name=f"Filtres{N}: 1")).to_be_focused()
    expect(box(page, "Protéger")).to_be_hidden()
    expect(cards(page)).to_have_count(5)
    opener.tap()
    page.keyboard.press("Escape")
    expect(box(page, "Protéger")).to_be_hidden()


def test_who_types_slowly_comes_back_to_the_whole_library(wide: Visit) -> None:
    page = wide.open("ressources/")
    box = page.locator("main").get_by_role("searchbox")
    box.press_sequentially("fug")
    expect(page).to_have_url(re.compile(r"q=fug$"))
    box.press_sequentially("ue")
    expect(page).to_have_url(re.compile(r"q=fugue$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/ressources/$"))
    expect(box).to_have_value("")
    page.go_forward()
    expect(box).to_have_value("fugue")


def test_the_library_is_complete_without_scripts(visitor: Any) -> None:
    visit: Visit = visitor(java_script_enabled=False)
    page = visit.open("ressources/?types=podcast")
    expect(cards(page)).to_have_count(24)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_role("link", name="Repérer").first.click()
    expect(page.get_by_role("heading", level=1, name="Repérer")).to_be_visible()
    expect(page.locator(".lecture")).to_have_count(11)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_boxes_open(visitor: Any, scheme: str) -> None:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = visit.open("ressources/?types=tutoriel&missions=proteger")
    for group in page.locator(".facettes summary").all():
        group.click()
    expect(page.get_by_role("button", name="Retirer le filtre : Protéger")).to_be_visible()
    assert axe_faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_sheet(visitor: Any, scheme: str) -> None:
    visit: Visit = visitor(viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True)
    page = visit.open("ressources/?publics=professionnels")
    page.get_by_role("button", name="Filtres").click()
    assert axe_faults(page) == []
    fits(page, 360)


def test_a_kind_that_is_asked_for_comes_before_what_speaks_of_it(wide: Visit) -> None:
    page = wide.open("ressources/?q=guide")
    expect(cards(page).first.locator(".fiche-carte__mot")).to_have_text("Guide")
