"""Which entries an event has in calendars: one a session, one more for a new date, one a series.

What was called off or put off stays at its first date as cancelled, so that a calendar that already holds it
strikes it out; the new date of what was put off is an entry of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from generators.exchange.clocks import LAST
from generators.records import recurrence
from generators.records.models import Evenement, Seance
from generators.records.recurrence import Occurrence
from generators.words import dates
from generators.words.wording import NBSP, fold

Moment = date | datetime
_WORD: Final = re.compile(r"[a-z0-9]+")
#: A name in a calendar has at most 255 signs (RFC 7986, 5.3), the event's id and the network among them.
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What differs between the entries of one event. `part` never changes for the same session."""

    part: str
    titre: str
    debut: Moment
    fin: Moment | None
    maintenu: bool
    precisions: str | None = None
    #: Where one registers for this session, when it has a page of its own.
    inscription: str | None = None
    complet: bool = False
    #: Of a date of a series that has something of its own: the event as it is that day, and its given start.
    apart: Occurrence | None = None


def entries(event: Evenement) -> Iterator[CalendarEntry]:
    off = event.annule or event.reporte_au is not None
    yield from _called_off(event) if off else _sessions(event)
    if event.reporte_au is not None:
        yield CalendarEntry("report", named(event), event.reporte_au, end_after_delay(event), maintenu=True)


def _sessions(event: Evenement) -> Iterator[CalendarEntry]:
    name = named(event)
    if not event.seances:
        yield CalendarEntry("0", name, event.debut, event.fin, maintenu=True)
        yield from _apart(event)
    for part, seance in zip(parts(event.seances), event.seances, strict=True):
        title = f"{name}{NBSP}: {seance.titre}" if seance.titre else name
        title = f"Annulé{NBSP}: {title}" if seance.annule else title
        held = not seance.annule
        when_and_what = (seance.debut, seance.fin, held, seance.precisions, seance.url, seance.complet)
        yield CalendarEntry(part, title, *when_and_what)


def parts(seances: Sequence[Seance]) -> list[str]:
    """What names each session in calendars, whatever stands before or after it.

    The name that it was given; else its title, else its day: what staff change least. Those that have the
    same add each its day, then its hour: one that comes takes the name of none. All can be given as names.
    """
    names = [[*_names(one)] for one in seances]
    found = [own[0] for own in names]
    for level in (1, 2):
        held = Counter(found)
        found = [
            own[min(level, len(own) - 1)] if held[name] > 1 else name
            for own, name in zip(names, found, strict=True)
        ]
    ranks = [found[:number].count(name) + 1 for number, name in enumerate(found)]
    named = [name if rank == 1 else f"{name}-{rank}" for name, rank in zip(found, ranks, strict=True)]
    return [name if name.isdecimal() else f"s.{name}" for name in named]


def _names(seance: Seance) -> Iterator[str]:
    if seance.identifiant:
        yield seance.identifiant
        return
    hour = seance.debut.time() if isinstance(seance.debut, datetime) else dates.MINUIT
    title = "-".join(_WORD.findall(fold(seance.titre or "")))[:_LONGEST].strip("-")
    day = f"{title}-{dates.le_jour(seance.debut)}".strip("-")
    yield from dict.fromkeys((title or day, day, f"{day}-{hour:%H%M}"))


def named(event: Evenement) -> str:
    """Its title, which says that it moved online to readers whose calendar had a place."""
    return f"En ligne{NBSP}: {event.titre}" if event.passe_en_ligne and not event.annule else event.titre


def _apart(event: Evenement) -> Iterator[CalendarEntry]:
    """The dates of a series that are not like the others."""
    if event.recurrence is None:
        return
    days = over_a_change(event).union(one.date for one in event.recurrence.exceptions)
    for one in recurrence.occurrences(event, max(days)) if days else ():
        if dates.le_jour(one.prevu) in days:
            off = one.exception is not None and one.exception.annule
            title = f"Annulé{NBSP}: {event.titre}" if off else event.titre
            said = one.exception.precisions if one.exception else None
            yield CalendarEntry("0", title, one.event.debut, one.event.fin, not off, said, apart=one)


def over_a_change(event: Evenement) -> frozenset[date]:
    """The dates of a series during which the clock changes: a watch at night ends at its usual hour.

    In calendars all dates of a rule last exactly as long (RFC 5545, 3.8.5.3): these are told apart. An
    endless series is looked at as far as the clocks are.
    """
    end = end_of(event.debut, event.fin)
    if event.recurrence is None or not isinstance(event.debut, datetime) or not isinstance(end, datetime):
        return frozenset()
    shifts = (day - event.debut.date() for day in recurrence.days(event, date(LAST, 12, 31)))
    spans = ((event.debut + shift, end + shift) for shift in shifts)
    return frozenset(a.date() for a, b in spans if _offset(event, a) != _offset(event, b))


def _offset(event: Evenement, moment: datetime) -> timedelta | None:
    return moment.replace(tzinfo=ZoneInfo(event.fuseau)).utcoffset()


def _called_off(event: Evenement) -> Iterator[CalendarEntry]:
    """The same entries, with a title that says so to readers of programs that ignore STATUS."""
    if event.reporte_au is None:
        word = "Annulé"
    else:
        word = f"Reporté au {dates.jour(dates.le_jour(event.reporte_au))}"
    for entry in _sessions(event):
        title = entry.titre if entry.titre.startswith(f"{word}{NBSP}:") else f"{word}{NBSP}: {entry.titre}"
        yield replace(entry, titre=title, maintenu=False)


def end_of(debut: Moment, fin: Moment | None) -> Moment | None:
    """The end, of the same type as the start and after it (3.8.2.2); None for a moment of unknown length."""
    if not isinstance(debut, datetime):
        return dates.dernier_jour(debut, fin) + timedelta(days=1)
    if fin is None or isinstance(fin, datetime):
        return None if fin == debut else fin
    return datetime.combine(fin + timedelta(days=1), dates.MINUIT)


def end_after_delay(event: Evenement) -> Moment | None:
    """The end at the new date: as long as it would have lasted, when both are said alike."""
    start, new = event.debut, event.reporte_au
    if event.fin is None or new is None:
        return None
    if isinstance(new, datetime) and isinstance(start, datetime) and isinstance(event.fin, datetime):
        return new + (event.fin - start)
    if isinstance(new, datetime):
        return None
    return new + (dates.dernier_jour(start, event.fin) - dates.le_jour(start))
