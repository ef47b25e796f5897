"""What maps are drawn with: outlines as SVG paths, thinned arc by arc, and the shapes of categories.

Thinned on arcs, neighbours still touch. A shape is drawn once a page; maps and lists refer to it as
`#marque-<catégorie>`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from generators.land import outlines as geo
from generators.land.outlines import Outlines
from generators.records.vocabulary import Symbole, Vocabulary

#: Details smaller than this (px) are left out, and islands of less than this (px²).
TOLERANCE: Final = 0.4
#: … and on the métropole, whose hundred outlines weigh on the home page.
TOLERANCE_METROPOLE: Final = 0.7
LEAST_AREA: Final = 0.5
#: How far beyond its frame (px) what is clipped still goes: a line along the border is not seen.
BLEED: Final = 4.0

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A projection and the rectangle (px) it fills: y grows downwards."""

    width: float
    height: float
    project: Callable[[geo.Point], XY]

    def holds(self, point: XY) -> bool:
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    def leaves_out(self, south_west: XY, north_east: XY) -> bool:
        """Whether a box lies beside what is clipped, or above or below it and no wider.

        A line that is wider too is cut on two sides, and leaves a corner.
        """
        (left, bottom), (right, top) = south_west, north_east
        if right < -BLEED or left > self.width + BLEED:
            return True
        away = bottom < -BLEED or top > self.height + BLEED
        return away and left >= -BLEED and right <= self.width + BLEED


class _ThinArcs(dict[int, tuple[XY, ...]]):
    """The arcs of `outlines` on a frame, made when a ring asks for one.

    Of an arc that lies outside of what is `clipped` only the ends count: the rest will be cut off.
    """

    def __init__(self, outlines: Outlines, frame: Frame, tolerance: float, *, clipped: bool) -> None:
        super().__init__()
        self._tolerance = tolerance
        self._arcs = outlines.arcs
        self._boxes = _boxes(outlines) if clipped else None
        self._frame = frame

    def __missing__(self, index: int) -> tuple[XY, ...]:
        arc, project = self._arcs[index], self._frame.project
        if self._boxes and self._frame.leaves_out(*map(project, self._boxes[index])):
            arc = (arc[0], arc[-1])
        self[index] = seen = thinned([*map(project, arc)], self._tolerance)
        return seen


@lru_cache(maxsize=4)
def _boxes(outlines: Outlines) -> tuple[tuple[geo.Point, geo.Point], ...]:
    """South-west and north-east of each arc."""
    return tuple(
        ((min(xs), min(ys)), (max(xs), max(ys)))
        for xs, ys in (zip(*arc, strict=True) for arc in outlines.arcs)
    )


def paths(
    outlines: Outlines,
    codes: Iterable[str],
    frame: Frame,
    *,
    tolerance: float = TOLERANCE,
    clipped: bool = False,
) -> dict[str, str]:
    arcs = _ThinArcs(outlines, frame, tolerance, clipped=clipped)
    found: dict[str, str] = {}
    for code in codes:
        rings = [geo.joined(arcs, ring) for polygon in outlines.shapes[code].polygons for ring in polygon]
        if clipped:
            rings = [part for ring in rings if (part := within(ring, frame))]
        if path := _path(rings):
            found[code] = path
    return found


def thinned(line: Sequence[XY], tolerance: float) -> tuple[XY, ...]:
    """Douglas and Peucker's: few points, the ends among them, that stay within `tolerance` of the line."""
    if len(line) < 3:
        return tuple(line)
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        distance, index = _farthest(line, first, last)
        if distance > tolerance:
            kept.add(index)
            spans += [(first, index), (index, last)]
    return tuple(line[i] for i in sorted(kept))


def _farthest(line: Sequence[XY], first: int, last: int) -> tuple[float, int]:
    """How far the points between two others stray from the segment of these, and which of them most.

    A segment may have no length (an island's outline): it is a point.
    """
    (left, top), (right, bottom) = line[first], line[last]
    dx, dy = right - left, bottom - top
    length = dx * dx + dy * dy or math.inf
    farthest, at = 0.0, first
    for index in range(first + 1, last):
        x, y = line[index]
        along = ((x - left) * dx + (y - top) * dy) / length
        along = 0.0 if along < 0.0 else 1.0 if along > 1.0 else along
        distance = math.hypot(x - (left + along * dx), y - (top + along * dy))
        if distance >= farthest:
            farthest, at = distance, index
    return farthest, at


def within(ring: Sequence[XY], frame: Frame, bleed: float = BLEED) -> tuple[XY, ...]:
    """Sutherland and Hodgman's: the part of a ring in the frame, cut a little outside of what one sees."""
    sides = ((0, -bleed, 1), (0, frame.width + bleed, -1), (1, -bleed, 1), (1, frame.height + bleed, -1))
    for axis, limit, sign in sides:
        ring = [*_cut(ring, axis, limit, sign)]
        if not ring:
            return ()
        ring.append(ring[0])
    return tuple(ring)


def _cut(ring: Sequence[XY], axis: int, limit: float, sign: int) -> Iterator[XY]:
    sides = [sign * (point[axis] - limit) >= 0 for point in ring]
    if all(sides):
        yield from ring[:-1]
        return
    for (start, end), (inside, next_inside) in zip(pairwise(ring), pairwise(sides), strict=True):
        if inside:
            yield start
        if inside != next_inside:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _path(rings: Iterable[tuple[XY, ...]]) -> str:
    """Path data to 0.1 px, without the islands that nobody could see, the largest always kept."""
    ranked = sorted(((geo.area(ring), ring) for ring in rings), key=lambda ranked: -ranked[0])
    return "".join(
        _ring(ring) for place, (area, ring) in enumerate(ranked) if not place or area >= LEAST_AREA
    )


def _ring(ring: Sequence[XY]) -> str:
    """A closed subpath in relative steps of whole tenths, so that rounding never adds up."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring[:-1]]
    steps = "".join(
        _step(next_x - x) + _step(next_y - y)
        for (x, y), (next_x, next_y) in pairwise(tenths)
        if (next_x, next_y) != (x, y)
    )
    x, y = tenths[0]
    return f"M{pixels(x / 10)} {pixels(y / 10)}l{steps.lstrip()}z" if steps else ""


@lru_cache(maxsize=8192)
def _step(tenths: int) -> str:
    """A number after another, parted from it by a space only where one is needed: a minus sign parts too."""
    number = pixels(tenths / 10)
    return number if number.startswith("-") else f" {number}"


def pixels(value: float) -> str:
    """One decimal at most, as short as SVG allows: "0.5" → ".5", "3.0" → "3"."""
    text = f"{value:.1f}".removesuffix(".0")
    return (
        "0"
        if text in ("-0", "0")
        else text.replace("0.", ".", 1)
        if text.lstrip("-").startswith("0.")
        else text
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing in a box of 32, and how much below the middle of the box a number stands in it."""

    svg: str
    lower: int = 0


SHAPES: Final[Mapping[Symbole, Shape]] = MappingProxyType(
    {
        "rond": Shape('<circle cx="16" cy="16" r="14"/>'),
        "carre": Shape('<rect x="3" y="3" width="26" height="26" rx="4"/>'),
        "maison": Shape(
            '<path d="M14.8 2.5a2 2 0 0 1 2.4 0l11 8.4a2 2 0 0 1 .8 1.6V27a2 2 0 0 1-2 2H5'
            'a2 2 0 0 1-2-2V12.5a2 2 0 0 1 .8-1.6z"/>'
        ),
        "croix": Shape('<path d="M11 2h10v9h9v10h-9v9H11v-9H2V11h9z"/>'),
        "bouclier": Shape(
            '<path d="M4 3.5a1 1 0 0 1 1-1h22a1 1 0 0 1 1 1V17c0 6.6-4.9 11-12 13.5C8.9 28 4 23.6 4 17z"/>'
        ),
        "losange": Shape('<path d="M16 .5 31.5 16 16 31.5 .5 16z"/>'),
        "triangle": Shape('<path d="M16 2 31 29H1z"/>', lower=4),
        "hexagone": Shape('<path d="M9 2h14l8 14-8 14H9L1 16z"/>'),
        "etoile": Shape(
            '<path d="M16 0.3L10 8.5L0.3 11.7L6.3 20L6.3 30.1L16 27L25.7 30.1L25.7 20L31.7 11.7L22 8.5z"/>',
            lower=1,
        ),
        "goutte": Shape(
            '<path d="M16 1c6 7 12 12.4 12 18.5A12 12 0 0 1 4 19.5C4 13.4 10 8 16 1z"/>', lower=3
        ),
    }
)


def symbols(vocabulary: Vocabulary) -> str:
    """The shape of each category as `<symbol id="marque-soin">`: `<use href="#marque-soin"/>`."""
    box = 'viewBox="0 0 32 32" overflow="visible"'
    inner = "".join(
        f'<symbol id="marque-{code}" {box}>{_outlined(term.symbole)}</symbol>'
        for code, term in vocabulary.categories.items()
    )
    return f'<svg class="hors-ecran" width="0" height="0" aria-hidden="true" focusable="false">{inner}</svg>'


def _outlined(symbol: Symbole) -> str:
    """Keeps a marker's outline as thick at 16 px as at 40."""
    return SHAPES[symbol].svg.replace("/>", ' vector-effect="non-scaling-stroke"/>')
