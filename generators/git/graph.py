"""Which commits tell of a folder: what `git log -- folder` shows, from what is known of each commit alone.

Git follows only one parent of a merge that left the folder as this parent had it (git-log(1), "History
Simplification", default mode): what a commit is worth depends on those above it. So a history cannot be
continued by joining what was shown before to what is new; the walk is done again each time, and costs
nothing, since what git had to be asked for is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from typing import NamedTuple


class Commit(NamedTuple):
    """What never changes of a commit: its instant (seconds since 1970), its day where it was made (ISO 8601),
    its parents, and what the folder is in it ("" where there is none, or an empty one)."""

    instant: int
    day: str
    parents: tuple[str, ...]
    folder: str


def shown(tip: str, commits: Mapping[str, Commit]) -> Iterator[str]:
    """The commits that changed the folder, from `tip` on, merges among them, in git's order: latest first."""
    waiting = [(-commits[tip].instant, 0, tip)]
    seen = {tip}
    while waiting:
        _, _, name = heappop(waiting)
        commit = commits[name]
        same = [one for one in commit.parents if commits[one].folder == commit.folder]
        if not same and (commit.parents or commit.folder):
            yield name
        for parent in same[:1] or commit.parents:
            if parent not in seen:
                seen.add(parent)
                heappush(waiting, (-commits[parent].instant, len(seen), parent))


def landed(tip: str, commits: Mapping[str, Commit]) -> Mapping[str, int]:
    """The instant at which each commit came to the branch that is published: its own, or that of the merge
    which brought it.

    Later with each commit of the branch, whatever the clocks of those who made them: what was changed last
    was changed at the latest instant.
    """
    branch = [tip]
    while parents := commits[branch[-1]].parents:
        branch.append(parents[0])
    found: dict[str, int] = {}
    last = 0
    for name in reversed(branch):
        last = max(commits[name].instant, last + 1)
        waiting = [name]
        while waiting:
            if (one := waiting.pop()) not in found:
                found[one] = last
                waiting += commits[one].parents
    return found


def reached(tip: str, commits: Mapping[str, Commit]) -> set[str]:
    """A commit and all that it comes from."""
    found, waiting = {tip}, [tip]
    while waiting:
        new = set(commits[waiting.pop()].parents) - found
        found |= new
        waiting += new
    return found
