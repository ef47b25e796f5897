"""Several ways to register, each for what it is for: on the page, in the agenda, in letters and calendars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import icalendar
import pytest

from generators.care import links
from generators.exchange import calendar, jsonld
from generators.letter import items
from generators.pages.events import agenda, line
from generators.pages.events import page as evenements
from generators.pages.feeds import page as feeds
from generators.records.models import Choix
from generators.site import Site
from tests.made import made
from tests.pages.conftest import VERIFIED
from tests.pages.html import Document

N = "\u00a0"
BASE: dict[str, object] = {
    "titre": "Journée",
    "type": "journee-etude",
    "resume": "Une journée.",
    "debut": "2026-12-03T09:00",
    "fin": "2026-12-10T12:00",
    "en_ligne": "true",
    "commune": "Dunkerque",
    "code_insee": "59183",
    "frais": "gratuit",
    **VERIFIED,
}
PLACE, ONLINE = "https://exemple.example/sur-place", "https://exemple.example/en-ligne"
MODULE = "https://exemple.example/module"
LINKS: list[dict[str, object]] = [
    {"titre": "En présentiel", "url": PLACE, "complet": "true"},
    {"titre": "En ligne", "url": ONLINE},
]
SESSIONS: list[dict[str, object]] = [
    {"titre": "Module 1", "debut": "2026-12-03T09:00", "fin": "2026-12-03T12:00", "url": MODULE},
    {"titre": "Module 2", "debut": "2026-12-10T09:00", "fin": "2026-12-10T12:00", "complet": "true"},
]


@pytest.fixture(scope="module")
def several(make: Callable[..., Site]) -> Site:
    full = [LINKS[0], {**LINKS[1], "complet": "true"}]
    return make(
        events={
            "liens": {**BASE, "inscription": {"liens": LINKS}},
            "pleins": {**BASE, "inscription": {"liens": full}},
            "seances": {**BASE, "seances": SESSIONS},
            "une-annulee": {**BASE, "seances": [{**SESSIONS[0], "annule": "true"}, SESSIONS[1]]},
            "sans": BASE,
        }
    )


def page(site: Site, id_: str) -> Document:
    return Document(evenements.page(site, site.records.events[id_]).body)


def described(site: Site, id_: str) -> list[str]:
    content = calendar.files(site)[f"agenda/{id_}.ics"]
    return [str(part["description"]) for part in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def test_the_page_says_what_each_link_is_for(several: Site) -> None:
    read = page(several, "liens")
    assert f"En présentiel{N}: complet En ligne{N}: s’inscrire sur exemple.example" in read.shown
    assert read.href("s’inscrire sur exemple.example") == ONLINE
    assert PLACE not in [href for href, _ in read.links]


def test_full_when_every_link_is(several: Site) -> None:
    events = several.records.events
    assert events["pleins"].sans_place and not events["liens"].sans_place
    assert line.ligne(several, events["pleins"]).inscription is None
    assert line.ligne(several, events["liens"]).inscription == "2026-12-10T11:00Z"


def test_the_agenda_leads_to_each(several: Site) -> None:
    only = several.records.having("events", {"liens": several.records.events["liens"]})
    site = replace(several, network=replace(several.network, records=only))
    read = Document(agenda.agenda_page(site).body)
    assert f"Inscription{N}: En présentiel (complet), En ligne" in read.text
    assert read.href("En ligne") == ONLINE


def test_a_session_has_its_own_page(several: Site) -> None:
    read = page(several, "seances")
    assert read.href("S’inscrire à cette séance sur exemple.example") == MODULE
    assert "Inscription Séance par séance" in read.shown
    told = described(several, "seances")
    assert f"Inscription{N}: {MODULE}" in told[0]
    assert "Complet." in told[1] and MODULE not in told[1]
    assert line.ligne(several, several.records.events["seances"]).inscription


def test_a_session_that_is_off_is_told_everywhere_and_asks_nobody(several: Site) -> None:
    """The other one is full: nothing is left."""
    event = several.records.events["une-annulee"]
    read = page(several, "une-annulee")
    assert "Annulée" in read.text and MODULE not in [href for href, _ in read.links]
    told = line.ligne(several, event)
    assert told.seances == f"2{N}séances{N}: 3 décembre (annulée){N}; 10 décembre"
    assert event.sans_place and told.inscription is None
    assert MODULE not in " ".join(described(several, "une-annulee"))
    item = items.item(Choix(fiche="events/une-annulee"), several, date(2026, 11, 22))
    said = {row.nom: (row.valeur, row.url) for row in item.lignes}
    assert said["Module 1"][0].endswith("(annulée)") and said["Module 1"][1] is None
    thing: Any = jsonld.event(several, event)
    assert [one.get("eventStatus", "")[-9:] for one in thing["subEvent"]] == ["Cancelled", "Scheduled"]
    assert "offers" not in thing


def test_calendars_say_what_each_link_is_for(several: Site) -> None:
    (told,) = described(several, "liens")
    assert f"Inscription, en présentiel{N}: complet" in told
    assert f"Inscription, en ligne{N}: {ONLINE}" in told


def test_a_letter_leads_to_each_and_its_button_to_one_that_is_open(several: Site) -> None:
    item = items.item(Choix(fiche="events/liens"), several, date(2026, 11, 22))
    rows = [(row.valeur, row.url) for row in item.lignes if row.nom == "S’inscrire"]
    assert rows == [(f"En présentiel{N}: complet", None), ("En ligne", ONLINE)]
    assert (item.bouton.url, item.page.url) == (ONLINE, "agenda/liens/")
    assert item.bouton.libelle.startswith(f"S’inscrire{N}: en ligne, ")


def test_a_letter_leads_to_the_page_of_a_session(several: Site) -> None:
    item = items.item(Choix(fiche="events/seances"), several, date(2026, 11, 22))
    assert [row.url for row in item.lignes if row.nom.startswith("Module")] == [MODULE, None]


def test_search_engines_read_an_offer_a_link(several: Site) -> None:
    thing: Any = jsonld.event(several, several.records.events["liens"])
    free = {"price": 0, "priceCurrency": "EUR"}
    states = {PLACE: ("En présentiel", "SoldOut"), ONLINE: ("En ligne", "InStock")}
    assert thing["offers"] == [
        {"@type": "Offer", "name": name, "url": url, "availability": f"https://schema.org/{state}", **free}
        for url, (name, state) in states.items()
    ]


def test_a_feed_says_each_and_takes_an_event_that_says_none(several: Site) -> None:
    written = made(feeds.file_makers(several))
    told = next(text.decode() for path, text in written.items() if "sur exemple.example" in text.decode())
    assert ONLINE in told and PLACE not in told


def test_every_link_is_visited(several: Site) -> None:
    assert {PLACE, ONLINE, MODULE} <= {*links.addresses(several.records)}
