"""Tables as CSV (RFC 4180) that no spreadsheet runs: commas, CRLF, UTF-8 with its byte order mark.

Without the mark Excel reads « Hérault » as Latin-1.

A spreadsheet takes a cell that begins with = + - or @ for a formula, and one that is set to semicolons
begins a cell after each « ; » and each line of a text (https://owasp.org/www-community/attacks/CSV_Injection).
An apostrophe before such a sign makes it text again. `lire` takes the apostrophes away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

#: Where a cell may begin, then the signs that open a formula, their full-width twins included; an
#: apostrophe is doubled there, so that none is lost on the way back.
_DEBUT, _SIGNE = r"((?:^|[;\n\r])[ \u00a0\u202f]*)", r"(?=['=+\-@\t\r\uff1d\uff0b\uff0d\uff20])"
_FORMULE = re.compile(_DEBUT + _SIGNE)
_PROTEGE = re.compile(_DEBUT + "'" + _SIGNE)


def inerte(text: str) -> str:
    """A text that no spreadsheet runs."""
    if text[:1].isalnum() and ";" not in text and "\n" not in text and "\r" not in text:
        return text  # nearly all of them, many thousands a build
    return _FORMULE.sub(r"\1'", text)


def lire(cell: str) -> str:
    """The text that `inerte` protected."""
    return _PROTEGE.sub(r"\1", cell)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file: numbers as they are, every text made inert."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([inerte(c) if isinstance(c, str) else c for c in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
