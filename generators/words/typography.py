"""French wording and spacing: « 14 h 30 » and what stands before « : » never part at the end of a line.

Signs that e-mail services take for their tags (`{{ … }}`, `[[…]]`, `*|…|*`) are set apart, too.
"""

from __future__ import annotations

import re
import unicodedata

from generators.words.dates import NBSP

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


def sans_point(text: str) -> str:
    """A sentence as a row of a panel: without its full stop."""
    return text if text.endswith(("...", " etc.")) else text.removesuffix(".")
