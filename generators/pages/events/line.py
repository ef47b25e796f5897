"""An event as one line of a list (its tile, where, when, in what state), and the calendars one takes home."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from generators.exchange import calendar
from generators.exchange.calendar import Agenda
from generators.land import coverage
from generators.land.places import Places
from generators.land.territories import Departement
from generators.network import addresses, when
from generators.pages.events.series import Serie, serie
from generators.records.models import Evenement, LienInscription
from generators.site import Site
from generators.words import dates
from generators.words.wording import NBSP, fold, liste, majuscule, nombre


@dataclass(frozen=True, slots=True)
class Horaire:
    """Hours on the clock of the place, and what the browser needs to say them on the reader's."""

    dit: str
    debut: str
    fin: str
    fuseau: str
    horloge: str


@dataclass(frozen=True, slots=True)
class Echeance:
    """Until when one may register: the instant in UTC, how it is said, and whether it had gone by."""

    instant: str
    dit: str
    passee: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    """A line. `fin` is the instant from which the event is over, in UTC: the browser compares it with now.

    `etats` are pairs of a tag's kind and its words: ("annule", "Annulé"); `traces` what remains of it;
    `inscription` the last instant at which one can register, in UTC; `jetons` what the boxes ask.
    """

    url: str
    titre: str
    jour: str
    mois: str
    quand: str
    sous_titre: str
    lieu: str
    horaire: Horaire | None
    seances: str | None
    serie: Serie | None
    prevu: str | None
    fin: str
    annee: int
    debut: str
    passe: bool
    etats: tuple[tuple[str, str], ...]
    echeance: Echeance | None
    inscription: str | None
    liens: tuple[LienInscription, ...]
    traces: tuple[str, ...]
    jetons: str = ""


def ligne(site: Site, evenement: Evenement) -> EventLine:
    prochaine = when.next_date(evenement, site.today)
    debut, fin = held(prochaine)
    jour, mois = dates.tuile(debut, fin)
    return EventLine(
        url=addresses.evenement(evenement.id),
        titre=evenement.titre,
        jour=jour,
        mois=mois,
        quand=dates.periode(debut, fin),
        sous_titre=_what(site, evenement),
        lieu=_where(site, evenement.tenu),
        horaire=horaire(*usual_hours(evenement, debut, fin), evenement.fuseau, site.places),
        seances=None if evenement.reporte_au else _sessions(evenement),
        serie=serie(site, evenement),
        prevu=first_planned(site, evenement),
        fin=when.as_utc(when.over(evenement)),
        annee=debut.year,
        debut=dates.le_jour(debut).isoformat(),
        passe=when.is_over(evenement, site.today),
        etats=tuple(etats(evenement)),
        echeance=echeance(evenement, site.today),
        inscription=_open_until(evenement),
        liens=evenement.inscription.liens if evenement.inscription else (),
        traces=tuple(_traces(evenement)),
    )


def held(evenement: Evenement) -> tuple[date | datetime, date | datetime | None]:
    """Its days as far as is known: the new one once it was put off."""
    return (evenement.reporte_au, None) if evenement.reporte_au else (evenement.debut, evenement.fin)


def usual_hours(
    evenement: Evenement, debut: date | datetime, fin: date | datetime | None
) -> tuple[date | datetime, date | datetime | None]:
    """On the day of a date, the hours of the whole series: what one date has of its own is told beside."""
    if evenement.recurrence is None:
        return debut, fin
    shift = dates.le_jour(debut) - dates.le_jour(evenement.debut)
    return evenement.debut + shift, evenement.fin and evenement.fin + shift


def first_planned(site: Site, evenement: Evenement) -> str | None:
    """The date that one which was put off had first, the place of one that moved online."""
    day = dates.periode(evenement.debut, evenement.fin) if evenement.reporte_au else None
    place = former_place(site, evenement)
    said = ", ".join(part for part in (day, place) if part)
    return f"Prévu d’abord{NBSP}: {said}" if said else None


def former_place(site: Site, evenement: Evenement) -> str | None:
    """Where it was to be before it moved online, in one line; a place to protect by its département."""
    if not evenement.passe_en_ligne:
        return None
    hidden = evenement.adresse_confidentielle
    street = () if hidden else (evenement.lieu, evenement.adresse)
    place = coverage.place_phrase(evenement, site.places)
    return ", ".join(part for part in (*street, place) if part) or None


def etats(evenement: Evenement) -> list[tuple[str, str]]:
    """Cancelled, put off, moved online or full: what a reader must know before anything else.

    One that was put off is no longer cancelled: it has its new date.
    """
    found = []
    if evenement.reporte_au:
        day = dates.jour(dates.le_jour(evenement.reporte_au))
        found.append(("a-verifier", f"Reporté au {day}"))
    elif evenement.annule:
        found.append(("annule", "Annulé"))
    if evenement.passe_en_ligne and (evenement.reporte_au or not evenement.annule):
        found.append(("a-verifier", "Passé en ligne"))
    if evenement.sans_place:
        found.append(("ferme", "Complet"))
    return found


def horaire(
    debut: date | datetime, fin: date | datetime | None, fuseau: str, places: Places
) -> Horaire | None:
    """The hours of an event or of one of its sessions; None for whole days."""
    said = dates.horaires(debut, fin)
    if said is None:
        return None
    known = [when.as_utc(when.instant(one, fuseau)) for one in (debut, fin) if isinstance(one, datetime)]
    return Horaire(said, known[0], known[-1], fuseau, coverage.clock(fuseau, places))


def echeance(evenement: Evenement, today: date) -> Echeance | None:
    until = evenement.inscription.avant_le if evenement.inscription else None
    instant = when.deadline(evenement)
    if until is None or instant is None:
        return None
    day = dates.jour(dates.le_jour(until))
    said = f"{day} à {dates.heure(until)}" if isinstance(until, datetime) else day
    return Echeance(when.as_utc(instant), said, when.is_closed(evenement, today))


def _open_until(evenement: Evenement) -> str | None:
    """The last instant at which one can register; None when one cannot, or nobody said how."""
    sessions = any(seance.url and seance.ouverte for seance in evenement.seances)
    if not sessions and not (evenement.inscription and evenement.inscription.joignable):
        return None
    if evenement.sans_place or (evenement.annule and not evenement.reporte_au):
        return None
    return when.as_utc(min(filter(None, (when.deadline(evenement), when.over(evenement)))))


def _sessions(evenement: Evenement) -> str | None:
    """ "2 séances : 6 et 7 novembre ; 8 et 9 novembre"; None for fewer than two."""
    if len(evenement.seances) < 2:
        return None
    days = (
        dates.periode_courte(seance.debut, seance.fin) + (" (annulée)" if seance.annule else "")
        for seance in evenement.seances
    )
    return f"{nombre(len(evenement.seances), 'séance')}{NBSP}: " + f"{NBSP}; ".join(days)


def _traces(evenement: Evenement) -> list[str]:
    """What remains of it: its replay, its account, its documents."""
    known = (("Replay", evenement.replay), ("Compte rendu", evenement.compte_rendu))
    documents = nombre(len(evenement.documents), "document")
    return [name for name, found in known if found] + ([documents] if evenement.documents else [])


def _what(site: Site, evenement: Evenement) -> str:
    kind = site.records.vocabulary.label("types_evenement", evenement.type)
    by = [site.records.actors[id_].nom for id_ in evenement.organisateurs]
    return " · ".join(part for part in (kind, liste(by[:2]) if len(by) < 3 else by[0]) if part)


def _where(site: Site, evenement: Evenement) -> str:
    place = coverage.place_phrase(evenement, site.places)
    online = "En ligne" if evenement.en_ligne else None
    return " · ".join(majuscule(part) for part in (place, online) if part)


@dataclass(frozen=True, slots=True)
class Abonnement:
    """One calendar. `url` is relative to the site's root; `webcal` is whole, or None while the site has none.

    `de` says whose dates they are, after « S’abonner aux dates »: "du Nord".
    """

    nom: str
    url: str
    webcal: str | None
    de: str = ""


def abonnement(site: Site, nom: str, url: str, de: str = "") -> Abonnement:
    whole = site.url(url)
    webcal = re.sub(r"^https?://", "webcal://", whole) if whole else None
    return Abonnement(nom, url, webcal, de)


def whole_calendar(site: Site) -> Abonnement:
    return abonnement(site, "Tout l’agenda", addresses.AGENDA)


def calendar_of_departement(site: Site, departement: Departement) -> Abonnement:
    url = addresses.agenda_departement(departement.code)
    return abonnement(site, departement.avec_code, url, departement.du)


def calendar_around(site: Site, evenement: Evenement) -> Abonnement:
    """The calendar that goes on where an event stands: its département's, or the whole agenda."""
    code = coverage.departement_of(evenement, site.places)
    if code:
        return calendar_of_departement(site, site.places.departements[code])
    return whole_calendar(site)


def calendar_choices(site: Site) -> list[tuple[str, list[Abonnement]]]:
    """The calendars of the agenda page, by title: every region, and what has an event today."""

    def listed(agendas: Iterable[Agenda]) -> list[Abonnement]:
        return [abonnement(site, agenda.nom, agenda.url) for agenda in agendas]

    kinds = (agenda for agenda in calendar.of_kinds(site) if agenda.evenements)
    departements = (agenda for agenda in calendar.of_departements(site) if agenda.evenements)
    regions = sorted(calendar.of_regions(site), key=lambda agenda: fold(agenda.nom))
    groups = (
        ("Par type de rendez-vous", listed(kinds)),
        ("Par région", listed(regions)),
        ("Par département", listed(departements)),
    )
    return [(title, found) for title, found in groups if found]
