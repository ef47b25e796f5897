"""The entries of an event as RFC 5545 writes them (VEVENT).

Hours keep the clock of their place (TZID); whole days are dates, their end exclusive (3.6.1). A series is its
rule, and each date that is not like the others an entry of the same name, by the date that the rule gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from icalendar import Event, vCalAddress, vGeo, vRecur, vText

from generators.exchange.entries import CalendarEntry, Moment, end_of, entries, over_a_change
from generators.exchange.rules import uid
from generators.land import clocks, coverage
from generators.network import addresses, when
from generators.records import recurrence
from generators.records.models import Acteur, Evenement, Inscription
from generators.site import Site
from generators.words import dates
from generators.words.recurring import parsed
from generators.words.wording import NBSP, minuscule, phrase

#: How a rule says its end.
_END: Final = re.compile(r"(COUNT|UNTIL)=\w+")
#: SEQUENCE counts from here.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def vevents(site: Site, event: Evenement) -> list[Event]:
    """The entries of an event, in the order of its sessions."""
    return [_vevent(site, event, entry) for entry in entries(event)]


def sequence(revised: datetime) -> int:
    """The number of a revision (3.8.7.4): the seconds since 2020, so that a later one has a higher number."""
    return max(int((revised - EPOCH).total_seconds()), 0)


def _vevent(site: Site, event: Evenement, entry: CalendarEntry) -> Event:
    revised = site.network.revised(event)
    found = Event()
    found.add("uid", uid(site.identity.identifiants, event.id, entry.part))
    found.add("dtstamp", revised)
    found.add("last-modified", revised)
    found.add("sequence", sequence(revised))
    found.add("status", "CONFIRMED" if entry.maintenu else "CANCELLED")
    found.add("transp", "TRANSPARENT")
    found.add("summary", entry.titre)
    # a rule is followed on the clock of the place
    told = _start if event.recurrence and not entry.apart else _said_once
    found.add("dtstart", told(event, entry.debut))
    _add_end(found, event, entry, told)
    _add_series(found, event, entry)
    held = (entry.apart.event if entry.apart else event).tenu
    page = site.url(addresses.evenement(event.id))
    found.add("description", "\n".join(_description(held, entry, page)))
    found.add("categories", [site.records.vocabulary.label("types_evenement", event.type)])
    if page:
        found.add("url", page)
    _add_place(found, site, held)
    _add_organisers(found, site, event)
    return found


def _add_end(
    found: Event, event: Evenement, entry: CalendarEntry, told: Callable[[Evenement, Moment], Moment]
) -> None:
    """Its end; the one by which all dates of a series last as long, where the first of them does not."""
    end = end_of(entry.debut, entry.fin)
    if end is None:
        return
    if not entry.apart and dates.le_jour(entry.debut) in over_a_change(event):
        begin = when.instant(entry.debut, event.fuseau).astimezone(UTC)
        found.add("dtend", begin + (end - entry.debut))
    else:
        found.add("dtend", told(event, end))


def _add_series(found: Event, event: Evenement, entry: CalendarEntry) -> None:
    """The rule of a series and the days left out (3.8.5), or which of its dates this one is (3.8.4.4)."""
    if event.recurrence is None:
        return
    if entry.apart:
        found.add("recurrence-id", _start(event, entry.apart.prevu))
        return
    found.add("rrule", vRecur.from_ical(_rule(event)))
    for day in event.recurrence.sauf:
        found.add("exdate", _start(event, event.debut + (day - dates.le_jour(event.debut))))


def _rule(event: Evenement) -> str:
    """The rule, whose last day becomes an instant where the series has hours (3.3.10).

    Of so many dates in some months only, the last one: ical.js, by which Thunderbird reads, counts one less.
    """
    assert event.recurrence
    text, rule = event.recurrence.regle, parsed(event.recurrence.regle)
    last = recurrence.days(event, date.max)[-1] if rule.count and rule.months else rule.until
    if last is None:
        return text
    if isinstance(event.debut, datetime):
        until = when.instant(last, event.fuseau, event.debut.time()).astimezone(UTC)
        return _END.sub(f"UNTIL={until:%Y%m%dT%H%M%SZ}", text)
    return _END.sub(f"UNTIL={last:%Y%m%d}", text)


def _start(event: Evenement, value: Moment) -> Moment:
    return when.instant(value, event.fuseau) if isinstance(value, datetime) else value


def _said_once(event: Evenement, value: Moment) -> Moment:
    """The same, in UTC where the clock shows the hour twice: not all programs take it for the first."""
    found = _start(event, value)
    twice = isinstance(value, datetime) and clocks.comes_twice(value, event.fuseau)
    return found.astimezone(UTC) if twice and isinstance(found, datetime) else found


def _description(event: Evenement, entry: CalendarEntry, page: str | None) -> Iterator[str]:
    yield event.resume
    if not isinstance(entry.debut, datetime) and (hours := dates.horaires(entry.debut, entry.fin)):
        yield phrase(hours)  # a whole day has no other place for the hour at which it ends
    if entry.precisions:
        yield entry.precisions
    if entry.maintenu and entry.complet:
        yield "Complet."
    elif entry.maintenu and entry.inscription:
        yield f"Inscription{NBSP}: {entry.inscription}"
    elif event.inscription and entry.maintenu:
        yield from _registration(event.inscription)
    if page:
        yield f"Tout savoir{NBSP}: {page}"


def _registration(inscription: Inscription) -> Iterator[str]:
    ways = (inscription.url, inscription.courriel, inscription.telephone)
    if inscription.complet:
        yield "Complet."
    elif how := ", ".join(way for way in ways if way):
        yield f"Inscription{NBSP}: {how}"
    for lien in () if inscription.complet else inscription.liens:
        yield f"Inscription, {minuscule(lien.titre)}{NBSP}: {'complet' if lien.complet else lien.url}"


def _add_place(found: Event, site: Site, event: Evenement) -> None:
    if place := location(site, event):
        found.add("location", place)
    if point := coverage.exact_point(event):
        found.add("geo", vGeo(point))


def location(site: Site, event: Evenement) -> str:
    """The place in one line: "Cinéma Le Palace, 68100 Mulhouse", "Martinique (972)", "En ligne (Teams)"."""
    if event.adresse_confidentielle:
        return "Adresse non publiée"
    city = " ".join(part for part in (event.code_postal, event.commune) if part) or _departement(site, event)
    online = f"En ligne ({event.plateforme})" if event.plateforme else "En ligne"
    parts = [event.lieu, event.adresse, event.complement_adresse, city, online if event.en_ligne else None]
    return ", ".join(part for part in parts if part)


def _departement(site: Site, event: Evenement) -> str:
    code = coverage.departement_of(event, site.places)
    return site.places.departements[code].avec_code if code else ""


def _add_organisers(found: Event, site: Site, event: Evenement) -> None:
    """The first is the ORGANIZER, of which there may be one (3.8.4.3); the others are contacts.

    An ORGANIZER is an address: the mailbox of the first, else its page; without either it is a contact too.
    """
    actors = [site.records.actors[id_] for id_ in event.organisateurs]
    address = _address(actors[0], site) if actors else None
    if address:
        organizer = vCalAddress(address)
        organizer.params["CN"] = vText(actors.pop(0).nom)
        found.add("organizer", organizer)
    for other in actors:
        found.add("contact", other.nom)


def _address(actor: Acteur, site: Site) -> str | None:
    if actor.courriel_ouvert:
        return f"mailto:{actor.courriel_ouvert}"
    return site.url(addresses.acteur(actor.id))
