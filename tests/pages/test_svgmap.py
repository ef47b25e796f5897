"""The static maps, as a reader, a keyboard and a screen reader meet them."""

import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from generators.land.outlines import Outlines, area, load_outlines
from generators.pages.maps import france
from generators.pages.maps.france import (
    Ville,
    departement_map,
    france_map,
)
from generators.pages.maps.markers import Marker
from generators.pages.maps.svg import SHAPES, Frame, symbols, thinned, within
from generators.records.vocabulary import Symbole

FILE = Path(__file__).parents[2] / "data" / "reference" / "departements.topojson"
HOSTILE = '</svg><script>alert("é")</script>{{ 7 * 7 }}'

DUNKERQUE = Marker(51.03, 2.37, "ecoute", "Dunkerque")
LILLE = Marker(50.63, 3.06, "accompagnement", "Lille")
CAYENNE = Marker(4.93, -52.33, "soin", "Cayenne")
NOUMEA = Marker(-22.27, 166.46, "justice", "Nouméa")


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return load_outlines(FILE)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<body>{svg}</body>")


def departements(svg: str, classe: str = "dep") -> list[str]:
    paths = parsed(svg).iter("path")
    return sorted(path.attrib["data-code"] for path in paths if classe in path.get("class", "").split())


def markers(svg: str) -> list[tuple[float, float]]:
    uses = parsed(svg).iter("use")
    return [(float(use.attrib["x"]), float(use.attrib["y"])) for use in uses]


def numbers(svg: str, code: str) -> list[float]:
    """The absolute starting points of a département's outlines."""
    path = next(path for path in parsed(svg).iter("path") if path.get("data-code") == code)
    return [float(number) for start in re.findall(r"M(\S+) ([^l]+)l", path.attrib["d"]) for number in start]


def test_france_shows_every_département_and_five_insets(outlines):
    svg = france_map(outlines, set())
    assert sorted(set(departements(svg))) == sorted(
        code for code in outlines if not outlines.is_collectivity(code)
    )
    insets = [item.findtext(".//span[@class='cartouche__nom']") for item in parsed(svg).iter("li")]
    assert insets == ["Autour de Paris", "Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"]


def test_covered_départements_differ(outlines):
    assert departements(france_map(outlines, {"59", "2A", "974"}), "couvert") == ["2A", "59", "974"]


def test_a_page_may_ask_for_other_classes(outlines):
    svg = france_map(outlines, set(), classe=lambda code: "manque-oui" if code == "38" else "manque-inconnu")
    assert departements(svg, "manque-oui") == ["38"]
    assert len(set(departements(svg, "manque-inconnu"))) == 100


def test_the_home_map_is_light(outlines):
    points = [Marker(48 + index / 100, 2, "ecoute", "Une structure") for index in range(50)]
    svg = france_map(outlines, set(outlines), points, href=lambda code: f"departements/{code}/")
    assert len(svg.encode()) <= 60_000


def test_collectivities_join_only_with_something_to_show(outlines):
    assert "988" not in departements(france_map(outlines, {"59"}))
    assert "988" in departements(france_map(outlines, {"988"}))
    assert "988" in departements(france_map(outlines, set(), [NOUMEA]))


def test_markers_fall_on_the_right_map(outlines):
    """One on the mainland, in the north; one in Guyane's inset; none twice."""
    assert len(markers(france_map(outlines, set(), [DUNKERQUE]))) == 1
    assert len(markers(france_map(outlines, set(), [DUNKERQUE, CAYENNE]))) == 2
    (x, y) = markers(france_map(outlines, set(), [DUNKERQUE]))[0]
    assert 200 < x < 260 and 0 <= y < 30


def heaps(svg: str) -> list[tuple[str | None, str | None]]:
    """The count that each heap shows, and its title."""
    groups = (group for group in parsed(svg).iter("g") if group.find("path[@class='grappe']") is not None)
    return [(group.findtext("text"), group.findtext("title")) for group in groups]


def test_markers_that_would_hide_each_other_become_a_count(outlines):
    """« ×9 », for a bare 9 or 11 in a hexagon reads as a département's number; nobody is left out."""
    paris = [Marker(48.86, 2.35, "soin", f"Service {number}") for number in range(9)]
    svg = departement_map(outlines, "75", paris)
    assert markers(svg) == []
    assert heaps(svg) == [
        ("×9", "Service 0, Service 1, Service 2, Service 3, Service 4, Service 5 et 3 autres")
    ]
    assert heaps(departement_map(outlines, "59", [DUNKERQUE, LILLE])) == []


@pytest.mark.parametrize("number", [1, 2, 5, 12])
def test_no_marker_leaves_its_place(outlines, number):
    """At a border, a marker moved aside would stand in another country."""
    mulhouse = Marker(47.75, 7.34, "ecoute", "Mulhouse")
    alone = markers(france_map(outlines, set(), [mulhouse]))[0]
    svg = france_map(outlines, set(), [mulhouse] * number)
    middles = [(x + 7.5, y + 7.5) for x, y in markers(svg)] or [
        (float(x) + 16, float(y) + 16) for x, y in re.findall(r"translate\((\S+) (\S+)\)", svg)
    ]
    assert middles == [pytest.approx((alone[0] + 7.5, alone[1] + 7.5), abs=0.2)]


def test_paris_is_drawn_where_it_can_be_seen(outlines):
    svg = france_map(outlines, {"75"}, href=lambda code: f"d/{code}/", label="Carte")
    inset = next(item for item in parsed(svg).iter("li") if "Autour de Paris" in "".join(item.itertext()))
    shapes = [path.attrib["data-code"] for path in inset.iter("path") if path.get("data-code")]
    assert shapes == ["75", "92", "93", "94"]
    assert departements(svg, "couvert") == ["75", "75"]


def test_north_is_up_and_corsica_south_east(outlines):
    svg = france_map(outlines, set())
    nord, corse, finistere = (numbers(svg, code) for code in ("59", "2A", "29"))
    assert nord[1] < corse[1] and finistere[0] < nord[0] < corse[0]


def test_a_marker_names_itself_without_running_anything(outlines):
    svg = departement_map(
        outlines, "59", [Marker(50.63, 3.06, "soin", HOSTILE)], villes=[Ville(50.3, 2.8, HOSTILE)]
    )
    assert "<script" not in svg
    titles = [title.text for title in parsed(svg).iter("title")]
    assert HOSTILE in titles


def test_colours_come_from_the_theme_alone(outlines, site):
    drawn = symbols(site.records.vocabulary)
    svg = drawn + france_map(outlines, {"59"}, [DUNKERQUE]) + departement_map(outlines, "59", [LILLE])
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|style=|fill=|stroke=|rgb\(", svg)


def test_a_decorative_map_is_silent_and_out_of_the_tab_order(outlines):
    body = parsed(france_map(outlines, {"59"}, href=lambda code: f"departements/{code}/"))
    assert all(svg.get("aria-hidden") == "true" for svg in (*body.iter("svg"), *body.iter("ul")))
    assert all(link.get("tabindex") == "-1" for link in body.iter("a"))


def test_a_labelled_map_speaks_and_its_links_can_be_reached(outlines):
    body = parsed(
        france_map(outlines, {"59"}, href=lambda code: f"d/{code}/", label="Les départements couverts")
    )
    first = next(body.iter("svg"))
    assert (first.get("role"), first.get("aria-label")) == ("group", "Les départements couverts")
    assert first.get("aria-hidden") is None
    links = [link.attrib["href"] for link in body.iter("a") if link.get("tabindex") is None]
    assert len(links) == len(set(links)) == 101
    again = [link for link in body.iter("a") if link.get("tabindex")]
    assert len(again) == 4 and all(link.get("aria-hidden") for link in again)
    assert "Nord (59)" in [title.text for title in body.iter("title")]


def test_a_labelled_map_without_links_is_one_image(outlines):
    svg = next(parsed(departement_map(outlines, "59", label="Le Nord")).iter("svg"))
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "Le Nord")


def test_a_département_stands_among_its_neighbours(outlines):
    svg = departement_map(outlines, "59", [DUNKERQUE, LILLE, CAYENNE])
    assert departements(svg, "choisi") == ["59"]
    assert {"62", "80", "02"} <= set(departements(svg))
    assert "13" not in departements(svg)
    assert len(markers(svg)) == 2
    assert len(svg.encode()) < 12_000


def test_the_chosen_outline_is_drawn_over_its_neighbours(outlines):
    paths = [path.attrib["data-code"] for path in parsed(departement_map(outlines, "59")).iter("path")]
    assert paths[-1] == "59"


@pytest.mark.parametrize("code", ["2A", "75", "29", "90", "971", "972", "973", "974", "976", "975", "987"])
def test_each_département_fits_its_map(outlines, code):
    svg = departement_map(outlines, code)
    assert departements(svg, "choisi") == [code]
    starts = numbers(svg, code)
    assert all(0 <= x <= 420 for x in starts[::2]) and all(0 <= y <= 300 for y in starts[1::2])


def test_several_départements_on_one_map(outlines):
    assert departements(departement_map(outlines, ["73", "74"]), "choisi") == ["73", "74"]


def test_far_apart_the_mainland_is_kept(outlines):
    assert departements(departement_map(outlines, ["59", "974"]), "choisi") == ["59"]
    assert departements(departement_map(outlines, ["974", "972"]), "choisi") == ["972"]


def test_a_map_of_nowhere_is_an_error(outlines):
    with pytest.raises(ValueError, match="no outline"):
        departement_map(outlines, "00")


def test_towns_are_named_where_they_show(outlines):
    svg = departement_map(outlines, "59", villes=[Ville(50.29, 2.78, "Arras"), Ville(43.3, 5.4, "Marseille")])
    assert [text.text for text in parsed(svg).iter("text")] == ["Arras"]


def test_the_order_of_points_changes_nothing(outlines):
    one, other = (
        france_map(outlines, {"59"}, [LILLE, DUNKERQUE]),
        france_map(outlines, {"59"}, [DUNKERQUE, LILLE]),
    )
    assert one == other


def test_one_symbol_a_category(site):
    vocabulary = site.records.vocabulary
    ids = [symbol.attrib["id"] for symbol in parsed(symbols(vocabulary)).iter("symbol")]
    assert ids == [f"marque-{code}" for code in vocabulary.codes("categories")]


def test_every_shape_that_the_vocabulary_may_name_is_drawn():
    assert set(SHAPES) == set(get_args(Symbole))


def test_thinning_keeps_corners_and_islands():
    assert thinned([(0, 0), (1, 0.01), (2, 0), (2, 2)], 0.1) == ((0, 0), (2, 0), (2, 2))
    assert len(thinned([(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)], 0.1)) == 5


def test_clipping_keeps_what_is_seen(outlines):

    frame = Frame(10, 10, lambda point: point)
    square = ((-100, -100), (5, -100), (5, 100), (-100, 100), (-100, -100))
    assert area(within(square, frame, bleed=0)) == pytest.approx(50)
    assert within(((20, 20), (30, 20), (30, 30), (20, 20)), frame, bleed=0) == ()


@pytest.mark.parametrize("codes", [("59",), ("77", "95"), ("2A", "2B"), ("974",), ("29", "75")], ids=str)
def test_what_lies_outside_changes_no_path(
    outlines: Outlines, codes: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = departement_map(outlines, codes)
    france._ground.cache_clear()
    monkeypatch.setattr(Frame, "leaves_out", lambda *_: False)
    assert departement_map(outlines, codes) == quick
