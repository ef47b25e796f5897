"""How communes find their place in GeoNames, on a handful of invented valleys."""

from generators.reference.matching import Gazetteer, Position, located
from generators.reference.sources import PostalPlace, RawCommune, Town


def commune(
    code: str, nom: str, code_postal: str, former: tuple[str, ...] = (), population: int = 900
) -> RawCommune:
    return RawCommune(
        code=code,
        nom=nom,
        codes_postaux=(code_postal,),
        departement=code[:2],
        region="84",
        epci="200000001" if code_postal == "01100" else "200000002",
        population=population,
        parent="",
        noms_anciens=former,
    )


VALLEY = [
    commune("01001", "Amont", "01100"),
    commune("01002", "Aval", "01100"),
    commune("01003", "Milieu", "01100"),
]
AROUND = [
    PostalPlace("01100", "amont", (46.00, 5.00)),
    PostalPlace("01100", "aval", (46.04, 5.04)),
    PostalPlace("01100", "milieu", (46.02, 5.02)),
]


def position(unknown: RawCommune, places: list[PostalPlace], towns: list[Town] | None = None) -> Position:
    return located([*VALLEY, unknown], Gazetteer([*AROUND, *places], towns or []))[unknown.code]


def town(key: str, at: tuple[float, float], population: int = 900) -> Town:
    return Town(identity=1, keys=(key,), region="84", population=population, position=at)


def test_a_name_with_its_postcode_is_the_commune():
    found = position(
        commune("01004", "Saint-Jean", "01100"), [PostalPlace("01100", "saint jean", (46.01, 5.01))]
    )
    assert found == Position((46.01, 5.01), "commune")


def test_a_homonym_in_another_valley_is_not():
    """GeoNames, too, now and then puts a name in the wrong place."""
    found = position(
        commune("01004", "Saint-Jean", "01100"), [PostalPlace("01100", "saint jean", (45.0, 5.0))]
    )
    assert found.precision == "code-postal"
    assert found.coordinates == (46.02, 5.02)


def test_a_town_fills_a_gap_if_it_is_about_as_populous():
    here = (46.03, 5.01)
    assert position(commune("01004", "Bourg", "01100"), [], [town("bourg", here)]) == Position(
        here, "commune"
    )
    assert (
        position(commune("01004", "Bourg", "01100"), [], [town("bourg", here, 90_000)]).precision != "commune"
    )


def test_a_commune_nouvelle_lies_between_its_former_communes():
    places = [PostalPlace("01100", "haut", (46.00, 5.02)), PostalPlace("01100", "bas", (46.02, 5.04))]
    found = position(commune("01004", "Val-Nouveau", "01100", former=("Haut", "Bas")), places)
    assert found.precision == "commune"
    assert [round(degrees, 6) for degrees in found.coordinates] == [46.01, 5.03]


def test_half_of_a_double_name_is_enough():
    found = position(
        commune("01004", "Boyeux-Saint-Jérôme", "01100"), [PostalPlace("01100", "boyeux", (46.01, 5.03))]
    )
    assert found == Position((46.01, 5.03), "commune")


def test_without_any_trace_the_neighbours_speak_and_it_is_said():
    assert position(commune("01004", "Nulle-Part", "01100"), []).precision == "code-postal"
    assert position(commune("01004", "Nulle-Part", "01999"), []).precision == "departement"
