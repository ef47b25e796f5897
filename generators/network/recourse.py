"""Whom to call: the record itself, else its carrier, else who acts for its place, else a national line.

A record without contact is no dead end: its page names those that can be called instead, the nearest first;
of the national lines, the one for advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from math import cos, hypot, inf, radians
from typing import Final, Literal

from generators.land import coverage
from generators.land.places import Places
from generators.network.network import Line, Network
from generators.records.models import Acteur, Implantation
from generators.records.records import Record

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

    @property
    def dit(self) -> str:
        """Where, and for whom its number is when it is not for all: « dans le Nord (jeunes) »."""
        named = self.acteur.telephone and self.acteur.ligne_pour
        return f"{self.ou} ({named})" if named else self.ou


def neighbours(records: Mapping[str, Record], places: Places) -> list[str]:
    """The ids of records, those of a département together: when one of them changes, those who send to it are
    made again, and few others beside them."""

    def home(record: Record) -> str:
        return (isinstance(record, Implantation) and coverage.departement_of(record, places)) or ""

    return sorted(records, key=lambda id_: (home(records[id_]), id_))


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
    distance = _distance(coverage.point_of(acteur, network.places))
    near = nsmallest(EACH, _of_its_place(network, acteur), key=lambda found: distance(found[0]))
    yield from (Recourse(line.acteur, "ici", network.places.departements[code].dans) for line, code in near)
    lines = (line.acteur for line in network.national_lines if _answers(line, acteur))
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


def _of_its_place(network: Network, acteur: Acteur) -> Iterator[tuple[Line, str]]:
    """Those who can be called where it stands, then in what it covers; each with the département."""
    home = coverage.departement_of(acteur, network.places)
    zones = (
        coverage.departements_of_zone(z, network.places) for z in acteur.zone_eligibilite if z != "france"
    )
    covered = sorted(frozenset[str]().union(*zones))
    for code in dict.fromkeys([*([home] if home else []), *covered]):
        yield from ((line, code) for line in network.local_lines.get(code, ()) if _answers(line, acteur))


def _distance(here: tuple[float, float] | None) -> Callable[[Line], float]:
    """Degrees to a marker, near enough to say which is nearer; infinite where there is none, or no here."""
    if here is None:
        return lambda line: inf
    latitude, longitude, shrink = *here, cos(radians(here[0]))

    def distance(line: Line) -> float:
        if line.point is None:
            return inf
        return hypot(latitude - line.point[0], (longitude - line.point[1]) * shrink)

    return distance


def _answers(line: Line, acteur: Acteur) -> bool:
    """Another, who works for the same people, or for whoever calls."""
    same = not line.publics or not acteur.publics or not line.publics.isdisjoint(acteur.publics)
    return same and line.acteur.id != acteur.id


def in_words(found: Iterable[Recourse]) -> str | None:
    """Those with a number, in one line: « La Boussole, dans le Nord (jeunes) : 07 57 76 46 58 ; … »."""
    said = (
        f"{one.acteur.nom}, {one.dit}\u00a0: {one.acteur.telephone}" for one in found if one.acteur.telephone
    )
    return "\u00a0; ".join(said) or None
