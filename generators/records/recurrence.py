"""The dates of a series: those that its rule gives, without those that are left out, each as it takes place.

`Occurrence.event` is the event as it would be written if that date were its only one, so that whoever tells
an event tells a date of a series in the same way. The clock of the place is kept over the changes of hour.
An endless rule is followed as far as one asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any

from dateutil import rrule

from generators.records.models import DateParticuliere, Evenement, Implantation, Inscription
from generators.words.dates import le_jour
from generators.words.recurring import Rule, parsed

Moment = date | datetime
#: How far an endless series is told: a site that nobody rebuilds stays right until then.
HORIZON = timedelta(days=548)
#: More dates than this, until the horizon of one that is endless, are opening hours, not events.
MOST = 400


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A date of a series. `prevu` is its start as the rule gives it, by which calendars know it."""

    prevu: Moment
    exception: DateParticuliere | None
    event: Evenement

    @property
    def moved(self) -> bool:
        return self.event.debut != self.prevu


def occurrences(event: Evenement, until: date) -> Iterator[Occurrence]:
    """The dates that the rule gives up to a day, in its order. An event that does not recur has none."""
    if event.recurrence is None:
        return
    apart = {one.date: one for one in event.recurrence.exceptions}
    for day in days(event, until):
        if day not in event.recurrence.sauf:
            yield _occurrence(event, day, apart.get(day))


def days(event: Evenement, until: date) -> tuple[date, ...]:
    """Every day that the rule gives up to a day, those that are left out too."""
    assert event.recurrence is not None
    return given(event.recurrence.regle, le_jour(event.debut), until)


def too_many(event: Evenement) -> bool:
    assert event.recurrence is not None
    rule, first = parsed(event.recurrence.regle), le_jour(event.debut)
    dates = takewhile(lambda one: not rule.endless or one.date() <= first + HORIZON, _expanded(rule, first))
    return len([*islice(dates, MOST + 1)]) > MOST


def is_endless(event: Evenement) -> bool:
    return event.recurrence is not None and parsed(event.recurrence.regle).endless


@lru_cache(maxsize=4096)
def given(text: str, first: date, until: date) -> tuple[date, ...]:
    """The days that a rule gives from a first one up to another; the clock shows the same each time."""
    found: list[date] = []
    for moment in _expanded(parsed(text), first):
        if moment.date() > until:
            break
        found.append(moment.date())
    return tuple(found)


_FREQUENCIES = {
    "DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY,
}  # fmt: skip


def _expanded(rule: Rule, first: date) -> Iterator[datetime]:
    return iter(
        rrule.rrule(
            _FREQUENCIES[rule.freq],
            dtstart=datetime.combine(first, time.min),
            interval=rule.interval,
            count=rule.count,
            until=rule.until and datetime.combine(rule.until, time.min),
            bymonth=rule.months or None,
            bymonthday=rule.month_days or None,
            byweekday=[rrule.weekday(day, rank or None) for rank, day in rule.days] or None,
        )
    )


def _occurrence(event: Evenement, day: date, exception: DateParticuliere | None) -> Occurrence:
    shift = day - le_jour(event.debut)
    changes: dict[str, Any] = {
        "recurrence": None,
        "debut": event.debut + shift,
        "fin": event.fin + shift if event.fin else None,
    }
    prevu: Moment = changes["debut"]
    if exception:
        changes |= _apart(event, exception, changes["debut"], changes["fin"])
    if exception and exception.ailleurs:
        changes["passe_en_ligne"] = False
    return Occurrence(prevu, exception, event.tenu.model_copy(update=changes))


def _apart(
    event: Evenement, exception: DateParticuliere, debut: Moment, fin: Moment | None
) -> Mapping[str, Any]:
    """What is another than usual. A date that moves lasts as long, unless its end is said."""
    changes: dict[str, Any] = {"annule": event.annule or exception.annule}
    if exception.debut:
        changes["debut"] = exception.debut
        changes["fin"] = (
            exception.debut + (fin - debut) if fin and type(fin) is type(exception.debut) else None
        )
    if exception.fin:
        changes["fin"] = exception.fin
    if exception.ailleurs or exception.en_ligne:
        changes |= {key: getattr(exception, key) for key in (*Implantation.model_fields, "lieu")}
        changes["en_ligne"] = exception.en_ligne or (exception.ailleurs and event.en_ligne)
    elif exception.accessibilite:
        changes["accessibilite"] = exception.accessibilite
    if exception.plateforme:
        changes["plateforme"] = exception.plateforme
    if exception.complet:
        changes["inscription"] = (event.inscription or Inscription()).model_copy(update={"complet": True})
    return changes
