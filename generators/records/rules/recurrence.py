"""A series: its rule gives its dates, its exceptions are among them, and nothing else says them otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from generators.records import recurrence
from generators.records.models import DateParticuliere, Evenement
from generators.records.models.fields import Loc
from generators.records.rules.base import Context, Finding, Rule, Subject
from generators.records.values.written import LAST_YEAR
from generators.words import dates, recurring

_RULE: Loc = ("recurrence", "regle")


def one_way_to_say_dates(subject: Subject, context: Context) -> Iterator[Finding]:
    """Sessions and a new date are those of an event that takes place once."""
    event = subject.record
    if not isinstance(event, Evenement) or event.recurrence is None:
        return
    if event.seances:
        yield Finding(
            ("seances",),
            "l’événement a des séances, et une règle qui donne ses dates",
            "gardez seances pour quelques dates sans régularité, ou recurrence pour une règle",
            on_key=True,
        )
    if event.reporte_au:
        yield Finding(
            ("reporte_au",),
            "une série ne se reporte pas tout entière",
            "pour une seule date, écrivez son autre début dans recurrence.exceptions ; sinon changez debut",
            on_key=True,
        )


def rule_gives_dates(subject: Subject, context: Context) -> Iterator[Finding]:
    """The first date is one of them, the last does not come before it, and there are not too many."""
    event = subject.record
    if not isinstance(event, Evenement) or event.recurrence is None:
        return
    rule, first = recurring.parsed(event.recurrence.regle), dates.le_jour(event.debut)
    if rule.until and rule.until < first:
        yield Finding(
            _RULE,
            f"la règle finit le {_said(rule.until)}, avant la première date, le {_said(first)}",
            "vérifiez UNTIL et debut",
        )
        return
    if rule.freq == "MONTHLY" and not rule.days and not rule.month_days and first.day > 28:
        yield Finding(
            _RULE, f"tous les mois n’ont pas de {first.day}", "écrivez BYMONTHDAY=-1 pour le dernier jour"
        )
        return
    if recurrence.too_many(event):
        yield Finding(
            _RULE,
            f"la règle donne plus de {recurrence.MOST} dates",
            "finissez-la par UNTIL ; ce qui est ouvert chaque jour est une structure et ses horaires",
        )
        return
    until = first + recurrence.HORIZON if rule.endless else date.max
    found = recurrence.days(event, until)
    if found and found[-1].year > LAST_YEAR:
        yield Finding(
            _RULE,
            f"la dernière date est en {found[-1].year}, trop loin d’aujourd’hui",
            "finissez la règle plus tôt, par UNTIL",
        )
    elif first not in found:
        given = f" ; la première qu’elle donne est le {_with_weekday(found[0])}" if found else ""
        yield Finding(
            ("debut",),
            f"la première date, le {_with_weekday(first)}, n’est pas de la règle "
            f"« {recurring.rhythm(rule, first)} »{given}",
            "accordez debut et recurrence.regle",
        )
    elif event.fin and len(found) > 1 and dates.dernier_jour(event.debut, event.fin) >= found[1]:
        yield Finding(
            ("fin",),
            f"la fin ({_said(dates.le_jour(event.fin))}) vient après la deuxième date ({_said(found[1])})",
            "écrivez la fin de la première date ; celle de la série est dans la règle, par UNTIL",
        )
    elif not any(True for _ in recurrence.occurrences(event, until)):
        yield Finding(("recurrence", "sauf"), "toutes les dates de la règle sont ôtées", "vérifiez sauf")


def exceptions_among_its_dates(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or event.recurrence is None:
        return
    group = event.recurrence
    said: list[tuple[Loc, date]] = [
        (("recurrence", "sauf", number), day) for number, day in enumerate(group.sauf)
    ]
    said += [(("recurrence", "exceptions", n, "date"), one.date) for n, one in enumerate(group.exceptions)]
    seen: set[date] = set()
    given = recurrence.days(event, max([dates.le_jour(event.debut), *(day for _, day in said)]))
    for loc, day in said:
        if day not in given:
            rhythm = recurring.rhythm(recurring.parsed(group.regle), dates.le_jour(event.debut))
            near = min(given, key=lambda one: abs(one - day), default=None)
            yield Finding(
                loc,
                f"le {_with_weekday(day)} n’est pas une date de la série ({rhythm})",
                f"la plus proche est le {_with_weekday(near)}" if near else "vérifiez la date",
            )
        elif day in seen:
            yield Finding(loc, f"le {_said(day)} est écrit deux fois", "gardez une seule ligne pour ce jour")
        seen.add(day)


def exceptions_make_sense(subject: Subject, context: Context) -> Iterator[Finding]:
    """Hours where the series has hours, days where it has days, and an end that comes after its start."""
    event = subject.record
    if not isinstance(event, Evenement) or event.recurrence is None:
        return
    for number, one in enumerate(event.recurrence.exceptions):
        loc: Loc = ("recurrence", "exceptions", number)
        yield from _of_hours(event, one, loc)
        if one.fin and not one.debut:
            yield Finding((*loc, "fin"), "cette fin n’a pas son début", "ajoutez debut, avec son heure")
        elif one.fin and one.debut and type(one.fin) is type(one.debut) and one.fin < one.debut:
            yield Finding((*loc, "fin"), "la fin vient avant le début", "vérifiez les deux dates")
        if not any(
            getattr(one, key)
            for key in type(one).model_fields
            if key not in ("date", "adresse_confidentielle")
        ):
            yield Finding(loc, "cette date n’a rien de particulier", "dites ce qui change, ou retirez-la")


def _of_hours(event: Evenement, one: DateParticuliere, loc: Loc) -> Iterator[Finding]:
    hours = isinstance(event.debut, datetime)
    if one.debut and isinstance(one.debut, datetime) != hours:
        yield Finding(
            (*loc, "debut"),
            f"cette date a {'un jour entier' if hours else 'une heure'}, et la série "
            f"{'des heures' if hours else 'des jours entiers'}",
            "écrivez le jour et l’heure" if hours else "écrivez le jour seul, et l’heure dans precisions",
        )


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _with_weekday(day: date) -> str:
    return dates.jour_long(day)


RULES = (
    Rule("recurrence-seule", one_way_to_say_dates, Evenement),
    Rule("recurrence-dates", rule_gives_dates, Evenement),
    Rule("recurrence-exceptions", exceptions_among_its_dates, Evenement),
    Rule("recurrence-heures", exceptions_make_sense, Evenement),
)
