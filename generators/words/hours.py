"""The week of a service, read from its opening hours in OpenStreetMap's notation.

Hours that change with the season are shown for the week of the build, and the page says so. Hours that
are not known are never shown as closed: there is simply no `Semaine`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State

from generators.words.dates import JOURS, heure
from generators.words.wording import NBSP, majuscule, phrase

#: A slot of a day: when it opens, when it closes, and the remark that goes with it.
Creneau = tuple[datetime, datetime, str]


@dataclass(frozen=True, slots=True)
class Semaine:
    """Seven lines of text from Monday on, and what the table must say under them."""

    lignes: tuple[tuple[str, str], ...]
    toujours: bool
    variable_depuis: date | None
    ferie: str | None


@lru_cache(maxsize=4096)
def semaine(horaires: str, today: date) -> Semaine:
    """The week of `today` for hours that were checked when the record was loaded."""
    hours = OpeningHours(horaires)
    monday = today - timedelta(days=today.weekday())
    texts = _week(hours, monday)
    varies = any(_week(hours, monday + timedelta(weeks=n)) != texts for n in range(1, 53))
    return Semaine(
        lignes=tuple(zip(map(majuscule, JOURS), texts, strict=True)),
        toujours=all(text == TOUTE_LA_JOURNEE for text in texts),
        variable_depuis=monday if varies else None,
        ferie=_holidays(horaires),
    )


TOUTE_LA_JOURNEE = f"24{NBSP}h/24"
FERME = "Fermé"


def _holidays(horaires: str) -> str | None:
    """What the notation says of public holidays, when it says something."""
    if re.search(r"\bPH\s+(off|closed)", horaires):
        return "Fermé les jours fériés."
    return "Ouvert aussi les jours fériés." if re.search(r"\bPH\b", horaires) else None


def _week(hours: OpeningHours, monday: date) -> tuple[str, ...]:
    slots = list(_slots(hours, monday))
    days = (monday + timedelta(days=n) for n in range(7))
    return tuple(_day([slot for slot in slots if slot[0].date() == day]) for day in days)


def _day(slots: list[Creneau]) -> str:
    return ", ".join(_slot(slot) for slot in slots) or FERME


def _slot(slot: Creneau) -> str:
    start, end, comment = slot
    whole = end - start == timedelta(days=1) and start.time() == time.min
    if whole and comment:
        return majuscule(comment)
    until = heure(end) if end.time() > time.min else f"24{NBSP}h"
    times = TOUTE_LA_JOURNEE if whole else f"{heure(start)}{NBSP}–{NBSP}{until}"
    return f"{times} ({comment})" if comment else times


def _slots(hours: OpeningHours, monday: date) -> Iterator[Creneau]:
    """The open slots, from the Sunday before (whose night may overlap) to the Monday after, at noon."""
    begin = datetime.combine(monday - timedelta(days=1), time.min)
    finish = datetime.combine(monday + timedelta(days=7), time(12))
    for start, end, state, comment in hours.intervals(begin, finish):
        if state is not State.CLOSED:
            yield from _by_day(start, end or finish, comment)


def _by_day(start: datetime, end: datetime, comment: str) -> Iterator[Creneau]:
    """A night stays with the evening that opened it; what lasts longer than a day is cut at midnight."""
    while end - start >= timedelta(days=1):
        midnight = datetime.combine(start.date() + timedelta(days=1), time.min)
        yield start, midnight, comment
        start = midnight
    if start < end:
        yield start, end, comment


# On a sheet of paper: « Lun.–jeu. 9 h – 18 h ; ven. 9 h – 12 h ».


def in_one_line(notation: str | None, precisions: str | None, today: date) -> str | None:
    """The hours of a service and what its record says of them; None when nobody told."""
    week = _open_days(semaine(notation, today)) if notation else None
    parts = [phrase(part) for part in (week, precisions) if part]
    return " ".join(parts) or None


def _open_days(week: Semaine) -> str:
    """The open days, those with the same hours together. Hours that change in the year stay on the page."""
    if week.toujours:
        return f"{TOUTE_LA_JOURNEE}, tous les jours"
    if week.variable_depuis:
        return f"Ils changent dans l’année{NBSP}: voir la fiche"
    days: dict[str, list[int]] = defaultdict(list)
    for number, (_, hours) in enumerate(week.lignes):
        days[hours].append(number)
    groups = [f"{_day_names(numbers)} {hours}" for hours, numbers in days.items() if hours != FERME]
    line = f"{NBSP}; ".join(groups) or "Fermé toute la semaine"
    return majuscule(". ".join(part for part in (line, (week.ferie or "").rstrip(".")) if part))


def _day_names(numbers: list[int]) -> str:
    """ "lun., mar., jeu.", "lun.–ven."."""
    return ", ".join(_run(run) for run in _runs(numbers))


def _run(run: list[int]) -> str:
    names = [f"{JOURS[number][:3]}." for number in run]
    return f"{names[0]}–{names[-1]}" if len(names) > 2 else ", ".join(names)


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Days that follow each other, together: [0, 1, 3] → [[0, 1], [3]]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
