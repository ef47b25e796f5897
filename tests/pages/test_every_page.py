"""What holds for every generated page: sound HTML, an outline, links that lead somewhere, no leak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from generators.pages.frame.page import Page
from generators.site import Site
from tests import light
from tests.pages.conftest import SITE, TODAY, every_page
from tests.pages.html import Document
from tests.sites import real_site

ROOT = Path(__file__).parents[2]

#: Pages and files of the site that other rooms make.
ELSEWHERE = {
    "annuaire/",
    "donnees/",
    "couverture/couverture.csv",
    "couverture/couverture.xlsx",
    *(
        f"annuaire/par-mission/{code}/"
        for code in ("reperer", "proteger", "orienter", "accompagner", "former")
    ),
}
FILES = (".ics", ".atom", "/contact.vcf", "/email.html", "/email.txt")


def authored() -> set[str]:
    pages = [path for folder in ("site", "data") for path in (ROOT / folder / "pages").rglob("*.md")]
    return {"" if page.stem == "index" else f"{page.stem}/" for page in pages}


@pytest.fixture(scope="module", params=["à la main", "vide", "réel"])
def drawn(request: pytest.FixtureRequest, site: Site, empty: Site) -> dict[str, Page]:
    chosen = {"à la main": lambda: site, "vide": lambda: empty, "réel": lambda: real_site(TODAY, SITE)}
    return every_page(chosen[request.param]())


@pytest.fixture(scope="module")
def documents(drawn: dict[str, Page]) -> dict[str, Document]:
    return {url: Document(page.body) for url, page in drawn.items()}


def test_html_is_sound(documents: dict[str, Document]) -> None:
    assert {url: doc.faults for url, doc in documents.items() if doc.faults} == {}


def test_one_title_and_no_skipped_level(documents: dict[str, Document]) -> None:
    for url, document in documents.items():
        levels = [level for level, _ in document.headings]
        assert levels.count(1) == 1 and levels[0] == 1, url
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], (url, document.headings)


def internal(url: str, document: Document) -> Iterator[tuple[str, str]]:
    """Links that stay on the site, as page and anchor."""
    for href, _ in document.links:
        parts = urlsplit(href)
        if not parts.scheme:
            target = urlsplit(urljoin(SITE + url, href))
            assert target.geturl().startswith(SITE), href
            yield target.path.removeprefix("/"), target.fragment


def test_every_link_leads_to_a_page(drawn: dict[str, Page], documents: dict[str, Document]) -> None:
    known = set(drawn) | authored() | ELSEWHERE
    lost = {
        (url, path)
        for url, document in documents.items()
        for path, _ in internal(url, document)
        if path not in known and not path.endswith(FILES)
    }
    assert lost == set()


def test_every_anchor_stands_on_its_page(drawn: dict[str, Page], documents: dict[str, Document]) -> None:
    lost = {
        (url, path, anchor)
        for url, document in documents.items()
        for path, anchor in internal(url, document)
        if anchor and path in documents and anchor not in documents[path].ids
    }
    assert lost == set()


def test_every_link_has_words(documents: dict[str, Document]) -> None:
    silent = {(url, href) for url, doc in documents.items() for href, words in doc.links if len(words) < 2}
    assert silent == set()


def test_labels_name_an_element_of_the_page(documents: dict[str, Document]) -> None:
    for url, document in documents.items():
        for tag, attributes in document.elements:
            for name in ("aria-labelledby", "for"):
                for id_ in (attributes.get(name) or "").split():
                    assert id_ in document.ids, (url, tag, id_)


def test_no_python_and_no_template_shows(documents: dict[str, Document]) -> None:
    ours = re.compile(r"\bNone\b|\bTrue\b|Undefined|\{%(?! raw)|<[A-Z]\w+ object")
    assert [url for url, document in documents.items() if ours.search(document.text)] == []


def test_addresses_and_titles(drawn: dict[str, Page]) -> None:
    for url, page in drawn.items():
        assert url == "" or url.endswith("/")
        assert page.path == url + "index.html"
        assert page.title
        assert page.section in {"annuaire", "agenda", "ressources", "actualites", "newsletter", ""}


def test_every_departement_and_collectivity_has_a_page(drawn: dict[str, Page], site: Site) -> None:
    codes = {code.lower() for code in site.places.departements}
    assert len(codes) == 107
    assert {f"departements/{code}/" for code in codes} <= set(drawn)


def test_nothing_is_asked_of_another_host(documents: dict[str, Document]) -> None:
    for url, document in documents.items():
        for tag, attributes in document.elements:
            for name in ("src", "srcset", "data", "action"):
                assert "//" not in (attributes.get(name) or ""), (url, tag, attributes)


#: Elements that hold a fact or a name: one without a word says nothing, and is left out.
HOLLOW = re.compile(
    r"<(dd|dt|th|h[1-6]|time|label|li|summary|caption|strong|option)\b(?![^>]*\b(?:hidden|data-)\b)[^>]*>\s*</\1>"
)
#: A sentence that stops where its day or its name should be.
UNSAID = re.compile(r"\s(?:le|du|au|depuis|avant le|jusqu’au|depuis le)[\s\u00a0]*[.;)]?\s*</(?:p|dd|li)>")
NOTHING = re.compile(r"\b(?:None|undefined|NaN)\b|datetime=\"\"|\(\s*\)|·\s*·|·\s*</p>")
LINK = re.compile(r"<a\b[^>]*>")


def test_what_a_record_lacks_leaves_nothing_behind(drawn: dict[str, Page]) -> None:
    """No empty link, cell, date or tick: what is not known is absent, or said to be unknown in words."""
    for url, page in drawn.items():
        _holds(url, page.body)


def test_no_page_of_ours_nor_feed_nor_letter_keeps_an_empty_place() -> None:
    """The directory, the open data, the feeds and the letters too."""
    files = light.files(real_site(TODAY, SITE))
    read = {path: content.decode() for path, content in files.items() if path.endswith((".html", ".atom"))}
    assert len(read) > 300
    for path, text in read.items():
        _holds(path, unescape(text) if path.endswith(".atom") else text)


def _holds(where: str, html: str) -> None:
    """Nothing of what waits in the page for a script counts, nor a program that is shown."""
    body = re.sub(r"<(template|script|pre)\b.*?</\1>", "", html, flags=re.DOTALL)
    links = [tag for tag in LINK.findall(body) if re.search(r'href="(?:(?:tel|sms|mailto):)?"', tag)]
    assert [tag for tag in links if "data-" not in tag] == [], where
    for pattern in (HOLLOW, UNSAID, NOTHING):
        found = pattern.search(body)
        assert found is None, (where, body[max(0, found.start() - 80) : found.end() + 40])
