"""The site's typeface without what no page shows: a third less to read for whoever comes first.

The file that npm brings has the weights from 200 to 800; our style sheets use those from 400 to 700
(`site/theme/assets/styles/jetons.css`; a test holds the two together).
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

#: The lightest and the boldest letters of the site, as CSS numbers them.
WEIGHTS = (400, 700)


@lru_cache(maxsize=8)
def narrowed(font: bytes) -> bytes:
    """A variable font (WOFF2) with the weights of the site alone; the same bytes for the same font."""
    read = TTFont(BytesIO(font), recalcTimestamp=False)
    lightest, boldest = WEIGHTS
    kept = instantiateVariableFont(read, {"wght": (lightest, lightest, boldest)})
    written = BytesIO()
    kept.save(written)
    return written.getvalue()
