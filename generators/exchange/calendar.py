"""Events as iCalendar files (RFC 5545), one an event, at `agenda/<id>.ics`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from generators.network import adresses, when
from generators.network.network import Network
from generators.records.models import Evenement


def files(network: Network, base_url: str) -> Mapping[str, bytes]:
    """Path → calendar of one event."""
    return {
        adresses.calendrier(event.id): calendar_of(event, base_url)
        for event in network.records.events.values()
    }


def calendar_of(event: Evenement, base_url: str) -> bytes:
    """The calendar of one event: a VEVENT per session, or one when it has none.

    Times are written in UTC, so that no reader needs a VTIMEZONE; whole days are dates, their end
    exclusive (RFC 5545, 3.6.1).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//PARE//FR")
    calendar.add("version", "2.0")
    for number, entry in enumerate(_entries(event, base_url)):
        entry.add("uid", f"{event.id}-{number}@{urlsplit(base_url).hostname or 'maillage'}")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entries(event: Evenement, base_url: str) -> list[Event]:
    if not event.seances:
        return [_entry(event, event.titre, event.debut, event.fin, base_url)]
    return [
        _entry(event, f"{event.titre} : {s.titre}" if s.titre else event.titre, s.debut, s.fin, base_url)
        for s in event.seances
    ]


def _entry(
    event: Evenement, title: str, begin: date | datetime, finish: date | datetime | None, base_url: str
) -> Event:
    entry = Event()
    entry.add("summary", title)
    entry.add("dtstamp", datetime.combine(event.date_maj or event.verifie_le, time.min, UTC))
    entry.add("dtstart", _moment(event, begin))
    if finish or when.is_whole_day(begin):
        entry.add("dtend", _end(event, finish or begin))
    entry.add("description", event.resume)
    if place := _place(event):
        entry.add("location", place)
    entry.add("url", base_url + adresses.evenement(event.id))
    entry.add("status", "CANCELLED" if event.annule else "CONFIRMED")
    return entry


def _moment(event: Evenement, value: date | datetime) -> date | datetime:
    return when.instant(value, event.fuseau).astimezone(UTC) if isinstance(value, datetime) else value


def _end(event: Evenement, value: date | datetime) -> date | datetime:
    if isinstance(value, datetime):
        return _moment(event, value)
    return value + timedelta(days=1)


def _place(event: Evenement) -> str:
    city = " ".join(part for part in (event.code_postal, event.commune) if part)
    parts = [event.lieu, event.adresse, city, "En ligne" if event.en_ligne else None]
    return ", ".join(part for part in parts if part)
