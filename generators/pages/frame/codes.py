"""The codes (QR, ISO/IEC 18004) that lead from paper to an address of the site, as SVG.

segno draws them. For one version, level and mask the modules are linear over GF(2) in the bits that a code
bears (the error correction is a linear code, the mask a constant): where the bits of a text are the sum of
those of others, its modules are the sum of theirs. Texts of a site are alike, so that a few hundred codes
that were drawn give all the others: the same modules, in a thirtieth of the time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

import segno
from markupsafe import Markup

#: Modules that stay white around the code: four (ISO/IEC 18004, 6.3.8).
MARGE: Final = 4
#: Any of the eight masks reads well on paper; trying them all would cost four times the rest.
MASQUE: Final = 2
#: Bytes that versions 1 to 9 bear at level M (ISO/IEC 18004, table 7); the count of more takes 16 bits.
BYTES: Final = (14, 26, 42, 62, 84, 106, 122, 152, 180)


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
    if not text.isascii() or len(text) > BYTES[-1] or _SHORTER.fullmatch(text):
        return _drawn(text)
    version = bisect_left(BYTES, len(text)) + 1
    width = 17 + 4 * version
    return _summed(text, width**2, _known(version)), width


#: What segno writes in fewer bits, as digits or capitals: another mode, which other bits stand for.
_SHORTER: Final = re.compile(r"[0-9A-Z $%*+./:-]*")


def _drawn(text: str) -> tuple[int, int]:
    """The modules as segno draws them."""
    matrix = segno.make(text, error="m", mask=MASQUE, micro=False, boost_error=False).matrix
    return int(b"".join(map(bytes, matrix)).translate(_DIGITS), 2), len(matrix)


_DIGITS: Final = bytes.maketrans(b"\0\1", b"01")


def _summed(text: str, size: int, known: dict[int, int]) -> int:
    """The `size` modules of a text: the sum of known ones where its bits are, else drawn, and known then.

    Each known code is its bits, then its modules, by its highest bit, which no other has as its highest.
    """
    code = _bits(text) << size
    while (highest := code.bit_length()) > size:
        if highest not in known:
            modules, _ = _drawn(text)
            known[highest] = code ^ modules
            return modules
        code ^= known[highest]
    return code


def _bits(text: str) -> int:
    """What a code bears (ISO/IEC 18004, 7.4): mode, count, text, end; and padding, enough for any version."""
    return int(f"4{len(text):02x}{text.encode().hex()}0{_PADDING}"[:_LENGTH], 16)


#: Two digits a byte, of the longest text.
_LENGTH: Final = 2 * (BYTES[-1] + 2)
_PADDING: Final = "ec11" * BYTES[-1]


@lru_cache(maxsize=len(BYTES))
def _known(version: int) -> dict[int, int]:
    return {}
