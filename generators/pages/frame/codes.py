"""The codes (QR, ISO/IEC 18004) that lead from paper to an address of the site, as SVG.

segno draws them. For one version, length and mask the modules are linear over GF(2) in the bits of the text
(the error correction is a linear code, the mask a constant): what one bit turns, it turns in every text. Once
a version was drawn often enough, that is found out for each bit, and the next codes are put together from it:
the same modules, in a tenth of the time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import segno
from markupsafe import Markup

#: Modules that stay white around the code: four (ISO/IEC 18004, 6.3.8).
MARGE: Final = 4
#: Any of the eight masks reads well on paper; trying them all would cost four times the rest.
MASQUE: Final = 2
#: Codes of one version that are drawn one by one, before what its bits turn is worth finding out.
FIRST: Final = 150


@lru_cache(maxsize=16384)
def svg(url: str) -> Markup:
    """The code of an absolute address, which bears 15 % of damage; hidden from those who hear the page."""
    modules, width = modules_of(url)
    size = width + 2 * MARGE
    path = "".join(_row(modules[y * width : (y + 1) * width], y + MARGE) for y in range(width))
    drawn = Markup('<svg viewBox="0 0 {0} {0}" aria-hidden="true"><path stroke="#000" d="{1}"/></svg>')
    return drawn.format(size, path)


def _row(row: bytes, y: int) -> str:
    """One row as strokes through the middle of its modules: "M4 4.5h7m1 0h2"."""
    path, x = f"M{MARGE} {y}.5", 0
    for first, last in (run.span() for run in re.finditer(rb"\x01+", row)):
        path += f"m{first - x} 0" if first > x else ""
        path += f"h{last - first}"
        x = last
    return path


def modules_of(text: str) -> tuple[bytes, int]:
    """The modules of a text row by row, 1 where dark, and how many a row has."""
    if not text.isascii() or _SHORTER.fullmatch(text):
        return _drawn(text)
    return _kind(len(text)).modules(text.encode())


#: What segno writes in fewer bits, as digits or capitals: another mode, which other bits stand for.
_SHORTER: Final = re.compile(r"[0-9A-Z $%*+./:-]*")


def _drawn(text: str | bytes) -> tuple[bytes, int]:
    """The modules as segno draws them."""
    matrix = _made(text).matrix
    return b"".join(map(bytes, matrix)), len(matrix)


def _made(text: str | bytes, mode: str | None = None) -> segno.QRCode:
    return segno.make(text, error="m", mask=MASQUE, micro=False, boost_error=False, mode=mode)


class _Version:
    """The codes of one version: how many were drawn, one text of each length, and what each bit turns."""

    def __init__(self) -> None:
        self.count = 0
        self.known: dict[int, tuple[bytes, int]] = {}
        self.turned: dict[tuple[int, int], int] = {}
        self.width = 0

    def modules(self, text: bytes) -> tuple[bytes, int]:
        self.count += 1
        if self.count <= FIRST:
            return _drawn(text)
        known, modules = self.known.get(len(text)) or self._first(text)
        for place, (one, other) in enumerate(zip(text, known, strict=True)):
            bits = one ^ other
            for bit in range(7) if bits else ():
                if bits >> bit & 1:
                    modules ^= self._turned(text, place, bit)
        return modules.to_bytes(self.width**2, "big"), self.width

    def _first(self, text: bytes) -> tuple[bytes, int]:
        """A text of a length that was not met yet."""
        modules, self.width = _drawn(text)
        self.known[len(text)] = found = (text, int.from_bytes(modules, "big"))
        return found

    def _turned(self, text: bytes, place: int, bit: int) -> int:
        """The modules that one bit of the text turns, at this place."""
        if (place, bit) not in self.turned:
            known, modules = self.known[len(text)]
            changed = bytearray(known)
            changed[place] ^= 1 << bit
            matrix = _made(bytes(changed), "byte").matrix
            self.turned[place, bit] = modules ^ int.from_bytes(b"".join(map(bytes, matrix)), "big")
        return self.turned[place, bit]


@lru_cache(maxsize=512)
def _kind(length: int) -> _Version:
    """What is known of the codes of the version that a text of so many bytes has."""
    return _version(int(_made(b"a" * length).version))


@lru_cache(maxsize=40)
def _version(number: int) -> _Version:
    return _Version()
