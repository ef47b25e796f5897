"""Actors: ages in order, and no structure that carries itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.records.models import Acteur
from generators.records.rules.base import Context, Finding, Rule, Subject

MAX_AGE = 120


def ages_in_order(subject: Subject, context: Context) -> Iterator[Finding]:
    actor = subject.record
    if not isinstance(actor, Acteur):
        return
    for name in ("age_min", "age_max"):
        if (age := getattr(actor, name)) is not None and age > MAX_AGE:
            yield Finding((name,), f"{age} ans n’est pas un âge", "écrivez un nombre d’années")
    if actor.age_min is not None and actor.age_max is not None and actor.age_min > actor.age_max:
        yield Finding(
            ("age_max",),
            f"l’âge maximum ({actor.age_max} ans) est plus petit que l’âge minimum ({actor.age_min} ans)",
            "vérifiez les deux âges",
        )


def no_circle_of_carriers(subject: Subject, context: Context) -> Iterator[Finding]:
    actor = subject.record
    if isinstance(actor, Acteur) and (circle := _circle(actor, context.records.actors)):
        yield Finding(
            ("porte_par",),
            "cette structure se porterait elle-même : " + " → ".join(circle),
            "porte_par nomme la structure dont dépend celle-ci, jamais l’inverse",
        )


def _circle(actor: Acteur, actors: Mapping[str, Acteur]) -> list[str]:
    """The way up from an actor back to itself, or nothing."""
    way = [actor.id]
    carrier: str | None = actor.porte_par
    while carrier and carrier not in way[1:]:
        way.append(str(carrier))
        if carrier == actor.id:
            return way
        carrier = actors[carrier].porte_par if carrier in actors else None
    return []


_ACTORS = ("actors",)
RULES = (
    Rule("ages", ages_in_order, _ACTORS),
    Rule("porte-par-en-rond", no_circle_of_carriers, _ACTORS),
)
