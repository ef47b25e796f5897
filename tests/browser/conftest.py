"""The built site in a real browser, with every other host cut off."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect, sync_playwright

from generators.building import build_site
from generators.project import Project
from generators.publish import publish
from tests import chromium

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
#: The tests' machine may be ten times busier than ours: a limit is there to end what hangs, not to measure.
PATIENCE_S = 30
T = TypeVar("T")

expect.set_options(timeout=PATIENCE_S * 1000)


def eventually(read: Callable[[], T], right: T | Callable[[T], object]) -> T:
    """What is read once it is right: equal to a value, or of which a test holds.

    For what `expect` cannot say. A page answers a gesture, or gives way to the next page, in its own time.
    """
    end = time.monotonic() + PATIENCE_S
    while True:
        last: object
        try:
            last = value = read()
            if right(value) if callable(right) else value == right:
                return value
        except Error as leaving:  # the page that was read has just given way to another
            last = leaving
        assert time.monotonic() < end, f"still {last!r}" + ("" if callable(right) else f", never {right!r}")
        time.sleep(0.05)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site built from the repository's own data."""
    folder = tmp_path_factory.mktemp("site") / "public"
    files, _ = build_site(Project.at(ROOT), TODAY)
    publish(files, folder)
    return folder


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: without a word, and with our own 404 page."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Lets a browser ask for a page's dozens of files at once, wait in line, and hang up when it leaves."""

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, host: type[Quiet] = Quiet) -> Iterator[str]:
    """A folder as a site: its address. It may be filled afterwards."""
    with Server(("127.0.0.1", 0), partial(host, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "no Chromium: run python -m tests.chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser of one's own, with nothing kept from others; it waits as long as the machine needs."""
    context = browser.new_context(**{"locale": "fr-FR", "timezone_id": "Europe/Paris", **options})
    context.set_default_timeout(2 * PATIENCE_S * 1000)
    try:
        yield context
    finally:
        context.close()


class Visit:
    """A reader's visit: opens pages of the site, and notes all that should not happen."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.foreign: list[str] = []
        self.faults: list[str] = []
        context.route("**/*", self._only_this_site)
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, path: str = "") -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def _only_this_site(self, route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(self.address).netloc:
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "404" not in text:
            self.faults.append(text)


@contextmanager
def visits(browser: Browser, address: str) -> Iterator[Any]:
    """`start(**options)` begins a visit; at the end no host but ours was asked and nothing failed."""
    begun: list[Visit] = []
    with ExitStack() as contexts:

        def start(**options: Any) -> Visit:
            begun.append(Visit(contexts.enter_context(opened(browser, **options)), address))
            return begun[-1]

        yield start
    for visit in begun:
        assert visit.foreign == []
        assert visit.faults == []


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Any]:
    """`visitor(**options)` begins a visit of the repository's own site."""
    with visits(browser, address) as start:
        yield start


def module(page: Page, name: str) -> str:
    """The address of a module of site/scripts/, of the edition that the page is of."""
    beside = "name => new URL(`${name}.js`, document.querySelector('script[src$=\"/cadre.js\"]').src).href"
    found: str = page.evaluate(beside, name)
    return found


def calm(page: Page) -> Page:
    """The page once no file has come for half a second; the driver's « networkidle » may never be told."""
    count = "performance.getEntriesByType('resource').length"
    before, now = -1, page.evaluate(count)
    while now != before:
        page.wait_for_timeout(500)
        before, now = now, page.evaluate(count)
    return page


AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
#: What moves or fades comes to its end: half way, colours are mixed and boxes stand elsewhere.
REST = """() => Promise.all(document.getAnimations()
  .filter((one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity)
  .map((one) => one.finished.catch(() => null)))"""
#: The rules that hold: WCAG 2.2 AA, the size of what one touches among them, and what axe knows to be good.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong with a page, by the rules of `TAGS` or some; the visit needs `bypass_csp`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    page.evaluate(REST)
    page.evaluate("scrollTo(0, 0)")  # what has gone under a bar that stays is no smaller for it
    options = {"resultTypes": ["violations"], "runOnly": rules or TAGS}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def fits(page: Page, width: int) -> None:
    """Nothing sticks out of a screen of this width."""
    eventually(lambda: page.evaluate("document.documentElement.scrollWidth"), lambda found: found <= width)


@pytest.fixture
def wide(visitor: Any) -> Visit:
    return visitor(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(visitor: Any) -> Visit:
    return visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
