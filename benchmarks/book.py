"""The figures of a run, kept by what was done, by whom, on how many actors; a round that failed is kept as
such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.measure import Cost, Failed, Found, Missing, middle
from benchmarks.visite import Figure

OURS = "Maillage"
#: The folders of this machine above a file, which nobody else has.
_PLACE = re.compile(r"(?<![\w.])/(?:[\w.@+-]+/)+")
NOT_YET = Missing("not measured in this run")


class Key(NamedTuple):
    """What was done ("cold build"), by whom ("Hugo"), on how many actors."""

    job: str
    who: str
    actors: int


@dataclass
class Book:
    """`told` is called after each figure, so that what was found outlives what fails later."""

    told: Callable[[Book], None] = lambda _: None
    rounds: defaultdict[Key, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    lacks: dict[Key, str] = field(default_factory=dict)
    #: What readers meet, on the largest network.
    read_by: list[Figure] = field(default_factory=list)

    def add(self, key: Key, cost: Cost) -> None:
        self.rounds[key].append(cost)
        self.told(self)

    def lack(self, key: Key, why: str) -> None:
        self.lacks[key] = _PLACE.sub("", why)
        self.told(self)

    def read(self, figure: Figure) -> None:
        self.read_by.append(figure)
        self.told(self)

    def measured(self, key: Key, measure: Callable[[], Cost]) -> bool:
        """Adds what `measure` gives, or why it gives nothing; a peer that failed once is not tried again."""
        if key in self.lacks:
            return False
        try:
            self.add(key, measure())
        except (Failed, OSError) as error:
            self.lack(key, str(error).replace("\n", " ")[:300])
        return key not in self.lacks

    def found(self, job: str, who: str, actors: int) -> Found:
        """The median of the rounds; of one that failed in any round, why."""
        key = Key(job, who, actors)
        if why := self.lacks.get(key):
            return Missing(why)
        return middle(self.rounds[key]) if self.rounds.get(key) else NOT_YET

    def who(self, job: str) -> list[str]:
        """Who was asked to do a job, in the order in which they first were."""
        return list(dict.fromkeys(key.who for key in (*self.rounds, *self.lacks) if key.job == job))

    def actors(self, job: str) -> list[int]:
        return sorted({key.actors for key in (*self.rounds, *self.lacks) if key.job == job})
