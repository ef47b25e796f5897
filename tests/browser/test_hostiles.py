"""Forty hostile texts in every field, in Chromium: they are read, and nothing of them runs.

A text that ran would open a dialog, leave an element or an address, fail against the page's policy (an error
of the console), or ask another host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generators.pages.frame import slash
from generators.publish import publish
from tests.browser.conftest import Visit, calm, eventually, opened, served
from tests.hostile import TEXTES, build, one_line

#: Elements and attributes that only a text that ran could have made.
INJECTED = """(ours) => [...document.querySelectorAll("*")].filter((element) =>
  ["pirate", "iframe", "object", "embed", "base"].includes(element.localName)
  || (element.localName === "script" && !element.src && !/json/.test(element.type)
    && element.outerHTML !== ours)
  || (element.localName === "meta" && /refresh/i.test(element.httpEquiv))
  || [...element.attributes].some(({ name, value }) => /^on|^srcdoc$|^data-pirate$|^autofocus$/.test(name)
    || /^\\s*(javascript|vbscript|data:text)/i.test(value)
    || (/^(src|srcset|poster|action|formaction|data)$/.test(name) && value.includes("pirate")))
).map((element) => element.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile-site") / "public"
    publish(build(tmp_path_factory.mktemp("hostile")), folder)
    with served(folder) as address:
        yield address


class Suspicious(Visit):
    """A visit that notes dialogs too, and looks for what a text may have left."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        super().__init__(context, address)
        self.dialogs: list[str] = []
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog: object) -> None:
        self.dialogs.append(str(getattr(dialog, "message", "")))
        dialog.dismiss()  # type: ignore[attr-defined]

    def clean(self, where: str) -> None:
        """Nothing ran so far, and the page has not left the site."""
        assert self.page.evaluate(INJECTED, slash.SCRIPT) == [], where
        assert (self.dialogs, self.faults, self.foreign) == ([], [], []), where
        expect(self.page, where).to_have_url(re.compile(f"^{re.escape(self.address)}"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Suspicious]:
    with opened(browser, viewport={"width": 1280, "height": 900}) as context:
        yield Suspicious(context, address)


def test_no_record_page_runs_a_text(visit: Suspicious) -> None:
    for folder, prefix in (("acteurs", "hostile"), ("agenda", "rencontre"), ("ressources", "ressource")):
        for number, text in enumerate(TEXTES):
            where = f"{folder}/{prefix}-{number:02}/"
            page = visit.open(where)
            visit.clean(where)
            said = one_line(page.locator("h1").inner_text())
            assert one_line(text) in said, where


LISTS = (
    "", "agenda/", "ressources/", "actualites/", "newsletter/", "departements/59/", "couverture/", "donnees/",
    "contribuer/", "404.html",
)  # fmt: skip


@pytest.mark.parametrize("where", LISTS)
def test_no_list_runs_a_text(visit: Suspicious, where: str) -> None:
    visit.open(where)
    calm(visit.page)
    visit.clean(where)


def test_no_issue_runs_a_text(visit: Suspicious) -> None:
    for number in range(len(TEXTES)):
        where = f"newsletter/{2016 + number // 4}-t{number % 4 + 1}/"
        visit.open(where)
        visit.clean(where)


def test_the_directory_shows_the_texts_and_runs_none(visit: Suspicious) -> None:
    page = visit.open("annuaire/")
    page.locator("[data-annuaire][aria-busy=false]").wait_for()
    calm(page)
    visit.clean("annuaire/")
    page.locator("#q").fill("pirate")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=pirate"))
    expect(page.locator("[data-annonce]")).to_contain_text("pirate")
    expect(page.locator("main")).to_contain_text("alert('pirate')")
    visit.clean("annuaire/ pirate")


def test_the_search_of_the_header_runs_none(visit: Suspicious) -> None:
    answered = "[data-resultats][aria-busy=false]"
    page = visit.open("recherche/?q=pirate")
    expect(page.locator(answered)).to_contain_text("pirate")
    calm(page)
    visit.clean("recherche/")
    visit.open("recherche/?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.locator(answered).wait_for(state="attached")
    calm(page)
    visit.clean("recherche/ of a hostile question")


def test_the_shortlist_runs_none(visit: Suspicious) -> None:
    ids = ",".join(f"hostile-{number:02}" for number in range(len(TEXTES)))
    page = visit.open(f"selection/#acteurs={ids}")
    expect(page.locator("main")).to_contain_text("<script>alert('pirate')</script>")
    calm(page)
    visit.clean("selection/")


def test_the_form_that_reports_a_change_runs_none(visit: Suspicious) -> None:
    for number in (0, 2, 4, 6):
        page = visit.open(f"signaler/?fiche=actors/hostile-{number:02}")
        page.locator("[data-fiche]").wait_for()
        calm(page)
        visit.clean(f"signaler/ {number}")


def test_this_test_sees_what_it_looks_for(visit: Suspicious) -> None:
    page: Page = visit.open("")
    page.evaluate("document.body.append(document.createElement('pirate'))")
    assert page.evaluate(INJECTED, slash.SCRIPT) == ["<pirate></pirate>"]
    page.evaluate("alert('pirate')")
    assert visit.dialogs == ["pirate"]
    fetched = "fetch('https://pirate.example/').catch(() => 0)"
    eventually(lambda: page.evaluate(fetched) or visit.foreign or visit.faults, bool)
