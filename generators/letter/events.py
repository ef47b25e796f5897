"""The practical information of an event: when, at what time, where, at what price, how to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from generators.land import coverage
from generators.land.places import Places
from generators.letter.shapes import Link, Row
from generators.network import addresses, when
from generators.records.models import Actualite, Evenement, Fiche, Inscription, Seance
from generators.records.vocabulary import Vocabulary
from generators.words import dates, recurring
from generators.words.wording import fold, insecable, majuscule, minuscule, nombre, sans_point

#: A longer name does not fit the label column of a panel.
NOM_COURT = 12


def bounds(event: Evenement) -> tuple[date, date]:
    """The first and the last day of an event, its sessions included."""
    parts = (event, *event.seances)
    return min(dates.le_jour(part.debut) for part in parts), max(
        dates.dernier_jour(part.debut, part.fin) for part in parts
    )


def day(event: Evenement) -> str:
    """Its days in a label: « 14 novembre », « 22 et 23 novembre »."""
    return dates.periode_courte(*bounds(event))


def is_open(event: Evenement, on: date) -> bool:
    """Whether one may still register on a day: not once it is called off, full, closed, or has begun."""
    if event.annule or event.reporte_au or event.sans_place or when.is_closed(event, on):
        return False
    return any(dates.le_jour(part.debut) >= on for part in (event, *event.seances))


def open_sessions(event: Evenement, on: date) -> list[Seance]:
    """Its sessions to come that have a place left, while one may register."""
    if not is_open(event, on):
        return []
    return [one for one in event.seances if one.ouverte and dates.le_jour(one.debut) >= on]


def turns(event: Evenement) -> Iterator[date]:
    """The last days on which an issue says what it does: one registers, it begins, it is not over."""
    yield from (dates.le_jour(part.debut) for part in (event, *event.seances))
    if until := when.deadline(event):
        yield when.last_day(until)
    if not event.recurrence:
        yield when.last_day(when.end(event))


def announced_by(news: Actualite, known: Mapping[str, Evenement], on: date) -> Evenement | None:
    """The next event that a news item announces, when there is one after the issue.

    What had begun by the day of the news is what it tells: nobody puts that into a calendar.
    """
    linked = (when.next_date(known[name], on) for name in news.evenements)
    coming = [
        e
        for e in linked
        if dates.le_jour(e.debut) >= on
        and dates.le_jour(e.debut) > news.date.first_day
        and not (e.annule or e.reporte_au)
    ]
    return min(coming, key=lambda e: (dates.le_jour(e.debut), e.id), default=None)


def announced(event: Evenement) -> str:
    """How one that no longer takes place was announced: « pour le mardi 14 novembre », « chaque lundi »."""
    if event.recurrence:
        return recurring.said(event.recurrence.regle, event.debut)
    return f"pour le {dates.periode(*bounds(event))}"


def comes_back(record: Fiche) -> Iterator[Row]:
    """How a series comes back, beside its next date."""
    if isinstance(record, Evenement) and record.recurrence:
        said = recurring.sentence(record.recurrence.regle, record.debut, record.fin)
        yield Row("Se répète", majuscule(said))


def moved(record: Fiche) -> Iterator[Row]:
    """Where it was to take place before it moved online."""
    if not isinstance(record, Evenement) or not record.passe_en_ligne or record.annule:
        return
    if where := place(record.model_copy(update={"en_ligne": False})):
        yield Row("Prévu avant", where)


def tile(event: Evenement) -> tuple[str, str]:
    return dates.tuile(*bounds(event))


def calendar_link(event: Evenement) -> Link | None:
    """« Ajouter à mon agenda : 14 novembre »; none for what will not take place."""
    if event.annule or event.reporte_au:
        return None
    return Link(f"Ajouter à mon agenda : {day(event)}", addresses.calendrier(event.id))


def when_and_where(event: Evenement, places: Places, on: date) -> Iterator[Row]:
    """Its days, its hours and its place: also what a news item says of it."""
    yield from _sessions(event, places, on) if _tells_sessions(event) else _date(event, places)
    if where := place(event):
        yield Row("Lieu", where)


def changes(event: Evenement) -> Iterator[Row]:
    if event.reporte_au:
        yield Row("Reporté", f"Au {dates.periode(event.reporte_au)}")
    elif event.annule:
        yield Row("Annulé", "Ce rendez-vous n’aura pas lieu")


def _tells_sessions(event: Evenement) -> bool:
    """True when sessions are not just the days of one event: named, far apart, of other hours, one off."""
    if not event.seances:
        return False
    following = zip(event.seances, event.seances[1:], strict=False)
    apart = any(dates.le_jour(b.debut) > _last_day(a) + timedelta(days=1) for a, b in following)
    named = any(_name(session)[0] for session in event.seances)
    return apart or named or len(_hours(event)) > 1 or any(one.annule for one in event.seances)


def _last_day(session: Seance) -> date:
    return dates.dernier_jour(session.debut, session.fin)


def _hours(event: Evenement) -> set[str | None]:
    """The different hours of an event: those of its sessions, when it has some."""
    parts: Sequence[Evenement | Seance] = event.seances or (event,)
    return {dates.horaires(part.debut, part.fin) for part in parts}


def _date(event: Evenement, places: Places) -> Iterator[Row]:
    yield Row("Date", majuscule(dates.periode(*bounds(event))))
    for hours in _hours(event):
        if hours:
            yield Row("Heure", _with_clock(majuscule(hours), coverage.other_clock(event.fuseau, places)))


def _sessions(event: Evenement, places: Places, on: date) -> Iterator[Row]:
    """A row a session, which leads to its own registration while one may register there."""
    clock, coming = coverage.other_clock(event.fuseau, places), open_sessions(event, on)
    for number, session in enumerate(event.seances, start=1):
        name, about = _name(session)
        register = session.url if session in coming else None
        yield Row(name or f"Séance {number}", _session(session, clock, about), register)


def _name(session: Seance) -> tuple[str | None, str | None]:
    """A short name for the label column, and the rest: "Module 2 : les jeunes filles"."""
    if not session.titre:
        return None, None
    name, *about = re.split(r"\s:\s", session.titre, maxsplit=1)
    return (name, "".join(about) or None) if len(name) <= NOM_COURT else (None, session.titre)


def _session(session: Seance, clock: str | None, about: str | None) -> str:
    days = majuscule(dates.periode(session.debut, session.fin))
    if hours := dates.horaires(session.debut, session.fin):
        days = f"{days}, {_with_clock(hours, clock)}"
    details = ", ".join(part for part in (about, session.precisions) if part)
    said = f"{days} : {sans_point(minuscule(details))}" if details else days
    if session.annule:
        return f"{said} (annulée)"
    return f"{said} (complet)" if session.complet else said


def _with_clock(hours: str, clock: str | None) -> str:
    return f"{hours}, {clock}" if clock else hours


def place(event: Evenement) -> str | None:
    """« Salle EVE, avenue René-Laënnec, Le Mans », « En visioconférence, sur Teams »."""
    street = event.adresse and _VOIE.sub(lambda found: found[0].lower(), event.adresse)
    named = (event.lieu, street if event.lieu else event.adresse, event.commune)
    here = [] if event.adresse_confidentielle else _without_repeats(*named)
    if not event.en_ligne:
        return majuscule(", ".join(here)) or None
    online = "en visioconférence" + (f", sur {event.plateforme}" if event.plateforme else "")
    return majuscule(", ".join(here) + " et " + online if here else online)


_VOIE = re.compile(r"^(Allée|Avenue|Boulevard|Chemin|Cours|Impasse|Passage|Place|Quai|Route|Rue|Square)\b")


def _without_repeats(*parts: str | None) -> list[str]:
    """The parts that no part before already says: "Hôtel de ville de Gap" says the town."""
    said: list[str] = []
    for part in parts:
        if part and f" {fold(part)} " not in f" {fold(' '.join(said))} ":
            said.append(part)
    return said


def town(event: Evenement, places: Places) -> str:
    """Where an event takes place, in a word: its town, its département, or "en ligne"."""
    if event.commune and not event.adresse_confidentielle:
        return event.commune
    code = coverage.departement_of(event, places)
    if code and code in places.departements:
        return places.departements[code].nom
    country = places.countries.get(event.pays or "")
    return "en ligne" if event.en_ligne else country.article if country else ""


def price(event: Evenement, vocabulary: Vocabulary) -> str | None:
    """« Gratuit, sur inscription », « 400 € TTC par personne »."""
    label = vocabulary.label("frais", event.frais) if event.frais else ""
    more = sans_point(event.frais_precisions or "")
    if more and (event.frais == "payant" or fold(label) in fold(more)):
        label, more = majuscule(more), ""
    booked = event.inscription is not None and event.inscription.obligatoire
    register = "sur inscription" if booked and "inscription" not in fold(label + more) else ""
    parts = [part for part in (label, minuscule(more), register) if part]
    return majuscule(", ".join(parts)) if label or more else None


def registration(event: Evenement, on: date, said: str = "") -> Iterator[Row]:
    """Whether and how one registers; full or closed, no way is told. `said`: what the price says of it."""
    ways = event.inscription
    if event.annule or event.reporte_au or ways is None:
        return
    if event.sans_place:
        yield Row("Inscription", "Complet")
    elif ways.avant_le and when.is_closed(event, on):
        yield Row("Inscription", f"Close : c’était jusqu’au {dates.periode(ways.avant_le)}")
    else:
        if terms := _terms(ways, "inscription" in fold(said)):
            yield Row("Inscription", terms)
        yield from _ways(ways) if is_open(event, on) else ()


def _terms(ways: Inscription, said: bool) -> str:
    """« Obligatoire, 80 places, jusqu’au 10 novembre. Renvoyer le bulletin »."""
    needed = {True: None if said else "obligatoire", False: "facultative", None: None}[ways.obligatoire]
    places = nombre(ways.places, "place") if ways.places is not None and not ways.precisions else None
    until = f"jusqu’au {dates.periode(ways.avant_le)}" if ways.avant_le else None
    short = majuscule(", ".join(part for part in (needed, places, until) if part))
    return ". ".join(part for part in (short, sans_point(ways.precisions or "")) if part)


def _ways(ways: Inscription) -> Iterator[Row]:
    """The ways to register that a button cannot hold: several links, a mailbox to copy, a number to dial."""
    for lien in ways.liens:
        full = lien.complet
        yield Row("S’inscrire", f"{lien.titre} : complet" if full else lien.titre, None if full else lien.url)
    if ways.courriel:
        yield Row("S’inscrire", ways.courriel, f"mailto:{ways.courriel}")
    if ways.telephone:
        yield Row("S’inscrire", insecable(ways.telephone), ways.telephone.href)
