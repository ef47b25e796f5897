"""The site as browsers and phones show it: icons drawn from the network's mark, and a manifest.

A phone's home screen is read by whoever holds the phone: the name under the icon is the one that a discreet
tab bears, and nothing is installed (`display` is "browser"), so that no application asks to be added, and the
quick exit leaves a page as it does anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from markupsafe import Markup
from PIL import Image

from generators import mark
from generators.records.identity import Identite

#: A picture of all icons stands here; browsers look for the two that follow at the root of a host.
FOLDER: Final = "assets/img/"
SVG: Final = f"{FOLDER}favicon.svg"
ICO: Final = "favicon.ico"
TOUCH: Final = "apple-touch-icon.png"
MANIFEST: Final = "site.webmanifest"
_ICO_SIDES: Final = (16, 32, 48)
_TOUCH_SIDE: Final = 180
_SIDES: Final = (192, 512)
#: How much of a tile the mark takes. A launcher cuts a maskable one to what it likes, but for a disc of eight
#: tenths (https://www.w3.org/TR/appmanifest/#icon-masks): the square of the mark stands in it.
_PLAIN, _MASKABLE = 0.72, 0.56


def files(identity: Identite) -> dict[str, bytes]:
    """Path on the site → file."""
    tiles = {_tile(side): _png(identity, side, _PLAIN) for side in _SIDES}
    return {
        SVG: mark.drawn(identity),
        ICO: _ico(identity),
        TOUCH: _png(identity, _TOUCH_SIDE, _PLAIN),
        **tiles,
        _maskable(_SIDES[-1]): _png(identity, _SIDES[-1], _MASKABLE),
        MANIFEST: manifest(identity),
    }


def links(root: str, identity: Identite) -> Markup:
    """What names them in the head of a page, from which `root` leads to the site's ("../../").

    The first is for browsers that draw no SVG; those that do take the last that they can show. iOS reads the
    name under an icon in the page.
    """
    return Markup(
        '<link rel="icon" href="{root}{ico}" sizes="{sides}">'
        '<link rel="icon" type="image/svg+xml" href="{root}{svg}" sizes="any">'
        '<link rel="apple-touch-icon" href="{root}{touch}">'
        '<meta name="apple-mobile-web-app-title" content="{name}">'
        '<link rel="manifest" href="{root}{manifest}">'
    ).format(
        root=root,
        ico=ICO,
        sides=_sides(_ICO_SIDES),
        svg=SVG,
        touch=TOUCH,
        name=identity.discret.titre,
        manifest=MANIFEST,
    )


def manifest(identity: Identite) -> bytes:
    """https://www.w3.org/TR/appmanifest/, its addresses from its own: the site may stand in a sub-folder."""
    light = identity.couleurs.clair
    said = {
        "name": identity.discret.titre,
        "short_name": identity.discret.titre,
        "lang": "fr",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "theme_color": light.barre,
        "background_color": light.fond,
        "icons": list(_icons()),
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _icons() -> Iterator[dict[str, str]]:
    yield {"src": SVG, "sizes": "any", "type": "image/svg+xml"}
    for side in _SIDES:
        yield {"src": _tile(side), "sizes": _sides([side]), "type": "image/png", "purpose": "any"}
    largest = _SIDES[-1]
    yield {"src": _maskable(largest), "sizes": _sides([largest]), "type": "image/png", "purpose": "maskable"}


def _tile(side: int) -> str:
    return f"{FOLDER}icone-{side}.png"


def _maskable(side: int) -> str:
    return f"{FOLDER}icone-decoupe-{side}.png"


def _sides(sides: Sequence[int]) -> str:
    return " ".join(f"{side}x{side}" for side in sides)


def _png(identity: Identite, side: int, share: float) -> bytes:
    """The mark in the middle of a tile that is nowhere transparent: iOS would fill it with black."""
    light = identity.couleurs.clair
    drawn = mark.picture(identity.marque, light, light.fond, round(side * share))
    tile = Image.new("RGB", (side, side), light.fond)
    tile.paste(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    out = BytesIO()
    tile.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _ico(identity: Identite) -> bytes:
    """Each size drawn for itself: reduced from another, the strokes of the smallest would blur."""
    light = identity.couleurs.clair
    drawn = [mark.picture(identity.marque, light, light.fond, side) for side in reversed(_ICO_SIDES)]
    out = BytesIO()
    sizes = [picture.size for picture in drawn]
    drawn[0].save(out, "ICO", sizes=sizes, append_images=drawn[1:])
    return out.getvalue()
