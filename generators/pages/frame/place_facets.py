"""The boxes by which a list is narrowed to a territory: regions with their départements, and abroad."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generators.land import coverage
from generators.land.names import nom
from generators.land.places import Places
from generators.land.zones import Zone
from generators.pages.frame.facets import Choix
from generators.words.folding import fold


def codes(zones: Iterable[Zone], places: Places) -> tuple[str, ...]:
    """The terms of a record: the départements that its zones touch, the whole country, or a foreign one."""
    return tuple(dict.fromkeys(code for zone in zones for code in _of_zone(zone, places)))


def _of_zone(zone: Zone, places: Places) -> Iterator[str]:
    if zone.level in ("france", "pays"):
        yield str(zone)
    else:
        yield from (f"departement:{code}" for code in sorted(coverage.departements_of_zone(zone, places)))


def choix(used: Collection[str], places: Places) -> Iterator[Choix]:
    """The whole country, then each region with those of its départements that records name, then abroad."""
    if "france" in used:
        yield Choix("france", "Toute la France")
    named = [d for d in places.departements.values() if f"departement:{d.code}" in used]
    for region in sorted({places.regions[d.region] for d in named}, key=lambda region: fold(region.nom)):
        parent = f"region:{region.code}"
        yield Choix(parent, region.nom)
        yield from (
            Choix(f"departement:{d.code}", d.avec_code, parent) for d in named if d.region == region.code
        )
    yield from (Choix(code, nom(Zone(code), places)) for code in sorted(used) if code.startswith("pays:"))
