"""Static maps: SVG that a page carries in itself, readable without a script and without another host.

Only classes say how things look, the theme's tokens give the colours: `dep` (and `couvert`, `choisi`, or what
a page asks for) on a département, `marque cat-<catégorie>` on a marker, `cartouche` around an overseas inset.
Départements too small to be seen on the map of the country are drawn anew in an inset.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final

from generators.land import outlines as geo
from generators.land.outlines import Bounds, Outlines
from generators.land.territories import is_overseas
from generators.pages.maps.markers import Marker, drawn
from generators.pages.maps.svg import TOLERANCE_METROPOLE, XY, Frame, paths, pixels

#: Sizes in CSS pixels.
METROPOLE_WIDTH: Final = 468.0
CARTOUCHE: Final = (88.0, 62.0)
MARKER: Final = 15.0
MARKER_LARGE: Final = 24.0

#: Those that the map of the country cannot show, and what their inset is called.
SMALL: Final = ("75", "92", "93", "94")
SMALL_NAME: Final = "Autour de Paris"

Href = Callable[[str], str]
Classe = Callable[[str], str]
Titre = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Ville:
    """A town named on a map, to find one's way."""

    latitude: float
    longitude: float
    nom: str


# The two maps


def france_map(
    outlines: Outlines,
    covered: Collection[str],
    points: Sequence[Marker] = (),
    *,
    href: Href | None = None,
    classe: Classe | None = None,
    titre: Titre | None = None,
    label: str | None = None,
) -> str:
    """The métropole, then a `<ul class="cartouches">`: around Paris, overseas, each with name and code.

    `covered` départements have the class `couvert`; `classe` gives others instead ("manque-oui"…), and
    `titre` what is said of each after its name. With `href`, each département is a link. Without `label`
    the map is decoration: hidden from screen readers and skipped by the keyboard, so the page must say the
    same in words.
    """
    chosen = classe or (lambda code: "couvert" if code in covered else "")
    frame, paths = _metropole(outlines)
    parts = [
        _departement(outlines, code, path, chosen(code), href, None if code in SMALL else label, titre)
        for code, path in paths.items()
    ]
    svg = _svg(frame, [*parts, *drawn(points, frame, MARKER)], "carte carte--metropole", label)
    insets = "".join(
        _cartouche(outlines, codes, chosen, points, href, label, titre)
        for codes in _insets(outlines, covered, points)
    )
    hidden = "" if label else ' aria-hidden="true"'
    return f'<div class="carte-france">{svg}<ul class="cartouches"{hidden}>{insets}</ul></div>'


def _insets(
    outlines: Outlines, covered: Collection[str], points: Sequence[Marker]
) -> Iterator[tuple[str, ...]]:
    """The small ones in one inset, then overseas, each its own; collectivities with something to show."""
    yield tuple(code for code in SMALL if code in outlines)
    overseas = filter(is_overseas, outlines)
    for code in sorted(overseas, key=lambda code: (outlines.is_collectivity(code), code)):
        if not outlines.is_collectivity(code) or code in covered or _any_in(outlines, code, points):
            yield (code,)


def departement_map(
    outlines: Outlines,
    codes: str | Iterable[str],
    points: Sequence[Marker] = (),
    *,
    villes: Sequence[Ville] = (),
    size: tuple[float, float] = (420.0, 300.0),
    href: Href | None = None,
    label: str | None = None,
) -> str:
    """One département or several (class `choisi`), as large as `size` allows, among their neighbours.

    Codes too far apart for one map keep the mainland's, else the first one. Raises ValueError when none of
    them has an outline. `href` and `label` as in `france_map`.
    """
    wanted = _together(outlines, [codes] if isinstance(codes, str) else codes)
    frame, ground = _ground(outlines, wanted, size, href, label)
    names = [text for ville in villes if (text := _ville(ville, frame, points))]
    return _svg(
        frame, [ground, *names, *drawn(points, frame, MARKER_LARGE)], "carte carte--departement", label
    )


@lru_cache(maxsize=512)
def _ground(
    outlines: Outlines,
    wanted: tuple[str, ...],
    size: tuple[float, float],
    href: Href | None,
    label: str | None,
) -> tuple[Frame, str]:
    """What lies under the markers: the chosen ones last, their thicker line over their neighbours'."""
    frame, paths = _surroundings(outlines, wanted, size)
    ordered = sorted(paths.items(), key=lambda item: item[0] in wanted)
    return frame, "".join(
        _departement(outlines, code, path, "choisi" if code in wanted else "", href, label)
        for code, path in ordered
    )


def _cartouche(
    outlines: Outlines,
    codes: tuple[str, ...],
    classe: Classe,
    points: Sequence[Marker],
    href: Href | None,
    label: str | None,
    titre: Titre | None,
) -> str:
    frame, paths = _inset(outlines, codes)
    width, height = frame.width - 1, frame.height - 1
    border = f'<rect class="cartouche" x=".5" y=".5" width="{width:g}" height="{height:g}" rx="8"/>'
    shapes = [_departement(outlines, code, paths[code], classe(code), href, label, titre) for code in codes]
    nom = escape(outlines.nom(codes[0]) if len(codes) == 1 else SMALL_NAME)
    svg = _svg(
        frame, [border, *shapes, *drawn(points, frame, MARKER)], "carte carte--cartouche", label and nom
    )
    words = (
        f'<span class="cartouche__nom">{nom}</span><span class="cartouche__code">{", ".join(codes)}</span>'
    )
    return f'<li class="cartouche-cadre">{svg}<span class="cartouche__legende">{words}</span></li>'


def _departement(
    outlines: Outlines,
    code: str,
    path: str,
    classe: str,
    href: Href | None,
    label: str | None,
    titre: Titre | None = None,
) -> str:
    more = f"\u00a0: {titre(code)}" if titre else ""
    title = f"<title>{escape(f'{outlines.nom(code)} ({code}){more}')}</title>"
    classes = f"dep {classe}".strip()
    shape = f'<path class="{escape(classes)}" data-code="{code}" d="{path}">{title}</path>'
    if href is None:
        return shape
    skipped = "" if label else ' tabindex="-1" aria-hidden="true"'
    return f'<a href="{escape(href(code))}"{skipped}>{shape}</a>'


def _ville(ville: Ville, frame: Frame, points: Sequence[Marker]) -> str | None:
    """The town's name to the right of its place, or to the left near the right border."""
    x, y = frame.project((ville.longitude, ville.latitude))
    if not frame.holds((x, y)):
        return None
    marked = any(
        math.dist((x, y), frame.project((point.longitude, point.latitude))) < MARKER_LARGE for point in points
    )
    gap = MARKER_LARGE if marked else 0
    left = x + gap + 9 * len(ville.nom) > frame.width
    anchor = "end" if left else "start" if marked else "middle"
    place = x - gap if left else x + gap
    at = f'x="{pixels(place)}" y="{pixels(y + 5)}"'
    return f'<text class="ville" {at} text-anchor="{anchor}">{escape(ville.nom)}</text>'


def _svg(frame: Frame, parts: Iterable[str], classes: str, label: str | None) -> str:
    width, height = pixels(frame.width), pixels(frame.height)
    body = "".join(parts)
    kind = "group" if "<a " in body else "img"
    role = f'role="{kind}" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg class="{classes}" {size} {role}>{body}</svg>'


# Frames: which part of the world, and how it becomes flat


@lru_cache(maxsize=4)
def _metropole(outlines: Outlines) -> tuple[Frame, dict[str, str]]:
    codes = [code for code in outlines if not is_overseas(code)]
    frame = _fitted(geo.lambert, _line_points(outlines, codes), METROPOLE_WIDTH, None, margin=MARKER / 2)
    return frame, paths(outlines, codes, frame, tolerance=TOLERANCE_METROPOLE)


@lru_cache(maxsize=64)
def _inset(outlines: Outlines, codes: tuple[str, ...]) -> tuple[Frame, dict[str, str]]:
    project = _local(_union([outlines.bounds(code) for code in codes]))
    frame = _fitted(project, _line_points(outlines, codes), *CARTOUCHE, margin=6)
    return frame, paths(outlines, codes, frame)


def _surroundings(
    outlines: Outlines, codes: tuple[str, ...], size: tuple[float, float]
) -> tuple[Frame, dict[str, str]]:
    """The frame around `codes`, and the paths of all that shows in it."""
    box = _union([_boxes(outlines)[code] for code in codes])
    margin = min(size) * 0.09
    frame = _fitted(_local(box), _line_points(outlines, codes), *size, margin=margin)
    visible = [code for code, other in _boxes(outlines).items() if _may_show(other, frame)]
    return frame, paths(outlines, visible, frame, clipped=True)


def _local(box: Bounds) -> Callable[[geo.Point], XY]:
    """A plain projection, right around the middle of `box`: enough for a département."""
    shrink = math.cos(math.radians((box.south + box.north) / 2))
    return lambda point: (point[0] * shrink, -point[1])


def _fitted(
    project: Callable[[geo.Point], XY],
    points: Iterable[geo.Point],
    width: float,
    height: float | None,
    margin: float,
) -> Frame:
    """The frame of this size (the height follows when it is None) with `points` in its middle."""
    flat = [project(point) for point in points]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = min(y for _, y in flat), max(y for _, y in flat)
    scale = (width - 2 * margin) / (right - left)
    if height is None:
        height = round((bottom - top) * scale + 2 * margin)
    scale = min(scale, (height - 2 * margin) / (bottom - top))
    dx = width / 2 - (left + right) / 2 * scale
    dy = height / 2 - (top + bottom) / 2 * scale

    def to_pixels(point: geo.Point) -> XY:
        x, y = project(point)
        return x * scale + dx, y * scale + dy

    return Frame(width, height, to_pixels)


@lru_cache(maxsize=4)
def _boxes(outlines: Outlines) -> dict[str, Bounds]:
    return {code: outlines.bounds(code) for code in outlines}


def _union(boxes: Sequence[Bounds]) -> Bounds:
    return Bounds(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )


def _may_show(box: Bounds, frame: Frame) -> bool:
    (left, bottom), (right, top) = frame.project((box.west, box.south)), frame.project((box.east, box.north))
    return left < frame.width and right > 0 and top < frame.height and bottom > 0


def _together(outlines: Outlines, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that one map can show."""
    known = sorted(code for code in set(codes) if code in outlines)
    if not known:
        raise ValueError("no outline for any of these départements")
    mainland = [code for code in known if not is_overseas(code)]
    return tuple(mainland) if mainland else (known[0],)


def _any_in(outlines: Outlines, code: str, points: Iterable[Marker]) -> bool:
    box = _boxes(outlines)[code]
    return any(
        box.west <= point.longitude <= box.east and box.south <= point.latitude <= box.north
        for point in points
    )


def _line_points(outlines: Outlines, codes: Iterable[str]) -> list[geo.Point]:
    return [point for code in codes for polygon in outlines.polygons(code) for point in polygon[0]]
