"""The outlines that every map draws."""

from pathlib import Path

import pytest

from generators.land.outlines import Outlines, area, load_outlines, parse_topology
from generators.land.places import load_places

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
FILE = REFERENCE / "departements.topojson"


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return load_outlines(FILE)


def vertices(outlines: Outlines, code: str) -> int:
    return sum(len(ring) for polygon in outlines.polygons(code) for ring in polygon)


def test_a_page_can_bear_the_file():
    assert FILE.stat().st_size <= 130_000


def test_every_département_has_an_outline_and_its_name(outlines):
    departements = load_places(REFERENCE).departements
    assert list(outlines) == list(departements)
    for code, departement in departements.items():
        assert outlines.nom(code) == departement.nom
        assert area(outlines.polygons(code)[0][0]) > 0


def test_lines_are_closed(outlines):
    for code in outlines:
        for polygon in outlines.polygons(code):
            assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in polygon)


@pytest.mark.parametrize(
    ("code", "least"),
    [
        ("971", 150),
        ("972", 100),
        ("974", 60),
        ("976", 60),
        ("75", 12),
        ("92", 25),
        ("93", 25),
        ("94", 20),
        ("90", 60),
    ],
)
def test_small_départements_keep_their_shape(outlines, code, least):
    assert vertices(outlines, code) >= least


def test_neighbours_share_their_border(outlines):
    nord = {point for polygon in outlines.polygons("59") for ring in polygon for point in ring}
    pas_de_calais = {point for polygon in outlines.polygons("62") for ring in polygon for point in ring}
    assert len(nord & pas_de_calais) > 50


def test_the_enclaves_are_kept(outlines):
    assert len(outlines.polygons("59")) == 2
    assert len(outlines.polygons("65")) == 3
    assert len(outlines.polygons("84")) == 2


def test_bounds_lie_where_the_département_is(outlines):
    nord = outlines.bounds("59")
    assert (nord.west, nord.south, nord.east, nord.north) == pytest.approx(
        (2.06, 49.97, 4.23, 51.09), abs=0.05
    )
    martinique = outlines.bounds("972")
    assert martinique.west < -61 < martinique.east < 0 < martinique.south < martinique.north


def test_the_seats_lie_inside_their_outlines(outlines):
    """Not every commune does (islands, simplified coasts), but a map without its own towns would be wrong."""
    places = load_places(REFERENCE)
    for code in ("59", "2A", "33", "75", "93", "973", "974"):
        seat, box = places.communes[places.departements[code].chef_lieu], outlines.bounds(code)
        assert box.west <= seat.longitude <= box.east and box.south <= seat.latitude <= box.north


def test_a_map_knows_the_collectivities(outlines):
    places = load_places(REFERENCE)
    said = {code for code in outlines if outlines.is_collectivity(code)}
    assert said == {d.code for d in places.departements.values() if d.is_collectivity}


def test_arcs_walked_backwards_meet():
    """Two squares side by side share one arc, each in its own direction."""
    topology = {
        "type": "Topology",
        "transform": {"translate": [0, 0], "scale": [1, 1]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {
            "departements": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "01", "nom": "Ouest"}},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"code": "02", "nom": "Est"}},
                ],
            }
        },
    }
    outlines = parse_topology(topology)
    assert outlines.polygons("01") == ((((1, 0), (1, 1), (0, 1), (0, 0), (1, 0)),),)
    assert outlines.polygons("02") == ((((1, 0), (2, 0), (2, 1), (1, 1), (1, 0)),),)
    assert outlines.bounds("02").east == 2
    assert "03" not in outlines
