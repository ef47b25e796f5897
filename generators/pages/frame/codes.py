"""The codes (QR, ISO/IEC 18004) that lead from paper to an address of the site, as SVG.

segno draws them. For one version, length and mask the modules are linear over GF(2) in the bits of the text
(the error correction is a linear code, the mask a constant): what one bit turns, it turns in every text. Once
a version was drawn often enough, that is found out for each bit, and the next codes are put together from it:
the same modules, in a thirtieth of the time.
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


def svg(url: str) -> Markup:
    """The code of an absolute address, which bears 15 % of damage; hidden from those who hear the page."""
    modules, width = modules_of(url)
    size = width + 2 * MARGE
    dark = f"{modules:0{width**2}b}"
    rows = (dark[start : start + width] for start in range(0, width**2, width))
    path = "".join(f"M{MARGE} {y}.5{_strokes(row)}" for y, row in enumerate(rows, MARGE))
    box = f'viewBox="0 0 {size} {size}" aria-hidden="true"'
    return Markup(f'<svg {box}><path stroke="#000" d="{path}"/></svg>')  # noqa: S704  (numbers alone)


def _strokes(row: str) -> str:
    """One row as strokes through the middle of its modules: "000111111101100" → "m3 0h7m1 0h2"."""
    return "".join(map(_stroke, _RUNS.findall(row)))


#: Light modules and the dark ones after them; what is light to the end of its row is not drawn.
_RUNS: Final = re.compile("0*1+")


@lru_cache(maxsize=4096)
def _stroke(run: str) -> str:
    dark = run.lstrip("0")
    light = len(run) - len(dark)
    return f"m{light} 0h{len(dark)}" if light else f"h{len(dark)}"


def modules_of(text: str) -> tuple[int, int]:
    """The modules of a text row by row, a bit each, set where dark; and how many a row has."""
    if not text.isascii() or _SHORTER.fullmatch(text):
        return _drawn(text)
    return _kind(len(text)).modules(text.encode())


#: What segno writes in fewer bits, as digits or capitals: another mode, which other bits stand for.
_SHORTER: Final = re.compile(r"[0-9A-Z $%*+./:-]*")


def _drawn(text: str | bytes, mode: str | None = None) -> tuple[int, int]:
    """The modules as segno draws them."""
    matrix = _made(text, mode).matrix
    return int(b"".join(map(bytes, matrix)).translate(_DIGITS), 2), len(matrix)


_DIGITS: Final = bytes.maketrans(b"\0\1", b"01")


def _made(text: str | bytes, mode: str | None = None) -> segno.QRCode:
    return segno.make(text, error="m", mask=MASQUE, micro=False, boost_error=False, mode=mode)


class _Version:
    """The codes of one version: how many were drawn, one text of each length, and what bits turn."""

    def __init__(self) -> None:
        self.count = 0
        self.known: dict[int, tuple[bytes, int]] = {}
        self.turned: dict[tuple[int, int], int] = {}
        self.width = 0

    def modules(self, text: bytes) -> tuple[int, int]:
        self.count += 1
        if self.count <= FIRST:
            return _drawn(text)
        known, modules = self.known.get(len(text)) or self._first(text)
        for place, (one, other) in enumerate(zip(text, known, strict=True)):
            if one != other:
                modules ^= self._turned(len(text), place, one ^ other)
        return modules, self.width

    def _first(self, text: bytes) -> tuple[bytes, int]:
        """A text of a length that was not met yet."""
        modules, self.width = _drawn(text)
        self.known[len(text)] = found = (text, modules)
        return found

    def _turned(self, length: int, place: int, bits: int) -> int:
        """The modules that some bits of the byte at this place turn, in texts of any length."""
        if (place, bits) not in self.turned:
            first = bits & -bits
            if bits != first:
                found = self._turned(length, place, first) ^ self._turned(length, place, bits ^ first)
            else:
                known, modules = self.known[length]
                changed = bytearray(known)
                changed[place] ^= bits
                found = modules ^ _drawn(bytes(changed), "byte")[0]
            self.turned[place, bits] = found
        return self.turned[place, bits]


@lru_cache(maxsize=512)
def _kind(length: int) -> _Version:
    """What is known of the codes of the version that a text of so many bytes has."""
    return _version(int(_made(b"a" * length).version))


@lru_cache(maxsize=40)
def _version(number: int) -> _Version:
    return _Version()
