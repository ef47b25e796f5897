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
from generators.land.territories import Departement
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
    here = coverage.point_of(acteur, network.places)
    near = nsmallest(
        EACH, _of_its_place(network, acteur), key=lambda found: _distance(network, here, found[0])
    )
    yield from (Recourse(one, "ici", departement.dans) for one, departement in near)
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


def _of_its_place(network: Network, acteur: Acteur) -> Iterator[tuple[Acteur, Departement]]:
    """Those who can be called where it stands, then in what it covers; each with where it answers."""
    home = coverage.departement_of(acteur, network.places)
    zones = (
        coverage.departements_of_zone(z, network.places) for z in acteur.zone_eligibilite if z != "france"
    )
    covered = sorted(frozenset[str]().union(*zones))
    for code in dict.fromkeys([*([home] if home else []), *covered]):
        for one in network.local_lines.get(code, ()):
            if one.id != acteur.id and _fits(network, one, acteur):
                yield one, network.places.departements[code]


def _distance(network: Network, here: tuple[float, float] | None, other: Acteur) -> float:
    """Degrees to a marker, near enough to say which is nearer; infinite where there is none, or no here."""
    there = coverage.point_of(other, network.places) if here else None
    if here is None or there is None:
        return inf
    return hypot(here[0] - there[0], (here[1] - there[1]) * cos(radians(here[0])))


def _fits(network: Network, one: Acteur, acteur: Acteur) -> bool:
    """Who is called works for the same people, or does not say; an emergency number is for whoever calls."""
    if not one.publics or not acteur.publics or not set(one.publics).isdisjoint(acteur.publics):
        return True
    return one.telephone in network.emergency_numbers


def in_words(found: Iterable[Recourse]) -> str | None:
    """Those with a number, in one line: « La Boussole, dans le Nord : 07 57 76 46 58 ; … »."""
    said = [
        f"{one.acteur.nom}, {one.ou}\u00a0: {one.acteur.telephone}" for one in found if one.acteur.telephone
    ]
    return "\u00a0; ".join(said) or None
