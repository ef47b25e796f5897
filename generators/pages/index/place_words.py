"""The words of places in an index: where a record stands and what it covers, by names and by codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generators.land import coverage, names
from generators.land.places import Places
from generators.land.territories import Zone
from generators.records.models import Implantation

#: What no one types, and `site/scripts/search/lieux.js` asks for: a whole EPCI, region, or country.
EPCI = "0e"
REGION = "0r"
FRANCE = "0fr"


def noms(places: Places, zones: Iterable[Zone], record: Implantation | None = None) -> tuple[str, ...]:
    """Each name and code once. A confidential place has no more than its département."""
    return tuple(dict.fromkeys([*_standing(places, record), *_covering(places, zones)]))


def _standing(places: Places, record: Implantation | None) -> Iterator[str]:
    if record is None:
        return
    if record.commune and not record.adresse_confidentielle:
        yield record.commune
    if record.pays:
        yield names.country(record.pays, places)
    if code := coverage.departement_of(record, places):
        yield from _departement(places, code)


def _covering(places: Places, zones: Iterable[Zone]) -> Iterator[str]:
    for zone in zones:
        if zone.level == "france":
            yield FRANCE
        elif zone.level == "region":
            yield from (names.name(zone, places), f"{REGION}{zone.code}")
        elif zone.level == "pays":
            yield names.name(zone, places)
        else:
            if zone.level == "epci":
                yield f"{EPCI}{zone.code}"
            elif zone.level == "commune":
                yield names.name(zone, places)
            for code in sorted(coverage.departements_of_zone(zone, places)):
                yield from _departement(places, code)


def _departement(places: Places, code: str) -> Iterator[str]:
    departement = places.departements[code]
    yield from (code, departement.nom, places.regions[departement.region].nom)
