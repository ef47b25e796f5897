"""The outlines of the départements: TopoJSON in, polygons out.

In TopoJSON (https://github.com/topojson/topojson-specification) a border between two départements is one arc
that both refer to. `Outlines` keeps the arcs, so that a map can thin them out and neighbours still touch.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from generators.words.folding import typographic

#: Longitude and latitude in degrees, in the order of GeoJSON.
Point = tuple[float, float]
#: A closed line: its last point is its first.
Ring = tuple[Point, ...]
#: An outer ring, then its holes.
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Degrees: west and east are longitudes, south and north latitudes."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A département's name, and its polygons as signed arc indexes (~i: arc i, walked backwards)."""

    nom: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]


class Arcs(Protocol):
    """Lines by index: those of the file, or changed ones."""

    def __getitem__(self, index: int, /) -> tuple[Point, ...]: ...


@dataclass(frozen=True, eq=False)
class Outlines:
    """Every outline, by département code."""

    arcs: tuple[tuple[Point, ...], ...]
    shapes: Mapping[str, Shape]

    def __contains__(self, code: str) -> bool:
        return code in self.shapes

    def __iter__(self) -> Iterator[str]:
        return iter(self.shapes)

    def nom(self, code: str) -> str:
        return self.shapes[code].nom

    def polygons(self, code: str) -> tuple[Polygon, ...]:
        """The polygons of a département, the largest first. Raises KeyError for a code without outline."""
        polygons = tuple(
            tuple(joined(self.arcs, ring) for ring in polygon) for polygon in self.shapes[code].polygons
        )
        return tuple(sorted(polygons, key=lambda polygon: -area(polygon[0])))

    def bounds(self, code: str) -> Bounds:
        """The box around a département. Raises KeyError for a code without outline."""
        points = [point for polygon in self.polygons(code) for point in polygon[0]]
        longitudes, latitudes = zip(*points, strict=True)
        return Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))

    def feature_collection(self) -> dict[str, Any]:
        """GeoJSON (RFC 7946), one feature a département with its `code` and `nom`, to 4 decimals (10 m)."""
        return {"type": "FeatureCollection", "features": [self._feature(code) for code in self.shapes]}

    def _feature(self, code: str) -> dict[str, Any]:
        coordinates = [
            [[[round(x, 4), round(y, 4)] for x, y in ring] for ring in polygon]
            for polygon in self.polygons(code)
        ]
        return {
            "type": "Feature",
            "properties": {"code": code, "nom": self.nom(code)},
            "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
        }


@cache
def load_outlines(path: Path) -> Outlines:
    """Read a TopoJSON file, once."""
    return parse_topology(json.loads(path.read_text(encoding="utf-8")))


def parse_topology(topology: Mapping[str, Any]) -> Outlines:
    """The outlines of a topology's first object, whose geometries have a `code` and a `nom`, by code."""
    (collection, *_) = topology["objects"].values()
    shapes = {
        geometry["properties"]["code"]: Shape(typographic(geometry["properties"]["nom"]), _rings(geometry))
        for geometry in collection["geometries"]
    }
    return Outlines(tuple(_decoded(topology)), MappingProxyType(dict(sorted(shapes.items()))))


def _rings(geometry: Mapping[str, Any]) -> tuple[tuple[tuple[int, ...], ...], ...]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons)


def _decoded(topology: Mapping[str, Any]) -> Iterator[tuple[Point, ...]]:
    """Arcs are differences on a grid of integers."""
    scale_x, scale_y = topology["transform"]["scale"]
    origin_x, origin_y = topology["transform"]["translate"]
    for arc in topology["arcs"]:
        xs = accumulate(step[0] for step in arc)
        ys = accumulate(step[1] for step in arc)
        yield tuple((origin_x + x * scale_x, origin_y + y * scale_y) for x, y in zip(xs, ys, strict=True))


def joined(arcs: Arcs, ring: Sequence[int]) -> Ring:
    """The closed line that signed arc indexes describe; arcs meet in a point that both have."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def area(ring: Ring) -> float:
    """The area inside a closed line, in the square of its unit."""
    pairs = pairwise(ring)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
