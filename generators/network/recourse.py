"""Whom to call: the record itself, else its carrier, else who acts for its place, else a national line.

A record without contact is no dead end: its page names those that can be called instead, the nearest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from generators.land import coverage
from generators.network.network import Network
from generators.records.models import Acteur

#: How many of each sort are named: a choice, not a directory.
EACH: Final = 2
Why = Literal["porteur", "ici", "partout"]


@dataclass(frozen=True, slots=True)
class Recourse:
    """Somebody who can be called instead, and why: its carrier, one of its place, a line for everywhere."""

    acteur: Acteur
    pourquoi: Why


def instead(network: Network, acteur: Acteur) -> tuple[Recourse, ...]:
    """Whom to call instead of an actor that nobody can call, each once."""
    found: dict[str, Recourse] = {}
    for recourse in _recourses(network, acteur):
        found.setdefault(recourse.acteur.id, recourse)
    found.pop(acteur.id, None)
    return tuple(found.values())


def _recourses(network: Network, acteur: Acteur) -> Iterator[Recourse]:
    carrier = network.records.actors.get(acteur.porte_par or "")
    if carrier and carrier.joignable and not carrier.ferme:
        yield Recourse(carrier, "porteur")
    local = [one for one in _of_its_place(network, acteur) if one.telephone and not one.ligne_nationale]
    yield from (Recourse(one, "ici") for one in local[:EACH])
    lines = [one for one in network.acting_actors if one.actif and one.ligne_nationale and _fits(one, acteur)]
    yield from (Recourse(one, "partout") for one in lines[:EACH])


def _of_its_place(network: Network, acteur: Acteur) -> Iterator[Acteur]:
    """Those at work in the départements where it stands, then in those that it covers."""
    home = coverage.departement_of(acteur, network.places)
    zones = (
        coverage.departements_of_zone(z, network.places) for z in acteur.zone_eligibilite if z != "france"
    )
    covered = sorted(frozenset[str]().union(*zones)) if len(acteur.zone_eligibilite) < 3 else []
    for code in dict.fromkeys([*([home] if home else []), *covered]):
        if code in network.landscapes:
            yield from network.landscapes[code].at_work


def _fits(line: Acteur, acteur: Acteur) -> bool:
    """A line says for whom it is, or is for whoever calls."""
    return not line.publics or not acteur.publics or bool(set(line.publics) & set(acteur.publics))
