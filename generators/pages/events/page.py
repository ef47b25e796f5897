"""The page of an event: when and where, its programme, how to take part, and what remained of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from itertools import groupby

from generators.exchange import jsonld
from generators.land import coverage
from generators.network import addresses, when
from generators.pages.events import line
from generators.pages.events.line import Horaire, calendar_around
from generators.pages.events.series import serie
from generators.pages.frame import cards
from generators.pages.frame.cards import Carte
from generators.pages.frame.page import Etape, Maker, Page, depth
from generators.pages.frame.render import libelle, libelles, render
from generators.records.kinds import EVENTS
from generators.records.models import Creneau, Evenement, Inscription, Seance
from generators.site import Site
from generators.words import dates, urls
from generators.words.wording import majuscule, nombre, phrase


def makers(site: Site) -> Iterator[Maker]:
    """What makes the page of each event, past and cancelled ones included."""
    for evenement in site.records.events.values():
        yield Maker(addresses.evenement(evenement.id), EVENTS.section, partial(page, site, evenement))


def page(site: Site, evenement: Evenement) -> Page:
    url = addresses.evenement(evenement.id)
    past, prochaine = when.is_over(evenement, site.today), when.next_date(evenement, site.today)
    body = render(
        site,
        "events/page.html.j2",
        depth(url),
        evenement=evenement,
        ariane=_trail(site, prochaine, past),
        quand=Quand.of(site, evenement),
        serie=serie(site, evenement),
        passe=past,
        fin=when.as_utc(when.over(evenement)),
        prevu=line.first_planned(site, evenement),
        lieu_prevu=line.former_place(site, evenement),
        etats=line.etats(evenement),
        lieux=places(site, evenement.tenu),
        seances=[(Quand.of_session(site, evenement, seance), seance) for seance in evenement.seances],
        par_seance=any(seance.url for seance in evenement.seances),
        jours=days(evenement),
        debut=when.as_utc(when.start(evenement)),
        horaires=any(slot.debut for slot in evenement.programme),
        horloge=coverage.clock(evenement.fuseau, site.places),
        echeance=line.echeance(evenement, site.today),
        complet=evenement.sans_place,
        conditions=conditions(evenement.inscription),
        pour_qui=audience(site, evenement),
        abonnement=calendar_around(site, evenement),
        suites=sequels(site, evenement),
        site_seul=urls.is_home(evenement.url or ""),
        voir_aussi=list(see_also(site, evenement)),
    )
    return Page(
        url=url,
        title=evenement.titre,
        description=evenement.resume,
        section="agenda",
        body=body,
        jsonld=jsonld.event(site, evenement),
        maj=site.network.changed_on(evenement),
        scripts=("imprimer", "agenda", "fuseaux"),
    )


def _trail(site: Site, evenement: Evenement, past: bool) -> list[Etape]:
    year = line.held(evenement)[0].year
    middle = [Etape(str(year), f"agenda/#annee-{year}")] if past else []
    return [Etape("Agenda", "agenda/"), *middle, Etape(short_title(site, evenement))]


def short_title(site: Site, evenement: Evenement) -> str:
    """What the trail calls an event: "Colloque des 22 et 23 novembre", "Webinaire du 14 novembre"."""
    days = dates.periode_courte(*line.held(evenement))
    link = "des" if " et " in days else "du"
    return f"{libelle(site, evenement.type, 'types_evenement')} {link} {days}"


@dataclass(frozen=True, slots=True)
class Quand:
    """The date tile, then the same in a sentence: the days, and the hours with their clock."""

    jour: str
    mois: str
    annee: int
    periode: str
    horaire: Horaire | None

    @property
    def heures(self) -> str | None:
        """The hours in one piece, where nothing says them on the reader's own clock."""
        return f"{self.horaire.dit}, {self.horaire.horloge}" if self.horaire else None

    @classmethod
    def of(cls, site: Site, evenement: Evenement) -> Quand:
        """Of one that was put off, its new date; of a series the next one, with the usual hours."""
        prochaine = when.next_date(evenement, site.today)
        found = cls._of(site, *line.held(prochaine), evenement.fuseau)
        usual = line.usual_hours(evenement, *line.held(prochaine))
        return replace(found, horaire=line.horaire(*usual, evenement.fuseau, site.places))

    @classmethod
    def of_session(cls, site: Site, evenement: Evenement, seance: Seance) -> Quand:
        return cls._of(site, seance.debut, seance.fin, evenement.fuseau)

    @classmethod
    def _of(cls, site: Site, debut: date | datetime, fin: date | datetime | None, fuseau: str) -> Quand:
        jour, mois = dates.tuile(debut, fin)
        periode = majuscule(dates.periode(debut, fin))
        return cls(jour, mois, debut.year, periode, line.horaire(debut, fin, fuseau, site.places))


def places(site: Site, evenement: Evenement) -> list[str]:
    """Where it takes place, a line each: the place itself, its street, its town, and online."""
    street = (evenement.adresse, evenement.complement_adresse)
    town = coverage.place_phrase(evenement, site.places)
    if town and evenement.code_postal:
        town = f"{evenement.code_postal} {town}"
    online = "En ligne" + (f", sur {evenement.plateforme}" if evenement.plateforme else "")
    lines = (
        evenement.lieu,
        ", ".join(part for part in street if part),
        majuscule(town) if town else None,
        online if evenement.en_ligne else None,
    )
    return [line for line in lines if line]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of the programme, with its hours as they are read."""

    heures: str
    calme: bool
    creneau: Creneau


def days(evenement: Evenement) -> list[tuple[str | None, list[Slot]]]:
    """The programme by day; the day is None when the event has only one."""
    groups = groupby(evenement.programme, key=lambda slot: slot.jour)
    return [
        (majuscule(dates.jour_long(day)) if day else None, [moment(slot) for slot in slots])
        for day, slots in groups
    ]


def moment(slot: Creneau) -> Slot:
    return Slot(hours(slot.debut, slot.fin), slot.type in ("pause", "cloture"), slot)


def hours(begin: time | None, finish: time | None) -> str:
    """The hours of a slot: "10 h 45 – 12 h 30", "22 h – minuit", "10 h", or nothing."""
    said = (begin and dates.heure(begin), finish and dates.heure_de_fin(finish))
    return " – ".join(clock for clock in said if isinstance(clock, str))


def conditions(inscription: Inscription | None) -> str:
    """What one must know before registering, in short sentences: "Obligatoire. 15 places."."""
    if inscription is None:
        return ""
    needed = {True: "Obligatoire", False: "Facultative", None: None}[inscription.obligatoire]
    places = nombre(inscription.places, "place") if inscription.places is not None else None
    return " ".join(phrase(part) for part in (needed, places, inscription.precisions) if part)


def audience(site: Site, evenement: Evenement) -> str | None:
    """For whom: the record's own words when it has some, else the terms."""
    return evenement.publics_precisions or libelles(site, evenement.publics, "publics") or None


def sequels(site: Site, evenement: Evenement) -> list[tuple[str, Evenement]]:
    """The event that this one continues, and those that continue it."""
    events = site.records.events
    before = [("Fait suite à", events[evenement.serie])] if evenement.serie else []
    after = [("Suivi de", events[id_]) for id_ in site.network.sequels.get(evenement.id, ())]
    return before + after


def see_also(site: Site, evenement: Evenement) -> Iterator[Carte]:
    yield from cards.ressources(site, site.network.event_resources.get(evenement.id, ()))
    yield from cards.actualites(site, site.network.event_news.get(evenement.id, ()))
    yield from cards.mentions(site, evenement)
