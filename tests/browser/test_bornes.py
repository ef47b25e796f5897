"""Addresses that ask for far too much: the page asks for little, invents nothing, says what it left out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, calm

#: Far more than a page needs for its own files and a shortlist of a hundred.
MOST = 160
MANY = 20_000
WORDS = "+".join(f"{one}{other}" for one in "abcdefghijklmnopqrstuvwxyz" for other in "aeiou")
NOTICE = "[data-borne]:visible"


def asked(visit: Visit, path: str) -> tuple[Page, int]:
    """The page of an address, and how many files it asked for."""
    urls: list[str] = []
    visit.page.on("request", lambda request: urls.append(request.url))
    return calm(visit.open(path)), len(urls)


def test_twenty_thousand_ids_make_a_hundred_requests(wide: Visit) -> None:
    ids = ",".join(["la-boussole-nord", *(f"inconnue-{number}" for number in range(MANY - 1))])
    page, files = asked(wide, f"selection/#acteurs={ids}")
    assert files < MOST
    expect(page.locator(NOTICE)).to_contain_text("Une sélection garde 100\u00a0fiches au plus")
    expect(page.locator(NOTICE)).to_contain_text(re.compile(r"19.900.fiches de plus n’y entrent pas"))
    expect(page.locator(".feuille__fiche h3")).to_have_text(["La Boussole"])
    expect(page.get_by_text("99\u00a0fiches de cette liste n’existent pas, ou plus")).to_be_visible()
    assert len(page.evaluate("location.hash")) < 3000
    assert len(page.evaluate("sessionStorage.getItem('maillage.selection')")) < 3000


@pytest.mark.parametrize(
    ("path", "notice"),
    [
        (f"annuaire/?q={WORDS}", "La question de cette adresse est trop longue"),
        (f"recherche/?q={WORDS}", "La question de cette adresse est trop longue"),
        (f"ressources/?q={WORDS}", "La question de cette adresse est trop longue"),
        (f"recherche/?q=guide&genre={'x' * 60}", ""),
        (
            "annuaire/?" + "&".join(f"publics=x{number}" for number in range(2000)),
            "2\u202f000 filtres de cette",
        ),
        ("agenda/?" + "&".join(f"types=x{number}" for number in range(2000)), "2\u202f000 filtres de cette"),
        (f"annuaire/?lieu={'9' * 5000}&fiche={'a' * 5000}", ""),
        ("couverture/?mission=inconnue&public=personne", "Un choix de cette adresse n’existe pas"),
        (f"signaler/?fiche=actors/{'a' * 5000}", ""),
    ],
    ids=lambda value: value[:40],
)
def test_an_address_asks_for_little_and_what_it_loses_is_said(wide: Visit, path: str, notice: str) -> None:
    page, files = asked(wide, path)
    assert files < MOST, files
    if notice:
        expect(page.locator(NOTICE)).to_contain_text(notice)
    else:
        expect(page.locator(NOTICE)).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["annuaire/?publics=inexistant", "agenda/?types=inexistant", "ressources/?q="]
)
def test_what_does_not_exist_is_no_absence(wide: Visit, path: str) -> None:
    """A filter that nobody has would leave nothing, and « rien » would be a lie."""
    page = calm(wide.open(path))
    expect(page.locator("[data-vide]:visible, [data-agenda-vide][data-vide]:visible")).to_have_count(0)


def test_a_search_of_a_kind_that_is_none_shows_all(wide: Visit) -> None:
    page = wide.open("recherche/?q=guide&genre=inexistant")
    expect(page.locator(".trouvaille").first).to_be_visible()


def test_an_address_puts_no_sentence_of_its_own_on_the_page(wide: Visit) -> None:
    page = wide.open("signaler/?fiche=Appelez le 01 23 45 67 89")
    expect(page.locator("[data-inconnue-titre]")).to_have_text("Cette adresse ne nomme aucune fiche")
    expect(page.get_by_text("01 23 45 67 89")).to_have_count(0)


def test_a_full_shortlist_takes_no_more_and_says_so(wide: Visit) -> None:
    ids = ",".join(f"inconnue-{number}" for number in range(100))
    wide.open("robots.txt").evaluate("ids => sessionStorage.setItem('maillage.selection', ids)", ids)
    page = wide.open("acteurs/akatij/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    expect(page.locator(NOTICE)).to_contain_text("1\u00a0fiche de plus n’y entre pas")
    expect(page.get_by_role("button", name="Ajouter à ma sélection")).to_be_visible()
