"""Hours in a time zone that exists, that of the place, whose clock shows them, and shows them once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from zoneinfo import available_timezones

from generators.land import clocks
from generators.land.places import Places
from generators.land.territories import PARIS
from generators.records import recurrence
from generators.records.models import Evenement, Periode
from generators.records.models.fields import Loc
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.words import dates


@cache
def _known_zones() -> frozenset[str]:
    """The zones of the machine's own table, which takes a walk over all its files to list."""
    return frozenset(available_timezones())


def zone_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if isinstance(event, Evenement) and event.fuseau not in _known_zones():
        yield Finding(
            ("fuseau",),
            f"le fuseau « {event.fuseau} » n’existe pas",
            f"écrivez {PARIS}, ou " + ", ".join(sorted(_overseas(context.places))),
        )


def _overseas(places: Places) -> set[str]:
    return {departement.fuseau for departement in places.departements.values() if departement.is_overseas}


def zone_of_the_place(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or event.fuseau not in _known_zones():
        return
    code = context.places.departement_of_insee(event.code_insee) if event.code_insee else event.departement
    departement = context.places.departements.get(code or "")
    expected = departement.fuseau if departement else PARIS
    if code and event.fuseau != expected:
        yield Finding(
            ("fuseau",),
            f"l’événement a lieu dans le département {code}, dont l’heure n’est pas {event.fuseau}",
            f"écrivez fuseau: {expected}, et les heures du lieu",
        )


def hour_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    """An hour that the clock jumps over is none: each program would make another of it."""
    zone = getattr(subject.record, "fuseau", PARIS)
    if zone not in _known_zones():
        return
    for loc, moment in subject.values(datetime):
        if around := clocks.neighbours(moment, zone):
            before, after = (f"{one:%Y-%m-%dT%H:%M}" for one in around)
            yield Finding(
                loc, f"{_said(moment)} n’existe pas : l’horloge avance", f"écrivez {after} ou {before}"
            )
        elif clocks.comes_twice(moment, zone):
            yield warning(
                loc,
                f"{_said(moment)} vient deux fois : l’horloge recule ; la première est retenue",
                "écrivez une heure qui ne vient qu’une fois, ou dites dans precisions laquelle des deux",
            )


def _said(moment: datetime) -> str:
    return f"{dates.heure(moment)}, le {dates.jour(moment.date())},"


def dates_of_a_series_exist(subject: Subject, context: Context) -> Iterator[Finding]:
    """What comes back every Sunday at half past two does not on the last one of March.

    On the last one of October programs disagree which of the two it is, since a rule can't say. A date that
    has an hour of its own is told where it is written.
    """
    event = subject.record
    if not isinstance(event, Evenement) or event.recurrence is None or event.fuseau not in _known_zones():
        return
    last = dates.le_jour(event.debut) + recurrence.HORIZON if recurrence.is_endless(event) else date.max
    for one in recurrence.occurrences(event, last):
        remedy = f"ajoutez {dates.le_jour(one.prevu)} à sauf, ou dites dans exceptions une autre heure"
        own = (one.exception.debut, one.exception.fin) if one.exception else ()
        for moment in (one.event.debut, one.event.fin):
            if not isinstance(moment, datetime) or moment in own:
                continue
            given = f"la règle donne {_said(moment)}"
            if clocks.neighbours(moment, event.fuseau):
                yield Finding(_RULE, f"{given} qui n’existe pas : l’horloge avance", remedy)
            elif clocks.comes_twice(moment, event.fuseau):
                yield warning(_RULE, f"{given} qui vient deux fois : l’horloge recule", remedy)


_RULE: Loc = ("recurrence", "regle")
RULES = (
    Rule("fuseau-connu", zone_exists, Evenement),
    Rule("fuseau-du-lieu", zone_of_the_place, Evenement),
    Rule("heure-existe", hour_exists, Periode),
    Rule("heures-de-serie", dates_of_a_series_exist, Evenement),
)
