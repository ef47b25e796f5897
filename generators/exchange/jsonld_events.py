"""An event as search engines read it (https://schema.org/Event): whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from generators.exchange.entries import end_after_delay
from generators.exchange.things import (
    Thing,
    amenities,
    audience,
    named,
    named_organization,
    postal_address,
    present,
    thing,
    type_of,
)
from generators.land import coverage
from generators.network import addresses, when
from generators.records.models import Evenement, Intervenant, Seance
from generators.site import Site
from generators.words import dates
from generators.words.recurring import JOURS as CODES
from generators.words.recurring import parsed


def event(site: Site, evenement: Evenement) -> Thing | None:
    """An event, with its status and whether one goes there or follows it online.

    None where nobody can tell where: a search engine takes no event without a place, on a map or online
    (https://developers.google.com/search/docs/appearance/structured-data/event).
    """
    if not (places := _location(site, evenement.tenu)):
        return None
    moved = evenement.reporte_au
    inscription = evenement.inscription
    return thing(
        type_of(site, "types_evenement", evenement.type, "Event"),
        name=evenement.titre,
        description=evenement.resume,
        url=site.url(addresses.evenement(evenement.id)),
        **_dates(evenement, moved),
        eventStatus=_status(evenement),
        eventAttendanceMode=_attendance(site, evenement.tenu),
        location=places,
        organizer=[named_organization(site, id_) for id_ in evenement.organisateurs],
        performer=named("Person", *dict.fromkeys(s.nom for s in _speakers(evenement))),
        audience=audience(site, evenement.publics),
        eventSchedule=_schedule(evenement),
        subEvent=[
            *(_session(site, evenement, seance) for seance in evenement.seances),
            *_next(site, evenement),
        ],
        offers=[*_registrations(evenement)] or _free(site, evenement),
        maximumAttendeeCapacity=inscription.places if inscription else None,
        isAccessibleForFree=True if evenement.frais == "gratuit" else None,
        recordedIn={"@type": "CreativeWork", "url": evenement.replay} if evenement.replay else None,
    )


def _status(evenement: Evenement) -> str | list[str]:
    """https://schema.org/EventStatusType: put off to a day that is known, an event is rescheduled.

    One that moved online may be rescheduled too: both are said.
    """
    if evenement.annule and evenement.reporte_au is None:
        return f"{_STATUS}Cancelled"
    known = (("Rescheduled", evenement.reporte_au), ("MovedOnline", evenement.passe_en_ligne))
    said = [f"{_STATUS}{name}" for name, there in known if there] or [f"{_STATUS}Scheduled"]
    return said if len(said) > 1 else said[0]


_STATUS = "https://schema.org/Event"


def _dates(evenement: Evenement, moved: date | datetime | None) -> dict[str, object]:
    """When it takes place; once rescheduled, its new day and the one before."""
    begin = _moment(evenement.debut, evenement)
    if moved:
        end = end_after_delay(evenement)
        said = {"startDate": _moment(moved, evenement), "previousStartDate": begin}
        return {**said, "endDate": _moment(end, evenement) if end and end != moved else None}
    return {"startDate": begin, "endDate": _moment(evenement.fin, evenement) if evenement.fin else None}


def _speakers(evenement: Evenement) -> Iterator[Intervenant]:
    """Those who are sure to speak."""
    slots = (speaker for slot in evenement.programme for speaker in slot.intervenants)
    return (speaker for speaker in (*slots, *evenement.intervenants) if not speaker.a_confirmer)


def _session(site: Site, evenement: Evenement, seance: Seance) -> Thing:
    """One session, in the place of its event."""
    end = _moment(seance.fin, evenement) if seance.fin else None
    begin = _moment(seance.debut, evenement)
    name = seance.titre or evenement.titre
    return {
        "@type": "Event",
        **present(
            name=name,
            startDate=begin,
            endDate=end,
            eventStatus=f"{_STATUS}Cancelled" if seance.annule else _status(evenement),
            eventAttendanceMode=_attendance(site, evenement.tenu),
            location=_location(site, evenement.tenu),
        ),
    }


def _registrations(evenement: Evenement) -> Iterator[Thing]:
    """The pages where one registers, each with what it is for and whether a place is left."""
    if evenement.annule and not evenement.reporte_au:
        return
    how = evenement.inscription
    if how and how.url:
        yield _registration(evenement, None, how.url, full=how.complet)
    for lien in how.liens if how else ():
        yield _registration(evenement, lien.titre, lien.url, full=lien.complet or bool(how and how.complet))
    for seance in evenement.seances:
        if seance.url and not seance.annule:
            yield _registration(evenement, seance.titre, seance.url, full=seance.complet)


def _registration(evenement: Evenement, name: str | None, url: str, *, full: bool) -> Thing:
    free = evenement.frais == "gratuit"
    return {
        "@type": "Offer",
        **present(name=name, url=url),
        "availability": f"https://schema.org/{'SoldOut' if full else 'InStock'}",
        **({"price": 0, "priceCurrency": "EUR"} if free else {}),
    }


def _free(site: Site, evenement: Evenement) -> list[Thing]:
    """What is free and has no page where one registers is offered on its own."""
    page, how = site.url(addresses.evenement(evenement.id)), evenement.inscription
    off = evenement.annule and not evenement.reporte_au
    elsewhere = any(seance.url for seance in evenement.seances)
    if evenement.frais != "gratuit" or not page or off or elsewhere:
        return []
    return [_registration(evenement, None, page, full=bool(how and how.complet))]


#: How many of the next dates of a series search engines are told.
NEXT = 12
_UNITS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}


def _schedule(evenement: Evenement) -> Thing | None:
    """How a series comes back (https://schema.org/Schedule)."""
    if evenement.recurrence is None:
        return None
    rule, begin, end = parsed(evenement.recurrence.regle), evenement.debut, evenement.fin
    off = [one.date for one in evenement.recurrence.exceptions if one.annule]
    return {
        "@type": "Schedule",
        **present(
            repeatFrequency=f"P{rule.interval}{_UNITS[rule.freq]}",
            byDay=[f"{rank or ''}{CODES[day]}" for rank, day in rule.days],
            byMonthDay=list(rule.month_days),
            byMonth=list(rule.months),
            repeatCount=rule.count,
            startDate=dates.le_jour(begin).isoformat(),
            endDate=rule.until.isoformat() if rule.until else None,
            startTime=f"{begin:%H:%M}" if isinstance(begin, datetime) else None,
            endTime=f"{end:%H:%M}" if isinstance(begin, datetime) and isinstance(end, datetime) else None,
            exceptDate=[day.isoformat() for day in sorted({*evenement.recurrence.sauf, *off})],
            scheduleTimezone=evenement.fuseau,
        ),
    }


def _next(site: Site, evenement: Evenement) -> Iterator[Thing]:
    """The next dates of a series, each with its state and its place."""
    coming = (one for one in when.all_dates(evenement, site.today) if not when.is_past(one.event, site.today))
    for one in islice(coming, NEXT):
        if place := _location(site, one.event):
            yield {
                "@type": "Event",
                **present(
                    name=evenement.titre,
                    **_dates(one.event, None),
                    eventStatus=_status(one.event),
                    eventAttendanceMode=_attendance(site, one.event),
                    location=place,
                ),
            }


def _moment(value: date | datetime, evenement: Evenement) -> str:
    """A day as a day; an hour with its distance from UTC, so that it is the same instant everywhere."""
    if isinstance(value, datetime):
        return when.instant(value, evenement.fuseau).isoformat(timespec="minutes")
    return value.isoformat()


def _attendance(site: Site, evenement: Evenement) -> str | None:
    """Whether one goes there, follows it online, or both; None when the record says neither."""
    somewhere = _where(site, evenement) is not None
    modes = {(True, True): "Mixed", (True, False): "Online", (False, True): "Offline"}
    mode = modes.get((evenement.en_ligne, somewhere))
    return f"https://schema.org/{mode}EventAttendanceMode" if mode else None


def _location(site: Site, evenement: Evenement) -> list[Thing]:
    """The place, the address online, or both for a mixed event."""
    found = [place] if (place := _where(site, evenement)) else []
    if evenement.en_ligne and (url := evenement.url or site.url(addresses.evenement(evenement.id))):
        found.append({"@type": "VirtualLocation", "url": url})
    return found


def _where(site: Site, evenement: Evenement) -> Thing | None:
    """Where one goes: the hall, the commune, or the département when no more is known and it is not online;
    nothing of a confidential place, nor of a hall that stands nowhere: a place without address is none.
    """
    if evenement.adresse_confidentielle:
        return None
    code = coverage.departement_of(evenement, site.places)
    departement = site.places.departements[code].nom if code else None
    name = evenement.lieu or evenement.commune or (None if evenement.en_ligne else departement)
    country = evenement.pays or ("FR" if departement else None)
    region = present(addressRegion=departement, addressCountry=country)
    address = postal_address(evenement) or ({"@type": "PostalAddress", **region} if region else None)
    if not (name and address):
        return None
    return {
        "@type": "Place",
        "name": name,
        "address": address,
        **present(amenityFeature=amenities(site, evenement)),
    }
