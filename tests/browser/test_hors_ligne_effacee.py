"""A copy goes at one press, with the quick exit, and when the site takes it back."""

from __future__ import annotations

import json
import threading

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import PATIENCE_S, eventually
from tests.browser.kept import (
    NOT_KEPT,
    NOTHING,
    Host,
    at,
    keep,
    leave,
    left,
    mark,
    nothing_is_left,
    panel,
    press,
    reader,
    replace,
    said,
    serve,
    small,
    ways_out,
)

__all__ = ["reader", "small"]


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
    other.evaluate(
        "const { caches } = window, oter = caches.delete.bind(caches);"
        "const plusTard = () => new Promise((suite) => setTimeout(suite, 500));"
        "caches.delete = async (nom) => { await plusTard(); return oter(nom); }"
    )
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
