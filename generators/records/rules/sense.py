"""What an actor or an event says must make sense together."""

from __future__ import annotations

from collections.abc import Iterator

from generators.records.kinds import KINDS
from generators.records.models import Acteur, Evenement
from generators.records.reading.source import Loc
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.values.types import Reference


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


def no_place_left(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or event.inscription is None or event.inscription.places != 0:
        return
    if not event.inscription.complet:
        yield Finding(
            ("inscription", "places"),
            "il n’y a aucune place, et l’inscription n’est pas dite complète",
            "écrivez complet: true et retirez places, ou donnez le nombre de places",
        )


def term_once(subject: Subject, context: Context) -> Iterator[Finding]:
    """No list of terms or words says one twice; references and territories have rules of their own."""
    seen: set[tuple[Loc, str]] = set()
    for loc, value in subject.items:
        if isinstance(value, str) and not isinstance(value, Reference):
            key = (loc[:-1], value.casefold())
            if key in seen:
                yield Finding(loc, f"« {value} » est écrit deux fois", "retirez la ligne en trop")
            seen.add(key)


def address_free(subject: Subject, context: Context) -> Iterator[Finding]:
    if subject.record.id in KINDS[subject.kind].taken:
        yield Finding(
            ("titre",),
            f"une fiche ne peut pas s’appeler {subject.record.id}.yml : son adresse est déjà prise",
            "donnez au fichier un nom plus précis, par exemple journee-nantes-2026.yml",
        )


RULES = (
    Rule("adresse-prise", address_free),
    Rule("ages", ages_in_order, Acteur),
    Rule("inscription-sans-place", no_place_left, Evenement),
    Rule("terme-double", term_once),
    Rule("evenement-sans-lieu", event_has_a_place, Evenement),
)
