"""When an event takes place, as instants: its own time zone, whole days, sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from generators.land.territories import PARIS
from generators.records.models import Evenement


def start(event: Evenement) -> datetime:
    """The first instant of the event, with its time zone (midnight for a whole day)."""
    return instant(event.debut, event.fuseau, time.min)


def end(event: Evenement) -> datetime:
    """The instant from which the event is over: the end said, else the end of its last day."""
    value = event.fin or event.debut
    if isinstance(value, datetime) and event.fin:
        return instant(value, event.fuseau, time.min)
    return _end_of_day(value, event.fuseau)


def is_past(event: Evenement, today: date) -> bool:
    """True when the event was over before `today` began in Paris."""
    return end(event) <= _begin(today)


def begins(event: Evenement) -> datetime:
    """When it is to begin as far as is known: on its new date once it was put off."""
    return instant(event.reporte_au or event.debut, event.fuseau)


def over(event: Evenement) -> datetime:
    """The instant from which nobody waits for it any more: its end, or that of the day it was put off to."""
    if event.reporte_au is None:
        return end(event)
    return _end_of_day(event.reporte_au, event.fuseau)


def is_over(event: Evenement, today: date) -> bool:
    """True when nobody waited for it any more before `today` began in Paris."""
    return over(event) <= _begin(today)


def deadline(event: Evenement) -> datetime | None:
    """The instant until which one may register: the moment said, or the end of the day said."""
    until = event.inscription.avant_le if event.inscription else None
    if until is None or isinstance(until, datetime):
        return instant(until, event.fuseau) if until else None
    return _end_of_day(until, event.fuseau)


def is_closed(event: Evenement, today: date) -> bool:
    """True when the deadline had gone by before `today` began in Paris."""
    until = deadline(event)
    return until is not None and until <= _begin(today)


def _begin(today: date) -> datetime:
    return datetime.combine(today, time.min, ZoneInfo(PARIS))


def _end_of_day(value: date | datetime, zone: str) -> datetime:
    day = value.date() if isinstance(value, datetime) else value
    return instant(day + timedelta(days=1), zone)


def as_utc(instant: datetime) -> str:
    """ISO 8601 in UTC, to the minute: what the browser compares with its clock."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def instant(value: date | datetime, zone: str, clock: time = time.min) -> datetime:
    """A written day or moment as an instant of its zone; a whole day begins at `clock`."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=ZoneInfo(zone))
    return datetime.combine(value, clock, ZoneInfo(zone))
