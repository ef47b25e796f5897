"""Territories by their bare names: in the kickers of news and cards, and in structured data."""

from __future__ import annotations

from collections.abc import Iterable

from generators.land.places import Places
from generators.land.zones import Zone

PAYS = {"BE": "Belgique", "CA": "Canada", "CH": "Suisse", "LU": "Luxembourg", "FR": "France"}


def kicker(zones: Iterable[Zone], places: Places) -> str:
    """The territories of a record in a few words: "Nord · 59", "Occitanie"; nothing when it names none."""
    return ", ".join(" · ".join(filter(None, (nom(z, places), _code(z, places)))) for z in zones)


def nom(zone: Zone, places: Places) -> str:
    """A territory without article: "Nord", "Occitanie", "France"."""
    match zone.level:
        case "france":
            return "France"
        case "region":
            return places.regions[zone.code].nom
        case "departement":
            return places.departements[zone.code].nom
        case "commune":
            return places.communes[zone.code].nom
        case "epci":
            return places.epcis[zone.code].nom
    return PAYS.get(zone.code, zone.code)


def _code(zone: Zone, places: Places) -> str | None:
    """The code of the département, for those to whom its name says little."""
    if zone.level == "departement":
        return zone.code
    return places.communes[zone.code].departement if zone.level == "commune" else None
