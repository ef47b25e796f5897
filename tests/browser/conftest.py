"""The built site in a real browser, with every other host cut off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from generators.mkdocs import build_site
from generators.project import Project
from generators.publish import publish
from tests import chromium

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


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


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as a site: its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
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
    contexts: list[BrowserContext] = []
    begun: list[Visit] = []

    def start(**options: Any) -> Visit:
        context = browser.new_context(**{"locale": "fr-FR", "timezone_id": "Europe/Paris", **options})
        contexts.append(context)
        begun.append(Visit(context, address))
        return begun[-1]

    yield start
    for context in contexts:
        context.close()
    for visit in begun:
        assert visit.foreign == []
        assert visit.faults == []


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Any]:
    """`visitor(**options)` begins a visit of the repository's own site."""
    with visits(browser, address) as start:
        yield start


AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def axe_faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong with a page, by all its rules or some; the visit needs `bypass_csp`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.fixture
def wide(visitor: Any) -> Visit:
    return visitor(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(visitor: Any) -> Visit:
    return visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
