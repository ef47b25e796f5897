"""A commune as people write it in a form: with its postcode or département, under a former name."""

from pathlib import Path

import pytest

from generators.forms.answers import Several, commune
from generators.land.places import Places, load_places


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(Path(__file__).parents[2] / "data" / "reference")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("59140 Dunkerque", ["59183"]),
        ("Dunkerque 59140", ["59183"]),
        ("Dunkerque (59)", ["59183"]),
        ("dunkerque", ["59183"]),
        ("Lomme", ["59350"]),
        ("Lille Cedex 9", ["59350"]),
        ("Saint-Denis (93)", ["93066"]),
        ("97400 Saint-Denis", ["97411"]),
        ("Évry 91000", ["91228"]),
        ("75013 Paris", ["75056"]),
        ("n’importe où", []),
        ("", []),
    ],
)
def test_a_commune_is_found(places: Places, text: str, codes: list[str]) -> None:
    assert [found.code for found in places.called(text)] == codes


def test_evry_is_asked_with_both(places: Places) -> None:
    answer = commune("Évry", places)
    assert isinstance(answer, Several)
    assert {"91228", "89162"} <= {code for code, _ in answer.choices}
