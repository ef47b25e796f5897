"""What a reader keeps to read without network: only on demand, whole, dated, and gone at one press."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from generators.pocket import FORMAT, integrity
from tests.browser.conftest import PATIENCE_S, Quiet, Server, axe_faults, eventually, fits, opened

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


def test_an_ordinary_visit_leaves_nothing(reader: BrowserContext, whole: Host) -> None:
    page = reader.new_page()
    for path in ("", "annuaire/?q=nord", "departements/59/", "acteurs/la-boussole-nord/", "hors-ligne/#59"):
        page.goto(whole.address + path)
    page.locator("[data-pret]").wait_for()
    expect(page.locator("[data-rien]")).to_be_visible()
    assert left(page) == NOTHING
    assert reader.cookies() == []
    assert page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)") == 0


#: Firefox writes the name of a site on the disk as soon as its caches are asked for anything.
ASKED = """const noms = ["keys", "open", "match", "has", "delete"];
for (const [quoi, lesquels] of [[CacheStorage, noms], [IDBFactory, ["open"]]])
  for (const nom of lesquels) {
    const vrai = quoi.prototype[nom];
    quoi.prototype[nom] = function (...a) { noter(nom); return vrai.apply(this, a); };
  }"""


def test_where_nothing_was_asked_for_no_page_and_no_exit_asks_the_caches(
    reader: BrowserContext, whole: Host
) -> None:
    asked: list[str] = []

    def note(name: str) -> None:
        asked.append(name)

    reader.expose_function("noter", note)
    reader.add_init_script(ASKED)
    other = panel(reader, whole)
    page = panel(reader, whole)
    expect(page.locator("[data-rien]")).to_be_visible()
    out = ways_out(reader)
    leave(page)
    eventually(lambda: other.evaluate("navigator.serviceWorker.getRegistration()") or out, len)
    assert asked == []
    other.evaluate("caches.keys()")
    assert asked == ["keys"]


def test_what_it_leaves_is_said_before(reader: BrowserContext, whole: Host) -> None:
    page = reader.new_page()
    page.goto(f"{whole.address}departements/59/")
    page.get_by_role("link", name="Garder hors ligne").click()
    page.locator("[data-pret]").wait_for()
    expect(page.get_by_label("Quel département")).to_have_value("59")
    form = page.locator("[data-hors-ligne]")
    for words in (
        "Environ 7",
        f"127.0.0.1:{whole.port}",
        "Qui utilise cet appareil",
        "« Quitter vite »",
    ):
        expect(form).to_contain_text(
            words.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" Mo", "\u00a0Mo")
        )
    assert left(page) == NOTHING


def test_without_network_the_copy_is_read_with_its_date(reader: BrowserContext, site: Path) -> None:
    """The server is stopped and the network cut: the directory is searched, structures have their pages."""
    with hosting(site) as host:
        page = panel(reader, host)
        size = page.locator("[data-taille]").first.inner_text()
        press(page)
        said(page).to_contain_text(f"{KEPT}\u00a0: {size}.")
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
        for audience in ("moins-de-18-ans", "proches", "professionnels", "departements"):
            page.goto(f"{host.address}{audience}/")
            expect(page).to_have_url(f"{host.address}{audience}/")
            expect(strip).to_be_visible()
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


def ways_out(reader: BrowserContext) -> list[str]:
    """Where « Quitter vite » leads from now on. Nothing there answers: a page stays for as long as it can."""
    asked: list[str] = []
    reader.route("https://**/*", lambda route: asked.append(route.request.url))
    return asked


def leave(page: Page) -> None:
    page.evaluate("setTimeout(() => document.querySelector('[data-sortie]').click())")


#: What answers slowly while a copy is made.
STAGES = ("/editions.json", "/copie.json", "/gardien.js", "/lieux.json", "/acteurs/la-boussole-nord/")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("tab", ["same", "other"])
def test_a_quick_exit_stops_a_copy_in_the_making(
    reader: BrowserContext, small: Host, stage: str, tab: str
) -> None:
    """In each tab, at each stage: what was begun does not come to an end behind the reader's back."""
    watch = reader.new_page()
    watch.goto(f"{small.address}robots.txt")
    armed, asked, goes_on = (threading.Event() for _ in range(3))

    def fault(path: str) -> None:
        if stage in path and armed.is_set():
            asked.set()
            goes_on.wait(PATIENCE_S)

    serve(small, fault)
    page = panel(reader, small)
    other = reader.new_page()
    other.goto(f"{small.address}departements/59/")
    out = ways_out(reader)
    armed.set()
    press(page)
    assert asked.wait(PATIENCE_S)
    leave(page if tab == "same" else other)
    eventually(lambda: watch.evaluate("1") and out, len)
    goes_on.set()
    watch.evaluate(
        "navigator.locks.request('maillage / copie', () => {})"
    )  # once the copy has come to an end
    eventually(lambda: left(watch), NOTHING)
    if tab == "other":
        said(page).to_have_text(f"La copie a été effacée pendant qu’elle se faisait. {NOT_KEPT}")


def test_a_copy_is_erased_while_another_tab_renews_it(reader: BrowserContext, small: Host) -> None:
    page = keep(reader, small)
    other = panel(reader, small)
    serve(small, at("/lieux.json", "slow"))
    page.get_by_role("button", name="Mettre à jour la copie").click()
    eventually(lambda: page.evaluate("caches.keys().then((noms) => noms.length)"), 2)
    other.get_by_role("button", name="Effacer la copie").click()
    said(other).to_contain_text("La copie est effacée.")
    said(page).to_have_text(f"La copie a été effacée pendant qu’elle se faisait. {NOT_KEPT}")
    expect(page.locator("[data-rien]")).to_be_visible()
    assert page.evaluate("caches.keys()") == []


def test_a_tab_that_is_closed_takes_its_half_copy_along(reader: BrowserContext, small: Host) -> None:
    """Nobody needs to come back to the site for it."""
    watch = reader.new_page()
    watch.goto(f"{small.address}robots.txt")
    serve(small, at("/lieux.json", "slow"))
    page = panel(reader, small)
    press(page)
    eventually(lambda: page.evaluate("caches.keys()"), len)
    eventually(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"), True)
    page.close()
    eventually(lambda: left(watch), NOTHING)


def test_what_was_kept_is_in_no_other_cache_of_the_browser(reader: BrowserContext, small: Host) -> None:
    page = keep(reader, small)
    page.get_by_role("button", name="Effacer la copie").click()
    said(page).to_contain_text("La copie est effacée.")
    known = page.evaluate(
        "site => fetch(`${site}acteurs/la-boussole-nord/`, { cache: 'only-if-cached', mode: 'same-origin' })"
        ".then((reponse) => reponse.ok, () => false)",
        small.address,
    )
    assert not known


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


def test_an_old_copy_warns(reader: BrowserContext, small: Host) -> None:
    page = keep(reader, small)
    mark(page, quand=1790000000000, octets=6_900_000)
    small.stop()
    page.goto(f"{small.address}departements/59/")
    expect(page.locator(".copie")).to_contain_text(
        "Copie du 21\u00a0septembre\u00a02026, le site ne répond pas."
    )
    expect(page.locator(".copie")).to_contain_text("Elle a plus d’un mois\u00a0: des numéros ont pu changer.")
    small.start()


def test_a_copy_of_another_shape_is_read_by_nobody_and_told(reader: BrowserContext, small: Host) -> None:
    page = keep(reader, small)
    mark(page, format=0)
    page.reload()
    page.locator("[data-pret]").wait_for()
    expect(page.locator("[data-etat]")).to_contain_text("d’un format ancien")
    small.stop()
    with suppress(Error):  # what the browser itself remembers of a page is none of ours
        page.goto(f"{small.address}departements/59/")
    expect(page.locator(".copie")).to_have_count(0)
    small.start()
    page.goto(f"{small.address}hors-ligne/")
    page.get_by_role("button", name="Mettre à jour la copie").click()
    said(page).to_contain_text(KEPT)
    assert only_mark(page)["format"] == FORMAT


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


def published_meanwhile() -> Callable[[str], str | None]:
    """The site says another edition of itself from the second time on."""
    asked: list[str] = []

    def fault(path: str) -> str | None:
        asked.append(path)
        again = path == "/editions.json" and asked.count(path) > 1
        return '{"edition": "code.000000000000"}' if again else None

    return fault


def at(part: str, answer: str) -> Callable[[str], str | None]:
    return lambda path: answer if part in path else None


def serve(host: Host, fault: Callable[[str], str | None]) -> None:
    """The site answers as a test wants from now on."""
    host.stop()
    host.handle(type("Handler", (Faulty,), {"fault": staticmethod(fault)}))
    host.start()


FAULTS = {
    "the network is cut": (at("/acteurs/", "cut"), "Le réseau s’est interrompu."),
    "a page is gone": (at("/acteurs/", "gone"), "Le site vient d’être mis à jour"),
    "a script is gone": (at("/opening_hours.js", "gone"), "Le site vient d’être mis à jour"),
    "a page of a hotel's network stands for a script": (
        at("/opening_hours.js", "<html>Bienvenue</html>"),
        "Le site vient d’être mis à jour",
    ),
    "and for what the site says of itself": (
        at("/editions.json", "<html>Bienvenue</html>"),
        "Le réseau s’est interrompu.",
    ),
    "a page is of another edition": (at("/acteurs/", "<html></html>"), "Le site vient d’être mis à jour"),
    "a list is gone": (at("/departements/59.json", "gone"), "Le site vient d’être mis à jour"),
    "a list is of another edition": (
        at("/departements/59.json", '{"format": 2, "edition": "x", "pages": []}'),
        "Le site vient d’être mis à jour",
    ),
    "the site is published meanwhile": (published_meanwhile(), "Le site vient d’être mis à jour"),
    "the worker is gone": (at("/gardien.js", "gone"), "Le réseau s’est interrompu."),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_fails_is_said_in_a_sentence_and_no_half_is_kept(
    reader: BrowserContext, small: Host, case: str
) -> None:
    fault, sentence = FAULTS[case]
    handler = type("Handler", (Faulty,), {"fault": staticmethod(fault)})
    with hosting(small.folder, handler) as host:
        page = panel(reader, host)
        press(page)
        said(page).to_have_text(re.compile(f"^{re.escape(sentence)}.*{re.escape(NOT_KEPT)}$"))
        expect(page.locator("[data-rien]")).to_be_visible()
        expect(page.get_by_role("button", name="Garder sur cet appareil")).to_be_enabled()
        page.close()
        nothing_is_left(reader, host)


@pytest.mark.parametrize("part", ["/lieux.json", "opening_hours.js"])
def test_a_file_that_is_not_the_one_that_was_named_is_not_kept(
    reader: BrowserContext, small: Host, part: str
) -> None:
    """Cut short, or changed on the way: its kind is right, and what it holds is not."""
    whole = json.loads((small.folder / "hors-ligne/copie.json").read_text("utf-8"))
    (file,) = (path for path, *_ in (*whole["fichiers"], *whole["paquets"]) if path.endswith(part))
    replace(small.folder / file, (small.folder / file).read_text("utf-8")[:-9])
    page = panel(reader, small)
    press(page)
    said(page).to_have_text(re.compile(f"^Le site vient d’être mis à jour.*{re.escape(NOT_KEPT)}$"))
    page.close()
    nothing_is_left(reader, small)


def test_what_the_network_lets_fall_is_asked_for_again(reader: BrowserContext, small: Host) -> None:
    fallen: list[str] = []

    def fault(path: str) -> str | None:
        fallen.append(path)
        falls = any(one in path for one in ("/acteurs/", "/lieux.json", "/version.json"))
        return "cut" if falls and fallen.count(path) == 1 else None

    serve(small, fault)
    keep(reader, small)
    assert len(fallen) - len(set(fallen)) > 3


def test_a_refusal_on_the_way_is_no_word_of_the_site(reader: BrowserContext, small: Host) -> None:
    """The filter of a school says 403: the copy is there for that. What is gone, the site says."""
    page = keep(reader, small)
    serve(small, at("/departements/59/", "refused"))
    page.goto(f"{small.address}departements/59/")
    expect(page.locator(".copie")).to_contain_text("le site ne répond pas")
    (small.folder / "departements/59/index.html").unlink()
    small.stop()
    small.handle(Quiet)
    small.start()
    page.goto(f"{small.address}departements/59/")
    expect(page.locator(".copie")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Nord")


#: What a browser, or its settings, may answer → what the reader is told.
BROWSERS = {
    "no worker": ("delete Navigator.prototype.serviceWorker", "Ce navigateur ne sait pas garder"),
    "no https": (
        "delete Navigator.prototype.serviceWorker;"
        "Object.defineProperty(window, 'isSecureContext', { value: false })",
        "Cette adresse commence par «\u00a0http\u00a0»",
    ),
    "forbidden": (
        "caches.constructor.prototype.keys = async () => { throw new DOMException('', 'SecurityError'); }",
        "Ce navigateur ne permet pas",
    ),
    "no write": (
        "Cache.prototype.put = async () => { throw new DOMException('', 'InvalidStateError'); }",
        "Ce navigateur ne permet pas",
    ),
    "full": (
        "let n = 0; const put = Cache.prototype.put; Cache.prototype.put = async function (...a) "
        "{ if ((n += 1) > 9) throw new DOMException('', 'QuotaExceededError'); return put.apply(this, a); }",
        "Il n’y a pas assez de place",
    ),
    "little room": (
        "StorageManager.prototype.estimate = async () => ({ quota: 5e6, usage: 0 })",
        "Il n’y a pas assez de place",
    ),
}


@pytest.mark.parametrize("case", BROWSERS)
def test_a_browser_that_keeps_nothing_is_said_in_a_sentence(
    reader: BrowserContext, small: Host, case: str
) -> None:
    script, sentence = BROWSERS[case]
    reader.add_init_script(script)
    page = panel(reader, small)
    if page.get_by_role("button", name="Garder sur cet appareil").is_visible():
        press(page)
    said(page).to_contain_text(sentence)
    if case not in ("no worker", "no https", "forbidden"):
        page.close()
        nothing_is_left(reader, small)


def test_a_download_that_is_killed_or_stopped_leaves_nothing(reader: BrowserContext, small: Host) -> None:
    handler = type("Handler", (Faulty,), {"fault": staticmethod(at("/acteurs/la-boussole-nord/", "slow"))})
    with hosting(small.folder, handler) as host:
        page = panel(reader, host)
        press(page)
        eventually(lambda: page.evaluate("caches.keys()"), len)
        other = panel(reader, host)
        press(other)
        said(other).to_have_text(f"Une copie est déjà en cours dans un autre onglet. {NOT_KEPT}")
        other.close()
        page.get_by_role("button", name="Arrêter").click()
        said(page).to_have_text(f"Vous avez arrêté. {NOT_KEPT}")
        press(page)
        eventually(lambda: page.evaluate("caches.keys()"), len)
        page.close()
        again = reader.new_page()
        again.goto(f"{host.address}departements/59/")
        again.close()
        nothing_is_left(reader, host)


def test_a_copy_is_renewed_whole_and_what_is_no_more_is_told(reader: BrowserContext, small: Host) -> None:
    page = keep(reader, small)
    before = only_mark(page)
    assert before["departements"] == [["59", "Nord (59)"]]
    page.get_by_label("Quel département").select_option("62")
    press(page)
    eventually(lambda: only_mark(page)["departements"], [["59", "Nord (59)"], ["62", "Pas-de-Calais (62)"]])
    lists = json.loads((small.folder / "hors-ligne/copie.json").read_text("utf-8"))
    lists["departements"] = [one for one in lists["departements"] if one[0] != "59"]
    replace(small.folder / "hors-ligne/copie.json", json.dumps(lists))
    page.get_by_role("button", name="Mettre à jour la copie").click()
    said(page).to_contain_text("Nord (59) n’est plus sur le site\u00a0: la copie est faite sans.")
    assert only_mark(page)["departements"] == [["62", "Pas-de-Calais (62)"]]
    small.stop()
    page.goto(f"{small.address}departements/59/")
    expect(page.get_by_text("n’est pas dans votre copie")).to_be_visible()
    page.get_by_role("button", name="Effacer la copie").click()
    said(page).to_contain_text("La copie est effacée.")
    small.start()


def published_anew(folder: Path) -> None:
    """The site of the next day in the same folder: La Boussole has another name, every family too."""
    said = json.loads((folder / "editions.json").read_text("utf-8"))["edition"].split()
    names = {name: f"{name.partition('.')[0]}.{name.partition('.')[2][::-1]}" for name in said}
    any_name = re.compile("|".join(map(re.escape, names)))
    for name in names:
        shutil.copytree(folder / "editions" / name, folder / "editions" / names[name], copy_function=os.link)
        shutil.rmtree(folder / "editions" / name)
    for path in (one for one in folder.rglob("*") if one.suffix in (".html", ".json")):
        text = path.read_text("utf-8")
        new = any_name.sub(lambda found: names[found[0]], text).replace("La Boussole", "La Girouette")
        if new != text:
            replace(path, new)
    lists = json.loads((folder / "hors-ligne/copie.json").read_text("utf-8"))
    lists["fichiers"] = [
        [path, integrity((folder / path).read_bytes())] if (folder / path).is_file() else [path]
        for path, *_ in lists["fichiers"]
    ]
    replace(folder / "hors-ligne/copie.json", json.dumps(lists))
    repack(folder, lambda pack: pack)


def ask_for_the_north(page: Page) -> None:
    page.locator("#q").fill("Nord")
    page.locator("#q").press("Enter")


def row(page: Page, name: str) -> Any:
    return page.locator(".resultat:visible").filter(has_text=name).first


def test_a_new_publication_is_never_mixed_with_the_copy(reader: BrowserContext, small: Host) -> None:
    """Online, today's page with today's scripts and data; without network, the copy with its own."""
    page = keep(reader, small)
    yesterday = (small.folder / "annuaire/index.html").read_text("utf-8")
    published_anew(small.folder)
    page.goto(f"{small.address}annuaire/")
    ask_for_the_north(page)
    row(page, "La Girouette").wait_for()
    expect(page.locator(".copie")).to_have_count(0)
    assert "Boussole" not in page.locator("main").inner_text()

    page.goto(f"{small.address}annuaire/")
    page.locator("[data-annuaire][aria-busy=false]").wait_for()
    small.stop()
    ask_for_the_north(page)  # today's words are on no device: yesterday's are not laid under them
    expect(page.locator("[data-panne]:visible, main").first).to_contain_text("ne répond pas")
    assert "Boussole" not in page.locator("main").inner_text()

    page.goto(f"{small.address}annuaire/")
    expect(page.locator(".copie")).to_be_visible()
    ask_for_the_north(page)
    row(page, "La Boussole").wait_for()
    assert "Girouette" not in page.locator("main").inner_text()
    small.start()

    page.goto(f"{small.address}hors-ligne/")
    expect(page.locator("[data-etat]")).to_contain_text("Le site a changé depuis")
    old_page = type("Handler", (Faulty,), {"fault": staticmethod(at("/annuaire/?vieille", yesterday))})
    small.stop()
    small.handle(old_page)
    small.start()
    page.goto(f"{small.address}annuaire/?vieille")  # as a cache on the way keeps pages
    ask_for_the_north(page)
    row(page, "La Boussole").wait_for()
    assert "Girouette" not in page.locator("main").inner_text()

    page.goto(f"{small.address}hors-ligne/")
    page.get_by_role("button", name="Mettre à jour la copie").click()
    said(page).to_contain_text(KEPT)
    expect(page.locator("[data-etat]")).to_contain_text("Le site n’a pas changé depuis.")
    small.stop()
    page.goto(f"{small.address}annuaire/")
    ask_for_the_north(page)
    row(page, "La Girouette").wait_for()
    expect(page.locator(".copie")).to_be_visible()
    small.start()


#: The day on which the site last took something back, as from that of the copy → whether the copy goes. What
#: the device says of the day does not count.
TAKEN_BACK = {"before": False, "that day": True, "later": True}


@pytest.mark.parametrize("when", TAKEN_BACK)
def test_what_the_site_takes_back_leaves_the_device_too(
    reader: BrowserContext, small: Host, when: str
) -> None:
    """At the next visit with network; the page says so."""
    page = keep(reader, small)
    mark(page, quand=4102444800000)
    day = json.loads((small.folder / "version.json").read_text("utf-8"))["date"]
    said_of_it = json.loads((small.folder / "editions.json").read_text("utf-8"))
    taken = {"before": "2001-01-01", "that day": day, "later": "2990-01-01"}[when]
    replace(small.folder / "version.json", '{"commit": "autre", "date": "2990-01-01"}')
    replace(small.folder / "editions.json", json.dumps({**said_of_it, "retrait": taken}))
    asked: list[str] = []
    serve(small, asked.append)
    page.goto(f"{small.address}departements/62/")
    if TAKEN_BACK[when]:
        expect(page.locator(".renouveau")).to_contain_text("Votre copie hors ligne est effacée")
        page.close()
        nothing_is_left(reader, small)
    else:
        eventually(lambda: "/version.json" in asked, True)
        assert page.evaluate("caches.keys()")


@pytest.mark.parametrize("page", ["departements/62/", "robots.txt"])
def test_a_site_that_offers_no_copy_any_more_takes_back_those_of_before(
    reader: BrowserContext, small: Host, page: str
) -> None:
    """It unpublishes one file, the worker; its pages may know nothing of copies."""
    there = keep(reader, small)
    (small.folder / "gardien.js").unlink()
    there.goto(f"{small.address}{page}")
    eventually(lambda: left(there)["caches"], [])
    there.close()
    nothing_is_left(reader, small)


def test_when_the_network_is_back_the_page_of_the_day_is_offered(reader: BrowserContext, small: Host) -> None:
    page = keep(reader, small)
    reader.set_offline(True)
    page.goto(f"{small.address}departements/59/")
    page.locator(".copie").wait_for()
    reader.set_offline(False)
    page.get_by_role("link", name="Lire la page du jour").click()
    expect(page.locator(".copie")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nord")


def test_a_site_in_a_folder_keeps_and_erases_its_own(
    reader: BrowserContext, small: Host, tmp_path: Path
) -> None:
    """Another site of the same origin has its own caches and workers: ours touches none."""
    (tmp_path / "hote" / "un").mkdir(parents=True)
    small.folder.rename(tmp_path / "hote" / "un" / "site")
    with hosting(tmp_path / "hote") as host:
        host.address += "un/site/"
        page = panel(reader, host)
        page.evaluate("caches.open('maillage /un/ 1')")
        press(page)
        said(page).to_contain_text(KEPT)
        assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == host.address
        page.get_by_role("button", name="Effacer la copie").click()
        said(page).to_contain_text("La copie est effacée.")
        assert page.evaluate("caches.keys()") == ["maillage /un/ 1"]


def test_the_worker_of_a_site_in_a_folder_above_stays(
    reader: BrowserContext, small: Host, tmp_path: Path
) -> None:
    (tmp_path / "hote").mkdir()
    small.folder.rename(tmp_path / "hote" / "site")
    (tmp_path / "hote" / "autre.js").write_text(
        "addEventListener('message', () => registration.unregister())"
    )
    (tmp_path / "hote" / "index.html").write_text("<title>Autre</title>")
    with hosting(tmp_path / "hote") as host:
        other = reader.new_page()
        other.goto(host.address)
        other.evaluate(
            "navigator.serviceWorker.register('autre.js').then(() => navigator.serviceWorker.ready)"
        )
        host.address += "site/"
        page = panel(reader, host)
        out = ways_out(reader)
        leave(page)
        eventually(lambda: other.evaluate("1") and out, len)
        page = keep(reader, host)
        page.get_by_role("button", name="Effacer la copie").click()
        said(page).to_contain_text("La copie est effacée.")
        assert left(other)["workers"] == 1


def test_the_lists_name_all_that_their_pages_ask_for(site: Path) -> None:
    """Each script, sheet, picture and file of the edition that a kept page names is kept with it."""
    whole = json.loads((site / "hors-ligne/copie.json").read_text("utf-8"))
    packed = [path for pack, _ in whole["paquets"] for path in json.loads((site / pack).read_text("utf-8"))]
    every = {*whole["pages"], *(path for path, *_ in whole["fichiers"]), *packed}
    assert len(whole["fichiers"]) - 2 == sum(
        integrity((site / path).read_bytes()) == said[0] for path, *said in whole["fichiers"] if said
    )
    named = re.compile(r'(?:src|href)="((?:\.\./)*(?:editions|assets)/[^"#]+)[#"]')
    aside = re.compile(r"\.atom$|favicon|touch|manifest")
    lists = sorted((site / "hors-ligne/departements").glob("*.json"))
    assert len(lists) > 100
    for file in lists:
        kept = every | set(json.loads(file.read_text("utf-8"))["pages"])
        for page in (one for one in kept if not one or one.endswith("/")):
            text = (site / page / "index.html").read_text("utf-8")
            asked = {re.sub(r"^(\.\./)+", "", found) for found in named.findall(text)}
            assert {one for one in asked if not aside.search(one)} <= kept, page


def test_the_page_of_the_copy_is_for_everyone(reader: BrowserContext, browser: Browser, small: Host) -> None:
    """By keyboard and aloud, on a narrow screen, by night; without scripts it says that nothing is kept."""
    with opened(browser, bypass_csp=True, viewport={"width": 320, "height": 600}) as context:
        for scheme in ("light", "dark"):
            page = context.new_page()
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{small.address}hors-ligne/#59")
            page.locator("[data-pret]").wait_for()
            assert axe_faults(page) == []
            fits(page, 320)
        page.get_by_label("Quel département").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="naviguer sans laisser de trace", exact=True)).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        said(page).to_contain_text(KEPT)
        expect(page.locator("[role=status][data-dit]")).to_be_visible()
        assert axe_faults(page) == []
        small.stop()
        page.goto(f"{small.address}departements/59/")
        page.locator(".copie").wait_for()
        assert axe_faults(page) == []
        fits(page, 320)
        small.start()
    serve(small, at("/hors-ligne.js", "gone"))
    with opened(browser) as context:  # a failure is not told as an absence
        page = context.new_page()
        page.goto(f"{small.address}hors-ligne/")
        expect(page.locator("[data-attente]")).to_be_visible()
        expect(page.locator("[data-rien]")).to_be_hidden()
    with opened(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{small.address}departements/59/")
        expect(page.get_by_text("Garder hors ligne")).to_be_hidden()
        page.goto(f"{small.address}hors-ligne/")
        expect(page.get_by_text("Rien n’est gardé.")).to_be_visible()
        expect(page.locator("[data-hors-ligne]")).to_be_hidden()
