"""The calendars of the site (RFC 5545): one an event, and those that people subscribe to.

`agenda/agenda.ics` holds every event, past ones included; the others hold those of a département, of a
region and of a kind. A calendar depends on the records alone, never on the day of the build. Entries
are written once and gathered as bytes, so that a hundred calendars cost little more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar

from generators.exchange import vevent
from generators.exchange.clocks import FIRST, LAST, vtimezone
from generators.exchange.lines import folded
from generators.land.territories import PARIS
from generators.network import addresses
from generators.records import recurrence
from generators.records.models import Evenement
from generators.site import Site
from generators.words.wording import majuscule

END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Agenda:
    """A calendar to subscribe to. `url` is relative to the site's root, `nom` is what the reader chooses."""

    url: str
    nom: str
    evenements: tuple[Evenement, ...]


def agendas(site: Site) -> Iterator[Agenda]:
    """Every calendar of several events: an empty one too, since one subscribes to what will come."""
    yield whole(site)
    yield from of_departements(site)
    yield from of_regions(site)
    yield from of_kinds(site)


def whole(site: Site) -> Agenda:
    return Agenda(addresses.AGENDA, "Tout l’agenda", site.network.events_latest_first)


def of_departements(site: Site) -> Iterator[Agenda]:
    for departement in site.places.departements.values():
        events = site.network.landscapes[departement.code].events
        yield Agenda(addresses.agenda_departement(departement.code), departement.avec_code, events)


def of_regions(site: Site) -> Iterator[Agenda]:
    """An event of several départements of a region stands once in its calendar."""
    for region in site.places.regions.values():
        codes = [d.code for d in site.places.departements_of_region(region.code)]
        inside = {event.id for code in codes for event in site.network.landscapes[code].events}
        events = tuple(e for e in site.network.events_latest_first if e.id in inside)
        yield Agenda(addresses.agenda_region(region.code), region.nom, events)


def of_kinds(site: Site) -> Iterator[Agenda]:
    vocabulary = site.records.vocabulary
    for code in vocabulary.codes("types_evenement"):
        events = tuple(e for e in site.network.events_latest_first if e.type == code)
        label = majuscule(vocabulary.label("types_evenement", code))
        yield Agenda(addresses.agenda_type(code), label, events)


def files(site: Site) -> Mapping[str, bytes]:
    """Path → calendar, for the calendars of one event and of several."""
    entries = {e.id: entries_of(site, e) for e in site.records.events.values()}
    header = _header(site)
    alone = {
        addresses.calendrier(event.id): written(header, [event], entries)
        for event in site.records.events.values()
    }
    together = {
        agenda.url: written(_header(site, agenda), agenda.evenements, entries) for agenda in agendas(site)
    }
    return alone | together


def entries_of(site: Site, event: Evenement) -> bytes:
    lines = (line for entry in vevent.vevents(site, event) for line in entry.content_lines())
    return b"".join(folded(line) for line in lines if line)


def written(header: bytes, events: Iterable[Evenement], entries: Mapping[str, bytes]) -> bytes:
    """A calendar: its header, the clocks that its hours follow, its entries from the first to the last.

    Without an event it holds the clock of Paris, since a calendar must hold something (3.4).
    """
    ordered = sorted(events, key=lambda event: (_first_day(event), event.id))
    years = [day.year for event in ordered for day in _days(event)] or [FIRST]
    zones = sorted({e.fuseau for e in ordered if _has_hours(e)}) if ordered else [PARIS]
    clocks = [vtimezone(zone, min(years), max(years)) for zone in zones]
    return b"".join([header, *clocks, *(entries[event.id] for event in ordered), END])


def _first_day(event: Evenement) -> date:
    return min(_days(event))


def _days(event: Evenement) -> list[date]:
    return [m.date() if isinstance(m, datetime) else m for m in _moments(event)]


def _moments(event: Evenement) -> Iterator[date | datetime]:
    for entry in vevent.entries(event):
        yield entry.debut
        if entry.fin is not None:
            yield entry.fin
    if event.recurrence:
        yield from (one.event.debut for one in recurrence.occurrences(event, date(LAST, 12, 31)))


def _has_hours(event: Evenement) -> bool:
    return any(isinstance(entry.debut, datetime) for entry in vevent.entries(event))


def _header(site: Site, agenda: Agenda | None = None) -> bytes:
    """All that stands before the first component, with the name and the rhythm of a subscription."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Maillage//{site.identity.identifiants.code.upper()}//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if agenda:
        _describe(calendar, agenda, site)
    return bytes(calendar.to_ical()).removesuffix(END)


def _describe(calendar: Calendar, agenda: Agenda, site: Site) -> None:
    """The properties of RFC 7986, and the older names under which programs read them."""
    title = f"{site.identity.nom} · {agenda.nom}"
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("source", site.address + agenda.url, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
