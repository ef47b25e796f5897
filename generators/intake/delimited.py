"""Text tables: commas, semicolons, tabs or bars; UTF-8, UTF-16, Windows, Macintosh or DOS."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

from generators.intake.container import BROKEN
from generators.intake.sheets import Sheet, Unreadable

_DELIMITERS: Final = (";", ",", "\t", "|")
_SAMPLE: Final = 60
_DECLARED: Final = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
#: `="0612345678"`: how one keeps Excel from eating a zero.
_KEPT: Final = re.compile(r'="([^"]*)"')
_FRENCH: Final = frozenset("éèêëàâùûüçîïôöœÉÈÊÀÂÇÎÔŒ’«»€°–…")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: What French teams' computers write, the likeliest first.
_OTHERS: Final = ("cp1252", "mac_roman", "cp850")


def decoded(raw: bytes) -> str:
    """The text, in the first encoding that gives French letters. Raises `Unreadable` for what is no text."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, name)
    if raw[:400].count(0) > len(raw[:400]) // 3:
        return _strict(raw, "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be")
    if b"\0" in raw:
        raise Unreadable(BROKEN)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return max((raw.decode(name, "replace") for name in _OTHERS), key=_likelihood)


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(BROKEN) from error


def _likelihood(text: str) -> int:
    foreign = Counter(sign for sign in text if ord(sign) > 127)
    return sum(count if sign in _FRENCH else -count for sign, count in foreign.items())


def sheet(raw: bytes, name: str) -> Sheet:
    """The one sheet of a text, its rows counted as a spreadsheet shows them. Raises `Unreadable`."""
    text = decoded(raw)
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    found = Sheet(name, lined=True)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=declared[1] if declared else _delimiter(text)
    )
    try:
        for row, cells in enumerate(reader, 1):
            for column, cell in enumerate(cells, 1):
                found.put(row, column, _KEPT.sub(r"\1", cell) if cell[:1] == "=" else cell)
    except csv.Error as error:
        raise Unreadable(BROKEN) from error
    return found


def _delimiter(text: str) -> str:
    """The one that parts most rows of the sample alike; a cell may hold any of them, quoted."""
    return max(_DELIMITERS, key=lambda delimiter: _alike(text, delimiter))


def _alike(text: str, delimiter: str) -> int:
    """How many cells the rows of the sample that are of the usual width have, but the first of each."""
    sample = io.StringIO(text[:200_000], newline="")
    widths: Counter[int] = Counter()
    try:
        for count, row in enumerate(csv.reader(sample, delimiter=delimiter)):
            if len(row) > 1:
                widths[len(row)] += 1
            if count > _SAMPLE:
                break
    except csv.Error:
        return 0
    return max(((width - 1) * rows for width, rows in widths.items()), default=0)
