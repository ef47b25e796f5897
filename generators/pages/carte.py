"""The map of the directory: folium draws its shell, and no record's text ever passes through folium.

Folium evaluates what it is given (templates at build, HTML in the browser), so it is given the
outlines of the départements, which are ours, and nothing else. The records travel as JSON, and the
browser builds markers and popups with `textContent`.
"""

from __future__ import annotations

import json
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

#: Métropole with Corsica: south-west and north-east corners, as latitude and longitude.
METROPOLE = ((41.3, -5.3), (51.2, 9.7))


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


def _build(outlines: dict[str, Any]) -> folium.Map:
    carte = folium.Map(
        tiles=None, minZoom=3, maxZoom=18, zoom_control=False, attribution_control=False, zoom_snap=0.25
    )
    departements = folium.GeoJson(
        outlines, name="Départements", style_function=lambda feature: {"className": "dep"}, smooth_factor=0.6
    )
    departements.add_to(carte)
    bridge = _Bridge(departements.get_name())
    carte.add_child(bridge)
    carte.fit_bounds(METROPOLE)
    return carte


def _neutralise(element: MacroElement) -> None:
    """Replace folium's random ids by the element's place, so that two builds are the same."""
    for number, child in enumerate([element, *element._children.values()]):
        child._id = f"annuaire_{number}"


def script(outlines: dict[str, Any]) -> str:
    """The map as a script for a page that has Leaflet and an element `map_annuaire_0`.

    `outlines` is a GeoJSON FeatureCollection whose features have a `code`.
    """
    carte = _build(json.loads(json.dumps(outlines)))
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
