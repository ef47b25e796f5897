"""A copy is made whole, of one edition, or nothing is kept and one sentence says why."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generators.pages.frame.page import integrity
from tests.browser.conftest import eventually
from tests.browser.kept import (
    KEPT,
    NOT_KEPT,
    Faulty,
    Host,
    at,
    hosting,
    keep,
    nothing_is_left,
    only_mark,
    panel,
    press,
    reader,
    repack,
    replace,
    said,
    serve,
    small,
    whole,
)

__all__ = ["reader", "small", "whole"]


def published_meanwhile() -> Callable[[str], str | None]:
    """The site says another edition of itself from the second time on."""
    asked: list[str] = []

    def fault(path: str) -> str | None:
        asked.append(path)
        again = path == "/editions.json" and asked.count(path) > 1
        return '{"edition": "code.000000000000"}' if again else None

    return fault


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
