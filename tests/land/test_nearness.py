"""Whether a position can be in a commune: near it on the mainland, in its territory overseas."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.land.nearness import can_be_in
from generators.land.places import load_places

PLACES = load_places(Path(__file__).parents[2] / "data" / "reference")


@pytest.mark.parametrize(
    ("code", "position", "possible"),
    [
        ("59183", (51.034368, 2.376834), True),
        ("59183", (2.376834, 51.034368), False),
        ("59183", (50.6292, 3.0573), False),  # Lille: the same département
        ("13004", (43.3894, 4.7338), True),  # Arles, its far beach of Piémanson
        ("75056", (48.8566, 2.3522), True),
        ("75056", (43.2965, 5.3698), False),
        ("97411", (-20.8789, 55.4481), True),
        ("97411", (20.8789, 55.4481), False),
        ("97353", (3.6439, -54.0319), True),  # Maripasoula
        ("98735", (-17.5372, -149.5655), True),  # Papeete
        ("99999", (48.8566, 2.3522), False),
    ],
)
def test_can_be_in(code: str, position: tuple[float, float], possible: bool) -> None:
    assert can_be_in(code, position, PLACES) is possible


def test_every_commune_holds_its_own_centre() -> None:
    assert all(can_be_in(c.code, (c.latitude, c.longitude), PLACES) for c in PLACES.communes.values())
