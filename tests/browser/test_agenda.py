"""The agenda in a browser whose clock is set: what is coming and over, what the boxes leave, whose hours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from generators.building import build_site
from generators.project import Project
from generators.publish import publish
from tests.browser.conftest import ROOT, TODAY, Visit, axe_faults, eventually, fits, served, visits

N = "\u00a0"
VERIFIED = {
    "sources": [{"document": "Lettre du réseau", "date": "2026-10"}],
    "verifie_le": "2026-10-12",
    "verifie_par": "équipe PARÉ",
}
#: What is to come, besides the repository's own events, which are over.
EVENTS: dict[str, dict[str, object]] = {
    "webinaire-reunion": {
        "titre": "Webinaire de La Réunion",
        "type": "webinaire",
        "resume": "Deux heures en ligne.",
        "debut": "2026-12-10T10:00",
        "fin": "2026-12-10T11:30",
        "fuseau": "Indian/Reunion",
        "en_ligne": "true",
        "territoires": ["departement:974"],
        "publics": ["professionnels"],
        "frais": "gratuit",
        "inscription": {"url": "https://inscription.example/r", "avant_le": "2026-12-01"},
        "programme": [{"debut": "10:00", "fin": "10:45", "titre": "Ouverture"}],
    },
    "formation-complete": {
        "titre": "Formation en deux séances",
        "type": "formation",
        "resume": "Deux fois deux jours.",
        "debut": "2026-12-14",
        "fin": "2027-01-19",
        "seances": [
            {"debut": "2026-12-14", "fin": "2026-12-15"},
            {"debut": "2027-01-18", "fin": "2027-01-19"},
        ],
        "commune": "Lille",
        "code_insee": "59350",
        "inscription": {"url": "https://inscription.example/f", "complet": "true"},
    },
    "rencontre-annulee": {
        "titre": "Rencontre annulée",
        "type": "rencontre",
        "resume": "Elle n’aura pas lieu.",
        "debut": "2026-12-20",
        "annule": "true",
        "departement": "59",
    },
    "colloque-reporte": {
        "titre": "Colloque reporté",
        "type": "colloque",
        "resume": "Il a une nouvelle date.",
        "debut": "2026-11-01",
        "reporte_au": "2027-03-05",
        "departement": "62",
    },
    "soiree-tardive": {
        "titre": "Soirée tardive",
        "type": "conference",
        "resume": "Jusque dans la nuit.",
        "debut": "2026-12-30T20:00",
        "fin": "2026-12-30T23:30",
        "departement": "75",
    },
}
REUNION, PARIS = "heure de La Réunion", "heure de Paris"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("agenda")
    shutil.copytree(ROOT / "data", folder / "data")
    for id_, event in EVENTS.items():
        text = yaml.safe_dump({**event, **VERIFIED}, allow_unicode=True, default_style='"')
        (folder / "data" / "events" / f"{id_}.yml").write_text(text, encoding="utf-8")
    files, _ = build_site(Project.at(ROOT).with_data(folder / "data"), TODAY)
    publish(files, folder / "public")
    with served(folder / "public") as address:
        yield address


@pytest.fixture
def on(browser: Browser, address: str) -> Iterator[Any]:
    """`on("2026-12-02T09:00Z", …)` begins a visit whose clock shows that instant."""
    with visits(browser, address) as start:

        def begin(now: str = "2026-11-22T09:00Z", **options: Any) -> Visit:
            visit: Visit = start(**{"viewport": {"width": 1280, "height": 900}, **options})
            visit.page.clock.set_fixed_time(now)
            return visit

        yield begin


def titles(page: Page, part: str) -> Locator:
    return page.locator(f"[aria-labelledby={part}] [data-termes]:visible h4")


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}"))


def line(page: Page, id_: str) -> Locator:
    return page.locator("[data-termes]", has=page.locator(f"a[href$='/{id_}/']"))


def test_what_is_coming_stands_by_month(on: Any) -> None:
    page = on().open("agenda/")
    expect(page.locator("[aria-labelledby=a-venir] h3")).to_have_text(["Décembre 2026", "Mars 2027"])
    expect(titles(page, "a-venir")).to_have_text([str(EVENTS[id_]["titre"]) for id_ in (
        "webinaire-reunion", "formation-complete", "rencontre-annulee", "soiree-tardive", "colloque-reporte",
    )])  # fmt: skip
    expect(line(page, "formation-complete")).to_contain_text("Complet")
    expect(line(page, "formation-complete")).to_contain_text(
        f"2{N}séances{N}: 14 et 15 décembre{N}; 18 et 19 janvier"
    )
    expect(line(page, "rencontre-annulee")).to_contain_text("Annulé")
    expect(line(page, "colloque-reporte")).to_contain_text("Reporté au 5 mars 2027")
    expect(line(page, "colloque-reporte")).to_contain_text("Prévu d’abord")


def test_what_ends_leaves_coming_without_a_rebuild(on: Any) -> None:
    page = on("2026-12-31T09:00Z").open("agenda/")
    expect(titles(page, "a-venir")).to_have_text(["Formation en deux séances", "Colloque reporté"])
    latest = ["Soirée tardive", "Rencontre annulée", "Webinaire de La Réunion"]
    eventually(lambda: titles(page, "passes").all_inner_texts()[:3], latest)
    page = on("2027-06-01T09:00Z").open("agenda/")
    expect(page.get_by_text("Aucune date à venir n’est connue.")).to_be_visible()
    expect(titles(page, "a-venir")).to_have_count(0)
    years = page.locator("[data-agenda-passes] h3:visible")
    eventually(lambda: years.all_inner_texts()[:2], ["2027", "2026"])


def test_the_deadline_closes_without_a_rebuild(on: Any) -> None:
    register = "S’inscrire sur inscription.example"
    before = on("2026-12-01T19:00Z")
    expect(line(before.open("agenda/"), "webinaire-reunion")).to_contain_text(
        "Inscription avant le 1er décembre"
    )
    page = before.open("agenda/webinaire-reunion/")
    expect(page.get_by_role("link", name=register)).to_be_visible()
    # Midnight comes to La Réunion three hours before it comes to Paris.
    after = on("2026-12-01T20:00Z")
    shown = line(after.open("agenda/"), "webinaire-reunion").locator("[data-close]")
    expect(shown).to_have_text("Inscriptions closes depuis le 1er décembre 2026")
    expect(shown).to_be_visible()
    page = after.open("agenda/webinaire-reunion/")
    expect(page.get_by_role("link", name=register)).to_be_hidden()
    expect(page.get_by_text("Close depuis le 1er décembre 2026.")).to_be_visible()


def test_an_event_page_that_is_over_says_so(on: Any) -> None:
    page = on("2026-12-10T07:29Z").open("agenda/webinaire-reunion/")
    expect(page.get_by_text("Terminé")).to_be_hidden()
    page = on("2026-12-10T07:30Z").open("agenda/webinaire-reunion/")
    expect(page.get_by_text("Terminé")).to_be_visible()
    expect(page.get_by_text("Ajouter à mon agenda")).to_be_hidden()
    expect(page.get_by_text("Replay, compte rendu")).to_be_visible()


@pytest.mark.parametrize(
    ("zone", "path", "own", "readers", "shift"),
    [
        ("Indian/Reunion", "webinaire-reunion", f"10{N}h à 11{N}h{N}30, heure de La Réunion", None, None),
        ("Europe/Paris", "webinaire-reunion", REUNION, f"7{N}h à 8{N}h{N}30", f"retirez 3{N}h"),
        ("America/Martinique", "webinaire-reunion", REUNION, f"2{N}h à 3{N}h{N}30", f"retirez 8{N}h"),
        ("Pacific/Noumea", "webinaire-reunion", REUNION, f"17{N}h à 18{N}h{N}30", f"ajoutez 7{N}h"),
        ("Asia/Kolkata", "webinaire-reunion", REUNION, f"11{N}h{N}30 à 13{N}h", f"ajoutez 1{N}h{N}30"),
        ("Europe/Paris", "soiree-tardive", f"20{N}h à 23{N}h{N}30, heure de Paris", None, None),
        ("Europe/Brussels", "soiree-tardive", "heure de Paris", None, None),
        (
            "Indian/Reunion",
            "soiree-tardive",
            "heure de Paris",
            f"du mercredi 30 décembre 2026 à 23{N}h au jeudi 31 décembre 2026 à 2{N}h{N}30",
            None,
        ),
        ("Pacific/Auckland", "soiree-tardive", PARIS, f"jeudi 31 décembre 2026, 8{N}h à 11{N}h{N}30", None),
    ],
)  # fmt: skip
def test_hours_on_the_clock_of_the_place_and_of_the_reader(
    on: Any, zone: str, path: str, own: str, readers: str | None, shift: str | None
) -> None:
    page = on(timezone_id=zone).open(f"agenda/{path}/")
    hours = page.locator(".evenement-quand .horaire")
    expect(hours).to_contain_text(own)
    if readers:
        expect(hours.locator(".horaire__lecteur")).to_have_text(f"À votre heure{N}: {readers}")
    else:
        expect(hours.locator(".horaire__lecteur")).to_have_count(0)
    if path == "webinaire-reunion":
        note = page.locator("[data-decalage]")
        expect(note).to_contain_text("Les heures sont données à l’heure de La Réunion.")
        if shift:
            expect(note).to_contain_text(f"À votre heure, {shift}.")
        else:
            expect(note).not_to_contain_text("À votre heure")


def test_the_list_names_the_clock_when_it_is_not_the_readers(on: Any) -> None:
    evening = line(on(timezone_id="America/Martinique").open("agenda/"), "soiree-tardive")
    expect(evening).to_contain_text(
        f"20{N}h à 23{N}h{N}30, heure de Paris À votre heure{N}: 15{N}h à 18{N}h{N}30"
    )
    evening = line(on().open("agenda/"), "soiree-tardive")
    expect(evening.locator("[data-horloge]")).to_be_hidden()


def test_boxes_narrow_both_parts_and_stay_in_the_address(on: Any) -> None:
    page = on().open("agenda/")
    page.locator("summary", has_text="Territoire").click()
    expect(box(page, "Nord (59)")).to_be_hidden()
    box(page, "Hauts-de-France").check()
    region = ["Formation en deux séances", "Rencontre annulée", "Colloque reporté"]
    expect(titles(page, "a-venir")).to_have_text(region)
    box(page, "Nord (59)").check()
    expect(titles(page, "a-venir")).to_have_text(["Formation en deux séances", "Rencontre annulée"])
    expect(titles(page, "passes")).to_have_count(1)
    expect(page).to_have_url(re.compile("territoires=region:32&territoires=departement:59"))
    page.go_back()
    expect(titles(page, "a-venir")).to_have_text(region)
    page.reload()
    expect(box(page, "Hauts-de-France")).to_be_checked()
    expect(titles(page, "a-venir")).to_have_text(region)
    page.go_forward()
    expect(box(page, "Nord (59)")).to_be_checked()


def test_what_depends_on_the_clock_is_counted_by_it(on: Any) -> None:
    coming = ".case:has([value=a-venir]) .case__nombre"
    open_ = ".case:has([value=inscription]) .case__nombre"
    page = on().open("agenda/")
    expect(page.locator(coming)).to_have_text("5")
    expect(page.locator(open_)).to_have_text("1")
    box(page, "À venir").check()
    expect(page.get_by_text("Aucun rendez-vous passé connu avec ces critères.")).to_be_visible()
    expect(titles(page, "a-venir")).to_have_count(5)
    expect(titles(page, "passes")).to_have_count(0)
    page = on("2026-12-31T09:00Z").open("agenda/?seulement=a-venir")
    expect(page.locator(coming)).to_have_text("2")
    expect(page.locator(open_)).to_have_text("0")
    expect(titles(page, "a-venir")).to_have_count(2)


@pytest.mark.parametrize("group", ["types", "formats", "publics", "territoires", "mois"])
def test_each_box_leaves_as_many_as_it_says(on: Any, group: str) -> None:
    page = on().open("agenda/")
    folded = page.locator(f"details[data-facette={group}] summary")
    if folded.count():
        folded.click()
    first = page.locator(f"label:not(.case--vide):has([name={group}])").first
    promised = int(first.locator(".case__nombre").inner_text())
    first.click()
    expect(page.locator("[data-termes]:visible")).to_have_count(promised)
    noun = f"{promised}{N}rendez-vous"
    expect(page.locator("[data-compte]")).to_have_text(noun)
    expect(page.locator("[role=status][data-annonce]")).to_have_text(noun)


def test_nothing_left_is_said_once(on: Any) -> None:
    page = on().open("agenda/?types=colloque&publics=mineurs")
    expect(page.get_by_text("Aucun rendez-vous connu avec ces critères.")).to_be_visible()
    expect(page.get_by_role("heading", name="Rendez-vous passés")).to_be_hidden()
    page.get_by_role("button", name="Tout afficher").click()
    expect(titles(page, "a-venir")).to_have_count(5)


def test_on_a_phone_with_the_keyboard(on: Any) -> None:
    page = on(viewport={"width": 360, "height": 740}).open("agenda/")
    opener = page.get_by_role("button", name="Filtres")
    opener.focus()
    page.keyboard.press("Enter")
    box(page, "En ligne").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Filtres{N}: 1")).to_be_focused()
    expect(titles(page, "a-venir")).to_have_text(["Webinaire de La Réunion"])
    fits(page, 360)


def test_complete_without_scripts(browser: Browser, address: str) -> None:
    with visits(browser, address) as start:
        page = start(java_script_enabled=False).open("agenda/?types=colloque")
        expect(titles(page, "a-venir")).to_have_count(5)
        expect(titles(page, "passes")).to_have_count(len(list((ROOT / "data" / "events").glob("*.yml"))))
        expect(page.get_by_role("checkbox")).to_have_count(0)
        page = start(java_script_enabled=False).open("agenda/webinaire-reunion/")
        expect(page.locator(".horaire")).to_contain_text("heure de La Réunion")
        expect(page.get_by_text("Avant le 1er décembre 2026.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_boxes_open(on: Any, scheme: str) -> None:
    visit = on(color_scheme=scheme, bypass_csp=True, timezone_id="America/Martinique")
    page = visit.open("agenda/?types=webinaire&territoires=region:04")
    for group in page.locator(".facettes summary").all():
        if group.locator("xpath=..").get_attribute("open") is None:
            group.click()
    expect(page.get_by_role("button", name="Retirer le filtre : La Réunion")).to_be_visible()
    assert axe_faults(page) == []
