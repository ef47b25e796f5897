"""The code that leads from paper back to the page, as an SVG of one path."""

from __future__ import annotations

import re
from functools import lru_cache

import segno
from markupsafe import Markup

#: Modules that stay white around the code: four (ISO/IEC 18004, 6.3.8).
MARGE = 4
#: Any of the eight masks reads well on paper; trying them all would cost four times the rest.
MASQUE = 2


@lru_cache(maxsize=16384)
def svg(url: str) -> Markup:
    """The code of an absolute address, which bears 15 % of damage; hidden from those who hear the page."""
    modules = segno.make(url, error="m", mask=MASQUE, micro=False, boost_error=False).matrix
    size = len(modules) + 2 * MARGE
    path = "".join(_row(bytes(row), y + MARGE) for y, row in enumerate(modules))
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
