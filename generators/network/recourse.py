"""Whom to call: the record itself, else its carrier, else who acts for its place, else a national line.

A record without contact is no dead end: its page names those that can be called instead, the nearest first;
of the national lines, the one for advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from math import cos, hypot, inf, radians
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
    #: where it answers, as a sentence says it: « dans le Nord »
    ou: str = "partout en France"


def instead(network: Network, acteur: Acteur) -> tuple[Recourse, ...]:
    """Whom to call instead of an actor that nobody can call, each once."""
    found: dict[str, Recourse] = {}
    for recourse in _recourses(network, acteur):
        found.setdefault(recourse.acteur.id, recourse)
    found.pop(acteur.id, None)
    return tuple(found.values())


def _recourses(network: Network, acteur: Acteur) -> Iterator[Recourse]:
    if carrier := _carrier(network, acteur):
        yield Recourse(carrier, "porteur", "porte ce service")
    local = [one for one in _of_its_place(network, acteur) if one.acteur.id != acteur.id]
    yield from nsmallest(EACH, local, key=lambda one: _distance(network, acteur, one.acteur))
    lines = (one for one in network.national_lines if one.id != acteur.id and _fits(network, one, acteur))
    yield from (Recourse(one, "partout") for one in islice(lines, EACH))


def _carrier(network: Network, acteur: Acteur) -> Acteur | None:
    """Who carries it and can be reached, as far up as it takes."""
    seen = {acteur.id}
    while (carrier := network.records.actors.get(acteur.porte_par or "")) and carrier.id not in seen:
        if carrier.joignable:
            return carrier
        seen.add(carrier.id)
        acteur = carrier
    return None


def _of_its_place(network: Network, acteur: Acteur) -> Iterator[Recourse]:
    """Those who can be called where it stands, then in what it covers; each said where it answers."""
    home = coverage.departement_of(acteur, network.places)
    zones = (
        coverage.departements_of_zone(z, network.places) for z in acteur.zone_eligibilite if z != "france"
    )
    covered = sorted(frozenset[str]().union(*zones))
    for code in dict.fromkeys([*([home] if home else []), *covered]):
        for one in network.local_lines.get(code, ()):
            if _fits(network, one, acteur):
                yield Recourse(one, "ici", network.places.departements[code].dans)


def _distance(network: Network, one: Acteur, other: Acteur) -> float:
    """Degrees between two markers, near enough to say which is nearer; infinite where one has none."""
    here, there = (coverage.point_of(actor, network.places) for actor in (one, other))
    if here is None or there is None:
        return inf
    return hypot(here[0] - there[0], (here[1] - there[1]) * cos(radians(here[0])))


def _fits(network: Network, one: Acteur, acteur: Acteur) -> bool:
    """Who is called works for the same people, or does not say; an emergency number is for whoever calls."""
    emergency = one.telephone in network.emergency_numbers
    return emergency or not one.publics or not acteur.publics or bool(set(one.publics) & set(acteur.publics))


def in_words(found: Iterable[Recourse]) -> str | None:
    """Those with a number, in one line: « La Boussole, dans le Nord : 07 57 76 46 58 ; … »."""
    said = [
        f"{one.acteur.nom}, {one.ou}\u00a0: {one.acteur.telephone}" for one in found if one.acteur.telephone
    ]
    return "\u00a0; ".join(said) or None
