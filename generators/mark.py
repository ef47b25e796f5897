"""The network's mark, drawn from its strokes: inside pages, as a file of its own, and as a picture."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from markupsafe import Markup, escape
from PIL import Image, ImageDraw

from generators.records.identity import Identite, Marque
from generators.records.palette import Palette
from generators.records.values.names import SIDE, Points

#: Where the letters show it, among their pictures.
LETTER_PICTURE = "marque.png"
#: The strokes' colours, in order; the dot has that of the second.
BRINS = ("brin_a", "brin_b", "brin_c")
POINT = "brin_b"
_ROUND = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'


def path(points: Points) -> str:
    """A stroke as SVG draws it: "M5.95 23.8 5.95 10.2"."""
    return "M" + " ".join(f"{x:g} {y:g}" for x, y in points)


def inline(mark: Marque) -> Markup:
    """The mark in a page, whose stylesheet colours it by the classes of its strokes."""
    strokes = "".join(
        f'<path class="{name.replace("_", "-")}" d="{path(points)}"/>'
        for name, points in zip(BRINS, mark.brins, strict=False)
    )
    dot = f'<circle class="brin-point" {_dot(mark)}/>' if mark.point else ""
    head = f'class="marque-reseau" viewBox="0 0 {SIDE} {SIDE}" stroke-width="{mark.epaisseur:g}"'
    return Markup(f'<svg {head} aria-hidden="true">{strokes}{dot}</svg>')  # noqa: S704 (numbers alone)


def drawn(identity: Identite, title: str = "") -> bytes:
    """The mark as a file, in the colours of the reader's scheme; `title` names it to who can't see it."""
    mark, light, dark = identity.marque, identity.couleurs.clair, identity.couleurs.sombre
    strokes = "".join(
        f'<path class="{letter}" d="{path(points)}"/>'
        for letter, points in zip("abc", mark.brins, strict=False)
    )
    dot = f'<circle class="d" {_dot(mark)}/>' if mark.point else ""
    named = f' role="img" aria-labelledby="t"><title id="t">{escape(title)}</title' if title else ""
    style = f"{_rules(light)}@media(prefers-color-scheme:dark){{{_rules(dark)}}}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}"{named}>'
        f'<style>{style}</style><g {_ROUND} stroke-width="{mark.epaisseur:g}">{strokes}</g>{dot}</svg>'
    )
    return f"{svg}\n".encode()


def files(identity: Identite) -> dict[str, bytes]:
    """Path on the site → the mark by itself."""
    return {"assets/img/mark.svg": drawn(identity, ", ".join(filter(None, (identity.nom, identity.suite))))}


def _rules(palette: Palette) -> str:
    strokes = "".join(
        f".{letter}{{stroke:{getattr(palette, name)}}}" for letter, name in zip("abc", BRINS, strict=True)
    )
    return f"{strokes}.d{{fill:{getattr(palette, POINT)}}}"


def _dot(mark: Marque) -> str:
    assert mark.point
    return f'cx="{mark.point.x:g}" cy="{mark.point.y:g}" r="{mark.point.rayon:g}"'


def picture(mark: Marque, palette: Palette, ground: str, size: int) -> Image.Image:
    """The mark as pixels, drawn four times larger and reduced: Pillow's lines have no smooth edge."""
    scale = size * 4 / SIDE
    big = Image.new("RGB", (size * 4, size * 4), ground)
    draw = ImageDraw.Draw(big)
    width = mark.epaisseur * scale
    for name, points in zip(BRINS, mark.brins, strict=False):
        line = [(x * scale, y * scale) for x, y in points]
        draw.line(line, getattr(palette, name), round(width))
        for end in line:
            _disc(draw, end, width / 2, getattr(palette, name))
    if mark.point:
        centre = (mark.point.x * scale, mark.point.y * scale)
        _disc(draw, centre, mark.point.rayon * scale, getattr(palette, POINT))
    return big.resize((size, size), Image.Resampling.LANCZOS)


def _disc(draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, colour: str) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)


@lru_cache(maxsize=8)
def _png(mark: Marque, palette: Palette, ground: str, size: int) -> bytes:
    out = BytesIO()
    pixels = picture(mark, palette, ground, size)
    pixels.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def letter_picture(identity: Identite) -> dict[str, bytes]:
    """The mark on the letter's head, twice as large as it is shown, for fine screens."""
    clair, sombre = identity.couleurs.clair, identity.couleurs.sombre
    return {LETTER_PICTURE: _png(identity.marque, sombre, clair.sapin_survol, 104)}
