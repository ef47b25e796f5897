"""Markers on a static map: the shape of a category where its actor stands, a count where several do.

A marker is never moved: it could cross a border. Those that would hide each other become a heap, a hexagon
with « ×8 » in it (never a bare number, which reads as a département's), on the one of them that is nearest to
the middle of all. Markers are references to `svg.symbols()`, which the page holds once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from generators.pages.maps.svg import XY, Frame, pixels

#: Names said by the title of a heap; more are counted.
NAMED: Final = 6
#: How far apart two markers are that can both be read, in sizes of a marker.
APART: Final = 1.1
#: The width of a heap (px), whose count is then written at 15 px.
WIDE: Final = 32.0
#: The hexagon of a heap, in a box of 44; the browser's map draws the same.
HEXAGON: Final = "M22 3 38.5 12.5v19L22 41 5.5 31.5v-19Z"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker: degrees, a category of the vocabulary, a title for the mouse."""

    latitude: float
    longitude: float
    categorie: str
    titre: str = ""


@dataclass(frozen=True, slots=True)
class _Heap:
    """Markers with their places on the frame (px), of which one stands for all."""

    members: tuple[tuple[XY, Marker], ...]
    middle: XY

    @classmethod
    def of(cls, members: tuple[tuple[XY, Marker], ...]) -> _Heap:
        xs, ys = zip(*(point for point, _ in members), strict=True)
        return cls(members, (sum(xs) / len(members), sum(ys) / len(members)))

    @property
    def place(self) -> XY:
        return min((point for point, _ in self.members), key=lambda point: math.dist(point, self.middle))

    @property
    def title(self) -> str:
        names = [marker.titre for _, marker in self.members if marker.titre]
        more = f" et {len(names) - NAMED} autres" if len(names) > NAMED else ""
        return ", ".join(names[:NAMED]) + more


def drawn(points: Iterable[Marker], frame: Frame, size: float) -> Iterator[str]:
    """The SVG of all markers in the frame, `size` px each; the lower ones in front, in any order."""
    for heap in sorted(_heaps(points, frame, size), key=lambda heap: heap.place[::-1]):
        yield _count(heap) if len(heap.members) > 1 else _shape(heap, size)


def _heaps(points: Iterable[Marker], frame: Frame, size: float) -> Sequence[_Heap]:
    """Markers put together from north to south, each with the first heap that it would hide."""
    heaps: list[_Heap] = []
    for member in sorted(_placed(points, frame), key=lambda member: (member[0][::-1], _words(member[1]))):
        near = next((h for h in heaps if math.dist(h.middle, member[0]) < APART * size), None)
        if near:
            heaps.remove(near)
        heaps.append(_Heap.of((*near.members, member) if near else (member,)))
    return heaps


def _placed(points: Iterable[Marker], frame: Frame) -> Iterator[tuple[XY, Marker]]:
    for point in points:
        place = frame.project((point.longitude, point.latitude))
        if frame.holds(place):
            yield place, point


def _words(marker: Marker) -> tuple[str, str]:
    return marker.titre, marker.categorie


def _shape(heap: _Heap, size: float) -> str:
    ((place, marker),) = heap.members
    categorie = escape(marker.categorie)
    href = f'href="#marque-{categorie}"'
    return f'<use class="marque cat-{categorie}" {href} {_box(place, size)}>{_title(heap)}</use>'


def _count(heap: _Heap) -> str:
    x, y = (pixels(at - WIDE / 2) for at in heap.place)
    place = f'transform="translate({x} {y}) scale({WIDE / 44:.3f})"'
    path = f'<path class="grappe" d="{HEXAGON}"/>'
    text = f'<text class="grappe__nombre" x="22" y="28" text-anchor="middle">×{len(heap.members)}</text>'
    return f"<g {place}>{_title(heap)}{path}{text}</g>"


def _title(heap: _Heap) -> str:
    return f"<title>{escape(heap.title)}</title>" if heap.title else ""


def _box(centre: XY, size: float) -> str:
    x, y = centre[0] - size / 2, centre[1] - size / 2
    return f'x="{pixels(x)}" y="{pixels(y)}" width="{pixels(size)}" height="{pixels(size)}"'
