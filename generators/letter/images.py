"""The pictures of a letter: their size, read from their own bytes, and the width at which they show."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from generators.letter.shapes import Dessin
from generators.records.models import Image

#: The width of an item's text in the e-mail.
LARGEUR = 536
FOLDER = "newsletter/images/"


def picture(image: Image | None, images: Mapping[str, bytes]) -> Dessin | None:
    """The picture of an item, or None without one that an e-mail can show."""
    if image is None or (size := size_of(images.get(image.fichier, b""))) is None:
        return None
    width, height = size
    return Dessin(FOLDER + image.fichier, image.alt, LARGEUR, round(LARGEUR * height / width))


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG (ISO/IEC 15948, IHDR) or a JPEG (ITU T.81, SOF); None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return (width, height) if width and height else None
        place += 2 + length
    return None
