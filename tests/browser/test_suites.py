"""Long lists go on over several pages, complete without scripts; the filter of the first takes all in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generators.building import build_site
from generators.pages.frame import suites
from generators.project import Project
from generators.publish import publish
from tests.browser.conftest import ROOT, TODAY, Visit, axe_faults, eventually, fits, served, visits

#: As many lines a page as make several of our own records.
FEW = 5
LISTS = {"agenda/": ".date", "ressources/": ".fiche-carte[data-id]", "actualites/": ".nouvelle"}


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Our own site, whose lists are cut after a few lines."""
    folder = tmp_path_factory.mktemp("suites") / "public"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suites, "LINES", FEW)
        files, _ = build_site(Project.at(ROOT), TODAY)
    publish(files, folder)
    yield folder


@pytest.fixture
def reader(browser: Browser, parted: Path) -> Iterator[Any]:
    with served(parted) as address, visits(browser, address) as start:
        yield start


def wide(reader: Any, **options: Any) -> Visit:
    visit: Visit = reader(viewport={"width": 1280, "height": 900}, **options)
    return visit


def lines(page: Page, kind: str) -> list[str]:
    """The titles of the lines that are shown."""
    return page.locator(f"{LISTS[kind]}:visible").locator("h3, h4").all_inner_texts()


@pytest.fixture(scope="module")
def whole(site: Path) -> dict[str, int]:
    """How many lines the lists of the whole site have."""
    return {
        kind: len(re.findall("data-termes=", (site / kind / "index.html").read_text("utf-8")))
        for kind in LISTS
    }


@pytest.mark.parametrize("kind", LISTS)
def test_all_is_there_without_scripts(reader: Any, whole: dict[str, int], kind: str) -> None:
    page = wide(reader, java_script_enabled=False).open(kind)
    links = page.locator("[data-suites] > ul a")
    found = lines(page, kind)
    for url in links.evaluate_all("all => all.map((one) => one.href)"):
        page.goto(url)
        here = lines(page, kind)
        assert 0 < len(here) <= FEW
        found += here
    assert len(found) == whole[kind]


@pytest.mark.parametrize("kind", LISTS)
def test_a_box_takes_in_the_lines_of_all_pages(reader: Any, wide_site: Any, kind: str) -> None:
    """What it leaves, and how many each box would, are those of a list that was never cut."""
    told = []
    for page in (wide(reader).open(kind), wide_site.open(kind)):
        box = page.locator(".facettes .case:not(.case--vide) input:is([name=publics], [name=annees])").first
        box.evaluate("(one) => one.closest('details')?.setAttribute('open', '')")
        box.check()
        expect(page.locator("[data-suites]")).to_have_count(0)
        counts = page.locator(".facettes .case__nombre")
        told.append(
            (
                sorted(eventually(lambda page=page: lines(page, kind), bool)),
                page.locator("[data-compte]").inner_text(),
                counts.all_inner_texts(),
            )
        )
    assert told[0] == told[1]


@pytest.fixture
def wide_site(visitor: Any) -> Visit:
    visit: Visit = visitor(viewport={"width": 1280, "height": 900})
    return visit


def test_words_find_what_stands_on_a_further_page(reader: Any) -> None:
    visit = wide(reader)
    page = visit.open("ressources/")
    first = lines(page, "ressources/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("searchbox", name="Chercher dans les ressources").fill("guide")
    expect(page.locator("[data-compte]")).to_contain_text("«\u00a0guide\u00a0»")
    assert [one for one in lines(page, "ressources/") if one not in first]
    assert any("/suite/2/" in url for url in asked)
    links = page.locator(".fiche-carte[data-id]:visible h3 a").evaluate_all(
        "all => all.map((one) => one.href)"
    )
    assert all(re.search(r"/ressources/[a-z0-9-]+/$", url) for url in links)
    assert page.request.get(links[-1]).ok


def test_where_the_rest_does_not_come_nothing_is_said_to_be_absent(reader: Any) -> None:
    visit = wide(reader)
    visit.page.route("**/suite/**", lambda route: route.fulfill(status=404, body=""))
    page = visit.open("agenda/")
    before = lines(page, "agenda/")
    page.locator(".facettes .case:not(.case--vide) input[name=publics]").first.check()
    expect(page.locator("[data-compte]")).to_contain_text("La suite de la liste ne vient pas.")
    assert lines(page, "agenda/") == before
    page.get_by_role("button", name=re.compile("^Retirer le filtre")).click()
    expect(page.locator("[data-compte]")).to_contain_text("rendez-vous")


def test_an_old_piece_of_news_keeps_its_address(reader: Any, site: Path) -> None:
    """Those that have gone to a further page are led to by scripts, and by their titles without."""
    ids = re.findall(
        r'<li class="nouvelle" id="([^"]+)"', (site / "actualites/index.html").read_text("utf-8")
    )
    page = wide(reader).open(f"actualites/#{ids[-1]}")
    page.wait_for_url(re.compile(r"/actualites/suite/\d+/#"))
    expect(page.locator(f"#{ids[-1]} > .repli")).to_have_attribute("open", "")
    plain = wide(reader, java_script_enabled=False).open(f"actualites/#{ids[-1]}")
    plain.locator(f"[data-suites] #{ids[-1]} a").click()
    expect(plain.locator(f".nouvelle#{ids[-1]}")).to_be_visible()


@pytest.mark.parametrize("kind", LISTS)
def test_further_pages_are_sound(reader: Any, kind: str) -> None:
    for path in (kind, f"{kind}suite/2/"):
        phone: Visit = reader(viewport={"width": 360, "height": 740}, bypass_csp=True)
        page = phone.open(path)
        assert axe_faults(page) == []
        fits(page, 360)
