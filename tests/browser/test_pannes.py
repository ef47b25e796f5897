"""A failure is never told as an absence: no network, a slow line, no script, a row not yet come, paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from tests.browser.conftest import eventually, opened
from tests.browser.test_annuaire import WIDE, ask, heading, ready, settled

ABSENT = re.compile("Aucune structure")
LEAVES = re.compile(r"/editions/annuaire\.\w+/rangees/")
WORDS = re.compile(r"/editions/annuaire\.\w+/mots\.json")
TABLE = re.compile(r"/editions/annuaire\.\w+/acteurs\.json")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose failures are the test's own, noted nowhere."""
    with opened(browser, viewport=WIDE, base_url=address) as context:
        yield context.new_page()


def cut(route: Route) -> None:
    route.abort("internetdisconnected")


def test_a_search_that_fails_says_nothing_of_structures(page: Page) -> None:
    page.goto("annuaire/")
    settled(page)
    page.route(WORDS, cut)
    page.get_by_role("combobox").fill("hebergement")
    expect(heading(page)).to_contain_text("La recherche ne répond pas")
    expect(page.locator("[data-panne]")).to_be_visible()
    expect(page.locator("[data-panne] a[href='tel:119']")).to_be_visible()
    expect(page.locator("[data-vide]")).to_be_hidden()
    assert not ABSENT.search(page.locator("main").inner_text())
    page.unroute(WORDS)
    page.get_by_role("button", name="Réessayer").click()
    expect(heading(page)).to_contain_text("hebergement")
    expect(page.locator("[data-panne]")).to_be_hidden()


@pytest.mark.parametrize(
    ("where", "module", "field"),
    [
        ("annuaire/", "annuaire", "#q"),
        ("ressources/", "bibliotheque", "#filtre-q"),
        ("recherche/", "recherche-page", "main input[name=q]"),
    ],
)
def test_what_is_typed_before_a_slow_script_comes_is_asked(
    page: Page, where: str, module: str, field: str
) -> None:
    held: list[Route] = []
    script = re.compile(rf"/scripts/{module}\.js")
    page.route(script, lambda route: held.append(route))
    with page.expect_request(script):
        page.goto(where, wait_until="commit")
    page.locator(field).fill("hebergement")
    held[0].continue_()
    expect(page).to_have_url(re.compile("q=hebergement"))
    expect(page.locator(field)).to_have_value("hebergement")


@pytest.mark.parametrize(
    ("where", "module"),
    [("annuaire/", "annuaire"), ("ressources/", "bibliotheque"), ("agenda/", "agenda-filtre")],
)
def test_what_is_ticked_before_a_slow_script_comes_is_asked(page: Page, where: str, module: str) -> None:
    held: list[Route] = []
    script = re.compile(rf"/scripts/{module}\.js")
    page.route(script, lambda route: held.append(route))
    with page.expect_request(script):
        page.goto(where, wait_until="commit")
    box = page.locator(".facettes input[type=checkbox]").first
    box.check(force=True)
    held[0].continue_()
    asked = f"{box.get_attribute('name')}={box.get_attribute('value')}"
    expect(page).to_have_url(re.compile(re.escape(asked)))
    expect(box).to_be_checked()


def test_without_the_table_the_page_says_so_and_can_be_asked_again(page: Page) -> None:
    page.route(TABLE, cut)
    page.goto("annuaire/?q=lille")
    expect(page.locator("[data-panne]")).to_be_visible()
    expect(page.locator("[data-panne]")).to_contain_text("119")
    assert not ABSENT.search(page.locator("main").inner_text())
    page.unroute(TABLE)
    page.get_by_role("button", name="Réessayer").click()
    expect(heading(page)).to_contain_text("à Lille (59)")


def test_a_slow_line_shows_that_it_is_at_work(page: Page) -> None:
    held: list[Route] = []
    page.route(WORDS, lambda route: held.append(route))
    with page.expect_request(WORDS):
        page.goto("annuaire/?q=hebergement", wait_until="commit")
    expect(page.locator("[data-attente]")).to_be_visible()
    eventually(lambda: page.title() and len(held), lambda count: count > 0)
    for route in held:
        route.continue_()
    expect(heading(page)).to_contain_text("hebergement")
    expect(page.locator("[data-attente]")).to_be_hidden()


def test_before_the_scripts_come_a_question_is_not_answered_by_all(page: Page) -> None:
    """The module that answers is held back: what stands there says that the search is at work."""
    held: list[Route] = []
    page.route(re.compile(r"/scripts/.*annuaire[^/]*\.js"), lambda route: held.append(route))
    page.goto("annuaire/?q=lille", wait_until="commit")
    expect(page.locator("[data-attente]")).to_be_visible()
    for route in held:
        route.continue_()
    expect(heading(page)).to_contain_text("à Lille (59)")


def test_a_row_that_has_not_come_says_only_what_is_known(page: Page) -> None:
    page.route(LEAVES, cut)
    page.goto("annuaire/?roles=institution")
    settled(page)
    rows = page.locator(".resultat:visible")
    assert rows.count() > 20
    for row in rows.all():
        assert (row.locator("h3").text_content() or "").strip()
        assert row.locator("a[href='tel:']").count() == 0
        text = row.text_content() or ""
        assert "Confirmé" not in text and "Vérifié" not in text
        links = [link.get_attribute("href") for link in row.locator("a").all()]
        assert all(links)


def test_numbers_are_in_the_rows_at_once(page: Page) -> None:
    page.route(LEAVES, cut)
    page.goto("annuaire/?lieu=departement:59")
    settled(page)
    expect(page.locator(".resultat[data-id=la-boussole-nord] a[href='tel:+33757764658']")).to_be_visible()


@pytest.mark.parametrize(
    "question", ["?q=zzzzz", "?publics=familles", "?seulement=ouvert", "?q=hotel&lieu=commune:13055"]
)
def test_the_numbers_stand_under_every_answer(page: Page, question: str) -> None:
    page.goto(f"annuaire/{question}")
    settled(page)
    for number in ("17", "119", "116000"):
        expect(page.locator(f".partout a[href='tel:{number}']")).to_be_visible()


def test_no_box_of_an_audience_drops_the_national_numbers(page: Page) -> None:
    for audience in ("mineurs", "familles", "professionnels"):
        page.goto(f"annuaire/?publics={audience}")
        settled(page)
        expect(page.locator(".resultat[data-id='119-enfance-en-danger']")).to_be_visible()
        expect(page.locator(".resultat[data-id='116-000-enfants-disparus']")).to_be_visible()


def test_national_lines_come_first_when_no_place_is_said(page: Page) -> None:
    ready_page = ask(ready_at(page, "annuaire/"), "fugue")
    first = ready_page.locator(".resultat:visible").first
    expect(first).to_have_attribute("data-id", re.compile("^(116-000-|119-)enfan"))


def ready_at(page: Page, path: str) -> Page:
    page.goto(path)
    return ready(page)


def test_who_can_be_reached_stands_first_in_its_group(page: Page) -> None:
    page.goto("annuaire/?lieu=departement:59")
    settled(page)
    rows = page.locator(".resultats").first.locator(".resultat")
    called = [row.locator("[data-tel]").count() for row in rows.all()]
    assert called == sorted(called, reverse=True) and called[0] == 1


def paper(page: Page) -> str:
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return re.sub(r"\s+", " ", " ".join(one.extract_text() for one in pages).replace("\u00a0", " "))


def test_paper_has_every_row_and_its_number(page: Page) -> None:
    page.goto("annuaire/?q=Lille")
    settled(page)
    names = [name.strip() for name in page.locator(".resultat h3").all_text_contents()]
    text = paper(page)
    assert "07 57 76 46 58" in text
    for name in names:
        assert re.sub(r"\s+", " ", name.replace("\u00a0", " ")) in text, name
    assert "119" in text


def test_paper_takes_the_rows_beyond_the_first_ones(page: Page) -> None:
    page.goto("annuaire/")
    settled(page)
    before = page.locator(".resultat").count()
    text = paper(page)
    total = int(re.search(r"(\d+) structures", text.replace("\u202f", ""))[1])  # type: ignore[index]
    assert total > before - 1
    assert page.locator(".resultat").count() == total


DATA = re.compile(r"/editions/(?!code\.).*\.json")


@pytest.mark.parametrize(
    ("path", "answered"),
    [("recherche/?q=fugue", "résultats pour"), ("ressources/?q=fugue", "ressources? pour")],
)
def test_a_list_that_gets_no_answer_says_so_and_can_be_asked_again(
    page: Page, path: str, answered: str
) -> None:
    page.route(DATA, cut)
    page.goto(path)
    expect(page.locator("[data-panne]")).to_be_visible()
    assert not re.search(r"\b(Aucun|0)e? (résultat|ressource)", page.locator("main").inner_text())
    expect(page.locator("main a[href='tel:119']:visible").first).to_be_visible()
    assert page.locator("[data-id]:visible").count() == page.locator("[data-id]").count()
    page.unroute(DATA)
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("[data-compte]")).to_have_text(re.compile(answered))
    expect(page.locator("[data-panne]")).to_be_hidden()


@pytest.mark.parametrize(
    "path", ["recherche/?q=fugue", "ressources/?q=fugue", "selection/#acteurs=la-boussole-nord"]
)
def test_each_page_that_waits_says_that_it_is_at_work(page: Page, path: str) -> None:
    held: list[Route] = []
    slow = [True]
    page.route(DATA, lambda route: held.append(route) if slow else route.continue_())
    with page.expect_request(DATA):
        page.goto(path)
    expect(page.locator("[data-attente]")).to_be_visible()
    slow.clear()
    for route in held:
        route.continue_()
    expect(page.locator("[data-attente]")).to_be_hidden()


@pytest.mark.parametrize("late", [DATA, re.compile(r"/scripts/recherche-entete\.js")])
def test_the_box_of_the_header_says_that_it_is_at_work(page: Page, late: re.Pattern[str]) -> None:
    page.route(late, lambda route: None)
    page.goto("agenda/")
    page.locator("#bouton-recherche").click()
    expect(page.locator("#recherche-entete")).to_be_focused()
    page.keyboard.insert_text("fugue")
    expect(page.locator(".recherche-entete [role=status]")).to_have_text("Recherche en cours…")


def test_a_script_that_does_not_come_is_told_without_waiting(page: Page) -> None:
    page.route(re.compile(r"/scripts/annuaire\.js"), cut)
    page.goto("annuaire/?q=lille")
    expect(page.locator(".attente__longue")).to_be_visible()
    expect(page.locator(".resultat[data-id=la-boussole-nord] a[href^='tel:']")).to_be_visible()


def test_what_nobody_has_counted_has_no_number(page: Page) -> None:
    page.route(TABLE, cut)
    page.goto("annuaire/")
    expect(page.locator("[data-panne]")).to_be_visible()
    expect(page.locator("label:has([value=ouvert]) .case__nombre")).to_have_text("")


def test_hours_that_nobody_told_are_not_told_as_closed(page: Page) -> None:
    page.goto("annuaire/?seulement=ouvert")
    settled(page)
    expect(page.locator("[data-vide]")).to_contain_text("comme ouverte en ce moment")
    expect(page.locator("[data-vide]")).to_contain_text("peut-être ouvertes")


def test_the_sheet_says_whom_to_call_where_it_has_no_number(page: Page) -> None:
    page.goto("selection/#acteurs=agss-udaf-nord")
    sheet = page.locator(".feuille__fiche")
    expect(sheet).to_contain_text("La Boussole, dans le Nord")
    text = paper(page)
    assert "07 57 76 46 58" in text and "Qui appeler" in text


def test_paper_says_what_had_not_come(page: Page) -> None:
    page.route(re.compile(DATA.pattern), lambda route: None)
    page.goto("annuaire/?q=lille")
    expect(page.locator("[data-attente]")).to_be_visible()
    assert "La réponse n’était pas arrivée" in paper(page)
    page.unroute(DATA)
    page.route(DATA, cut)
    page.goto("selection/#acteurs=la-boussole-nord")
    expect(page.locator("[data-perdues]")).to_be_visible()
    assert "n’a pas pu être lue" in paper(page)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_without_scripts_the_rows_are_whole_and_as_wide_as_the_page_lets_them(
    browser: Browser, address: str, width: int
) -> None:
    with opened(browser, viewport={"width": width, "height": 900}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}annuaire/")
        row = page.locator(".resultat[data-id=la-boussole-nord]")
        expect(row).to_contain_text("07\u00a057\u00a076\u00a046\u00a058")
        box: Any = row.bounding_box()
        assert box["width"] >= min(280, width - 40)
        assert page.locator("[data-panne], [data-vide], [data-attente]").locator("visible=true").count() == 0


def test_a_word_that_nobody_has_does_not_empty_the_answer_of_a_place(page: Page) -> None:
    page.goto("annuaire/?lieu=departement:59&q=hotel")
    settled(page)
    expect(page.locator("[data-nuance]")).to_contain_text("Sans le mot « hotel »")
    expect(page.locator(".resultat[data-id=la-boussole-nord]")).to_be_visible()
    expect(page.locator("[data-ponts] a").first).to_have_attribute(
        "href", re.compile(r"ressources/\?q=hotel")
    )


def test_a_slip_is_read_and_said(page: Page) -> None:
    page.goto("annuaire/?q=hebergemant")
    settled(page)
    expect(page.locator("[data-nuance]")).to_contain_text("Résultats pour « hebergement »")
    slipped = page.locator(".resultat h3").all_text_contents()
    page.goto("annuaire/?q=hebergement")
    settled(page)
    expect(page.locator("[data-nuance]")).to_be_hidden()
    assert page.locator(".resultat h3").all_text_contents() == slipped


def test_another_place_of_the_name_is_offered(page: Page) -> None:
    page.goto("annuaire/")
    settled(page)
    page.get_by_role("combobox").fill("saint-denis")
    page.get_by_role("combobox").press("Enter")
    expect(page.locator("[data-puce]")).to_contain_text("Saint-Denis (974)")
    page.locator("[data-homonymes]").get_by_role("button", name="Saint-Denis (93)").click()
    expect(page.locator("[data-puce]")).to_contain_text("Saint-Denis (93)")
