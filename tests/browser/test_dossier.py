"""The site in a folder of a host: what is not found, at any depth, and an address without its last slash."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generators import filling
from generators.editions import MANIFEST, Edition
from generators.mkdocs import frame_of
from tests import edition
from tests.browser.conftest import TODAY, Quiet, served, visits
from tests.sites import PROJECT, real_site

FOLDER = "annuaire-du-reseau"
SITE = f"https://reseau.example/{FOLDER}/"


@pytest.fixture(scope="module")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host's folder, in which the site is one among others; the page of what is not found names it."""
    root = tmp_path_factory.mktemp("hote")
    ours = root / FOLDER
    ours.mkdir()
    for one in site.iterdir():
        (ours / one.name).symlink_to(one)
    rendered = frame_of(PROJECT, real_site(TODAY, SITE)).rendered["404.html"]
    names = edition.names({MANIFEST: (site / MANIFEST).read_bytes()})
    (ours / "404.html").unlink()
    (ours / "404.html").write_bytes(filling.rendered(rendered, Edition(names)))
    return root


class Host(Quiet):
    """Gives a folder's page for its address without a slash, as `try_files $uri $uri/index.html` does."""

    def send_head(self) -> Any:
        address = urlsplit(self.path).path
        path = Path(self.translate_path(address))
        if not address.endswith("/") and path.is_dir():
            self.path = f"{address}/"
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / FOLDER / "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.copyfile(io.BytesIO(body), self.wfile)


@pytest.fixture(scope="module")
def address(host: Path) -> Iterator[str]:
    with served(host, Host) as found:
        yield f"{found}{FOLDER}/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A reader whose page misses no file of the site: what is not found is the page itself alone."""
    missed: list[str] = []
    with visits(browser, address) as start:
        visit = start(viewport={"width": 1280, "height": 900})
        visit.page.on(
            "response",
            lambda one: (
                missed.append(one.url)
                if one.status >= 400 and not one.request.is_navigation_request()
                else None
            ),
        )
        yield visit.page
    assert missed == []


def styled(page: Page) -> None:
    """The style sheet has come: the emergency bar has its colour."""
    colour = "getComputedStyle(document.querySelector('.barre')).backgroundColor"
    assert page.evaluate(colour) == "rgb(10, 52, 50)"


def led(links: Locator) -> list[str]:
    """Where links lead, without their questions; those of drawings are links too."""
    whole = "new URL(one.getAttribute('href'), document.baseURI).href"
    found: list[str] = links.evaluate_all(f"all => all.map((one) => {whole}.split('?')[0])")
    return found


@pytest.mark.parametrize("lost", ["rien", "acteurs/nulle-part", "agenda/a/b/c/d/", "acteurs/x.html?q=1"])
def test_what_is_not_found_leads_on_at_any_depth(page: Page, address: str, lost: str) -> None:
    page.goto(address + lost)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas, ou plus")
    expect(page).to_have_url(address + lost)
    styled(page)
    expect(page.locator(".barre a[href='tel:119']")).to_be_visible()
    expect(page.get_by_role("link", name="Quitter vite").first).to_be_visible()
    for link in page.locator("main a[href], header a[href]").evaluate_all(
        "all => all.map((one) => one.href)"
    ):
        assert link.startswith((address, "tel:", "sms:", "https://")), link
    page.get_by_label("Un lieu, un besoin").fill("dunkerque")
    page.locator("main").get_by_role("button", name="Chercher").click()
    expect(page).to_have_url(re.compile(re.escape(f"{address}annuaire/?q=dunkerque")))
    expect(page.get_by_role("link", name="La Boussole").first).to_be_visible()


def test_the_header_s_search_works_where_nothing_is_found(page: Page, address: str) -> None:
    page.goto(f"{address}acteurs/nulle/part/")
    page.get_by_label("Chercher dans tout le site").first.click()
    page.get_by_role("combobox", name="Chercher dans tout le site").fill("boussole")
    expect(page.get_by_role("option").first).to_contain_text("Boussole")


@pytest.mark.parametrize(
    ("written", "right", "link"),
    [
        ("acteurs/la-boussole-nord", "acteurs/la-boussole-nord/", "departements/59/"),
        ("annuaire?q=lille#resultats", "annuaire/?q=lille#resultats", "couverture/"),
        ("/acteurs//la-boussole-nord", "acteurs/la-boussole-nord/", "departements/59/"),
        ("acteurs/la-boussole-nord//?a=//#b//", "acteurs/la-boussole-nord/?a=//#b//", "departements/59/"),
        ("", "", "annuaire/"),
        ("departements/59?embed=1", "departements/59/?embed=1", "acteurs/la-boussole-nord/"),
    ],
)
def test_a_missing_slash_breaks_nothing(
    page: Page, address: str, written: str, right: str, link: str
) -> None:
    page.goto((address + written) if written else address.rstrip("/"))
    styled(page)
    asked = ".*" if "?" not in written else r"\?.*"
    said = f"#{written.partition('#')[2]}$" if "#" in written else ""
    expect(page).to_have_url(re.compile(f"^{re.escape(address + right.partition('?')[0])}{asked}{said}"))
    assert address + link in led(page.locator("a[href]"))


def test_the_icons_and_the_manifest_are_there(page: Page, address: str) -> None:
    for path in ("acteurs/nulle-part", "acteurs/la-boussole-nord", "admin"):
        page.goto(address + path)
        links = "[rel=manifest], [rel=icon], [rel='apple-touch-icon']"
        found = page.locator(links).evaluate_all("all => all.map((one) => one.href)")
        assert len(found) == 4
        for one in found:
            assert one.startswith(address) and page.request.get(one).ok, one
