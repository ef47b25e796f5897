"""An event that moved online, as readers find it: nobody goes to the place, which is still known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from generators.exchange import jsonld
from generators.letter import items
from generators.pages.events import agenda, line
from generators.pages.events import page as evenements
from generators.pages.frame import facets
from generators.records.models import Choix
from generators.site import Site
from tests.pages.conftest import VERIFIED
from tests.pages.html import Document

N = "\u00a0"
MOVED: dict[str, object] = {
    "titre": "Journée",
    "type": "journee-etude",
    "resume": "Une journée.",
    "debut": "2026-12-03T09:00",
    "lieu": "Cinéma Le Palace",
    "adresse": "2 rue du Port",
    "code_postal": "59140",
    "commune": "Dunkerque",
    "code_insee": "59183",
    "plateforme": "Teams",
    "passe_en_ligne": "true",
    **VERIFIED,
}
HIDDEN = {
    **{key: value for key, value in MOVED.items() if key not in ("lieu", "adresse", "commune", "code_insee")},
    "departement": "59",
    "adresse_confidentielle": "true",
}
del HIDDEN["code_postal"]


@pytest.fixture(scope="module")
def moved(make: Callable[..., Site]) -> Site:
    events = {"journee": MOVED, "cachee": HIDDEN, "reportee": {**MOVED, "reporte_au": "2027-01-14T09:00"}}
    events["annulee"] = {**MOVED, "annule": "true"}
    return make(events=events)


def text(site: Site, id_: str) -> str:
    return Document(evenements.page(site, site.records.events[id_]).body).shown


def test_the_page_says_where_nobody_waits(moved: Site) -> None:
    said = text(moved, "journee")
    assert "Où En ligne, sur Teams" in said
    assert "Passé en ligne" in said and "Cet événement se tient en ligne" in said
    assert f"Prévu d’abord{N}: Cinéma Le Palace, 2 rue du Port, Dunkerque, dans le Nord (59)" in said
    assert "Passé en ligne" not in text(moved, "annulee")


def test_a_place_to_protect_stays_so(moved: Site) -> None:
    assert f"Prévu d’abord{N}: dans le Nord (59)" in text(moved, "cachee")


def test_the_agenda_says_so_and_finds_it_among_what_is_online(moved: Site) -> None:
    event = moved.records.events["journee"]
    one = line.ligne(moved, event)
    assert one.lieu == "En ligne" and one.prevu and "Dunkerque" in one.prevu
    assert ("a-verifier", "Passé en ligne") in one.etats
    terms = {term for group in facets.terms(agenda.FACETS, moved, event).values() for term in group}
    assert "en-ligne" in terms and "sur-place" not in terms


def test_search_engines_are_told(moved: Site) -> None:
    thing: Any = jsonld.event(moved, moved.records.events["journee"])
    assert thing["eventStatus"] == "https://schema.org/EventMovedOnline"
    assert thing["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert [place["@type"] for place in thing["location"]] == ["VirtualLocation"]
    both: Any = jsonld.event(moved, moved.records.events["reportee"])
    assert both["eventStatus"] == [
        "https://schema.org/EventRescheduled",
        "https://schema.org/EventMovedOnline",
    ]


def test_a_letter_says_that_it_moved(moved: Site) -> None:
    item = items.item(Choix(fiche="events/journee"), moved, date(2026, 11, 22))
    assert item.surtitre.startswith("Passé en ligne · En ligne")
    rows = {row.nom: row.valeur for row in item.lignes}
    assert rows["Lieu"] == "En visioconférence, sur Teams"
    assert rows["Prévu avant"] == "Cinéma Le Palace, 2 rue du Port, Dunkerque"


def test_a_letter_that_left_says_since(moved: Site) -> None:
    item = items.item(Choix(fiche="events/journee"), moved, date(2026, 9, 1), date(2026, 9, 1))
    assert item.surtitre.startswith("Passé en ligne depuis · ")
