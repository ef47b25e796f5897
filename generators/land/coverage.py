"""Where a record counts: what it covers, where it stands, and the French phrase that says so.

Levels go from the most to the least specific: commune, epci, departement, region, france. The
département of a place always comes from its INSEE code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, Protocol

from generators.land.names import named
from generators.land.places import Places
from generators.land.territories import Zone
from generators.words.phrases import liste

Level = Literal["commune", "epci", "departement", "region", "france"]
LEVELS: tuple[Level, ...] = ("commune", "epci", "departement", "region", "france")


class Placed(Protocol):
    """What is asked of a thing that stands somewhere: the fields by which any record gives its place."""

    @property
    def adresse_confidentielle(self) -> bool: ...
    @property
    def commune(self) -> str | None: ...
    @property
    def code_insee(self) -> str | None: ...
    @property
    def departement(self) -> str | None: ...
    @property
    def pays(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


def is_abroad(record: Placed) -> bool:
    """True for what stands in another country; a record that names none stands in France."""
    return record.pays not in (None, "FR")


def departement_of(record: Placed, places: Places) -> str | None:
    """The code of the département where a record stands, or None when nothing says."""
    if record.code_insee:
        return places.departement_of_insee(record.code_insee)
    return record.departement


def departements_of_zone(zone: Zone, places: Places) -> frozenset[str]:
    """The départements that a zone touches; all of them for `france`, none for a foreign country."""
    match zone.level:
        case "france":
            return frozenset(places.departements)
        case "region":
            return frozenset(d.code for d in places.departements.values() if d.region == zone.code)
        case "departement":
            return frozenset({zone.code})
        case "epci":
            return (
                frozenset(places.epcis[zone.code].departements) if zone.code in places.epcis else frozenset()
            )
        case "commune":
            code = places.departement_of_insee(zone.code)
            return frozenset({code} if code else ())
    return frozenset()


def levels(zones: Collection[Zone], places: Places) -> Mapping[str, Level]:
    """Département → how specifically zones cover it: the most specific level that touches it."""
    found: dict[str, Level] = {}
    for level in reversed(LEVELS):
        for zone in zones:
            if zone.level == level:
                found |= dict.fromkeys(departements_of_zone(zone, places), level)
    return found


def coverage_phrase(zones: Collection[Zone], places: Places) -> str | None:
    """Why an actor counts: "couvre le Nord (59)"; None when its coverage is not known."""
    if not zones:
        return None
    return "couvre " + liste(named(zone, places) for zone in zones)


def place_phrase(record: Placed, places: Places) -> str | None:
    """Where a record stands: "Dunkerque, dans le Nord (59)", "dans le Rhône (69)", "en Belgique".

    A confidential place is never named more precisely than its département.
    """
    if record.pays and is_abroad(record):
        country = places.countries.get(record.pays)
        return country.dans if country else record.pays
    code = departement_of(record, places)
    commune = None if record.adresse_confidentielle else record.commune
    if code is None or code not in places.departements:
        return commune
    departement = places.departements[code]
    inside = f"{departement.dans} ({code})"
    if commune == departement.nom:
        return f"{commune} ({code})"
    return f"{commune}, {inside}" if commune else inside


def point_of(record: Placed, places: Places) -> tuple[float, float] | None:
    """Latitude and longitude of the record's marker: its own, or its commune's; none when withheld."""
    if record.adresse_confidentielle:
        return None
    if record.latitude is not None and record.longitude is not None:
        return record.latitude, record.longitude
    if record.code_insee and (commune := places.communes.get(record.code_insee)):
        return commune.latitude, commune.longitude
    return None
