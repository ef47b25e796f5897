"""What a reader keeps to read without network: only on demand, said before, dated, read by everyone."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, expect

from generators.pocket import FORMAT
from tests.browser.conftest import Quiet, axe_faults, eventually, fits, opened
from tests.browser.kept import (
    KEPT,
    NOTHING,
    Host,
    at,
    hosting,
    keep,
    leave,
    left,
    mark,
    nothing_is_left,
    only_mark,
    panel,
    press,
    reader,
    said,
    serve,
    small,
    ways_out,
    whole,
)

__all__ = ["reader", "small", "whole"]

TOP = "selector => document.querySelector(selector).getBoundingClientRect().top"


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
