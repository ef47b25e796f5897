"""What a reader keeps to read without network: only on demand, whole, dated, and gone at one press."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Quiet, Server, eventually, opened

#: All that a browser may hold of a site.
LEFT = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  bases: (await indexedDB.databases()).length,
  storage: localStorage.length + sessionStorage.length,
  cookies: document.cookie,
})"""
TOP = "selector => document.querySelector(selector).getBoundingClientRect().top"
NOTHING = {"caches": [], "workers": 0, "bases": 0, "storage": 0, "cookies": ""}
KEPT, NOT_KEPT = "C’est gardé", "Rien n’a été gardé."


class Host:
    """A site that may be stopped, and started again at its address."""

    def __init__(self, folder: Path, handler: type[Quiet] = Quiet) -> None:
        self._handler = partial(handler, directory=str(folder))
        self.folder, self.port = folder, 0
        self.start()
        self.address = f"http://127.0.0.1:{self.port}/"

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


@pytest.fixture(scope="module")
def whole(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


@pytest.fixture
def small(site: Path, tmp_path: Path) -> Iterator[Host]:
    """The site with a copy of some forty files: the towns are left out."""
    folder = copied(site, tmp_path / "public")
    lists = json.loads((folder / "hors-ligne/copie.json").read_text("utf-8"))
    lists["fichiers"] = [path for path in lists["fichiers"] if "/communes/" not in path]
    replace(folder / "hors-ligne/copie.json", json.dumps(lists))
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


def test_an_ordinary_visit_leaves_nothing(reader: BrowserContext, whole: Host) -> None:
    page = reader.new_page()
    for path in ("", "annuaire/?q=nord", "departements/59/", "acteurs/la-boussole-nord/", "hors-ligne/#59"):
        page.goto(whole.address + path)
    page.locator("[data-pret]").wait_for()
    expect(page.locator("[data-rien]")).to_be_visible()
    assert left(page) == NOTHING
    assert reader.cookies() == []
    assert page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)") == 0


def test_what_it_leaves_is_said_before(reader: BrowserContext, whole: Host) -> None:
    page = reader.new_page()
    page.goto(f"{whole.address}departements/59/")
    page.get_by_role("link", name="Garder hors ligne").click()
    page.locator("[data-pret]").wait_for()
    expect(page.get_by_label("Quel département")).to_have_value("59")
    form = page.locator("[data-hors-ligne]")
    for words in ("Environ 7 Mo", f"127.0.0.1:{whole.port}", "Qui utilise cet appareil", "« Quitter vite »"):
        expect(form).to_contain_text(
            words.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" Mo", "\u00a0Mo")
        )
    assert left(page) == NOTHING


def test_without_network_the_copy_is_read_with_its_date(reader: BrowserContext, site: Path) -> None:
    """The server is stopped and the network cut: the directory is searched, structures have their pages."""
    with hosting(site) as host:
        page = keep(reader, host)
        host.stop()
        reader.set_offline(True)
        page.goto(f"{host.address}departements/59/")
        strip = page.locator(".copie strong")
        expect(strip).to_contain_text(re.compile(r"Copie du \d.+\d{4}, sans réseau\."))
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        eventually(lambda: page.evaluate(TOP, ".copie"), lambda top: 0 <= top < 200)
        expect(page.locator(".barre")).to_contain_text("119")
        page.get_by_role("link", name="La Boussole", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("La Boussole")
        expect(strip).to_be_visible()
        page.goto(f"{host.address}annuaire/")
        page.locator("#q").fill("Dunkerque hébergement")
        page.locator("#q").press("Enter")
        expect(page.locator("[data-compte]")).to_contain_text("à Dunkerque")
        page.locator(".resultat:visible").first.wait_for()
        page.locator(".repere, .grappe").first.wait_for()
        expect(strip).to_be_visible()
        page.goto(f"{host.address}annuaire")
        expect(page).to_have_url(f"{host.address}annuaire/")
        page.goto(f"{host.address}agenda/")
        expect(page.get_by_text("n’est pas dans votre copie")).to_be_visible()
        expect(page.locator("[data-quand]")).to_contain_text("Copie du")
        reader.set_offline(False)
        host.start()
        page.goto(f"{host.address}departements/59/")
        expect(strip).to_have_count(0)
        page.goto(f"{host.address}hors-ligne/")
        page.get_by_role("button", name="Effacer la copie").click()
        said(page).to_contain_text("La copie est effacée.")
        expect(page.locator("[data-rien]")).to_be_visible()
        page.close()
        nothing_is_left(reader, host)


@pytest.mark.parametrize("way", ["click", "shift", "another page's worker"])
def test_the_quick_exit_erases_it(reader: BrowserContext, small: Host, way: str) -> None:
    page = keep(reader, small)
    if way == "another page's worker":  # a page loaded past every cache has no worker of its own
        reader.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})
        eventually(lambda: page.evaluate("navigator.serviceWorker.controller"), None)
        page.locator("[data-pret]").wait_for()
    elsewhere = {"body": "<title>Ailleurs</title>", "content_type": "text/html"}
    reader.route("https://**/*", lambda route: route.fulfill(**elsewhere))
    if way == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.locator("[data-sortie]:visible").first.click()
    expect(page).to_have_title("Ailleurs")
    nothing_is_left(reader, small)


def test_a_copy_that_was_half_erased_is_finished_at_the_next_visit(
    reader: BrowserContext, small: Host
) -> None:
    """Its mark went first: nothing of it is read, and the rest goes with the worker."""
    page = keep(reader, small)
    page.evaluate(
        "async () => { for (const nom of await caches.keys()) "
        "await (await caches.open(nom)).delete(new URL('../gardien.js?copie', location)); }"
    )
    page.goto(f"{small.address}departements/59/")
    page.close()
    nothing_is_left(reader, small)
