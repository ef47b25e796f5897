"""The revision of each file: an instant, later than in any earlier state where the file was another.

Whoever holds an earlier state, published from whichever side of a merge, sees a change by a later instant and
never by an earlier one: where a merge keeps what is not the latest of its sides, it revises the file. What it
brings to its first parent is of its own instant. Revisions depend on nothing but the commits that a state
comes from: no cut of a history, no branch that went another way gives a file an earlier one.
"""

from __future__ import annotations

import os
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from generators.disk.cache import digest
from generators.git.ask import answered
from generators.git.graph import Commit
from generators.project import Project

#: What the folder is in a parent and in a commit, "" where it is not there: the names of two trees.
Pair = tuple[str, str]

_ROOM: Final = "revisions"
_ASKED: Final = ("-c", "core.quotePath=true", "diff-tree", "--stdin", "-r", "--no-renames", "--name-only")
#: The name of a tree without files, by the length of the names of a repository.
_EMPTY: Final = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


def revisions(project: Project, below: str, tip: str, commits: Mapping[str, Commit]) -> Mapping[str, int]:
    """File → its revision (seconds since 1970), gone ones too, of those `below`. Raises `NoAnswer`."""
    key = digest(os.fsencode(below))
    kept = project.cache.get(_ROOM, key)
    known: Mapping[Pair, Set[str]] = pickle.loads(kept) if kept else {}  # noqa: S301 (sealed by ourselves)
    pairs = {pair for commit in commits.values() for pair in _pairs(commit, commits) if pair[0] != pair[1]}
    if new := pairs - known.keys():
        known = {pair: known[pair] for pair in pairs - new} | _differences(project, below, new)
        project.cache.put(_ROOM, key, pickle.dumps(known, protocol=pickle.HIGHEST_PROTOCOL))
    return _at(tip, commits, known)


def _pairs(commit: Commit, commits: Mapping[str, Commit]) -> list[Pair]:
    """One a parent; of a first commit, one with nothing."""
    return [(commits[one].folder, commit.folder) for one in commit.parents] or [("", commit.folder)]


def _differences(project: Project, below: str, pairs: Iterable[Pair]) -> dict[Pair, Set[str]]:
    named = {_named(pair): pair for pair in pairs}
    found: dict[Pair, Set[str]] = {pair: frozenset() for pair in named.values()}
    files = set[str]()
    for line in answered(project.data, named, *_ASKED, "--", f":(top){below}"):
        text = line.decode()
        if text in named:
            found[named[text]] = files = set()
        else:
            files.add(text)
    return found


def _named(pair: Pair) -> str:
    empty = _EMPTY[max(map(len, pair))]
    return " ".join(tree or empty for tree in pair)


def _at(tip: str, commits: Mapping[str, Commit], known: Mapping[Pair, Set[str]]) -> Mapping[str, int]:
    """Worked out from the first commit on. What no later one looks at is forgotten."""
    waited = Counter(parent for commit in commits.values() for parent in commit.parents)
    ages: dict[str, int] = {}
    found: dict[str, Mapping[str, int]] = {}
    for name in _first_to_last(tip, commits):
        commit = commits[name]
        ages[name] = max([commit.instant, *(ages[one] + 1 for one in commit.parents)])
        sides = [found[one] for one in commit.parents] or [{}]
        found[name] = _of_all(
            ages[name], sides, [known.get(pair, frozenset()) for pair in _pairs(commit, commits)]
        )
        for one in commit.parents:
            waited[one] -= 1
            if not waited[one]:
                del found[one]
    return found[tip]


def _first_to_last(tip: str, commits: Mapping[str, Commit]) -> Iterator[str]:
    """Every commit after those that it comes from."""
    waiting, done = [tip], set[str]()
    while waiting:
        name = waiting[-1]
        before = [one for one in commits[name].parents if one not in done]
        waiting += before
        if not before:
            waiting.pop()
            if name not in done:
                done.add(name)
                yield name


def _of_all(age: int, sides: Sequence[Mapping[str, int]], others: Sequence[Set[str]]) -> Mapping[str, int]:
    """`age` is the commit's own. `sides`: the revisions in each parent; `others`: what is another there."""
    looked = set[str]().union(*others)
    for side in sides[1:]:
        if side is not sides[0]:
            looked.update(file for file, revision in side.items() if sides[0].get(file) != revision)
    return (
        {**sides[0], **{file: _of_one(file, age, sides, others) for file in looked}} if looked else sides[0]
    )


def _of_one(file: str, age: int, sides: Sequence[Mapping[str, int]], others: Sequence[Set[str]]) -> int:
    same, another = (
        [side.get(file, 0) for side, there in zip(sides, others, strict=True) if (file in there) is differs]
        for differs in (False, True)
    )
    if file in others[0] or max(another, default=-1) >= max(same):
        return age
    return max(same)
