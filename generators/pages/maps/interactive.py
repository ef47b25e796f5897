"""The map of the directory: folium draws its shell, and no record's text ever passes through folium.

Folium evaluates what it is given (templates at build, HTML in the browser), so it is given no data at
all: it makes the map and the layer of the outlines, and binds them. The outlines travel as one light JSON
file and the records as another; the browser builds markers and popups with `textContent`.

The street map that a reader may put under the outlines is the one thing of the site that another host serves:
a choice, off by default, which only the directory's page may ask for (its Content-Security-Policy names the
host), and only once the reader has ticked the box. Another service is another `Plan`; `PLAN = None` takes the
choice away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import folium
from branca.element import MacroElement
from folium.template import Template

from generators import editions
from generators.land.outlines import Outlines
from generators.land.territories import is_overseas
from generators.pages.frame.page import as_json
from generators.pages.maps.svg import thinned

#: The middle of the mainland: latitude and longitude.
CENTRE = (46.6, 2.4)

#: How far the outlines may stray, in degrees: first for a map of the country, then for one of a département.
COARSE = 0.04
FINE = 0.004
#: Overseas a département is an island, and needs this much more of its shape.
ISLANDS = 3
#: The grid of the outlines: steps of so many in a degree. 500 make 200 m.
COARSE_GRID = 125
FINE_GRID = 500


class _Bridge(MacroElement):  # type: ignore[misc]
    """Hands the map to our own scripts, under one global name."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.maillageCarte = { carte: {{ this._parent.get_name() }}, contours: {{ this.outlines }} };"
        "{% endmacro %}"
    )

    def __init__(self, outlines: str) -> None:
        super().__init__()
        self._name = "Pont"
        self.outlines = outlines


_NOTHING: dict[str, Any] = {"type": "FeatureCollection", "features": []}


def _build() -> folium.Map:
    carte = folium.Map(
        location=CENTRE,
        zoom_start=5,
        tiles=None,
        minZoom=3,
        maxZoom=18,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
    )
    departements = folium.GeoJson(_NOTHING, name="Départements", smooth_factor=0.6)
    departements.add_to(carte)
    bridge = _Bridge(departements.get_name())
    carte.add_child(bridge)
    return carte


def _neutralise(element: MacroElement) -> None:
    """Replace folium's random ids by the element's place, so that two builds are the same."""
    for number, child in enumerate([element, *element._children.values()]):
        child._id = f"annuaire_{number}"


def script() -> str:
    """The map as a script for a page that has Leaflet and an element of this id."""
    carte = _build()
    _neutralise(carte)
    bridge = next(c for c in carte._children.values() if isinstance(c, _Bridge))
    bridge.outlines = next(c for c in carte._children.values() if isinstance(c, folium.GeoJson)).get_name()
    figure = carte.get_root()
    figure.render()
    lines = (line.strip() for line in figure.script.render().splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def element_id() -> str:
    """The id of the element that the map is drawn in."""
    return "map_annuaire_0"


#: What a wide screen, which shows the map at once, reads first of its edition.
FIRST = (
    f"{editions.FOLDER}code/leaflet/leaflet.css",
    f"{editions.FOLDER}code/leaflet/leaflet.js",
    f"{editions.FOLDER}code/scripts/carte-folium.js",
    f"{editions.FOLDER}lieux/contours.json",
)


def files(outlines: Outlines) -> Mapping[str, bytes]:
    """Path on the site → content: the outlines that fill folium's layer, light then fine."""
    return {
        f"{editions.FOLDER}lieux/contours.json": as_json(light(outlines, COARSE, COARSE_GRID)),
        f"{editions.FOLDER}lieux/contours-fins.json": as_json(light(outlines, FINE, FINE_GRID)),
    }


def light(outlines: Outlines, tolerance: float, grid: int) -> dict[str, object]:
    """The outlines thinned out, as arcs of differences on a grid: neighbours still share their border."""
    islands = {arc for code in outlines if is_overseas(code) for arc in _arcs(outlines, code)}
    arcs = [
        list(_steps(thinned(arc, tolerance / ISLANDS if number in islands else tolerance), grid))
        for number, arc in enumerate(outlines.arcs)
    ]
    shapes = {code: outlines.shapes[code].polygons for code in outlines}
    return {"grille": grid, "arcs": arcs, "departements": shapes}


def _arcs(outlines: Outlines, code: str) -> Iterator[int]:
    for polygon in outlines.shapes[code].polygons:
        for ring in polygon:
            yield from (arc if arc >= 0 else ~arc for arc in ring)


def _steps(line: tuple[tuple[float, float], ...], grid: int) -> Iterator[int]:
    """x, y of the first point, then of each step to the next, all in one row."""
    before = (0, 0)
    for x, y in line:
        here = (round(x * grid), round(y * grid))
        yield from (here[0] - before[0], here[1] - before[1])
        before = here


@dataclass(frozen=True, slots=True)
class Plan:
    """A tile service: `url` has {z}, {x} and {y}; `nom` and `attribution` are what readers see."""

    nom: str
    url: str
    attribution: str

    @property
    def origine(self) -> str:
        """The origin that the page must be allowed to ask: "https://data.geopf.fr"."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


#: Géoplateforme of the IGN, open and without a key (https://geoservices.ign.fr/services-geoplateforme-diffusion).
_IGN = {
    "SERVICE": "WMTS",
    "REQUEST": "GetTile",
    "VERSION": "1.0.0",
    "LAYER": "GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2",
    "STYLE": "normal",
    "FORMAT": "image/png",
    "TILEMATRIXSET": "PM",
}

PLAN: Plan | None = Plan(
    nom="plan IGN, service extérieur",
    url=f"https://data.geopf.fr/wmts?{urlencode(_IGN)}&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}",
    attribution="© IGN",
)
