"""What an actor or an event says must make sense together."""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.models import Acteur, Evenement
from generators.records.rules.base import Context, Finding, Rule, Subject, warning


def ages_in_order(subject: Subject, context: Context) -> Iterator[Finding]:
    actor = subject.record
    if not isinstance(actor, Acteur) or actor.age_min is None or actor.age_max is None:
        return
    if actor.age_min > actor.age_max:
        yield Finding(
            ("age_max",),
            f"l’âge maximum ({actor.age_max}) est sous le minimum ({actor.age_min})",
            "inversez-les",
        )


def event_has_a_place(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or event.en_ligne:
        return
    if not subject.has("lieu", "adresse", "commune", "departement", "pays"):
        yield warning(
            ("titre",),
            "on ne sait pas où l’événement a lieu",
            "ajoutez lieu et commune, ou en_ligne: true ; sinon departement",
        )


RULES = (
    Rule("ages", ages_in_order, ("actors",)),
    Rule("evenement-sans-lieu", event_has_a_place, ("events",)),
)
