"""A week's hours as rules (RFC 5545, RRULE), and what UTC is told of them while one clock holds.

A rule is written only where the notation of OpenStreetMap says no more than a week or the rank of a day in
the month, and when a part of the year is closed; what it says besides (holidays) stands in words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from generators.words.notation import only_closes

_JOURS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_JOUR = "|".join(_JOURS)
_HEURES = r"\d{2}:\d{2}-\d{2}:\d{2}"
_PLAGES = rf"(?P<heures>{_HEURES}(?:\s*,\s*{_HEURES})*)"
_SEMAINE = re.compile(rf"(?P<jours>(?:{_JOUR})(?:[-,](?:{_JOUR}))*)\s+{_PLAGES}")
#: « Tu[1,3] », « Fr[-1] »: a day by its rank in the month.
_MOIS = re.compile(rf"(?P<jour>{_JOUR})\[(?P<rangs>-?[1-5](?:,-?[1-5])*)\]\s+{_PLAGES}")
_HEURE = re.compile(r"\d:\d|sunrise|sunset|dawn|dusk")
#: What is said besides the week, and leaves it as it is.
_FERIES = re.compile(r"(PH|SH)(\s*,\s*(PH|SH))?\s+(off|closed)")
#: A rule's clock is looked for no further than this, either way.
_YEAR = timedelta(days=400)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plage:
    """Hours that come back: WEEKLY on days ("MO,TU"), or MONTHLY on days with their rank ("1TU,3TU").

    `ouvre`, `ferme` are what the clock of the place shows ("09:00"); "24:00" is midnight.
    """

    freq: str
    byday: str
    ouvre: str
    ferme: str


def semaine(horaires: str) -> list[Plage]:
    """The rules of a plain week; none when the notation says more than that."""
    found = plages(horaires)
    return [] if any(rule.freq == "MONTHLY" for rule in found) else [*found]


@lru_cache(maxsize=4096)
def plages(horaires: str) -> tuple[Plage, ...]:
    """The rules of a plain week, or of a month's days; none when the notation says more than that."""
    if horaires == "24/7":
        return (_plage("WEEKLY", [day.upper() for day in _JOURS], "00:00-24:00"),)
    rules = [part.strip() for part in horaires.split(";")]
    closing = [rule for rule in rules if only_closes(rule)]
    if any(map(_HEURE.search, closing)):
        return ()  # closed for a part of a day
    said = [rule for rule in rules if not (_FERIES.fullmatch(rule) or rule in closing)]
    weekly, monthly = ([one for rule in said if (one := form.fullmatch(rule))] for form in (_SEMAINE, _MOIS))
    days = [set(_days(rule["jours"])) for rule in weekly] + [{rule["jour"]} for rule in monthly]
    if len(weekly) + len(monthly) < len(said) or sum(map(len, days)) > len(set().union(*days)):
        return ()  # a later rule takes the place of an earlier one on the same day
    found = [row for rule in weekly for row in _weekly(rule)] + [
        r for rule in monthly for r in _monthly(rule)
    ]
    # « 08:00-08:00 » is a day and a night, which two equal hours don't say to others.
    return () if any(row.ouvre == row.ferme for row in found) else tuple(found)


def _weekly(rule: re.Match[str]) -> Iterator[Plage]:
    days = [day.upper() for day in _days(rule["jours"])]
    return (_plage("WEEKLY", days, hours) for hours in rule["heures"].split(","))


def _monthly(rule: re.Match[str]) -> Iterator[Plage]:
    days = [f"{rank}{rule['jour'].upper()}" for rank in rule["rangs"].split(",")]
    return (_plage("MONTHLY", days, hours) for hours in rule["heures"].split(","))


def _plage(freq: str, days: list[str], hours: str) -> Plage:
    opens, _, closes = hours.strip().partition("-")
    if closes > "24:00":  # « 22:00-26:00 »: two o'clock of the next day
        closes = f"{int(closes[:2]) - 24:02d}{closes[2:]}"
    elif closes == "00:00":
        closes = "24:00"
    return Plage(freq, ",".join(days), opens, closes)


def _days(text: str) -> Iterator[str]:
    """ "Mo-We,Fr" → Mo, Tu, We, Fr."""
    for part in text.split(","):
        first, _, last = part.partition("-")
        begin, end = _JOURS.index(first), _JOURS.index(last or first)
        yield from (_JOURS * 2)[begin : end + 1 + (7 if end < begin else 0)]


def a_la_seconde(clock: str) -> str:
    """A time as HSDS writes it: "08:00" → "08:00:00"; midnight at the end of a day is a minute before."""
    return "23:59:00" if clock == "24:00" else f"{clock}:00"


@dataclass(frozen=True, slots=True)
class Periode:
    """How far a clock is from UTC, None where nobody knows; its first and last days, where it changes."""

    ecart: timedelta | None
    du: date | None
    au: date | None
    ete: bool

    @property
    def heures(self) -> float | None:
        """2, 1, -9.5."""
        if self.ecart is None:
            return None
        hours = self.ecart / timedelta(hours=1)
        return int(hours) if hours.is_integer() else hours

    def heure(self, clock: str) -> str:
        """A time of its days: "08:00" → "08:00:00+01:00"."""
        if self.ecart is None:
            return a_la_seconde(clock)
        sign, minutes = "-" if self.ecart < timedelta() else "+", abs(self.ecart) // timedelta(minutes=1)
        return f"{a_la_seconde(clock)}{sign}{minutes // 60:02d}:{minutes % 60:02d}"

    def hors(self, fermetures: Iterable[tuple[date, date]]) -> Iterator[tuple[date | None, date | None, str]]:
        """The days of it that no closure takes, closures being in order: the first, the last, and what tells
        these from the others."""
        begins, part = self.du, ""
        for first, last in fermetures:
            if (begins is None or begins <= last) and (self.au is None or first <= self.au):
                if begins is None or begins < first:
                    yield begins, first - _DAY, part
                begins, part = last + _DAY, last.isoformat()
        if begins is None or self.au is None or begins <= self.au:
            yield begins, self.au, part


@lru_cache(maxsize=64)
def periodes(zone: str | None, today: date) -> tuple[Periode, ...]:
    """What holds of a clock on a day, then what will hold once it changes; nothing of one that is unknown."""
    if zone is None:
        return (Periode(None, None, None, ete=False),)
    begins, ends = _change(zone, today, -_DAY), _change(zone, today, _DAY)
    if begins is None or ends is None:
        return (Periode(_offset(zone, today), None, None, ete=False),)
    last = _change(zone, ends + _DAY, _DAY)
    found = ((begins, ends), (ends + _DAY, last))
    return tuple(Periode(_offset(zone, a), a, b, _summer(zone, a)) for a, b in found)


def _change(zone: str, day: date, step: timedelta) -> date | None:
    """The last day, going by `step`, that has the offset of this one."""
    offset, end = _offset(zone, day), day + step * (_YEAR // _DAY)
    while day != end:
        if _offset(zone, day + step) != offset:
            return day
        day += step
    return None


def _noon(zone: str, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(zone))


def _offset(zone: str, day: date) -> timedelta:
    return _noon(zone, day).utcoffset() or timedelta()


def _summer(zone: str, day: date) -> bool:
    return bool(_noon(zone, day).dst())
