"""Which entries an event has in calendars: one a session, one more for a new date, one a series.

What was called off or put off stays at its first date as cancelled, so that a calendar that already holds it
strikes it out; the new date of what was put off is an entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import count
from typing import Final

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

    The name that it was given; else its title, else its day: what staff change least. The later of two that
    have the same adds its day, then its hour. No id of an event has a dot, so none of these is taken for one.
    """
    found: dict[int, str] = {}
    for number, seance in sorted(enumerate(seances), key=lambda one: _rank(one[1])):
        found[number] = next(name for name in _names(seance) if name not in found.values())
    return [name if name.isdecimal() else f"s.{name}" for _, name in sorted(found.items())]


def _rank(seance: Seance) -> tuple[bool, date, time]:
    hour = seance.debut.time() if isinstance(seance.debut, datetime) else dates.MINUIT
    return not seance.identifiant, dates.le_jour(seance.debut), hour


def _names(seance: Seance) -> Iterator[str]:
    day = dates.le_jour(seance.debut).isoformat()
    name = "-".join(_WORD.findall(fold(seance.titre or "")))[:_LONGEST]
    first = seance.identifiant or name or day
    dated = day if first == day else f"{first}.{day}"
    yield from (first, dated, f"{dated}.{_rank(seance)[2]:%H%M}")
    yield from (f"{first}.{number}" for number in count(2))


def named(event: Evenement) -> str:
    """Its title, which says that it moved online to readers whose calendar had a place."""
    return f"En ligne{NBSP}: {event.titre}" if event.passe_en_ligne and not event.annule else event.titre


def _apart(event: Evenement) -> Iterator[CalendarEntry]:
    """The dates of a series that are not like the others."""
    if event.recurrence is None or not event.recurrence.exceptions:
        return
    last = max(one.date for one in event.recurrence.exceptions)
    for one in recurrence.occurrences(event, last):
        if one.exception:
            title = f"Annulé{NBSP}: {event.titre}" if one.exception.annule else event.titre
            held = not one.exception.annule
            yield CalendarEntry(
                "0", title, one.event.debut, one.event.fin, held, one.exception.precisions, apart=one
            )


def _called_off(event: Evenement) -> Iterator[CalendarEntry]:
    """The same entries, with a title that says so to readers of programs that ignore STATUS."""
    if event.reporte_au is None:
        word = "Annulé"
    else:
        word = f"Reporté au {dates.jour(dates.le_jour(event.reporte_au))}"
    for entry in _sessions(event):
        title = entry.titre if entry.titre.startswith(f"{word}{NBSP}:") else f"{word}{NBSP}: {entry.titre}"
        yield replace(entry, titre=title, maintenu=False)


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
