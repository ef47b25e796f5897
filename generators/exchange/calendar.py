"""The calendars of the site (RFC 5545): one an event, and those that people subscribe to.

`agenda/agenda.ics` holds every event, past ones included; the others hold those of a département, of a
region and of a kind. A calendar depends on the records and on their history, never on the day of the build.
Entries are written once and gathered as bytes, so that a hundred calendars cost little more than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from icalendar import Calendar

from generators.exchange import vevent
from generators.exchange.clocks import FIRST, LAST, vtimezone
from generators.exchange.entries import entries as entries_in
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


@dataclass(frozen=True, slots=True)
class Ecrit:
    """An event as calendars have it: its entries, its first day, its years, the clock that its hours follow
    ("" without hours); and its own calendar, `seul`."""

    entrees: bytes
    debut: date
    annees: tuple[int, int]
    fuseau: str
    seul: bytes = b""


def files(site: Site) -> Mapping[str, bytes]:
    """Path → calendar, for the calendars of one event and of several."""
    events = site.records.events
    rows = dict(zip(events, site.each(_written, events.values()), strict=True))
    alone = {addresses.calendrier(id_): row.seul for id_, row in rows.items()}
    together = {
        agenda.url: joined(_header(site, agenda), {e.id: rows[e.id] for e in agenda.evenements})
        for agenda in agendas(site)
    }
    return alone | together


def entries_of(site: Site, event: Evenement) -> bytes:
    lines = (line for entry in vevent.vevents(site, event) for line in entry.content_lines())
    return b"".join(folded(line) for line in lines if line)


def _written(site: Site, event: Evenement) -> Ecrit:
    days = [m.date() if isinstance(m, datetime) else m for m in _moments(event)]
    years = [day.year for day in days]
    zone = event.fuseau if _has_hours(event) else ""
    row = Ecrit(entries_of(site, event), min(days), (min(years), max(years)), zone)
    return replace(row, seul=joined(_header(site), {event.id: row}))


def joined(header: bytes, rows: Mapping[str, Ecrit]) -> bytes:
    """A calendar: its header, the clocks that its hours follow, its entries from the first to the last.

    Without an event it holds the clock of Paris, since a calendar must hold something (3.4).
    """
    ordered = [rows[id_] for id_ in sorted(rows, key=lambda id_: (rows[id_].debut, id_))]
    years = [year for row in ordered for year in row.annees] or [FIRST]
    zones = sorted({row.fuseau for row in ordered} - {""}) if ordered else [PARIS]
    clocks = [vtimezone(zone, min(years), max(years)) for zone in zones]
    return b"".join([header, *clocks, *(row.entrees for row in ordered), END])


def _moments(event: Evenement) -> Iterator[date | datetime]:
    for entry in entries_in(event):
        yield entry.debut
        if entry.fin is not None:
            yield entry.fin
    if event.recurrence:
        yield from (one.event.debut for one in recurrence.occurrences(event, date(LAST, 12, 31)))


def _has_hours(event: Evenement) -> bool:
    return any(isinstance(entry.debut, datetime) for entry in entries_in(event))


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
    if address := site.url(agenda.url):
        calendar.add("source", address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
