"""Opening hours as HSDS schedules: weekly rules where the notation is plain, the notation itself always."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOURS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_JOUR = "|".join(_JOURS)
_HEURES = r"\d{2}:\d{2}-\d{2}:\d{2}"
_REGLE = re.compile(
    rf"(?P<jours>(?:{_JOUR})(?:[-,](?:{_JOUR}))*)\s+(?P<heures>{_HEURES}(?:\s*,\s*{_HEURES})*)"
)
#: What is said besides the week, and leaves it as it is.
_FERIES = re.compile(r"(PH|SH)\s+(off|closed)")


def semaine(horaires: str) -> list[dict[str, str]]:
    """`freq`, `byday`, `opens_at`, `closes_at` of each rule; none when the notation says more than a week."""
    if horaires == "24/7":
        return [_row(_JOURS, "00:00-24:00")]
    rules = [part.strip() for part in horaires.split(";")]
    found = [_REGLE.fullmatch(rule) for rule in rules if not _FERIES.fullmatch(rule)]
    days = [set(_days(rule["jours"])) for rule in found if rule]
    if not all(found) or sum(map(len, days)) > len(set().union(*days)):
        return []  # a later rule takes the place of an earlier one on the same day
    return [row for rule in found if rule for row in _rows(rule)]


def _rows(rule: re.Match[str]) -> Iterator[dict[str, str]]:
    for hours in rule["heures"].split(","):
        yield _row(tuple(_days(rule["jours"])), hours.strip())


def _row(days: tuple[str, ...], hours: str) -> dict[str, str]:
    opens, _, closes = hours.partition("-")
    byday = ",".join(day.upper() for day in days)
    return {"freq": "WEEKLY", "byday": byday, "opens_at": opens, "closes_at": closes}


def _days(text: str) -> Iterator[str]:
    """ "Mo-We,Fr" → Mo, Tu, We, Fr."""
    for part in text.split(","):
        first, _, last = part.partition("-")
        begin, end = _JOURS.index(first), _JOURS.index(last or first)
        yield from (_JOURS * 2)[begin : end + 1 + (7 if end < begin else 0)]
