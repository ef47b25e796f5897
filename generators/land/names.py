"""How a place is called: alone, with its article, in the kicker of a card, as a clock."""

from __future__ import annotations

from collections.abc import Iterable

from generators.land.places import Places
from generators.land.territories import PARIS, Zone


def name(zone: Zone, places: Places) -> str:
    """A territory without article: "Nord", "Occitanie", "Belgique", "France"."""
    match zone.level:
        case "france":
            return "France"
        case "region":
            return places.regions[zone.code].nom
        case "departement":
            return places.departements[zone.code].nom
        case "epci":
            return places.epcis[zone.code].nom
        case "commune":
            return places.communes[zone.code].nom
    return country(zone.code, places)


def named(zone: Zone, places: Places) -> str:
    """With its article and its code: "le Nord (59)", "la région Hauts-de-France", "toute la France"."""
    match zone.level:
        case "france":
            return "toute la France"
        case "region":
            return f"la région {name(zone, places)}"
        case "departement":
            return f"{places.departements[zone.code].article} ({zone.code})"
        case "commune":
            return f"{name(zone, places)} ({_code(zone, places)})"
        case "epci":
            return name(zone, places)
    known = places.countries.get(zone.code)
    return known.article if known else zone.code


def country(code: str, places: Places) -> str:
    """A country without article; its code when ISO 3166-1 has none such."""
    known = places.countries.get(code)
    return known.nom if known else code


def kicker(zones: Iterable[Zone], places: Places) -> str:
    """The territories of a record in a few words: "Nord · 59", "Occitanie"; nothing when it names none."""
    return ", ".join(" · ".join(filter(None, (name(z, places), _code(z, places)))) for z in zones)


def _code(zone: Zone, places: Places) -> str | None:
    """The code of the département, for those to whom its name says little."""
    if zone.level == "departement":
        return zone.code
    return places.communes[zone.code].departement if zone.level == "commune" else None


def clock(fuseau: str, places: Places) -> str:
    """Whose clock an hour follows: "heure de Paris", "heure de la Martinique", "heure d’Antananarivo"."""
    city = fuseau.rpartition("/")[2].replace("_", " ")
    return places.clocks.get(fuseau) or ("heure d’" if city[0] in "AEIOUY" else "heure de ") + city


def other_clock(fuseau: str, places: Places) -> str | None:
    """Whose clock, when it is not that of Paris, which goes without saying."""
    return None if fuseau == PARIS else clock(fuseau, places)
