"""What is near: what a territory gained, what changed there, what takes place, and what is not known of it.

A region, or a département, over a span of days: from the issue before to the one that tells it. That a
record came, or changed how one reaches it, is known from the repository's history; that its facts changed,
from its `date_maj` too. A day on which many records came or changed is no news of each. What is national is
near nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from generators.land.places import Places
from generators.land.territories import Departement, Region
from generators.network import when
from generators.network.gaps import first_rank
from generators.network.network import Network
from generators.records.models import Acteur, Evenement
from generators.words.wording import fold

Territory = Region | Departement
#: How an actor changed: how one reaches it, its facts, or that it closed.
What = Literal["contact", "fiche", "fermeture"]
_REF = "actors/"


@dataclass(frozen=True, slots=True)
class Change:
    """An actor that changed, what of it, and on which day."""

    acteur: Acteur
    quoi: What
    jour: date


@dataclass(frozen=True, slots=True)
class Lack:
    """A mission for which nobody is known ("": for none of them), and where."""

    mission: str
    departements: tuple[Departement, ...]


@dataclass(frozen=True, slots=True)
class Nearby:
    """What is told of a territory, all of it: who tells it takes as much as fits.

    `events` are as they take place next, soonest first; `new` and `changed` the latest first. What is missing
    is no news: it goes with what is.
    """

    territory: Territory
    new: tuple[Acteur, ...]
    changed: tuple[Change, ...]
    events: tuple[Evenement, ...]
    lacks: tuple[Lack, ...]

    @property
    def is_news(self) -> bool:
        return bool(self.new or self.changed or self.events)


def members(territory: Territory, places: Places) -> tuple[Departement, ...]:
    """The départements of a territory; one overseas is its own region."""
    if isinstance(territory, Departement):
        return (territory,)
    return places.departements_of_region(territory.code)


@dataclass(frozen=True)
class Span:
    """The records of a network over the days of an issue.

    What came after `since` and not after `until` is news; events count from `day`, that of the issue. An
    event whose file came after `until` was not known then, unless the issue carried it (`carried`, as
    "events/<id>"). Without `lacking` nothing is said to be missing: it is known of today alone.
    """

    network: Network
    since: date
    day: date
    until: date
    carried: frozenset[str] = frozenset()
    lacking: bool = True

    def around(self, territory: Territory) -> Nearby:
        """What is near in a territory."""
        codes = [departement.code for departement in members(territory, self.network.places)]
        here = dict.fromkeys(id_ for code in codes for id_ in self._actors_of(code))
        return Nearby(
            territory,
            new=tuple(self._latest(self._came, here)),
            changed=tuple(sorted((self._changes[id_] for id_ in here if id_ in self._changes), key=_latest)),
            events=tuple(self._events(codes)),
            lacks=tuple(self._lacks(territory)) if self.lacking else (),
        )

    def _actors_of(self, code: str) -> Iterator[str]:
        landscape = self.network.landscapes[code]
        yield from (actor.id for actor in (*landscape.local, *landscape.regional) if landscape.acts(actor))

    def _latest(self, days: Mapping[str, date], here: Iterable[str]) -> list[Acteur]:
        found = [id_ for id_ in here if id_ in days]
        actors = self.network.records.actors
        return sorted(
            (actors[id_] for id_ in found), key=lambda a: (-days[a.id].toordinal(), fold(a.nom), a.id)
        )

    @cached_property
    def _came(self) -> Mapping[str, date]:
        """Actor that works at present → when its record came."""
        seen = {ref: trace.ajoutee for ref, trace in self.network.traces.items() if trace.ajoutee}
        actors = self.network.records.actors
        return {id_: day for id_, day in self._quiet(seen, when.BULK).items() if actors[id_].actif}

    @cached_property
    def _changes(self) -> Mapping[str, Change]:
        """Actor → what changed of it; of one that came lately, nothing else is told."""
        traces, actors = self.network.traces, self.network.records.actors
        said = {f"{_REF}{id_}": actor.date_maj for id_, actor in actors.items() if actor.date_maj}
        reached = {ref: trace.contact for ref, trace in traces.items() if trace.contact}
        closed = {
            f"{_REF}{id_}": a.date_fermeture for id_, a in actors.items() if a.ferme and a.date_fermeture
        }
        found: dict[str, Change] = {}
        for days, most, what in (
            (said, when.BUSY_DAY[when.CHANGEMENT], "fiche"),
            (reached, when.BULK, "contact"),
        ):
            quiet = self._quiet(days, most).items()
            found |= {id_: Change(actors[id_], what, day) for id_, day in quiet if actors[id_].actif}  # type: ignore[arg-type]
        shut = self._quiet(closed, when.BULK).items()
        found |= {id_: Change(actors[id_], "fermeture", day) for id_, day in shut}
        return {id_: change for id_, change in found.items() if id_ not in self._came}

    def _quiet(self, days: Mapping[str, date], most: int) -> Mapping[str, date]:
        """The actors of these days that are of the span, but those of a day of more than `most` records."""
        busy = Counter(days.values())
        return {
            ref.removeprefix(_REF): day
            for ref, day in days.items()
            if ref.startswith(_REF)
            and self.since < day <= self.until
            and busy[day] <= most
            and ref.removeprefix(_REF) in self.network.records.actors
        }

    def _events(self, codes: Iterable[str]) -> Iterator[Evenement]:
        """Those to come: of a series its next date; without what was called off, or was not known yet."""
        found = {event.id: event for code in codes for event in self.network.landscapes[code].events}
        for event in sorted(found.values(), key=lambda e: (when.begins(e, self.day), e.id)):
            held = when.next_date(event, self.day)
            if not (held.annule or when.is_over(event, self.day) or self._unknown(event)):
                yield held

    def _unknown(self, event: Evenement) -> bool:
        ref = f"events/{event.id}"
        trace = self.network.traces.get(ref)
        late = bool(trace and trace.ajoutee and trace.ajoutee > self.until)
        return late and ref not in self.carried

    def _lacks(self, territory: Territory) -> Iterator[Lack]:
        """First the départements of which nobody is known, then each mission that nobody has elsewhere."""
        gaps, places = self.network.gaps, self.network.places
        every = members(territory, places)
        empty = tuple(one for one in every if not gaps.cell(one.code).total)
        if empty:
            yield Lack("", empty)
        others = [one for one in every if one not in empty]
        for mission in first_rank(self.network.records.vocabulary, "missions"):
            missing = tuple(one for one in others if gaps.cell(one.code, mission).state == "non")
            if missing:
                yield Lack(mission, missing)


def _latest(change: Change) -> tuple[int, str, str]:
    return -change.jour.toordinal(), fold(change.acteur.nom), change.acteur.id
