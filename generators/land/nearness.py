"""How far apart two places are, and whether a position can be in a commune."""

from __future__ import annotations

import math
from typing import Final

from generators.land.places import Places
from generators.land.territories import is_overseas

#: Kilometres from the centre of a commune of the mainland to any of its points: Arles, the largest, has 38.
_REACH: Final = 40.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance between two positions in degrees, on a sphere of 6 371 km."""
    lat_a, lon_a, lat_b, lon_b = (math.radians(part) for part in (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def can_be_in(code_insee: str, position: tuple[float, float], places: Places) -> bool:
    """True for a position (latitude, longitude) that is near a commune; overseas, near its territory."""
    commune = places.communes.get(code_insee)
    if commune is None:
        return False
    reach: float = places.departements[commune.departement].etendue_km
    if not is_overseas(commune.departement):
        reach = min(reach, _REACH)
    return kilometres(position, (commune.latitude, commune.longitude)) <= reach
