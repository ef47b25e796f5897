"""schema.org descriptions of the records, for search engines: small, and silent on what is withheld.

The types come from the vocabulary (`schema_org`); https://schema.org/Organization, /Event, /CreativeWork.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from generators.exchange.clocks import DAYS
from generators.exchange.entries import end_after_delay
from generators.exchange.schedules import semaine
from generators.land import coverage
from generators.land.territories import Zone
from generators.network import addresses, when
from generators.records.models import Acteur, Evenement, Implantation, Intervenant, Ressource, Seance
from generators.site import Site
from generators.words import dates
from generators.words.hours import closures
from generators.words.recurring import JOURS as CODES
from generators.words.recurring import parsed
from generators.words.wording import NBSP

Thing = Mapping[str, object]


def organization(site: Site, acteur: Acteur) -> Thing:
    """An actor. One whose place is confidential has no address at all, not even its département;
    one that does not act, no telephone nor mailbox.
    """
    page, acts = site.url(addresses.acteur(acteur.id)), site.network.acts(acteur)
    return _thing(
        _type(site, "types_acteur", acteur.type, "Organization"),
        name=acteur.nom,
        alternateName=[name for name in (acteur.sigle, acteur.nom_complet) if name],
        description=acteur.resume,
        identifier=page,
        iso6523Code=f"0009:{acteur.siret}" if acteur.siret else None,
        url=acteur.site_web or page,
        sameAs=[compte.url for compte in acteur.comptes if compte.url],
        telephone=_dialled(acteur.telephone.href) if acteur.telephone and acts else None,
        contactPoint=[*_lines(site, acteur)] if acts else None,
        email=acteur.courriel_ouvert if acts else None,
        address=None if acteur.adresse_confidentielle else postal_address(acteur),
        location=None if acteur.adresse_confidentielle else _place(site, acteur),
        areaServed=_area(site, acteur.zone_eligibilite),
        parentOrganization=_organization(site, acteur.porte_par) if acteur.porte_par else None,
        knowsLanguage=list(acteur.langues),
        makesOffer=_offer(site, acteur) if acts else None,
        keywords=list(acteur.mots_cles),
    )


def _lines(site: Site, acteur: Acteur) -> Iterator[Thing]:
    """The lines of an actor that has several, or one for some people alone: what it is for, its hours."""
    for ligne in acteur.toutes_lignes if acteur.lignes or acteur.ligne_pour else ():
        number, hours = (
            _dialled(ligne.telephone.href),
            [*_hours(ligne.horaires_accueil), *_closures(site, ligne.horaires_accueil)],
        )
        yield {
            "@type": "ContactPoint",
            **_present(contactType=ligne.pour, telephone=number, hoursAvailable=hours),
        }


def _dialled(href: str) -> str:
    return href.removeprefix("tel:")


def _hours(notation: str | None) -> Iterator[Thing]:
    """A plain week, a rule a line; none when the notation says more than that."""
    for rule in semaine(notation) if notation else ():
        days = [f"https://schema.org/{_DAYS[day]}" for day in rule.byday.split(",")]
        closes = rule.ferme.replace("24:00", "23:59")
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": rule.ouvre,
            "closes": closes,
        }


def _closures(site: Site, notation: str | None) -> Iterator[Thing]:
    """The days of the year to come on which it is closed; opening and closing at midnight says so."""
    for first, last in closures(notation, site.today) if notation else ():
        yield {
            "@type": "OpeningHoursSpecification",
            "validFrom": first.isoformat(),
            "validThrough": last.isoformat(),
            "opens": "00:00",
            "closes": "00:00",
        }


_DAYS: Mapping[str, str] = dict(
    zip(DAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True)
)


def _offer(site: Site, acteur: Acteur) -> Thing | None:
    """What it does for whom, and the form by which one is referred: an organisation has no such property."""
    gender = acteur.genre_accueilli
    suggested = site.records.vocabulary.lists["genre_accueilli"][gender].schema_org if gender else None
    form = acteur.lien_mobilisation
    service = _present(
        audience={"@type": "PeopleAudience", "suggestedGender": suggested} if suggested else None,
        availableChannel={"@type": "ServiceChannel", "serviceUrl": form} if form else None,
    )
    if not service:
        return None
    return {"@type": "Offer", "itemOffered": {"@type": "Service", "name": acteur.nom, **service}}


def event(site: Site, evenement: Evenement) -> Thing:
    """An event, with its status and whether one goes there or follows it online."""
    moved = evenement.reporte_au
    inscription = evenement.inscription
    return _thing(
        _type(site, "types_evenement", evenement.type, "Event"),
        name=evenement.titre,
        description=evenement.resume,
        url=site.url(addresses.evenement(evenement.id)),
        **_dates(evenement, moved),
        eventStatus=_status(evenement),
        eventAttendanceMode=_attendance(evenement.tenu),
        location=_location(site, evenement.tenu),
        organizer=[_organization(site, id_) for id_ in evenement.organisateurs],
        performer=_named("Person", *dict.fromkeys(s.nom for s in _speakers(evenement))),
        audience=_audience(site, evenement.publics),
        eventSchedule=_schedule(evenement),
        subEvent=[*(_session(evenement, seance) for seance in evenement.seances), *_next(site, evenement)],
        offers=list(_registrations(evenement)),
        maximumAttendeeCapacity=inscription.places if inscription else None,
        isAccessibleForFree=True if evenement.frais == "gratuit" else None,
        recordedIn={"@type": "CreativeWork", "url": evenement.replay} if evenement.replay else None,
    )


def creative_work(site: Site, ressource: Ressource) -> Thing:
    publisher = [_organization(site, id_) for id_ in ressource.producteurs]
    licence = ressource.licence or ""
    access = site.records.vocabulary.label("acces", ressource.acces) if ressource.acces else None
    return _thing(
        _type(site, "types_ressource", ressource.type, "CreativeWork"),
        name=ressource.titre,
        description=ressource.resume,
        url=ressource.url or site.url(addresses.ressource(ressource.id)),
        archivedAt=ressource.url_archive,
        datePublished=ressource.date,
        inLanguage=ressource.langue,
        author=_named("Person", *ressource.auteurs),
        mentions=[_organization(site, id_) for id_ in ressource.acteurs],
        publisher=publisher or _named("Organization", ressource.editeur),
        license=licence if licence.startswith("http") else None,
        copyrightNotice=None if licence.startswith("http") else licence,
        conditionsOfAccess=f"{NBSP}: ".join(part for part in (access, ressource.acces_precisions) if part),
        isAccessibleForFree=True if ressource.acces == "libre" else None,
        audience=_audience(site, ressource.publics),
        spatialCoverage=_area(site, ressource.territoires),
        keywords=list(ressource.mots_cles),
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


def _session(evenement: Evenement, seance: Seance) -> Thing:
    end = _moment(seance.fin, evenement) if seance.fin else None
    begin = _moment(seance.debut, evenement)
    name, off = seance.titre or evenement.titre, f"{_STATUS}Cancelled" if seance.annule else None
    return {"@type": "Event", **_present(name=name, startDate=begin, endDate=end, eventStatus=off)}


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
        **_present(name=name, url=url),
        "availability": f"https://schema.org/{'SoldOut' if full else 'InStock'}",
        **({"price": 0, "priceCurrency": "EUR"} if free else {}),
    }


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
        **_present(
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
        yield {
            "@type": "Event",
            **_present(
                name=evenement.titre,
                **_dates(one.event, None),
                eventStatus=_status(one.event),
                eventAttendanceMode=_attendance(one.event),
                location=_location(site, one.event),
            ),
        }


def _audience(site: Site, publics: Iterable[str]) -> list[Thing]:
    labels = [site.records.vocabulary.label("publics", code) for code in publics]
    return [{"@type": "Audience", "audienceType": label} for label in labels]


def _named(type_: str, *names: str | None) -> list[Thing]:
    return [{"@type": type_, "name": name} for name in names if name]


def postal_address(record: Implantation) -> Thing | None:
    """Where a record stands, when its commune is known."""
    if not record.commune:
        return None
    return {
        "@type": "PostalAddress",
        **_present(streetAddress=record.adresse, postalCode=record.code_postal),
        "addressLocality": record.commune,
        "addressCountry": record.pays or "FR",
    }


def _thing(type_: str, **properties: object) -> Thing:
    return {"@context": "https://schema.org", "@type": type_, **_present(**properties)}


def _present(**properties: object) -> dict[str, object]:
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def _type(site: Site, liste: str, code: str, default: str) -> str:
    return site.records.vocabulary.lists[liste][code].schema_org or default


def _organization(site: Site, id_: str) -> Thing:
    page = site.url(addresses.acteur(id_))
    return {"@type": "Organization", "name": site.records.actors[id_].nom, **_present(url=page)}


def _area(site: Site, zones: Iterable[Zone]) -> list[str]:
    return [coverage.name(zone, site.places) for zone in zones]


def _place(site: Site, acteur: Acteur) -> Thing | None:
    """The point that the record gives (a commune's middle is nobody's place), what one finds there, and when
    it is closed."""
    geo = None
    if acteur.latitude is not None and acteur.longitude is not None:
        geo = {"@type": "GeoCoordinates", "latitude": acteur.latitude, "longitude": acteur.longitude}
    acts = site.network.acts(acteur)
    place = _present(
        geo=geo,
        amenityFeature=_amenities(site, acteur),
        specialOpeningHoursSpecification=[*_closures(site, acteur.horaires_accueil)] if acts else None,
    )
    return {"@type": "Place", **place} if place else None


def _amenities(site: Site, record: Implantation) -> list[Thing]:
    """https://schema.org/amenityFeature: what the place has for disabled people."""
    labels = (site.records.vocabulary.label("accessibilite", code) for code in record.accessibilite)
    return [{"@type": "LocationFeatureSpecification", "name": label, "value": True} for label in labels]


def _moment(value: date | datetime, evenement: Evenement) -> str:
    """A day as a day; an hour with its distance from UTC, so that it is the same instant everywhere."""
    if isinstance(value, datetime):
        return when.instant(value, evenement.fuseau).isoformat(timespec="minutes")
    return value.isoformat()


def _attendance(evenement: Evenement) -> str | None:
    """Whether one goes there, follows it online, or both; None when the record says neither."""
    somewhere = bool(evenement.lieu or evenement.commune)
    modes = {(True, True): "Mixed", (True, False): "Online", (False, True): "Offline"}
    mode = modes.get((evenement.en_ligne, somewhere))
    return f"https://schema.org/{mode}EventAttendanceMode" if mode else None


def _location(site: Site, evenement: Evenement) -> list[Thing]:
    """The place, the address online, or both for a mixed event."""
    found: list[Thing] = []
    address = postal_address(evenement)
    if name := evenement.lieu or evenement.commune:
        amenities = _amenities(site, evenement)
        found.append({"@type": "Place", "name": name, **_present(address=address, amenityFeature=amenities)})
    if evenement.en_ligne and (url := evenement.url or site.url(addresses.evenement(evenement.id))):
        found.append({"@type": "VirtualLocation", "url": url})
    return found
