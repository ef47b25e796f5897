"""The network's letters as Typst reads them: two weights, still, of the font that the site serves."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import Path

from generators.disk.cache import Cache, digest

FOLDER = "@fontsource-variable/atkinson-hyperlegible-next/files"
#: What our letters are called in a booklet.
FAMILY = "Maillage"
#: Family → the part of the font that it is: a letter that the first lacks is in the second.
PARTS = {FAMILY: "latin", f"{FAMILY} Ext": "latin-ext"}
WEIGHTS = {"Regular": 400, "Bold": 700}


class MissingFont(Exception):
    """The font is not installed; the message says how to install it."""


def fonts(libraries: Path, cache: Cache) -> dict[str, bytes]:
    """File name → a still font (TrueType), the same bytes for the same font. Raises `MissingFont`."""
    found = {}
    for family, part in PARTS.items():
        path = libraries / FOLDER / f"atkinson-hyperlegible-next-{part}-wght-normal.woff2"
        if not path.is_file():
            raise MissingFont(f"{path.name} manque dans node_modules : lancez « make installer »")
        variable = path.read_bytes()
        for style, weight in WEIGHTS.items():
            key = digest(variable, family, style, str(weight))
            make = partial(still, variable, family, style, weight)
            found[f"{family}-{style}.ttf".replace(" ", "")] = cache.made("lettres", key, make)
    return found


def still(variable: bytes, family: str, style: str, weight: int) -> bytes:
    """One weight of a variable font, under a family of its own."""
    from fontTools.ttLib import TTFont  # it takes longer to load than to find a font that is kept
    from fontTools.varLib.instancer import instantiateVariableFont

    font = instantiateVariableFont(TTFont(BytesIO(variable), recalcTimestamp=False), {"wght": weight})
    font.flavor = None
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    table = font["name"]
    for number in (16, 17, 21, 22, 25):
        table.removeNames(nameID=number)
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = style == "Bold"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = int(bold)
    written = BytesIO()
    font.save(written)
    return written.getvalue()
