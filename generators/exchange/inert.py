"""What no spreadsheet runs: the one rule against formulas (OWASP, CSV injection), and CSV, which needs it.

The browser's rule is that of `site/scripts/shortlist/tableur.js`: `tests/exchange/formules.json` holds the
cases of both. A workbook needs none, since its cells say their type (`generators.exchange.xlsx`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain

#: What is not seen where a cell begins, or is dropped there, as a quote is; then the signs that open a
#: formula, their full-width and small twins included. An apostrophe is doubled there, so that none is lost
#: on the way back.
_UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x20\"\x7f-\xa0\xad\u061c\u1680\u180e"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
)
_DEBUT = f"([{_UNSEEN}]*)"
_SIGNE = r"(?=['=+\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b])"
_TEXTE = re.compile(f"^{_DEBUT}{_SIGNE}")
#: Signs by which a spreadsheet may part cells, or the values of a list.
_PARTS = ";|\t\n\r"
_PARTIE = re.compile(f"([{_PARTS}]){_DEBUT}{_SIGNE}")
_PROTEGE = re.compile(f"(^|[{_PARTS}]){_DEBUT}'{_SIGNE}")


def inerte(text: str) -> str:
    """A text that no spreadsheet runs."""
    if not text:
        return text
    if not text[0].isalnum():
        text = _TEXTE.sub(r"\1'", text)
    # Many thousands a build, of which few are parted.
    if "|" in text or "\n" in text or ";" in text or "\t" in text or "\r" in text:
        text = _PARTIE.sub(r"\1\2'", text)
    return text


def lire(cell: str) -> str:
    """The text that `inerte` protected."""
    return _PROTEGE.sub(r"\1\2", cell)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as a file of CSV (RFC 4180), under the names of their columns."""
    return lines(chain((columns,), rows)).encode("utf-8-sig")


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as such a file has them: numbers as they are, every text made inert."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([inerte(c) if isinstance(c, str) else c for c in row] for row in rows)
    return text.getvalue()
