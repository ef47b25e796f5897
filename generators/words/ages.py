"""Ages as people say them: « 12-25 ans », « à partir de 15 ans », « moins de 18 ans »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OLDEST: Final = 120
_AGE: Final = r"(\d{1,3})\s*(?:ans?)?"
#: What is said → the least and the most, from the numbers found.
_RANGE: Final = re.compile(
    rf"(?:\b(?:âg[ée]+e?s?\s+)?(?:de|entre)\s+)?(?<!\d)(?<!\d[\s.,])\b{_AGE}\s*(?:-|–|à|a|/|et|jusqu[’']à)\s*(\d{{1,3}})\s*ans?\b",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"(?:à partir de|a partir de|dès|des|plus de|\+\s*de|≥|>=|>|\+)\s*(?:l[’']âge de\s*)?(\d{1,3})\s*ans?\b"
    r"|\b(\d{1,3})\s*ans?\s*(?:et|ou)\s*(?:plus|\+)|\b(\d{1,3})\s*ans?\s*\+|\b(\d{1,3})\+",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"(?:jusqu[’']?\s?à|jusqu[’']?\s?a|≤|<=|maximum)\s*(\d{1,3})\s*ans?\b", re.IGNORECASE)
_UNDER: Final = re.compile(r"(?:moins de|(?<!\d)-\s*de|en dessous de|<)\s*(\d{1,3})\s*ans?\b", re.IGNORECASE)
_BARE: Final = re.compile(r"\s*(?:de\s+)?(\d{1,3})\s*(?:-|–|à|/)\s*(\d{1,3})\s*")


@dataclass(frozen=True, slots=True)
class Ages:
    """In whole years, None where nobody set a limit; `rest` is the text without them."""

    least: int | None
    most: int | None
    rest: str


def ages(text: str, *, bare: bool = False) -> Ages | None:
    """The one range of ages of a text; None when it says none, or several. `bare`: « 12-25 » is one."""
    if bare and (alone := _BARE.fullmatch(text)):
        return _checked(int(alone[1]), int(alone[2]), "")
    ranges = [*_RANGE.finditer(text)]
    if len(ranges) > 1:
        return None
    if ranges:
        found = ranges[0]
        rest = _without(text, found)
        return None if _limits(rest) else _checked(int(found[1]), int(found[2]), rest)
    limits = _limits(text)
    if len(limits) != 1:
        return None
    (which, found), *_ = limits
    age = int(next(group for group in found.groups() if group))
    least = age if which == "from" else None
    most = None if which == "from" else age - (which == "under")
    return _checked(least, most, _without(text, found))


def _limits(text: str) -> list[tuple[str, re.Match[str]]]:
    patterns = (("from", _FROM), ("to", _TO), ("under", _UNDER))
    return [(which, found) for which, pattern in patterns for found in pattern.finditer(text)]


def _without(text: str, found: re.Match[str]) -> str:
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    rest = re.sub(r"\(\s*\)", " ", rest)
    rest = re.sub(r"\b(?:âg[ée]+e?s?|de|d[’'])\s*(?=$|[,;)\n])", " ", rest, flags=re.IGNORECASE)
    return re.sub(r"[ \t]+", " ", rest).strip(" ,;:-\n")


def _checked(least: int | None, most: int | None, rest: str) -> Ages | None:
    if least is not None and most is not None and least > most:
        return None
    return None if max(least or 0, most or 0) > _OLDEST else Ages(least, most, rest)
