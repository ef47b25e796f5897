"""The picture that goes with a link when it is shared (OpenGraph): one a rubric, one an issue of the letter.

A picture a record would be 10 000 drawings a build for names that the link's title already says. None
names the subject: a link is also shared with a young person, on a phone that others see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generators.records.models import Numero
from generators.site import Site

FOLDER = "assets/partage/"
#: The site's own typeface, which FreeType reads as the browser does.
POLICE = "assets/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
TAILLE = (1200, 630)
#: Rubric, as a page names it → title and sentence of its picture; "" is every other page.
RUBRIQUES: Mapping[str, tuple[str, str]] = {
    "": ("PARÉ · le réseau", "Trouver qui peut aider, partout en France."),
    "annuaire": ("L’annuaire", "Qui peut aider, où, et comment le joindre."),
    "agenda": ("L’agenda", "Les rencontres, formations et webinaires du réseau."),
    "ressources": ("Les ressources", "Des guides, des outils et des replays pour agir."),
    "actualites": ("Les actualités", "Ce qui se passe dans le réseau, territoire par territoire."),
    "newsletter": ("La newsletter", "Les rendez-vous, les initiatives, les outils."),
}
_LIN, _ENCRE, _DOUCE, _SAPIN = "#F6F3EC", "#12282A", "#465A5B", "#0A3432"
_AMBRE, _FIL, _CLAIR, _FORT = "#B87400", "#E0A100", "#2C857C", "#0C5350"
#: The mark's strands, in its own 32 × 32 units (look.md).
_BRINS = (
    (_FORT, ((14.27, 3.4), (26.05, 10.2), (26.05, 15.7))),
    (_AMBRE, ((27.78, 20.8), (16.0, 27.6), (11.24, 24.85))),
    (_CLAIR, ((5.95, 23.8), (5.95, 10.2), (10.72, 7.45))),
)
_MARGE = 84


def adresse(section: str) -> str:
    """The picture of a page of a rubric."""
    return f"{FOLDER}{section if section in RUBRIQUES and section else 'site'}.png"


def adresse_numero(issue: Numero) -> str:
    return f"{FOLDER}newsletter-{issue.id}.png"


def files(site: Site, police: bytes) -> Mapping[str, bytes]:
    """Path → PNG of 1200 × 630, in the typeface `police` (a font file)."""
    return dict(_cards(site, police))


def _cards(site: Site, police: bytes) -> Iterator[tuple[str, bytes]]:
    for section, (title, sentence) in RUBRIQUES.items():
        yield adresse(section), image(title, sentence, police)
    for issue in site.network.issues_latest_first:
        yield adresse_numero(issue), image(issue.titre, issue.periode, police)


@lru_cache(maxsize=256)
def image(title: str, sentence: str, police: bytes) -> bytes:
    """One picture: the mark and the network's name, the stitches, a title, a sentence."""
    canvas = Image.new("RGB", TAILLE, _LIN)
    draw = ImageDraw.Draw(canvas)
    canvas.paste(_mark(96), (_MARGE - 8, 76))
    _name(draw, police)
    _stitches(draw, 268)
    lines = _wrapped(title, _font(police, 84, 700), 2)
    for number, line in enumerate(lines):
        draw.text((_MARGE, 306 + 96 * number), line, _ENCRE, _font(police, 84, 700))
    below = 306 + 96 * len(lines) + 14
    for number, line in enumerate(_wrapped(sentence, _font(police, 38, 400), 2)):
        draw.text((_MARGE, below + 50 * number), line, _DOUCE, _font(police, 38, 400))
    draw.rectangle((0, TAILLE[1] - 22, TAILLE[0], TAILLE[1]), _SAPIN)
    out = BytesIO()
    canvas.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _name(draw: ImageDraw.ImageDraw, police: bytes) -> None:
    bold, plain = _font(police, 44, 800), _font(police, 44, 400)
    draw.text((200, 98), "PARÉ", _ENCRE, bold)
    draw.text((200 + draw.textlength("PARÉ", bold), 98), " · le réseau", _ENCRE, plain)


def _stitches(draw: ImageDraw.ImageDraw, y: int) -> None:
    """Le fil: a short row of amber stitches above a title."""
    for number in range(3):
        x = _MARGE + 46 * number
        draw.rounded_rectangle((x, y, x + 32, y + 7), 3, _FIL)


def _mark(size: int) -> Image.Image:
    """The mark, drawn four times larger and reduced: Pillow's lines have no smooth edge of their own."""
    scale = size * 4 / 32
    big = Image.new("RGB", (size * 4, size * 4), _LIN)
    draw = ImageDraw.Draw(big)
    width = 4.4 * scale
    for colour, points in _BRINS:
        path = [(x * scale, y * scale) for x, y in points]
        draw.line(path, colour, round(width))
        for point in path:
            _dot(draw, point, width / 2, colour)
    _dot(draw, (16 * scale, 16 * scale), 3.3 * scale, _AMBRE)
    return big.resize((size, size), Image.Resampling.LANCZOS)


def _dot(draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, colour: str) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)


@lru_cache(maxsize=16)
def _font(police: bytes, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(BytesIO(police), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _wrapped(text: str, font: ImageFont.FreeTypeFont, limit: int) -> list[str]:
    """A text on `limit` lines at most, the last one cut short when it must be."""
    room = TAILLE[0] - 2 * _MARGE
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [line for line in lines if line][:limit]
    if len(kept) < len([line for line in lines if line]) or any(font.getlength(k) > room for k in kept):
        kept = [_cut(line, font, room, last=number == len(kept) - 1) for number, line in enumerate(kept)]
    return kept


def _cut(line: str, font: ImageFont.FreeTypeFont, room: float, *, last: bool) -> str:
    """A line that fits, with an ellipsis where words are missing."""
    end = "…" if last or font.getlength(line) > room else ""
    while line and font.getlength(line + end) > room:
        line = line[:-1]
    return line.rstrip(" ,.;:") + end
