"""Three editions of one network, crossed: whatever a cache keeps, no record is shown another's value."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generators.building import build_site
from generators.editions import FOLDER, MANIFEST, kept
from generators.land.places import load_places
from generators.project import Project
from generators.publish import publish
from tests import edition
from tests.browser.conftest import ROOT, TODAY, Visit, served, visits
from tests.scripts.browserless import run

#: Enough that some rows come in leaves.
ACTORS = 60
UPDATED = "Le site a été mis à jour"

#: Every value of a record has its number: what stands together must have one number.
ACTOR = """\
nom: {name} {n:02d}
type: service
categorie: {category}
resume: Résumé {n:02d} de cette structure.
services:
  - zebre{n:02d}
missions:
  - orienter
{place}
zone_eligibilite:
  - departement:59
telephone: 03 20 {n:02d} 1{year} 00
sources:
  - document: Un document
    date: 2026-10-05
verifie_le: 2026-10-05
verifie_par: équipe
"""
RESOURCE = """\
titre: Guide {n:02d}
type: guide
resume: Résumé {n:02d} de ce guide, zebre{n:02d}.
url: https://exemple.fr/{n:02d}
acces: libre
editeur: Un éditeur
sources:
  - document: Un document
    date: 2026-10-05
verifie_le: 2026-10-05
verifie_par: équipe
"""

Files = Mapping[str, bytes]


def _network(folder: Path) -> Path:
    """The data of a network without records; the identity, the lists and the pages are the repository's."""
    data = folder / "data"
    for kind in ("actors", "resources"):
        (data / kind).mkdir(parents=True)
    for name in ("vocabulary.yml", "urgences.yml"):
        shutil.copy(ROOT / "data" / name, data / name)
    shutil.copytree(ROOT / "data" / "pages", data / "pages")
    identity = (ROOT / "data" / "reseau.yml").read_text("utf-8")
    (data / "reseau.yml").write_text(re.sub(r"(?m)^( *emetteurs: ).*$", r"\1[]", identity), "utf-8")
    return data


def _built(folder: Path, numbers: list[int], year: int) -> dict[str, bytes]:
    """The site of these actors, whose telephone numbers are those of a year; the last ones sort first."""
    data = _network(folder)
    places = load_places(ROOT / "data" / "reference")
    nord = (commune for commune in places.communes.values() if commune.departement == "59")
    towns = sorted(nord, key=lambda commune: -commune.population)
    for n in numbers:
        town = towns[n]
        place = f"commune: {town.nom}\ncode_postal: {town.codes_postaux[0]!r}\ncode_insee: {town.code!r}"
        said = {"n": n, "year": year, "place": place, "category": "ecoute" if n % 2 else "hebergement"}
        name = "Abri" if n >= ACTORS else "Maison"
        (data / "actors" / f"a-{n:02d}.yml").write_text(ACTOR.format(name=name, **said), "utf-8")
        if n % 10 == 0 or n >= ACTORS:
            (data / "resources" / f"r-{n:02d}.yml").write_text(RESOURCE.format(n=n), "utf-8")
    return build_site(Project.at(ROOT).with_data(data), TODAY)[0]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The network; with three more that sort first, and other numbers; then without one."""
    more = [*range(ACTORS), *range(ACTORS, ACTORS + 3)]
    steps = [(list(range(ACTORS)), 0), (more, 1), ([n for n in more if n != 7], 2)]
    return [_built(tmp_path_factory.mktemp("edition"), *step) for step in steps]


@pytest.fixture
def folder(tmp_path: Path, editions: list[dict[str, bytes]]) -> Path:
    """The first edition, published."""
    publish(editions[0], tmp_path / "public")
    return tmp_path / "public"


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Visit]:
    with served(folder) as address, visits(browser, address) as start:
        yield start(viewport={"width": 1280, "height": 900})


def publish_next(folder: Path, files: Files, *, keeping: bool) -> None:
    publish({**files, **(kept(folder, files, TODAY) if keeping else {})}, folder)


def data(files: Files) -> dict[str, str]:
    """Family and path → address, of the files that scripts read of one edition."""
    return {
        f"{family}/{path.split('/', 2)[2]}": path
        for family, name in edition.names(files).items()
        for path in files
        if path.startswith(f"{FOLDER}{name}/") and path.endswith(".json") and family != "fiches"
    }


#: Where a text or an address says a record's number.
NUMBERS = re.compile(
    r"(?:Maison|Abri|Guide|Résumé)[ \u00a0](\d\d)|(?:zebre|[ar]-)(\d\d)"
    r"|(?:03|\+333?)[ \u00a0]?20[ \u00a0]?(\d\d)"
)
#: What shows one record each.
ONE_EACH = ".resultat, .leaflet-popup-content, .feuille__fiche, .fiche-carte, .trouvaille, [role=option]"


def numbers(text: str) -> set[str]:
    return {number for found in NUMBERS.findall(text) for number in found if number}


def mixed(page: Page) -> list[set[str]]:
    """What the page shows as one record and tells of several."""
    html = "one => [...document.querySelectorAll(one)].map(({ outerHTML }) => outerHTML)"
    return [found for found in map(numbers, page.evaluate(html, ONE_EACH)) if len(found) > 1]


def number(n: int, year: int) -> str:
    """The telephone number of an actor in an edition."""
    return f"03 20 {n:02d} 1{year} 00".replace(" ", "\u00a0")


# What a reader does, on each page that reads files.


def only_look(page: Page) -> None:
    page.locator("main").wait_for()


def ask_for_more_rows(page: Page) -> None:
    page.get_by_role("button", name="Afficher la suite").click()


def look_through_the_list(page: Page) -> None:
    ask_for_more_rows(page)
    page.mouse.wheel(0, 100_000)


def ask_the_directory(page: Page) -> None:
    page.locator("#q").fill("zebre07")


def ask_the_header(page: Page) -> None:
    page.locator("#bouton-recherche").click()
    page.locator("#recherche-entete").fill("zebre10")


def ask_the_library(page: Page) -> None:
    page.locator("#filtre-q").fill("zebre10")


#: File → the page that reads it, and what makes it do so.
READINGS = {
    "annuaire/acteurs.json": ("annuaire/", only_look),
    "annuaire/rangees/1.json": ("annuaire/", ask_for_more_rows),
    "annuaire/rangees/2.json": ("annuaire/", look_through_the_list),
    "annuaire/mots.json": ("annuaire/", ask_the_directory),
    "annuaire/mots/tout.json": ("annuaire/", ask_the_directory),
    "annuaire/cartes/0.json": ("recherche/?q=zebre11", only_look),
    "recherche/mots.json": ("agenda/", ask_the_header),
    "recherche/cartes/0.json": ("recherche/?q=zebre10", only_look),
    "ressources/mots.json": ("ressources/", ask_the_library),
    "couverture/acteurs.json": ("couverture/", only_look),
}


def told(page: Page) -> Any:
    return page.locator(".renouveau")


def leave(visit: Visit) -> None:
    """What a page of an edition that is gone says in the console is meant for whoever looks there."""
    visit.page.goto("about:blank")
    visit.faults.clear()


def seen(page: Page, name: str) -> None:
    expect(page.locator("h3").filter(has_text=name).first).to_be_visible()


@pytest.mark.parametrize(("file", "other"), [*((file, 1) for file in READINGS), ("annuaire/acteurs.json", 2)])
def test_a_file_of_another_edition_is_laid_over_nothing(
    visit: Visit, editions: list[dict[str, bytes]], file: str, other: int
) -> None:
    """As if a cache kept it at that address: the page asks for itself anew, then says so and waits."""
    content = editions[other][data(editions[other])[file]]
    visit.page.route(f"**/{data(editions[0])[file]}", lambda route: route.fulfill(body=content))
    address, act = READINGS[file]
    page = visit.open(address)
    act(page)
    expect(told(page)).to_contain_text(UPDATED)
    expect(told(page)).to_contain_text("rechargez-la")
    expect(page.get_by_role("button", name="Recharger la page")).to_be_visible()
    assert mixed(page) == []
    leave(visit)


@pytest.mark.parametrize("keeping", [True, False])
def test_a_tab_that_stays_open_over_a_publication(
    visit: Visit, folder: Path, editions: list[dict[str, bytes]], keeping: bool
) -> None:
    """Its edition is kept: it goes on. It is gone: the page renews itself, with what was asked of it."""
    page = visit.open("annuaire/?missions=orienter")
    seen(page, "Maison 00")
    page.locator(".resultat", has_text="Maison 03").get_by_role("button", name="Ajouter").click()
    publish_next(folder, editions[1], keeping=keeping)
    ask_the_directory(page)
    row = page.locator(".resultat:visible")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Maison 07")
    expect(row.locator("[data-tel]")).to_have_text(number(7, 0 if keeping else 1))
    expect(page).to_have_url(re.compile("missions=orienter"))
    expect(page).to_have_url(re.compile("q=zebre07"))
    expect(page.locator("#q")).to_have_value("zebre07")
    expect(page.locator(".ma-selection [data-selection-nombre]")).to_have_text("1")
    if keeping:
        expect(told(page)).to_have_count(0)
    else:
        expect(told(page)).to_have_text(f"{UPDATED}. Cette page aussi.")
    assert mixed(page) == []
    leave(visit)


def test_the_search_of_the_header_opens_again_with_its_question(
    visit: Visit, folder: Path, editions: list[dict[str, bytes]]
) -> None:
    page = visit.open("agenda/")
    publish_next(folder, editions[1], keeping=False)
    ask_the_header(page)
    expect(told(page)).to_have_text(f"{UPDATED}. Cette page aussi.")
    expect(page.locator("#recherche-entete")).to_have_value("zebre10")
    expect(page.get_by_role("option", name="Maison 10")).to_be_visible()
    assert mixed(page) == []
    leave(visit)


def test_what_the_map_showed_is_shown_again(
    visit: Visit, folder: Path, editions: list[dict[str, bytes]]
) -> None:
    page = visit.open("annuaire/")
    page.locator(".repere").first.wait_for()
    page.get_by_role("button", name="La Réunion").click()
    expect(page.locator(".repere")).to_have_count(0)
    publish_next(folder, editions[1], keeping=False)
    ask_for_more_rows(page)
    expect(told(page)).to_have_text(f"{UPDATED}. Cette page aussi.")
    expect(page.locator(".dep").first).to_be_attached()
    expect(page.locator(".repere")).to_have_count(0)
    leave(visit)


@pytest.mark.parametrize("page_of", [0, 1])
def test_an_old_page_over_a_new_site(
    visit: Visit, folder: Path, editions: list[dict[str, bytes]], page_of: int
) -> None:
    """As a cache keeps pages: of an edition that is kept it works, of one that is gone it says so, once."""
    publish_next(folder, editions[1], keeping=page_of == 0)
    if page_of == 1:
        publish_next(folder, editions[2], keeping=True)
    old = editions[page_of]["annuaire/index.html"]
    visit.page.route("**/annuaire/?*", lambda route: route.fulfill(body=old, content_type="text/html"))
    page = visit.open("annuaire/?q=zebre03")
    if page_of == 0:
        expect(page.locator(".resultat:visible")).to_have_count(1)
        expect(page.locator(".resultat:visible")).to_contain_text("Maison 03")
        expect(told(page)).to_have_count(0)
    else:
        expect(told(page)).to_contain_text("rechargez-la")
    assert mixed(page) == []
    leave(visit)


def test_a_shortlist_says_of_each_what_is_true_today(
    visit: Visit, folder: Path, editions: list[dict[str, bytes]]
) -> None:
    """An old page of it over a new site: each record is today's; one that is no more makes the page new."""
    publish_next(folder, editions[2], keeping=False)
    old = editions[0]["selection/index.html"]
    stale = [True]

    def answer(route: Route) -> None:
        if stale:
            stale.pop()
            route.fulfill(body=old, content_type="text/html")
        else:
            route.fallback()

    visit.page.route("**/selection/", answer)
    page = visit.open("selection/#acteurs=a-08,a-07,a-09")
    expect(told(page)).to_have_text(f"{UPDATED}. Cette page aussi.")
    expect(page.locator(".feuille__fiche")).to_have_count(2)
    expect(page.locator("[data-perdues]")).to_contain_text("n’existe pas, ou plus")
    expect(page.locator("[data-perdues]")).to_contain_text("a-07")
    expect(page.locator(".feuille__fiche").first).to_contain_text(number(8, 2))
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    for line in Path(download.value.path()).read_text("utf-8-sig").splitlines()[1:]:
        assert len(numbers(line)) == 1, line
    assert mixed(page) == []


@pytest.mark.parametrize(
    ("days", "published", "said"), [(7, True, True), (7, False, False), (0, True, False)]
)
def test_a_tab_that_one_comes_back_to(
    visit: Visit, folder: Path, editions: list[dict[str, bytes]], days: int, published: bool, said: bool
) -> None:
    """A week later it says that the site has changed, and goes on showing what it showed."""
    page = visit.open("annuaire/")
    seen(page, "Maison 00")
    if published:
        publish_next(folder, editions[1], keeping=True)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=days, minutes=1))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    ask_the_directory(page)
    expect(page.locator(".resultat:visible")).to_have_count(1)
    expect(told(page)).to_have_count(1 if said else 0)
    assert mixed(page) == []


@pytest.mark.parametrize("file", ["annuaire/mots.json", "recherche/mots.json"])
def test_a_network_that_fails_is_told_as_no_update(
    visit: Visit, editions: list[dict[str, bytes]], file: str
) -> None:
    visit.page.route(f"**/{data(editions[0])[file]}", lambda route: route.abort())
    address, act = READINGS[file]
    page = visit.open(address)
    act(page)
    expect(page.locator("main, header").filter(has_text="La recherche ne répond pas").first).to_be_attached()
    expect(told(page)).to_have_count(0)
    leave(visit)


def test_what_is_kept_and_what_is_taken_back(folder: Path, editions: list[dict[str, bytes]]) -> None:
    first, second, third = editions
    publish_next(folder, second, keeping=True)
    there = {path: (folder / path).read_bytes() for path in data(first).values()}
    assert there == {path: first[path] for path in there}
    publish_next(folder, third, keeping=True)
    gone = {file.partition("/")[0] for file, path in data(second).items() if not (folder / path).exists()}
    assert gone == {"annuaire", "recherche", "ressources", "couverture", "atelier"} & {
        file.partition("/")[0] for file, path in data(second).items() if path not in third
    }
    assert "Maison 07" not in json.dumps([p.read_text("utf-8") for p in (folder / FOLDER).rglob("*.json")])


READ = """
const recharges = [];
const element = () => ({ setAttribute() {}, append() {}, remove() {}, prepend() {}, addEventListener() {} });
globalThis.dispatchEvent = () => {};
globalThis.sessionStorage = { getItem: () => null, setItem() {} };
globalThis.location = { pathname: "/", reload: () => recharges.push(1) };
const { lecteur } = await import("./edition.js");
const reponses = [];
for (const { page, famille, chemin, recu } of data) {
  const meta = { content: page };
  const querySelector = (nom) => (nom.startsWith("meta") ? meta : element());
  const querySelectorAll = () => [];
  globalThis.document = { querySelector, querySelectorAll, createElement: element, body: { dataset: {} } };
  const json = async () => JSON.parse(recu);
  const reponse = recu === null ? { ok: false, status: 404 } : { ok: true, status: 200, json };
  globalThis.fetch = async () => reponse;
  const attendre = new Promise((fin) => { setTimeout(fin, 0, "attend"); });
  reponses.push(await Promise.race([lecteur(famille)(chemin), attendre]));
}
return { reponses, recharges };
"""


def test_no_reading_ever_gives_the_content_of_another_edition(
    editions: list[dict[str, bytes]], tmp_path: Path
) -> None:
    """Every file of every family, asked by a page of each edition, as each of the others has it, or gone."""
    (tmp_path / "package.json").write_text('{"type": "module"}')
    script = edition.path(editions[0], "code/scripts/edition.js")
    (tmp_path / "edition.js").write_bytes(editions[0][script])
    cases = []
    for mine in editions:
        page = json.loads(mine[MANIFEST])["edition"]
        for file, path in data(mine).items():
            family, _, within = file.partition("/")
            if family == "lieux" and not within.startswith("lieux"):
                continue  # hundreds, all alike
            for text in {mine[path], *(other.get(data(other).get(file, ""), b"") for other in editions)}:
                recu = text.decode() or None
                own = text == mine[path]
                case = {"page": page, "famille": family, "chemin": within.removesuffix(".json"), "recu": recu}
                cases.append((case, json.loads(text)["contenu"] if own else "attend"))
    found = run(tmp_path, READ, [case for case, _ in cases])
    assert len(cases) > 100
    assert found["reponses"] == [right for _, right in cases]
    assert found["recharges"] == [1]
