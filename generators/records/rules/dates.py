"""Dates in their order, days that are not in the future."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache

from generators.records import recurrence
from generators.records.models import Creneau, Evenement, Fiche, Periode, Seance
from generators.records.problems import Severity
from generators.records.rules.base import Context, Finding, Rule, Subject
from generators.words import dates
from generators.words.wording import fold


def day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _before(end: date | datetime, start: date | datetime) -> bool:
    if isinstance(end, datetime) and isinstance(start, datetime):
        return end < start
    return day(end) < day(start)


def ends_after_it_starts(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, span in subject.having(Periode):
        if span.fin is not None and _before(span.fin, span.debut):
            yield Finding(
                (*loc, "fin"),
                f"la fin ({_said(span.fin)}) vient avant le début ({_said(span.debut)})",
                "vérifiez les deux dates",
            )


def _said(value: date | datetime) -> str:
    return value.strftime("%d/%m/%Y %H:%M" if isinstance(value, datetime) else "%d/%m/%Y")


def sessions_inside(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement):
        return
    first, last = day(event.debut), day(event.fin or event.debut)
    for number, session in enumerate(event.seances):
        if not first <= day(session.debut) <= last:
            yield Finding(
                ("seances", number, "debut"),
                f"la séance du {_said(day(session.debut))} est hors de l’événement",
                f"écrivez un jour entre le {_said(first)} et le {_said(last)}, ou changez fin",
            )


def sessions_apart(subject: Subject, context: Context) -> Iterator[Finding]:
    """Calendars know each session by its own name."""
    seen: set[str] = set()
    for loc, session in subject.having(Seance):
        name = session.identifiant
        if name and name in seen:
            yield Finding(
                (*loc, "identifiant"),
                f"deux séances ont l’identifiant « {name} »",
                "retirez celui de la seconde",
            )
        seen.add(name or "")


def deadline_before_start(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if isinstance(event, Evenement) and event.inscription and event.inscription.avant_le:
        deadline = event.inscription.avant_le
        if recurrence.is_endless(event):
            return
        series = (day(one.event.debut) for one in recurrence.occurrences(event, date.max))
        last = max([day(event.debut), *(day(s.debut) for s in event.seances), *series])
        if day(deadline) > last:
            yield Finding(
                ("inscription", "avant_le"),
                f"la limite d’inscription ({_said(deadline)}) vient après le début ({_said(event.debut)})",
                "vérifiez les deux dates",
            )


def postponed_later(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if isinstance(event, Evenement) and event.reporte_au and not _before(event.debut, event.reporte_au):
        yield Finding(
            ("reporte_au",),
            f"le report ({_said(event.reporte_au)}) n’est pas après la date prévue ({_said(event.debut)})",
            "écrivez la nouvelle date dans reporte_au et gardez l’ancienne dans debut",
        )


def programme_in_order(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement):
        return
    previous: tuple[date, time] | None = None
    for number, slot in enumerate(event.programme):
        yield from _slot(event, number, slot)
        if slot.debut is None:
            continue
        here = (slot.jour or day(event.debut), slot.debut)
        if previous and here < previous:
            yield Finding(
                ("programme", number, "debut"),
                f"ce créneau ({slot.debut:%H:%M}) vient avant le précédent ({previous[1]:%H:%M})",
                "remettez le programme dans l’ordre, ou dites le jour",
            )
        previous = here


def _slot(event: Evenement, number: int, slot: Creneau) -> Iterator[Finding]:
    if slot.debut and slot.fin and dates.MINUIT < slot.fin < slot.debut:
        yield Finding(
            ("programme", number, "fin"),
            f"le créneau finit ({slot.fin:%H:%M}) avant de commencer ({slot.debut:%H:%M})",
            "vérifiez les deux heures",
        )
    if slot.jour and not day(event.debut) <= slot.jour <= day(event.fin or event.debut):
        yield Finding(
            ("programme", number, "jour"),
            f"le {_said(slot.jour)} n’est pas un jour de l’événement",
            "vérifiez la date",
        )


def confirmed_by_somebody(subject: Subject, context: Context) -> Iterator[Finding]:
    """A confirmation is an act with the structure: it has a day and a role, and no document makes one."""
    record = subject.record
    if not isinstance(record, Fiche):
        return
    if (record.verifie_le is None) != (record.verifie_par is None):
        there, missing = (
            ("verifie_par", "verifie_le") if record.verifie_par else ("verifie_le", "verifie_par")
        )
        yield Finding(
            (there,),
            f"une confirmation a un jour et une fonction : {missing} manque",
            f"ajoutez {missing}, ou retirez {there} tant que la structure n’a pas confirmé la fiche",
        )
    if record.verifie_par and _names_a_document(record.verifie_par):
        yield Finding(
            ("verifie_par",),
            "un document ne confirme pas une fiche",
            "écrivez la fonction de qui l’a confirmée dans la structure, ou retirez verifie_le et "
            "verifie_par ; le document a sa place dans sources",
        )


@lru_cache(maxsize=1024)
def _names_a_document(who: str) -> bool:
    """The same functions confirm many records."""
    return _DOCUMENT.search(fold(who)) is not None


#: Words by which a confirmation names what was read instead of who was asked.
_DOCUMENT = re.compile(
    r"\b(d.?apres|selon|sources?|documents?|newsletter|lettre|compte.rendu|programme|site (web|internet))\b"
)


def not_in_the_future(subject: Subject, context: Context) -> Iterator[Finding]:
    record = subject.record
    if not isinstance(record, Fiche):
        return
    for name in ("verifie_le", "date_maj"):
        value: date | None = getattr(record, name)
        if value and value > context.today:
            yield Finding(
                (name,),
                f"le {_said(value)} n’est pas encore venu",
                "écrivez le jour où ce fut fait",
                _severity(value, context),
            )
    for number, source in enumerate(record.sources):
        if source.date.first_day > context.today:
            yield Finding(
                ("sources", number, "date"),
                f"la source serait du {source.date}, qui n’est pas encore venu",
                "vérifiez-la",
                _severity(source.date.first_day, context),
            )


def _severity(value: date, context: Context) -> Severity:
    """A day that has come since the day of the build is no fault of the record."""
    return "error" if value > context.clock else "warning"


#: Those that look at two dates alone: they hold whatever else is wrong.
OF_TWO_DATES = (
    Rule("dates-ordre", ends_after_it_starts, Periode),
    Rule("inscription-limite", deadline_before_start, Evenement),
    Rule("report-apres", postponed_later, Evenement),
)
RULES = (
    *OF_TWO_DATES,
    Rule("seances-dedans", sessions_inside, Evenement),
    Rule("seances-distinctes", sessions_apart, Seance),
    Rule("programme-ordre", programme_in_order, Evenement),
    Rule("date-future", not_in_the_future, Fiche),
    Rule("confirmation", confirmed_by_somebody, Fiche),
)
