"""The pages on paper, as Chromium prints them: nothing is cut, each sheet says where it belongs."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import calm

#: What of each page must stand whole on a sheet: its title and its last words.
WHOLE = {
    "acteurs/la-boussole-nord/": ".carte-contact, .avis, .faits > div",
    "departements/59/": ".rangee, .carte-bloc, .mission, .nouvelle",
    "departements/": ".carte-bloc p:first-of-type, .avis",
    "agenda/": ".date",
    "agenda/colloque-promifrance-2022/": ".avis, .faits > div, .intervenant > strong, .programme__moment h3",
    "ressources/": ".fiche-carte",
    "couverture/": "tbody tr, .compte-etats, .avis",
    "newsletter/2023-t3/": ".lettre-item h3",
    "newsletter/": ".lettre-item h3, .sommaire-lettre li",
    "": ".numeros__liste li, .public",
    "moins-de-18-ans/": ".appel",
    "proches/": ".appel, .avis",
    "annuaire/": ".resultat",
    "selection/#acteurs=la-boussole-nord,entr-actes,cnape,reseau-satouk,akatij,centre-koutcha": (
        ".feuille__fiche, .feuille__numeros"
    ),
}
#: Pages whose title says the subject: the head of their sheets does not.
SUBJECT = "ressources/rapport-promifrance-2022/"

#: The words of what is seen, those for who listens left out.
SEEN = """const seen = (one) => one.offsetWidth > 1 && one.offsetHeight > 1;
const words = (one) => {
  for (const quiet of one.querySelectorAll(".hors-ecran")) quiet.remove();
  return seen(one) ? one.innerText.trim() : "";
};"""
ITEMS = f"""items => {{ {SEEN} return items.map(words).filter(Boolean); }}"""
HEADS = f"""heads => {{ {SEEN} return heads.filter(words).map((head) => {{
  let next = head, text = "";
  while (next && !text) {{
    while (next && !next.nextElementSibling) next = next.parentElement.closest("main") && next.parentElement;
    next = next?.nextElementSibling;
    text = next ? words(next) : "";
  }}
  return [words(head), text];
}}); }}"""


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def sheets(page: Page) -> list[str]:
    printed = page.pdf(prefer_css_page_size=True)
    return [one.extract_text() for one in PdfReader(io.BytesIO(printed)).pages]


def on_one_sheet(texts: list[str], first: str, last: str) -> bool:
    """Whether some sheet has both: sixteen signs of each."""
    begin, end = squeezed(first)[:16], squeezed(last)[-16:]
    return any(begin in text and end in text for text in texts)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.partition("#")[0])
def test_nothing_is_cut_between_two_sheets_and_each_is_numbered(visitor: Any, path: str) -> None:
    page = calm(visitor(viewport={"width": 688, "height": 1000}).open(path))  # as wide as a sheet
    page.emulate_media(media="print")
    items = page.locator(f"main :is({WHOLE[path]})").evaluate_all(ITEMS)
    assert items
    found = sheets(page)
    texts = [squeezed(text) for text in found]
    assert [item for item in items if not on_one_sheet(texts, item, item)] == []
    heads = page.locator("main :is(h2, h3, h4)").evaluate_all(HEADS)
    astray = [head for head, after in heads if not on_one_sheet(texts, head, after[: max(len(head), 24)])]
    assert astray == []
    for number, text in enumerate(found, 1):
        assert f"page {number} sur {len(found)}" in " ".join(text.split())
    name = page.locator('meta[property="og:title"]').get_attribute("content") or ""
    assert all(squeezed(name) in text[:120] or squeezed(name) in text[-120:] for text in texts[1:])


def test_the_head_of_a_sheet_never_says_the_subject(visitor: Any) -> None:
    """It has the name that shared links have; with a discreet title, that of the network alone."""
    page = calm(visitor().open(SUBJECT))
    name = "document.documentElement.style.getPropertyValue('--page')"
    assert page.evaluate(name) == '"Les ressources"'
    page.evaluate("sessionStorage.setItem('maillage.discret', '1')")
    page.reload()
    assert page.evaluate(name) == ""


def test_large_letters_on_screen_change_no_sheet(visitor: Any) -> None:
    """At 32 px the first figure of « 23–24 nov. » stood outside its column, and was not printed."""
    page = calm(visitor(viewport={"width": 688, "height": 1000}).open("agenda/"))
    usual = sheets(page)
    page.evaluate("""() => {
      const style = document.createElement("style");
      style.textContent = ":where(html) { font-size: 32px }";
      document.head.prepend(style);
    }""")
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    assert sheets(page) == usual


def test_paper_says_what_a_row_had_not_said_yet(visitor: Any) -> None:
    """What a row says comes as it comes into view; paper is asked for before."""
    page = calm(visitor(viewport={"width": 1280, "height": 500}).open("annuaire/?q=Lille"))
    expect(page.locator("[data-compte]")).to_have_text(re.compile("structures"))
    assert page.locator(".resultat[data-attend]").count() > 0
    text = " ".join(" ".join(sheets(page)).split())
    assert "n’était pas arrivé" not in text and page.locator(".resultat[data-attend]").count() == 0
    assert "il relie les structures qui aident" in text


def test_paper_has_the_site_s_address_and_nothing_to_press(visitor: Any) -> None:
    visit = visitor()
    for path in (
        "acteurs/la-boussole-nord/",
        "agenda/colloque-promifrance-2022/",
        "agenda/",
        "moins-de-18-ans/",
    ):
        texts = sheets(calm(visit.open(path)))
        assert all(urlsplit(visit.address).netloc in text for text in texts), path
        told = " ".join(" ".join(texts).split())
        pressed = ("lecteur de flux", "Une partie de l", "Chercher", "Confirmez", "S’abonner aux dates")
        assert [words for words in pressed if words in told] == [], path
    assert "Sur le site : l’annuaire" in told.replace("\u00a0", " ")


def test_an_address_that_one_would_have_clicked_is_written_out(visitor: Any) -> None:
    page = calm(visitor().open("ressources/depliant-reperer-proteger-orienter/"))
    page.emulate_media(media="print")
    text = squeezed("".join(sheets(page)))
    links = page.locator("main a[rel~=external]").evaluate_all("all => all.map((one) => one.href)")
    assert links and all(squeezed(link) in text for link in links)


def test_without_scripts_sheets_have_the_network_and_their_number(visitor: Any) -> None:
    page = visitor(java_script_enabled=False).open("acteurs/la-boussole-nord/")
    found = sheets(page)
    assert len(found) > 1
    assert all(f"page {number} sur {len(found)}" in text for number, text in enumerate(found, 1))
    assert squeezed("PARÉ · le réseau") in squeezed(found[1])
