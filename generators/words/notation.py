"""OpenStreetMap's notation of opening hours, taken apart: what is said of any week, and what is said besides.

A rule of the ordinary week (weekdays, hours, « off », a comment) goes into one week's table. Rules of public
(PH) and school holidays (SH), a fallback after `||`, an open end (`09:00+`) are said in words beside it.
What depends on the time of year (months, dates, weeks, the second Tuesday, the sun) fits no one week.
Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_DAY: Final = "Mo|Tu|We|Th|Fr|Sa|Su"
_DAYS: Final = rf"(?:{_DAY})(?:\s*-\s*(?:{_DAY}))?"
_HOLIDAY: Final = "PH|SH"
_OFF: Final = re.compile(r"(off|closed)$")
_QUOTED: Final = re.compile(r'"[^"]*"')
#: At the head of a rule: days of the week and holidays, listed together.
_LIST: Final = re.compile(rf"(?:(?:{_DAYS}|{_HOLIDAY})\s*,\s*)*(?:{_DAYS}|{_HOLIDAY})\b")
#: Days that a holiday rule keeps to: "PH Mo-Fr off".
_KEPT: Final = re.compile(rf"\s+(?:{_DAYS})(?:\s*,\s*(?:{_DAYS}))*")
#: What no one week shows: a month, a year, a date, a week's number, the nth weekday, an offset, the sun.
_SEASON: Final = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|easter|sunrise|sunset|dawn|dusk)"
    r"|\b\d{4}\b|\[|\bday"
)
_OPEN_END: Final = re.compile(r"(\d{1,2}:\d{2})\+")


@dataclass(frozen=True, slots=True)
class Notation:
    """The parts of an expression, each in the same notation.

    `semaine` is what any week has, None when one week cannot show it or nobody told; `feries` and `vacances`
    are what public and school holidays have ("off", "10:00-12:00", "Mo-Fr off", "comme" for the same hours);
    `sinon` what holds when nothing else does; `saisons` are the rules of a part of the year, `reste` what the
    remainder of it has.
    """

    semaine: str | None
    feries: str | None = None
    vacances: str | None = None
    sinon: str | None = None
    saisons: tuple[str, ...] = ()
    reste: str | None = None
    fin_ouverte: bool = False

    @property
    def fermetures(self) -> tuple[str, ...]:
        """The seasons that only close: "Aug off", "Dec 24-Jan 01 off"."""
        return tuple(season for season in self.saisons if only_closes(season))


def parts(expression: str) -> Notation:
    """An expression that was checked, taken apart."""
    first, *others = _split(expression, "||")
    week: list[str] = []
    seasons: list[str] = []
    holidays: dict[str, str] = {}
    for rule in _rules(first):
        if _SEASON.search(_QUOTED.sub("", rule)):
            seasons.append(rule)
        elif kept := _without_holidays(rule, holidays):
            week.append(kept)
            if seasons:  # a rule of the week that comes after those of a season takes their place
                return Notation(semaine=None, saisons=(expression,))
    shown = bool(week) and all(map(only_closes, seasons))
    return Notation(
        semaine="; ".join(week) if shown else None,
        reste="; ".join(week) if week and not shown else None,
        feries=holidays.get("PH"),
        vacances=holidays.get("SH"),
        sinon=others[-1].strip() if others else None,
        saisons=tuple(seasons),
        fin_ouverte=bool(_OPEN_END.search(first)),
    )


def closed_end(expression: str) -> str:
    """The expression with open ends closed a minute before midnight: the reader of a week needs an end."""
    return _OPEN_END.sub(lambda end: f"{end[1]}-23:59", re.sub(r"(-\d{1,2}:\d{2})\+", r"\1", expression))


def only_closes(rule: str) -> bool:
    """True of a rule that closes a part of the year, and leaves the week as it is: "Aug off"."""
    said = _QUOTED.sub("", rule).strip()
    return bool(_SEASON.search(said) and _OFF.search(said))


def _rules(expression: str) -> list[str]:
    """The rules, one after the other; « , » before a day adds a rule, as « ; » begins one."""
    rules = [rule.strip() for rule in _split(expression, ";")]
    return [rule for rule in rules if rule]


def _split(expression: str, separator: str) -> list[str]:
    """Cuts outside of quotes."""
    marked = _QUOTED.sub(lambda quoted: quoted[0].replace(separator, "\0"), expression)
    return [part.replace("\0", separator) for part in marked.split(separator)]


def _without_holidays(rule: str, holidays: dict[str, str]) -> str:
    """The rule for ordinary days, or nothing when it is of holidays alone; what it says of those is noted."""
    head = _LIST.match(rule)
    if not head:
        return rule
    listed = [part.strip() for part in head[0].split(",")]
    found = [part for part in listed if part in ("PH", "SH")]
    days = [part for part in listed if part not in found]
    rest = rule[head.end() :].strip(" ,")
    if not days:
        for name in found:
            holidays[name] = rest or "open"
        return ""
    for name in found:
        holidays[name] = "off" if _OFF.search(rest) else "comme"
    return f"{','.join(days)} {rest}"
