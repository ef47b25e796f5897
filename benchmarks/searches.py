"""The first search of a visit in a real browser: ours, Material's, and Pagefind over the pages that we
built.

The cache is empty. The clock runs from the opening of a page to the first result on the screen, the
question being typed at once when the page's box is there; all bytes count, as the host sends them (gzip),
scripts included. The host is asked once before, so that no compression is timed.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from benchmarks import contenders
from benchmarks.book import OURS, Book, Key
from benchmarks.hote import serving
from benchmarks.measure import Cost, Failed, run, weight
from benchmarks.peers.markdown import MKDOCS
from benchmarks.peers.peer import MODULES, environment
from benchmarks.visite import visit, weighing
from tests import chromium

PAGEFIND = "Pagefind"
QUESTION = "prévenir fugues"
VISITS = 3
#: Milliseconds for a result to come.
PATIENCE = 120_000
#: A page that has Pagefind's own box and nothing else.
_BOX = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Pagefind</title>
<link href="/pagefind/pagefind-ui.css" rel="stylesheet"><script src="/pagefind/pagefind-ui.js"></script>
<div id="search"></div><script>new PagefindUI({ element: "#search", showImages: false });</script></html>"""


@dataclass(frozen=True, slots=True)
class Box:
    """A site's search: the page that is opened, what is clicked and typed into, where results come."""

    page: str
    field: str
    result: str
    button: str = ""


BOXES = {
    OURS: Box("agenda/", "#recherche-entete", "#trouvailles [role=option]", "#bouton-recherche"),
    MKDOCS.name: Box("agenda/", "input.md-search__input", ".md-search-result__item a"),
    PAGEFIND: Box("chercher/", ".pagefind-ui__search-input", ".pagefind-ui__result-link"),
}


def measure(book: Book, scratch: Path, network: Path, actors: int) -> None:
    """The sites of the last cold builds are searched; Pagefind's index is made first, and timed."""
    site = network / contenders.PUBLIC
    sites = {OURS: site, MKDOCS.name: scratch / MKDOCS.name / MKDOCS.out, PAGEFIND: site}
    with _indexed(book, site, actors), _browser() as browser:
        for who, folder in sites.items():
            key = Key("first search", who, actors)
            if not (folder / "index.html").is_file():
                book.lack(key, "there is no site to search")
            elif Key("search index", who, actors) not in book.lacks:
                _searched(book, key, browser, folder)


def _searched(book: Book, key: Key, browser: Browser, folder: Path) -> None:
    with serving(folder) as address:
        for number in range(VISITS + 1):
            once = partial(_first, browser, address, BOXES[key.who])
            # The first visit warms the host.
            if number and not book.measured(key, once):
                return
            if not number:
                try:
                    once()
                except (Failed, BrowserError) as error:
                    book.lack(key, str(error).split("\n")[0][:200])
                    return


def _first(browser: Browser, address: str, box: Box) -> Cost:
    with visit(browser) as page:
        try:
            with weighing(page) as files:
                start = time.perf_counter()
                _ask(page, address, box)
                elapsed = time.perf_counter() - start
        except BrowserError as error:
            raise Failed(str(error).split("\n")[0]) from error
    return Cost(elapsed, files=len(files), megabytes=sum(files.values()) / 1e6)


def _ask(page: Page, address: str, box: Box) -> None:
    page.goto(address + box.page, wait_until="load")
    if box.button:
        page.locator(box.button).click()
    page.locator(box.field).first.click()
    page.keyboard.insert_text(QUESTION)
    page.locator(box.result).first.wait_for(state="visible", timeout=PATIENCE)


@contextmanager
def _indexed(book: Book, site: Path, actors: int) -> Iterator[None]:
    """Pagefind's bundle and a page with its box stand in our site during the block."""
    key = Key("search index", PAGEFIND, actors)
    program = next(MODULES.glob("@pagefind/*/bin/pagefind_extended"), None)
    bundle, page = site / "pagefind", site / BOXES[PAGEFIND].page
    if program is None:
        book.lack(key, "not installed: pagefind (make bench installs it)")
        book.lack(key._replace(job="first search"), "not installed: pagefind (make bench installs it)")
    elif book.measured(key, partial(_index, str(program), site, bundle)):
        page.mkdir()
        (page / "index.html").write_text(_BOX, encoding="utf-8")
    try:
        yield
    finally:
        shutil.rmtree(bundle, ignore_errors=True)
        shutil.rmtree(page, ignore_errors=True)


def _index(program: str, site: Path, bundle: Path) -> Cost:
    cost = run((program, "--site", str(site), "--output-path", str(bundle), "--silent"), site, environment())
    if not (bundle / "pagefind-ui.js").is_file():
        raise Failed("it wrote no pagefind-ui.js")
    files, megabytes = weight(bundle)
    return Cost(cost.elapsed, cost.cpu, cost.peak, files, megabytes)


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield browser
        browser.close()
