"""What is asked of us, each beside what was found: the limits that a run is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log

from benchmarks.book import OURS, Book
from benchmarks.measure import Cost, Found, Missing

MKDOCS, HUGO, PYDANTIC = "MkDocs-Material", "Hugo", "CSafeLoader + pydantic"
CLUSTER = "FastMarkerCluster"
#: The network in which growth begins, the small one, and the points of the map.
FEW, SOME, POINTS = 500, 2_000, 50_000
COLD = "cold build"
#: Of 5 000 commits over 10 000 records, continued.
HISTORY, RECORDS = "history, one new commit", 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """`found` gives the figure of a run whose largest network has so many actors, or why there is none."""

    what: str
    limit: float
    found: Callable[[Book, int], float | Missing]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A limit, what was found, and the verdict as the table says it."""

    asked: Asked
    found: float | Missing

    @property
    def short(self) -> bool:
        return not isinstance(self.found, Missing) and self.found > self.asked.limit

    @property
    def verdict(self) -> str:
        if isinstance(self.found, Missing):
            return f"no figure: {self.found.why}"
        more = self.found / self.asked.limit
        return f"**falls short**: {more:.3g} times what was asked" if self.short else "kept"


def answers(book: Book, actors: int) -> list[Answer]:
    return [Answer(asked, asked.found(book, actors)) for asked in ASKED]


def ratio(
    figure: str, ours: str, theirs: str, who: str, few: int = 0
) -> Callable[[Book, int], float | Missing]:
    """A figure of ours to theirs, on the largest network, or on one of `few` actors."""

    def found(book: Book, actors: int) -> float | Missing:
        one, other = (book.found(job, name, few or actors) for job, name in ((ours, OURS), (theirs, who)))
        return divided(one, other, figure)

    return found


def divided(one: Found, other: Found, figure: str) -> float | Missing:
    """One cost to another by one figure of both, or why there is no ratio."""
    if isinstance(one, Missing):
        return one
    if isinstance(other, Missing):
        return other
    mine, theirs = getattr(one, figure), getattr(other, figure)
    return mine / theirs if mine is not None and theirs else Missing("not measured in this run")


def absolute(figure: str, job: str, few: int = 0) -> Callable[[Book, int], float | Missing]:
    def found(book: Book, actors: int) -> float | Missing:
        cost = book.found(job, OURS, few or actors)
        return getattr(cost, figure) if isinstance(cost, Cost) else cost

    return found


def growth(who: str) -> Callable[[Book, int], float | Missing]:
    """The exponent of the processor's time from 2 000 actors to the largest network: 1 is in proportion."""

    def found(book: Book, actors: int) -> float | Missing:
        if actors <= SOME:
            return Missing(f"asks for more than {SOME} actors")
        times = divided(book.found(COLD, who, actors), book.found(COLD, who, SOME), "cpu")
        return times if isinstance(times, Missing) else log(times) / log(actors / SOME)

    return found


#: Ours and theirs, by what both did; MkDocs builds anew whatever changed.
_BUILDS = (COLD, COLD, MKDOCS)
_MAPS = ("map", "map", CLUSTER, POINTS)
ASKED = (
    Asked("cold build, wall, to MkDocs-Material with its search", 0.30, ratio("elapsed", *_BUILDS)),
    Asked("cold build, wall, to Hugo with an equal page", 2.0, ratio("elapsed", COLD, COLD, HUGO)),
    Asked("no change, wall, to MkDocs", 0.05, ratio("elapsed", "no change", COLD, MKDOCS)),
    Asked("one record changed, wall, to MkDocs", 0.06, ratio("elapsed", "one record changed", COLD, MKDOCS)),
    Asked("growth of the build, exponent of its CPU from 2 000", 1.0, growth(OURS)),
    Asked("cold build of 500 actors, wall, to MkDocs", 1.5, ratio("elapsed", *_BUILDS, FEW)),
    Asked("peak memory of all processes, to MkDocs", 1.0, ratio("peak", *_BUILDS)),
    Asked("an edit on screen", 0.6, absolute("elapsed", "edit"), "s"),
    Asked("check, cold, to CSafeLoader with pydantic", 1.0, ratio("elapsed", "check", "check", PYDANTIC)),
    Asked("check, with its cache", 0.3, ratio("elapsed", "check again", "check", PYDANTIC)),
    Asked("map of 50 000 points, time, to FastMarkerCluster", 0.4, ratio("elapsed", *_MAPS)),
    Asked("map of 50 000 points, heap", 0.35, ratio("peak", *_MAPS)),
    Asked("git's history of 5 000 commits, warm", 0.5, absolute("elapsed", HISTORY, RECORDS), "s"),
    Asked("a command starts", 0.15, absolute("elapsed", "start"), "s"),
)  # fmt: skip
