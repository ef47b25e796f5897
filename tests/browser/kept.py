"""A site of which a reader keeps a copy: hosted, stopped, failing; what is kept of it, and what is left."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generators.pages.frame.page import integrity
from tests.browser.conftest import PATIENCE_S, Quiet, Server, eventually, opened

#: All that a browser may hold of a site.
LEFT = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  bases: (await indexedDB.databases()).length,
  storage: localStorage.length + sessionStorage.length,
  cookies: document.cookie,
})"""


NOTHING = {"caches": [], "workers": 0, "bases": 0, "storage": 0, "cookies": ""}


KEPT, NOT_KEPT = "C’est gardé", "Rien n’a été gardé."


class Host:
    """A site that may be stopped, and started again at its address."""

    def __init__(self, folder: Path, handler: type[Quiet] = Quiet) -> None:
        self.folder, self.port = folder, 0
        self.handle(handler)
        self.start()
        self.address = f"http://127.0.0.1:{self.port}/"

    def handle(self, handler: type[Quiet]) -> None:
        self._handler = partial(handler, directory=str(self.folder))

    def start(self) -> None:
        self._server = Server(("127.0.0.1", self.port), self._handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def hosting(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[Host]:
    host = Host(folder, handler)
    yield host
    host.stop()


def copied(site: Path, folder: Path) -> Path:
    """The site once more, to be changed: a file is replaced, never written into."""
    shutil.copytree(site, folder, copy_function=os.link)
    return folder


def replace(path: Path, content: str) -> None:
    path.unlink()
    path.write_text(content, "utf-8")


def repack(folder: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Packs what the directory reads anew, as it is to be."""
    lists = folder / "hors-ligne/copie.json"
    whole = json.loads(lists.read_text("utf-8"))
    for one in whole["paquets"]:
        pack = json.dumps(change(json.loads((folder / one[0]).read_text("utf-8"))))
        replace(folder / one[0], pack)
        one[1] = integrity(pack.encode())
    replace(lists, json.dumps(whole))


@pytest.fixture(scope="module")
def whole(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


@pytest.fixture
def small(site: Path, tmp_path: Path) -> Iterator[Host]:
    """The site with a copy of some fifty files: of the towns, those that begin as « Nord » does."""
    folder = copied(site, tmp_path / "public")
    repack(
        folder,
        lambda pack: {
            path: text for path, text in pack.items() if "/communes/" not in path or "/communes/no" in path
        },
    )
    with hosting(folder) as host:
        yield host


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """Without routes of ours: the driver would ask in place of the worker."""
    with opened(browser, viewport={"width": 1280, "height": 900}) as context:
        yield context


def panel(reader: BrowserContext, host: Host, departement: str = "59") -> Page:
    page = reader.new_page()
    page.goto(f"{host.address}hors-ligne/#{departement}")
    page.locator("[data-pret]").wait_for()
    return page


def press(page: Page) -> None:
    page.get_by_role("button", name="Garder sur cet appareil").click()


def said(page: Page) -> Any:
    return expect(page.locator("[data-hors-ligne] [data-dit]"))


def keep(reader: BrowserContext, host: Host, departement: str = "59") -> Page:
    page = panel(reader, host, departement)
    press(page)
    said(page).to_contain_text(KEPT)
    return page


def left(page: Page) -> Any:
    return page.evaluate(LEFT)


def nothing_is_left(reader: BrowserContext, host: Host) -> None:
    """A worker that was told to go goes once no page of the site is there any more."""
    page = reader.new_page()
    page.goto(f"{host.address}robots.txt")
    eventually(lambda: left(page), NOTHING)
    page.close()


def ways_out(reader: BrowserContext) -> list[str]:
    """Where « Quitter vite » leads from now on. Nothing there answers: a page stays for as long as it can."""
    asked: list[str] = []
    reader.route("https://**/*", lambda route: asked.append(route.request.url))
    return asked


def leave(page: Page) -> None:
    page.evaluate("setTimeout(() => document.querySelector('[data-sortie]').click())")


def only_mark(page: Page) -> Any:
    """What the mark of the one copy says."""
    return page.evaluate(
        "async () => { const [nom] = await caches.keys(); "
        "return (await (await caches.open(nom)).match(new URL('../gardien.js?copie', location))).json(); }"
    )


def mark(page: Page, **facts: object) -> None:
    """Writes other facts into the mark of the one copy."""
    page.evaluate(
        "async faits => { const ou = new URL('../gardien.js?copie', location);"
        "const [nom] = await caches.keys(); const cache = await caches.open(nom);"
        "const dite = await (await cache.match(ou)).json();"
        "await cache.put(ou, new Response(JSON.stringify({ ...dite, ...faits }))); }",
        facts,
    )


class Faulty(Quiet):
    """A site that answers as a test wants: `fault` is told each path, and answers what is amiss or None."""

    fault: Callable[[str], str | None]

    def do_GET(self) -> None:  # noqa: N802
        match type(self).fault(self.path):
            case "cut":
                self.connection.close()
            case "slow":
                time.sleep(PATIENCE_S)
            case "gone":
                self.send_error(404)
            case "refused":
                self.send_error(403)
            case str() as content:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(content.encode())
            case None:
                super().do_GET()


def at(part: str, answer: str) -> Callable[[str], str | None]:
    return lambda path: answer if part in path else None


def serve(host: Host, fault: Callable[[str], str | None]) -> None:
    """The site answers as a test wants from now on."""
    host.stop()
    host.handle(type("Handler", (Faulty,), {"fault": staticmethod(fault)}))
    host.start()
