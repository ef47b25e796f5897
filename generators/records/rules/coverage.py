"""Coverage: territories exist, none is written twice, and a small place claims no country unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.land.places import Places
from generators.land.zones import Zone
from generators.records.models import Acteur
from generators.records.rules.base import Context, Finding, Rule, Subject, warning

#: Below this number of inhabitants a commune is a small place.
SMALL = 10_000


def zone_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(Zone):
        if value.level not in ("france", "pays") and value.code not in _table(value, context.places):
            yield Finding(
                loc,
                f"« {value} » ne désigne aucun territoire",
                _close(value, context.places) or "vérifiez le code sur geo.api.gouv.fr",
            )


def _table(zone: Zone, places: Places) -> Mapping[str, object]:
    tables: dict[str, Mapping[str, object]] = {
        "region": places.regions,
        "departement": places.departements,
        "epci": places.epcis,
        "commune": places.communes,
    }
    return tables[zone.level]


def _close(zone: Zone, places: Places) -> str:
    if zone.level == "departement" and zone.code in places.regions:
        return f"{zone.code} est le code d’une région : écrivez region:{zone.code}"
    if zone.level == "region" and zone.code in places.departements:
        return f"{zone.code} est le code d’un département : écrivez departement:{zone.code}"
    if zone.level == "commune" and (found := places.by_postcode(zone.code)):
        return "c’est un code postal : écrivez " + " ou ".join(
            f"commune:{c.code} ({c.nom})" for c in found[:3]
        )
    return ""


def zone_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, value in subject.values(Zone):
        if value in seen:
            yield Finding(loc, f"« {value} » est écrit deux fois", "retirez la ligne en trop")
        seen.add(value)


def wide_from_small(subject: Subject, context: Context) -> Iterator[Finding]:
    """A small service that claims a whole region or the country hides the local ones: worth a look."""
    record = subject.record
    if not isinstance(record, Acteur) or record.code_insee is None or record.zone_precisions:
        return
    commune = context.places.communes.get(record.code_insee)
    for index, zone in enumerate(record.zone_eligibilite):
        if commune and commune.population < SMALL and zone.level in ("france", "region"):
            yield warning(
                ("zone_eligibilite", index),
                f"un territoire aussi large ({zone}) pour une structure de {commune.nom} "
                f"({commune.population} habitants)",
                "réduisez-le, ou dites pourquoi dans zone_precisions",
            )


RULES = (
    Rule("territoire", zone_exists),
    Rule("territoire-double", zone_once),
    Rule("territoire-large", wide_from_small, Acteur),
)
