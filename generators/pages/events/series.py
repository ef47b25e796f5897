"""A series as its reader meets it: how it comes back, its next date, the others, what one of them changes.

Each date is served with its words, so that the browser has only to choose the next one by its own clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generators.land import coverage
from generators.network import when
from generators.records.models import Evenement
from generators.records.recurrence import Occurrence
from generators.site import Site
from generators.words import dates, recurring
from generators.words.wording import NBSP, insecable, liste, majuscule, minuscule


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a series: when it is over (UTC), its tile, its day, its words, what it has of its own."""

    fin: str
    jour: str
    mois: str
    annee: int
    debut: str
    quand: str
    courte: str
    passe: bool
    annulee: bool
    a_ses_heures: bool
    note: str


@dataclass(frozen=True, slots=True)
class Serie:
    """What is told of a series. `autres` are the dates beside the next one, in a few words."""

    rythme: str
    prochaine: Date
    dates: tuple[Date, ...]
    reste: str

    @property
    def a_venir(self) -> tuple[Date, ...]:
        return tuple(date for date in self.dates if not date.passe)

    @property
    def passees(self) -> tuple[Date, ...]:
        return tuple(date for date in self.dates if date.passe)

    @property
    def autres(self) -> str:
        return others(self.a_venir, self.prochaine)

    @property
    def donnees(self) -> str:
        """What the browser chooses from, as agenda.js reads it."""
        rows = [
            [d.fin, d.debut, d.jour, d.mois, d.quand, d.courte, d.note, d.annulee, d.a_ses_heures]
            for d in self.a_venir
        ]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


#: How many dates a line names beside the next one.
NAMED = 3


def others(coming: Sequence[Date], next_one: Date) -> str:
    """« Autres dates : 2 février, 2 mars (annulée) et 6 avril »; agenda.js says the same later."""
    named = [
        f"{date.courte} ({date.note})" if date.annulee else date.courte
        for date in coming
        if date is not next_one
    ]
    return (
        f"Autres dates{NBSP}: {', '.join(named[:NAMED])}{'…' if len(named) > NAMED else ''}" if named else ""
    )


def serie(site: Site, evenement: Evenement) -> Serie | None:
    """None for an event that takes place once."""
    if evenement.recurrence is None:
        return None
    rule = evenement.recurrence.regle
    found = when.all_dates(evenement, site.today)
    held = when.next_date(evenement, site.today)
    listed = tuple(_date(site, evenement, one) for one in found)
    return Serie(
        rythme=majuscule(recurring.sentence(rule, evenement.debut, evenement.fin)),
        prochaine=next(d for d, one in zip(listed, found, strict=True) if one.event == held),
        dates=listed,
        reste="et ainsi de suite" if recurring.parsed(rule).endless else "",
    )


def _date(site: Site, usual: Evenement, one: Occurrence) -> Date:
    jour, mois = dates.tuile(one.event.debut, one.event.fin)
    return Date(
        fin=when.as_utc(when.end(one.event)),
        jour=jour,
        mois=mois,
        annee=one.event.debut.year,
        debut=dates.le_jour(one.event.debut).isoformat(),
        quand=majuscule(dates.periode(one.event.debut, one.event.fin)),
        courte=insecable(dates.periode_courte(one.event.debut, one.event.fin)),
        passe=when.is_past(one.event, site.today),
        annulee=one.event.annule,
        a_ses_heures=_hours(usual, one) is not None,
        note=note(site, usual, one),
    )


def note(site: Site, usual: Evenement, one: Occurrence) -> str:
    """What this date has of its own: « annulée », « au lieu du mardi 5 janvier · 18 h », « complet »."""
    return " · ".join(_apart(site, usual, one)) if one.exception else ""


def _apart(site: Site, usual: Evenement, one: Occurrence) -> Iterator[str]:
    apart, event = one.exception, one.event
    assert apart
    if apart.annule:
        yield "annulée"
    if apart.debut and dates.le_jour(event.debut) != dates.le_jour(one.prevu):
        yield f"au lieu du {dates.periode(one.prevu)}"
    if hours := _hours(usual, one):
        yield hours
    if apart.ailleurs or apart.en_ligne:
        yield ", ".join(where(site, event))
    if apart.accessibilite:
        label = site.records.vocabulary.label
        yield liste(minuscule(label("accessibilite", code)) for code in apart.accessibilite)
    if apart.complet and not apart.annule:
        yield "complet"
    if apart.precisions:
        yield apart.precisions


def _hours(usual: Evenement, one: Occurrence) -> str | None:
    """The hours of a date, when they are not those of the series."""
    hours = dates.horaires(one.event.debut, one.event.fin)
    return hours if hours != dates.horaires(usual.debut, usual.fin) else None


def where(site: Site, event: Evenement) -> Iterable[str]:
    """Where a date takes place, in one line."""
    if event.adresse_confidentielle:
        yield "adresse non publiée"
        return
    place = coverage.place_phrase(event, site.places)
    online = "en ligne" + (f", sur {event.plateforme}" if event.plateforme else "")
    parts = (event.lieu, event.adresse, event.complement_adresse, place, online if event.en_ligne else None)
    yield from (part for part in parts if part)
