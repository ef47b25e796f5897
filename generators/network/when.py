"""When an event takes place, as instants: its own time zone, whole days, sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from generators.records.models import Evenement


def is_whole_day(value: date | datetime) -> bool:
    return not isinstance(value, datetime)


def start(event: Evenement) -> datetime:
    """The first instant of the event, with its time zone (midnight for a whole day)."""
    return instant(event.debut, event.fuseau, time.min)


def end(event: Evenement) -> datetime:
    """The instant from which the event is over: the end said, else the end of its last day."""
    value = event.fin or event.debut
    if isinstance(value, datetime) and event.fin:
        return instant(value, event.fuseau, time.min)
    day = value.date() if isinstance(value, datetime) else value
    return instant(day + timedelta(days=1), event.fuseau, time.min)


def is_past(event: Evenement, today: date) -> bool:
    """True when the event was over before `today` began in Paris."""
    return end(event) <= datetime.combine(today, time.min, ZoneInfo("Europe/Paris"))


def as_utc(instant: datetime) -> str:
    """ISO 8601 in UTC, to the minute: what the browser compares with its clock."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def instant(value: date | datetime, zone: str, clock: time = time.min) -> datetime:
    """A written day or moment as an instant of its zone; a whole day begins at `clock`."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=ZoneInfo(zone))
    return datetime.combine(value, clock, ZoneInfo(zone))
