"""A network of several regions: what came, changed, takes place and is missing there, for one issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from generators.network.when import Trace
from generators.records.models import Numero
from generators.site import Site
from tests.letter.fake import issue, record, rubric, site_with
from tests.sites import on

#: The day of the issue before, that of the issue, and that of the build.
BEFORE, DAY, TODAY = date(2026, 7, 10), date(2026, 10, 15), date(2026, 10, 14)
CAME, CHANGED, LONG_AGO = date(2026, 9, 2), date(2026, 9, 20), date(2026, 2, 1)

ACTORS: Mapping[str, dict[str, Any]] = {
    "relais-lille": {
        "nom": "Relais de Lille",
        "role": "aide",
        "missions": ["accompagner"],
        "telephone": "03 20 11 22 33",
        "courriel": "contact@relais-lille.example",
        "commune": "Lille",
        "code_insee": "59350",
        "departement": "59",
        "zone_eligibilite": ["departement:59"],
    },
    "foyer-cache": {
        "nom": "Le Refuge",
        "role": "aide",
        "missions": ["proteger"],
        "departement": "62",
        "adresse_confidentielle": "true",
        "zone_eligibilite": ["departement:62"],
    },
    "point-ecoute": {
        "nom": "Point écoute",
        "role": "aide",
        "missions": ["orienter"],
        "telephone": "03 22 44 55 66",
        "commune": "Amiens",
        "code_insee": "80021",
        "departement": "80",
        "zone_eligibilite": ["departement:80"],
    },
    "ferme": {
        "nom": "Ancien accueil",
        "role": "aide",
        "departement": "59",
        "statut": "ferme",
        "date_fermeture": "2026-08-31",
        "successeur": "relais-lille",
    },
    "ferme-jadis": {"nom": "Accueil de jadis", "role": "aide", "departement": "59", "statut": "ferme"},
    "akatij": {
        "nom": "Maison de Cayenne",
        "role": "aide",
        "missions": ["accompagner"],
        "commune": "Cayenne",
        "code_insee": "97302",
        "departement": "973",
        "zone_eligibilite": ["departement:973"],
    },
    "ligne": {
        "nom": "Ligne nationale",
        "role": "aide",
        "type": "numero-national",
        "telephone": "119",
        "commune": "Lille",
        "code_insee": "59350",
        "zone_eligibilite": ["france"],
    },
    "citee": {"nom": "Citée seulement", "role": "citee", "departement": "59"},
    "marseille": {
        "nom": "Escale d’Azur",
        "role": "aide",
        "missions": ["accompagner"],
        "commune": "Marseille",
        "code_insee": "13055",
        "departement": "13",
        "zone_eligibilite": ["region:93"],
    },
    "quimper": {"nom": "Amer", "role": "aide", "missions": ["former"], "departement": "29"},
}
EVENTS: Mapping[str, dict[str, Any]] = {
    "deux-regions": {
        "titre": "Journée des deux rives",
        "debut": "2026-11-20",
        "territoires": ["region:32", "region:28"],
        "commune": "Amiens",
        "code_insee": "80021",
    },
    "serie": {
        "titre": "Permanence",
        "debut": "2026-09-07T14:00",
        "fin": "2026-09-07T16:00",
        "recurrence": {"regle": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131"},
        "commune": "Lille",
        "code_insee": "59350",
    },
    "webinaire-nord": {
        "titre": "Webinaire du Nord",
        "debut": "2026-11-05T18:00",
        "en_ligne": "true",
        "territoires": ["departement:59"],
    },
    "national": {
        "titre": "Colloque de tous",
        "debut": "2026-11-06",
        "en_ligne": "true",
        "territoires": ["france"],
    },
    "annule": {
        "titre": "Rencontre annulée",
        "debut": "2026-11-07",
        "annule": "true",
        "commune": "Lille",
        "code_insee": "59350",
    },
    "passe": {"titre": "Rencontre passée", "debut": "2026-09-07", "commune": "Lille", "code_insee": "59350"},
    "cayenne": {
        "titre": "Assises de Cayenne",
        "debut": "2026-11-12T09:00",
        "fuseau": "America/Cayenne",
        "commune": "Cayenne",
        "code_insee": "97302",
    },
}
TRACES: Mapping[str, Trace] = {
    "actors/relais-lille": Trace(ajoutee=LONG_AGO, modifiee=CHANGED, contact=CHANGED),
    "actors/foyer-cache": Trace(ajoutee=CAME),
    "actors/point-ecoute": Trace(ajoutee=CAME, contact=CHANGED),
    "actors/akatij": Trace(ajoutee=CAME),
    "actors/ligne": Trace(ajoutee=CAME),
    "actors/citee": Trace(ajoutee=CAME),
    "actors/ferme": Trace(ajoutee=CAME),
    "actors/marseille": Trace(ajoutee=CAME),
}


def numero(**fields: Any) -> Numero:
    """The issue, whose agenda has the day of two regions."""
    values: dict[str, Any] = {
        "id": "2026-t4",
        "periode": "4e trimestre 2026",
        "date": DAY.isoformat(),
        "statut": "brouillon",
        "agenda": rubric("events/deux-regions"),
    }
    return issue(**(values | fields))


def before() -> Numero:
    """The issue before it, which was sent."""
    fields = {"periode": "3e trimestre 2026", "date": BEFORE.isoformat()}
    return issue(id="2026-t3", agenda=rubric("events/passe"), **fields)


def site_of_regions(
    *issues: Numero,
    actors: Mapping[str, dict[str, Any]] = ACTORS,
    events: Mapping[str, dict[str, Any]] = EVENTS,
    traces: Mapping[str, Trace] = TRACES,
) -> Site:
    """A site of these records, with what the history says of them."""
    records = [("actors", record("actors", id_, **fields)) for id_, fields in actors.items()]
    records += [("events", record("events", id_, **fields)) for id_, fields in events.items()]
    made = on(TODAY, site_with(*records, issues=issues or (before(), numero())))
    return replace(made, network=replace(made.network, traces=traces))


@cache
def regions() -> Site:
    """The site of these regions."""
    return site_of_regions()
