"""Closures of a part of the year as people say them, as rules of OpenStreetMap's notation: « fermé en août ».

Each is taken out of a text with the word that closes, and what is left is the week. A day of the week or a
public holiday goes along with a period (« fermé le lundi et en août »); alone it is the week's own to read.
Where a period is not sure (« l’été », « trois semaines en août »), nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_CODES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES: Final = (
    "janvier|janv", "fevrier|fevr", "mars", "avril|avr", "mai", "juin", "juillet|juil", "aout",
    "septembre|sept", "octobre|oct", "novembre|nov", "decembre|dec",
)  # fmt: skip
_MONTH: Final = rf"(?:{'|'.join(_NAMES)})\b\.?"
_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY: Final = r"(?:\d{1,2})(?:er)?"
_YEAR: Final = r"(?:\s+(?:20\d\d))?"
_FIGURES: Final = r"\d{1,2}/\d{1,2}(?:/20\d\d)?"
#: The last days of one month, which the notation wants in numbers.
_LAST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PERIODS: Final = {
    "dates": rf"du\s+{_DAY}(?:\s+{_MONTH})?{_YEAR}\s+(?:inclus\s+)?(?:au|jusqu'au)\s+{_DAY}\s+{_MONTH}{_YEAR}"
    r"(?:\s+inclus)?",
    "numbers": rf"du\s+{_FIGURES}\s+(?:inclus\s+)?au\s+{_FIGURES}(?:\s+inclus)?",
    "noel": r"entre\s+noel\s+et\s+(?:le\s+)?(?:(?:jour|premier)\s+de\s+l'an|nouvel\s+an|1er\s+janvier)",
    "half": rf"(?:pendant\s+|durant\s+)?(?:la\s+)?(?:premiere|1(?:ere|re)|deuxieme|seconde|2(?:e|eme|nde))\s+"
    rf"quinzaine\s+(?:d'|de\s+|du\s+mois\s+d(?:'|e\s+)){_MONTH}",
    "day": rf"le\s+{_DAY}\s+{_MONTH}{_YEAR}",
    "months": rf"(?:en|(?:tout\s+le|au|pendant\s+(?:tout\s+)?le|durant\s+le)\s+mois\s+d(?:'|e))?\s*{_MONTH}"
    rf"(?:\s*(?:et|-|a)\s*(?:en\s+)?{_MONTH})?{_YEAR}",
    "school": r"(?:(?:pendant|durant|lors\s+de)\s+)?(?:toutes\s+)?(?:les\s+)?vacances(?:\s+scolaires)?",
    "holidays": r"(?:les\s+)?(?:jours?\s+)?feries",
    "weekday": rf"(?:les?\s+)?(?:{'|'.join(_WEEKDAYS)})s?\b",
}
#: These are read with the week when no period stands beside them.
_OF_THE_WEEK: Final = frozenset({"holidays", "weekday"})
_ONE: Final = "|".join(f"(?:{pattern})" for pattern in _PERIODS.values())
_CLOSED: Final = re.compile(
    r"\b(?:(?:fermetures?|conges?)(?:\s+(?:annuel(?:le)?s?|estivale?s?|d'ete|exceptionnelles?))?"
    r"|fermee?s?|sauf|hors|excepte)\b"
    rf"(?:\s*:)?\s*(?P<periods>(?:{_ONE})(?:\s*(?:,|\bet\b|\bainsi\s+que\b|\bpuis\b)\s*(?:{_ONE}))*)"
    r"(?!\s*(?:\d|h\b))"
)
_SPLIT: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS.items()))


def closures(plain: str) -> tuple[str, list[str]]:
    """A text in small letters without accents: what is left of it, and the rules of what closes."""
    rules: list[str] = []
    rest, at = "", 0
    for found in _CLOSED.finditer(plain):
        said = [*_SPLIT.finditer(found["periods"])]
        if all(one.lastgroup in _OF_THE_WEEK for one in said):
            continue
        read = [_rule(str(one.lastgroup), one[0]) for one in said]
        if None in read:
            continue
        rules += [f"{rule} off" for rule in read]
        rest, at = f"{rest}{plain[at : found.start()]} , ", found.end()
    return rest + plain[at:], rules


def _rule(kind: str, text: str) -> str | None:
    """The days that a period names, in the notation."""
    days = [int(number) for number in re.findall(r"\b(\d{1,2})(?:er)?\b", text)]
    years = [int(number) for number in re.findall(r"\b20\d\d\b", text)]
    months = [*_months(text)]
    match kind:
        case "dates":
            return _between(days, [months[0], months[-1]], years)
        case "numbers":
            said = re.findall(r"(\d{1,2})/(\d{1,2})(?:/(20\d\d))?", text)
            ranks = [int(month) - 1 for _, month, _ in said]
            told = [int(year) for _, _, year in said if year]
            return (
                _between([int(day) for day, _, _ in said], ranks, told) if {*ranks} <= {*range(12)} else None
            )
        case "noel":
            return "Dec 25-Jan 01"
        case "half":
            first = re.search(r"premiere|\b1", text)
            return f"{_CODES[months[0]]} {'01-15' if first else f'16-{_LAST[months[0]]}'}"
        case "day":
            return _dated(years[0] if years else None, months[0], days[0])
        case "months":
            apart = len(months) > 1 and "et" in text.split() and months[1] != months[0] + 1
            year = f"{years[0]} " if years else ""
            return None if apart else year + "-".join(_CODES[month] for month in months)
        case "weekday":
            return next(code for name, code in zip(_WEEKDAYS, _DAYS, strict=True) if name in text)
    return {"school": "SH", "holidays": "PH"}[kind]


_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def _months(text: str) -> Iterator[int]:
    for found in re.finditer(_MONTH, text):
        name = found[0].rstrip(".")
        yield next(rank for rank, names in enumerate(_NAMES) if name in names.split("|"))


def _between(days: list[int], months: list[int], years: list[int]) -> str | None:
    """ "Aug 01-15", "Dec 24-Jan 01"; with its years when one is told; None when it goes backwards."""
    if len(days) != 2:
        return None
    (first, last), (begin, end) = days, months
    turns = (begin, first) > (end, last)
    if begin == end and turns:
        return None
    if years:
        until = years[-1]
        since = years[0] if len(years) > 1 else until - int(turns)
        return f"{_dated(since, begin, first)}-{_dated(until, end, last)}"
    if begin == end:
        return f"{_dated(None, begin, first)}-{last:02d}"
    return f"{_dated(None, begin, first)}-{_dated(None, end, last)}"


def _dated(year: int | None, month: int, day: int) -> str:
    return f"{f'{year} ' if year else ''}{_CODES[month]} {day:02d}"
