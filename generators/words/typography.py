"""French print and its folding: what never parts at the end of a line, and which words are one.

« 14 h 30 » and what stands before « : » stay together; « Hébergement », « hebergement » and « HÉBERGEMENT »
are one. Signs that e-mail services take for their tags (`{{ … }}`, `[[…]]`, `*|…|*`) are set apart, too.
"""

from __future__ import annotations

import re
import unicodedata

#: No-break spaces: as wide as another, and the narrow one between digits.
NBSP = "\u00a0"
NARROW = "\u202f"

_RULES = (
    (re.compile(r"(?<=\S) (?=[:;!?»%€])"), NBSP),
    (re.compile(r"(?<=«) (?=\S)"), NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
    (re.compile(r"(?<=\d) (?=(?:h|ans|mois|places)\b)"), NBSP),
    (re.compile(r"(?<=\d\u00a0h) (?=\d)"), NBSP),
    (
        re.compile(
            r"(?<=\{)(?=[{%])|(?<=[}%])(?=\})|(?<=\[)(?=\[)|(?<=\])(?=\])|(?<=\*)(?=\|)|(?<=\|)(?=\*)"
        ),
        " ",
    ),
)


def french(text: str) -> str:
    """`text` in NFC, on one line, with the no-break spaces of French print."""
    text = " ".join(part for part in re.split(r"[ \t\r\n]+", unicodedata.normalize("NFC", text)) if part)
    for pattern, space in _RULES:
        text = pattern.sub(space, text)
    return text


def no_break(text: str) -> str:
    """A message, whatever its lines, with the no-break spaces of French print: « », and before : ; ! ?"""
    return re.sub(r"(?<=«) | (?=[»;:!?](?:[\s»)]|$))", NBSP, text)


def typographic(text: str) -> str:
    """`text` with the apostrophe of French print: "L'Isle-d'Abeau" → "L’Isle-d’Abeau"."""
    return text.replace("'", "’")


def sans_point(text: str) -> str:
    """A sentence as a row of a panel: without its full stop."""
    return text if text.endswith(("...", " etc.")) else text.removesuffix(".")


_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_ACCENTS = re.compile("[\u0300-\u036f]+")
_GAPS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """`text` without accents, case, punctuation or double spaces: "L’Haÿ-les-Roses" → "l hay les roses"."""
    plain = text.lower()
    if not plain.isascii():
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain.translate(_LIGATURES)))
    return _GAPS.sub(" ", plain).strip()
