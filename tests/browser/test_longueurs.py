"""Long pages say what they hold and fold what is long; on paper, and from a link, nothing stays folded."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Visit, axe_faults, fits

ROOT = Path(__file__).parents[2]
COLLOQUE = "agenda/colloque-promifrance-2022/"
#: On a phone, a page that is higher offers its contents, or a list that one phones.
HIGH = 8000
LONG_PAGES = (
    COLLOQUE,
    "actualites/",
    "annuaire/",
    "annuaire/alphabetique/",
    "contribuer/champs/",
    "couverture/",
    "departements/",
    "donnees/",
    "ressources/",
    "ressources/depliant-reperer-proteger-orienter/",
)


@pytest.mark.parametrize("url", LONG_PAGES)
def test_a_page_that_is_high_on_a_phone_says_what_it_holds(phone: Visit, url: str) -> None:
    page = phone.open(url)
    contents = page.locator("nav.sommaire")
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height < HIGH or contents.count() == 1 or page.locator("[data-suite] button").is_visible(), height
    for link in contents.get_by_role("link").all():
        anchor = link.get_attribute("href") or ""
        expect(page.locator(anchor)).to_have_count(1)
    fits(page, 360)


def test_contents_and_folds_are_sound(phone: Visit) -> None:
    for url in (COLLOQUE, "departements/", "contribuer/"):
        assert axe_faults(phone.open(url)) == []


def test_what_is_folded_is_printed(wide: Visit) -> None:
    for url in (COLLOQUE, "actualites/"):
        page = wide.open(url)
        folded = page.locator("details.repli:not([open]) > p:last-of-type")
        words = [text.split()[-1] for text in folded.all_text_contents()]
        assert words
        paper = "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(page.pdf())).pages)
        assert [text for text in words if text not in paper] == []
        expect(page.locator("details.repli[open]")).to_have_count(0)


def test_a_link_to_one_of_the_news_shows_it_whole(wide: Visit) -> None:
    page = wide.open("actualites/#entre-pairs-mist")
    expect(page.locator("#entre-pairs-mist > .repli")).to_have_attribute("open", "")
    expect(page.locator(".nouvelle > .repli[open]")).to_have_count(1)


def test_the_library_shows_a_dozen_first_on_a_phone(phone: Visit) -> None:
    page = phone.open("ressources/")
    cards = page.locator("[data-liste] > li")
    total = cards.count()
    assert total > 12
    expect(cards.locator("visible=true")).to_have_count(12)
    page.get_by_role("button", name="Afficher la suite").click()
    expect(cards.locator("visible=true")).to_have_count(total)
    expect(cards.nth(12).get_by_role("link").first).to_be_focused()
    expect(page.get_by_role("button", name="Afficher la suite")).to_be_hidden()


def test_a_short_answer_of_the_library_offers_no_more(phone: Visit) -> None:
    page = phone.open("ressources/?types=guide")
    expect(page.locator("[data-liste] > li:visible")).to_have_count(1)
    expect(page.get_by_role("button", name="Afficher la suite")).to_be_hidden()


def test_the_directory_shows_a_dozen_first_on_a_phone(phone: Visit) -> None:
    page = phone.open("annuaire/")
    expect(page.locator(".resultat:visible")).to_have_count(12)
    page.get_by_role("button", name="Afficher la suite").click()
    expect(page.locator(".resultat:visible")).to_have_count(24)


@pytest.mark.parametrize("url", [COLLOQUE, "acteurs/l-appart-isere/"])
def test_the_card_stays_beside_the_text_and_shows_its_end(wide: Visit, url: str) -> None:
    page = wide.open(url)
    page.evaluate("scrollTo(0, document.querySelector('.fiche__corps').getBoundingClientRect().bottom - 900)")
    expect(page.locator(".carte-contact")).to_be_in_viewport()
    last = page.locator(".fiche__cote").get_by_role("button", name="Copier le lien")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=0.9)


@pytest.fixture(scope="module")
def guide(site: Path) -> str:
    return (site / "contribuer" / "index.html").read_text("utf-8").partition('class="texte__colonne"')[2]


def test_the_guide_is_shown_to_its_last_section(guide: str) -> None:
    written = re.findall(r"^## (.+)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    shown = [re.sub(r"<.*?>", "", title) for title in re.findall(r"<h2.*?>(.*?)</h2>", guide)]
    assert shown[: len(written)] == [title.replace("`", "").replace("&", "&amp;") for title in written]


def test_a_block_of_code_in_a_numbered_list_leaves_it_one_list(guide: str) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert "```" not in guide
    assert guide.count("<pre") == text.count("\n```") // 2 + len(re.findall(r"^ +```\w", text, re.MULTILINE))
    numbered = re.findall(r"^(?=1\. )", text, re.MULTILINE)
    assert len(re.findall(r"<ol", guide)) == len(numbered)


def test_the_guide_begins_with_what_it_holds(guide: str) -> None:
    """« Je veux… » is the contents: no second list of the same stands above it."""
    assert 'class="sommaire"' not in guide
    before, *_ = re.split(r"<h2 id=", guide.partition('<h2 id="je-veux">')[2])
    anchors = re.findall(r'href="#([^"]+)"', before)
    titles = re.findall(r'<h2 id="([^"]+)"', guide)
    assert len(anchors) >= 16 and set(anchors) <= set(titles) and titles[0] == "je-veux"
