"""One value as the house writes it: plain where it can be, quoted where YAML would see something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.records.values.types import NatureName

WIDTH = 100
#: What these fields hold is meant to be a number, a boolean or a date: it goes without quotes.
TYPED = frozenset({"oui-non", "entier", "decimal", "jour", "jour-ou-heure", "date"})
_MARKS = "-?:,[]{}#&*!|>'\"%@`=<"
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "oui", "non"})
#: Digits and the signs that YAML 1.1 and 1.2 take for parts of a number, an hour or a date.
_NUMBER = re.compile(r"[-+.]?\d[\d_.:eExXoOa-fA-F+TZ -]*|[-+]?\.(inf|nan)", re.IGNORECASE)
_SPACE = re.compile(r"(?<=[^ \n]) (?=[^ \n])")


def inline(text: str, nature: NatureName, *, flow: bool = False, quotes: bool = False) -> str:
    """A value on one line; `flow` inside brackets, `quotes` whatever it holds."""
    return _quoted(text) if quotes or not _plain(text, nature, flow=flow) else text


def _plain(text: str, nature: NatureName, *, flow: bool) -> bool:
    if not text or (text[0] in _MARKS and not (nature == "decimal" and text[0] == "-")):
        return False
    if ": " in text or " #" in text or "\t" in text or text.endswith(":"):
        return False
    if flow and re.search(r"[\[\]{},]", text):
        return False
    return nature in TYPED or not (text.lower() in _WORDS or _numeric(text))


def _numeric(text: str) -> bool:
    """True for 59140, 14:30 or 2023-10; a phone number in groups of two digits stays text by itself."""
    return _NUMBER.fullmatch(text) is not None and " " not in text


def _quoted(text: str) -> str:
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def folded(text: str, indent: str) -> Iterator[str]:
    """The lines of a long text below `>-`: each break stands for one space."""
    line = indent
    for word in _SPACE.split(text):
        if line != indent and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent
        line += word if line == indent else f" {word}"
    yield line


def literal(text: str, indent: str) -> Iterator[str]:
    """The lines of paragraphs below `|-`, as they are."""
    yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))


def foldable(text: str) -> bool:
    return _SPACE.search(text) is not None
