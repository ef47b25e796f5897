"""The territories that a record claims: they exist, none says twice what another says, none is too wide."""

from __future__ import annotations

from collections.abc import Container, Iterator

from generators.records.models import Acteur
from generators.records.places import Places
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.rules.countries import COUNTRIES
from generators.records.source import Loc
from generators.records.types import Zone

_LEVELS = {
    "region": "une région",
    "departement": "un département",
    "epci": "une intercommunalité",
    "commune": "une commune",
    "pays": "un pays",
}
#: A town below this size seldom holds a national service.
SMALL_TOWN = 5000


def _zones(subject: Subject) -> list[tuple[Loc, Zone]]:
    return [(loc, value) for loc, value in subject.leaves if isinstance(value, Zone)]


def zone_known(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, zone in _zones(subject):
        if zone.level != "france" and zone.code not in _codes(zone.level, context.places):
            yield Finding(
                loc,
                f"« {zone.code} » n’est pas le code d’{_LEVELS[zone.level]}",
                _other_level(zone, context.places),
            )


def _codes(level: str, places: Places) -> Container[str]:
    codes: dict[str, Container[str]] = {
        "region": places.regions,
        "departement": places.departements,
        "epci": places.epcis,
        "commune": places.communes,
        "pays": COUNTRIES,
    }
    return codes[level]


def _other_level(zone: Zone, places: Places) -> str:
    """What the code would be right for: region:59 is the département of the Nord."""
    if zone.level == "commune" and (served := places.by_postcode(zone.code)):
        return f"c’est un code postal ; écrivez commune:{served[0].code} ({served[0].nom})"
    if zone.level == "region" and zone.code in places.departements:
        return f"écrivez departement:{zone.code} ({places.departements[zone.code].nom})"
    if zone.level == "departement" and zone.code in places.regions:
        return f"écrivez region:{zone.code} ({places.regions[zone.code].nom})"
    if zone.level == "region":
        return "codes des régions : " + ", ".join(
            f"{item.code} {item.nom}" for item in places.regions.values()
        )
    return "vérifiez-le sur le site de l’INSEE"


def zone_once(subject: Subject, context: Context) -> Iterator[Finding]:
    """A territory inside another of the list says nothing more."""
    zones = _zones(subject)
    for loc, zone in zones:
        for other in (other for place, other in zones if place[:-1] == loc[:-1] and place != loc):
            if zone != other and other in _around(zone, context.places):
                yield warning(loc, f"« {zone} » est déjà compris dans « {other} »", "retirez l’un des deux")
                break


def _around(zone: Zone, places: Places) -> set[str]:
    """The territories that hold this one."""
    if zone.level in {"france", "pays"}:
        return set()
    around = {"france"}
    departement = zone.code if zone.level == "departement" else ""
    if zone.level == "commune" and (commune := places.communes.get(zone.code)):
        departement = commune.departement
        around.add(f"epci:{commune.epci}")
    if found := places.departements.get(departement):
        around |= {f"departement:{found.code}", f"region:{found.region}"}
    return around


def zone_not_too_wide(subject: Subject, context: Context) -> Iterator[Finding]:
    """A town or a département that covers France; a national service in a village."""
    actor = subject.record
    national = next((loc for loc, zone in _zones(subject) if zone.level == "france"), None)
    if not isinstance(actor, Acteur) or national is None:
        return
    commune = context.places.communes.get(actor.code_insee or "")
    if actor.type in {"commune", "departement"}:
        what = context.records.vocabulary.label("types_acteur", actor.type).lower()
        yield warning(national, f"cette fiche ({what}) dit couvrir toute la France", _CHECK)
    elif commune and commune.population < SMALL_TOWN:
        yield warning(national, f"cette structure de {commune.nom} dit couvrir toute la France", _CHECK)


_CHECK = "vérifiez dans la source ; sinon écrivez le département ou la commune"

RULES = (
    Rule("territoire-inconnu", zone_known),
    Rule("territoire-compris", zone_once),
    Rule("territoire-trop-large", zone_not_too_wide, ("actors",)),
)
