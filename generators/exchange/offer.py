"""Which actors are structures and which are services of one: the split that the exchange standards make.

Ours is one list where a service may name who carries it; theirs are two. The structure of an actor is the
last one up the chain « porté par » that is still published; an actor that offers something is a service.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generators.records.models import Acteur


def structure_de(acteur: Acteur, acteurs: Mapping[str, Acteur], statuts: Collection[str]) -> Acteur:
    """The structure that answers for an actor: itself, or the one that carries it, as far up as it goes."""
    while acteur.porte_par and acteurs[acteur.porte_par].statut in statuts:
        acteur = acteurs[acteur.porte_par]
    return acteur


def offre(acteur: Acteur) -> bool:
    """True when one can ask something of the actor: it is a service, lists some, or says how to ask."""
    asked = (acteur.porte_par, acteur.services, acteur.modes_mobilisation, acteur.mobilisable_par)
    return any(asked)


def description(acteur: Acteur) -> str:
    """All that the record says of what it does, in paragraphs."""
    services = "\n".join(f"- {service}" for service in acteur.services)
    return "\n\n".join(part for part in (acteur.resume, acteur.presentation, services) if part)
