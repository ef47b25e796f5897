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

#: Where a cell may begin, then the signs that open a formula, their full-width twins included; an
#: apostrophe is doubled there, so that none is lost on the way back.
_DEBUT, _SIGNE = r"((?:^|[;\t\n\r])[ \u00a0\u202f]*)", r"(?=['=+\-@\t\r\uff1d\uff0b\uff0d\uff20])"
_FORMULE = re.compile(_DEBUT + _SIGNE)
_PROTEGE = re.compile(_DEBUT + "'" + _SIGNE)


def inerte(text: str) -> str:
    """A text that no spreadsheet runs."""
    if not text or (text[:1].isalnum() and not any(sign in text for sign in ";\t\n\r")):
        return text  # nearly all of them, many thousands a build
    return _FORMULE.sub(r"\1'", text)


def lire(cell: str) -> str:
    """The text that `inerte` protected."""
    return _PROTEGE.sub(r"\1", cell)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as a file of CSV (RFC 4180), under the names of their columns."""
    return lines(chain((columns,), rows)).encode("utf-8-sig")


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as such a file has them: numbers as they are, every text made inert."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([inerte(c) if isinstance(c, str) else c for c in row] for row in rows)
    return text.getvalue()
