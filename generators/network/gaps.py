"""What is missing where: who covers a département, for a mission and an audience, and how sure that is.

« À confirmer », « non renseigné » and « aucun acteur connu » are three different things, and none of them
says that nobody is there. Finer missions count for the one they belong to ("héberger" for "protéger").
Actors of the whole of France are counted apart: they would make every territory look covered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from generators.land import coverage
from generators.land.places import Places
from generators.network import when
from generators.records.models import Acteur
from generators.records.records import Records
from generators.records.vocabulary import Vocabulary

#: From the best to the worst: confirmed, known but to be confirmed, known but nobody can say, nobody known.
State = Literal["oui", "verifier", "inconnu", "non"]
STATES: tuple[State, ...] = ("oui", "verifier", "inconnu", "non")


@dataclass(frozen=True, slots=True)
class Reach:
    """What counts of one actor: its missions of the first rank, its audiences, where it acts, since when.

    An empty `missions` or `publics` was not filled in. `departements` are those that it covers without
    covering the whole of France; where its territory was not filled in, the one in which it stands.
    """

    acteur: str
    verifie_le: date | None
    missions: frozenset[str]
    publics: frozenset[str]
    departements: frozenset[str]
    national: bool

    def answers(self, mission: str | None, public: str | None) -> bool | None:
        """Whether it has this mission for this audience; None when what was filled in doesn't say.

        Without `mission`, any one of them will do; without `public`, the audience doesn't matter.
        """
        said = (_says(self.missions, mission), public is None or _says(self.publics, public))
        return False if False in said else None if None in said else True


@dataclass(frozen=True, slots=True)
class Cell:
    """How many actors answer, confirmed within twelve months or not, and of how many nobody can say.

    `latest` is the last confirmation among those that must be asked again; None when there was none.
    """

    fresh: int = 0
    stale: int = 0
    unknown: int = 0
    latest: date | None = None

    @property
    def known(self) -> int:
        """Those that answer, in date or not."""
        return self.fresh + self.stale

    @property
    def total(self) -> int:
        """How many are counted there: those of whom nobody can say, too."""
        return self.known + self.unknown

    @property
    def state(self) -> State:
        if self.fresh:
            return "oui"
        if self.stale:
            return "verifier"
        return "inconnu" if self.unknown else "non"


@dataclass(frozen=True)
class Gaps:
    """The reach of every active actor, on the day of the build."""

    reaches: tuple[Reach, ...]
    today: date

    def cell(self, departement: str, mission: str | None = None, public: str | None = None) -> Cell:
        """Who is known to act in a département below the level of France."""
        return self._count(self._local.get(departement, ()), mission, public)

    def national(self, mission: str | None = None, public: str | None = None) -> Cell:
        """Who is known to act in the whole of France."""
        return self._count((reach for reach in self.reaches if reach.national), mission, public)

    @cached_property
    def nowhere(self) -> tuple[str, ...]:
        """The actors of which no record says where they act: they count in no cell."""
        return tuple(r.acteur for r in self.reaches if not r.departements and not r.national)

    @cached_property
    def covered(self) -> frozenset[str]:
        """The départements in which somebody is counted, below the level of France."""
        return frozenset(self._local)

    def counts(self, departement: str, acteur: str) -> bool:
        """Whether an actor is one of those counted there."""
        return any(reach.acteur == acteur for reach in self._local.get(departement, ()))

    @cached_property
    def _local(self) -> Mapping[str, tuple[Reach, ...]]:
        found: dict[str, list[Reach]] = defaultdict(list)
        for reach in self.reaches:
            for code in reach.departements:
                found[code].append(reach)
        return {code: tuple(reaches) for code, reaches in found.items()}

    def _count(self, reaches: Iterable[Reach], mission: str | None, public: str | None) -> Cell:
        answers = [(reach, reach.answers(mission, public)) for reach in reaches]
        known = [reach.verifie_le for reach, answer in answers if answer]
        stale = [day for day in known if when.is_stale(day, self.today)]
        unknown = sum(answer is None for _, answer in answers)
        return Cell(len(known) - len(stale), len(stale), unknown, max(filter(None, stale), default=None))


def of(records: Records, places: Places, today: date) -> Gaps:
    """The gaps that the records leave on a day: only who acts and works at present counts."""
    acts = records.vocabulary.acts
    active = (acteur for acteur in records.actors.values() if acteur.actif and acts(acteur.role))
    return Gaps(tuple(_reach(acteur, records.vocabulary, places) for acteur in active), today)


def first_rank(vocabulary: Vocabulary, name: str) -> tuple[str, ...]:
    """The terms of a list that belong to no other, in the order of the vocabulary."""
    return tuple(code for code, term in vocabulary.lists[name].items() if term.parent is None)


def _reach(acteur: Acteur, vocabulary: Vocabulary, places: Places) -> Reach:
    return Reach(
        acteur=acteur.id,
        verifie_le=acteur.verifie_le,
        missions=frozenset(_broad(acteur.missions, vocabulary, "missions")),
        publics=frozenset(_broad(acteur.publics, vocabulary, "publics")),
        departements=frozenset(_departements(acteur, places)),
        national=any(zone.level == "france" for zone in acteur.zone_eligibilite),
    )


def _broad(codes: Iterable[str], vocabulary: Vocabulary, name: str) -> Iterator[str]:
    return (vocabulary.lists[name][code].parent or code for code in codes)


def _departements(acteur: Acteur, places: Places) -> Iterator[str]:
    for zone in acteur.zone_eligibilite:
        if zone.level != "france":
            yield from coverage.departements_of_zone(zone, places)
    if not acteur.zone_eligibilite and (code := coverage.departement_of(acteur, places)):
        yield code


def _says(terms: frozenset[str], wanted: str | None) -> bool | None:
    if not terms:
        return None
    return wanted is None or wanted in terms
