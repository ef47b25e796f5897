"""The outlines of the départements: TopoJSON in, polygons out.

In TopoJSON (https://github.com/topojson/topojson-specification) a border between two départements is one arc
that both refer to. `Outlines` keeps the arcs, so that a map can thin them out and neighbours still touch.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from generators.disk import regular
from generators.disk.refused import Refused
from generators.words.wording import typographic

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
    collectivity: bool
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

    def is_collectivity(self, code: str) -> bool:
        """True for what is overseas and no département: maps show it when something is there."""
        return self.shapes[code].collectivity


#: No map is this large.
_MAX = 16 * 1024 * 1024


@cache
def load_outlines(path: Path) -> Outlines:
    """Read a TopoJSON file, once. Raises `Refused`."""
    try:
        return parse_topology(json.loads(regular.read(path, _MAX)))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(f"{path} ne se lit pas : reprenez celui du logiciel") from error


def parse_topology(topology: Mapping[str, Any]) -> Outlines:
    """The outlines of a topology's first object, whose geometries have a `code` and a `nom`, by code."""
    (collection, *_) = topology["objects"].values()
    shapes = {geometry["properties"]["code"]: _shape(geometry) for geometry in collection["geometries"]}
    return Outlines(tuple(_decoded(topology)), MappingProxyType(dict(sorted(shapes.items()))))


def _shape(geometry: Mapping[str, Any]) -> Shape:
    properties = geometry["properties"]
    return Shape(typographic(properties["nom"]), properties.get("collectivite", False), _rings(geometry))


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


def lambert(point: Point) -> tuple[float, float]:
    """Lambert's conformal conic projection as France uses it (parallels 44° and 49°, RGF93), on a sphere."""
    south, north, origin, meridian = (math.radians(angle) for angle in (44.0, 49.0, 46.5, 3.0))
    n = math.log(math.cos(south) / math.cos(north)) / math.log(_isometric(north) / _isometric(south))
    f = math.cos(south) * _isometric(south) ** n / n
    rho = f / _isometric(math.radians(point[1])) ** n
    theta = n * (math.radians(point[0]) - meridian)
    return rho * math.sin(theta), rho * math.cos(theta) - f / _isometric(origin) ** n


def _isometric(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)
