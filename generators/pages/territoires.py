"""Territories as the kickers of news and cards say them: "Nord · 59", "Occitanie", "France"."""

from __future__ import annotations

from collections.abc import Iterable

from generators.records.places import Places
from generators.records.types import Zone


def kicker(zones: Iterable[Zone], places: Places) -> str:
    """The territories of a record in a few words; nothing when it names none."""
    return ", ".join(_short(zone, places) for zone in zones)


def _short(zone: Zone, places: Places) -> str:
    match zone.level:
        case "france":
            return "France"
        case "region":
            return places.regions[zone.code].nom
        case "departement":
            return f"{places.departements[zone.code].nom} · {zone.code}"
        case "commune":
            commune = places.communes[zone.code]
            return f"{commune.nom} · {commune.departement}"
        case "epci":
            return places.epcis[zone.code].nom
    return zone_abroad(zone)


def zone_abroad(zone: Zone) -> str:
    return {"BE": "Belgique", "CA": "Canada", "CH": "Suisse", "LU": "Luxembourg"}.get(zone.code, zone.code)
