"""The icons that browsers and phones show, and the manifest: drawn from the mark, discreet, of one host."""

from __future__ import annotations

import io
import json
import re
from itertools import product
from math import dist
from pathlib import PurePosixPath

import pytest
from PIL import Image

from generators import icons
from generators.records.identity import Identite
from tests.sites import identity

FILES = icons.files(identity())
MANIFEST = json.loads(FILES[icons.MANIFEST])


def picture(path: str) -> Image.Image:
    return Image.open(io.BytesIO(FILES[path]))


def test_the_icon_of_old_browsers_has_the_sizes_of_tabs_and_taskbars() -> None:
    with picture(icons.ICO) as ico:
        assert ico.format == "ICO"
        assert ico.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_a_phone_s_icon_is_square_and_nowhere_transparent() -> None:
    touch = picture(icons.TOUCH)
    assert (touch.format, touch.size) == ("PNG", (180, 180))
    assert "transparency" not in touch.info
    assert touch.convert("RGBA").getextrema()[3] == (255, 255)


def test_the_manifest_names_files_of_the_site_as_they_are() -> None:
    shown = {one["src"]: one for one in MANIFEST["icons"]}
    assert {"any", "maskable"} == {one["purpose"] for one in shown.values() if "purpose" in one}
    for path, one in shown.items():
        if one["type"] == "image/png":
            assert "{}x{}".format(*picture(path).size) == one["sizes"], path
        else:
            assert FILES[path].startswith(b"<svg")


@pytest.mark.parametrize("corner", [(1.0, 1.0), (31.0, 31.0)])
def test_no_launcher_cuts_the_mark(corner: tuple[float, float]) -> None:
    """Whatever a network's mark is, it stays in the disc that every launcher keeps."""
    mark = identity().marque
    wide = mark.model_copy(update={"brins": ((corner, (16.0, 16.0)),), "point": None, "epaisseur": 2.0})
    network: Identite = identity().model_copy(update={"marque": wide})
    cut = next(one["src"] for one in MANIFEST["icons"] if one.get("purpose") == "maskable")
    tile = Image.open(io.BytesIO(icons.files(network)[cut])).convert("RGB")
    ground, middle = tile.getpixel((0, 0)), tile.width / 2
    drawn = [
        dist((x, y), (middle, middle))
        for x, y in product(range(0, tile.width, 4), repeat=2)
        if tile.getpixel((x, y)) != ground
    ]
    assert drawn
    assert max(drawn) <= tile.width * 0.4


def test_the_name_under_an_icon_says_nothing_of_the_subject_nor_of_the_network() -> None:
    """A home screen is read over a shoulder: it shows what a discreet tab does."""
    discreet = identity().discret
    assert MANIFEST["name"] == MANIFEST["short_name"] == discreet.titre
    assert f'title" content="{discreet.titre}"' in icons.links("", identity())
    for text in (*(file.decode("ascii", "ignore") for file in FILES.values()), *FILES):
        assert not discreet.says(text)
        assert identity().nom not in text


def test_the_manifest_stays_on_this_host_and_in_this_folder() -> None:
    """It follows the site into a sub-folder, and counts nobody."""
    assert MANIFEST["start_url"] == MANIFEST["scope"] == "./"
    assert "//" not in FILES[icons.MANIFEST].decode()
    assert all(not PurePosixPath(one["src"]).is_absolute() for one in MANIFEST["icons"])


def test_nothing_asks_to_be_installed() -> None:
    assert MANIFEST["display"] == "browser"
    assert re.fullmatch("#[0-9A-Fa-f]{6}", MANIFEST["theme_color"])
    assert MANIFEST["background_color"] == identity().couleurs.clair.fond
