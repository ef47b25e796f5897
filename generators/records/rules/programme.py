"""The programme of an event: slots that follow one another, on days of the event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from generators.records.models import Creneau, Evenement
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.rules.dates import french, last_of


def _slots(subject: Subject) -> tuple[Creneau, ...]:
    return subject.record.programme if isinstance(subject.record, Evenement) else ()


def slot_ends_after(subject: Subject, context: Context) -> Iterator[Finding]:
    for index, slot in enumerate(_slots(subject)):
        if slot.debut and slot.fin and slot.fin < slot.debut:
            yield Finding(
                ("programme", index, "fin"),
                f"ce créneau finit à {slot.fin:%H:%M}, avant son début à {slot.debut:%H:%M}",
                "vérifiez les deux heures",
            )


def slots_in_order(subject: Subject, context: Context) -> Iterator[Finding]:
    slots = [(index, slot) for index, slot in enumerate(_slots(subject)) if slot.debut]
    for (_, before), (index, slot) in pairwise(slots):
        same_day = before.jour == slot.jour
        earlier = same_day and before.debut and slot.debut and slot.debut < before.debut
        if earlier or (before.jour and slot.jour and slot.jour < before.jour):
            yield Finding(
                ("programme", index),
                f"ce créneau (« {slot.titre} ») commence avant celui qui le précède",
                "rangez les créneaux dans l’ordre",
            )


def slot_within(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement):
        return
    first, last = _days(event)
    for index, slot in enumerate(event.programme):
        if slot.jour and not first <= slot.jour <= last:
            yield Finding(
                ("programme", index, "jour"),
                f"ce créneau est placé le {french(slot.jour)}, hors des dates de l’événement",
                "corrigez le jour, ou le début et la fin de l’événement",
            )


def slot_says_its_day(subject: Subject, context: Context) -> Iterator[Finding]:
    """On several days, a slot without its day can't be placed."""
    event = subject.record
    if not isinstance(event, Evenement) or len(set(_days(event))) == 1:
        return
    without = [index for index, slot in enumerate(event.programme) if slot.jour is None]
    if without:
        yield warning(
            ("programme", without[0]),
            "l’événement dure plusieurs jours, et ce créneau ne dit pas le sien",
            "ajoutez jour à chaque créneau",
        )


def _days(event: Evenement) -> tuple[date, date]:
    first = event.debut.date() if isinstance(event.debut, datetime) else event.debut
    return first, last_of(event).date()


_EVENTS = ("events",)
RULES = (
    Rule("creneau-a-l-envers", slot_ends_after, _EVENTS),
    Rule("creneaux-dans-l-ordre", slots_in_order, _EVENTS),
    Rule("creneau-hors-dates", slot_within, _EVENTS),
    Rule("creneau-sans-jour", slot_says_its_day, _EVENTS),
)
