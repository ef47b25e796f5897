"""What git's history says of the records: read once, then continued with each new commit.

Of a commit, its parents, its day and what it did to a file never change: they are kept under its name. What
git is asked is the commits that nobody kept, whatever became of the branch meanwhile: those that a rebase, a
pull or another branch brings. What they tell together is worked out again each time (`generators.git.graph`).
"""

from __future__ import annotations

import os
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from generators.disk.cache import digest
from generators.git.ask import NoAnswer, answered, said
from generators.git.changes import Change, changes
from generators.git.graph import Commit, landed, reached, shown
from generators.git.revisions import revisions
from generators.git.versions import Version, versions
from generators.project import Project


class History(NamedTuple):
    """The days on which records came, changed and went, as `generators.network.when` reads them: as
    `git log --format=@%cs --name-status --no-renames --relative --diff-filter=AMD -- .` gives them.

    `contacts`: of the changes that touched how one reaches what a record tells of. `gone`: the files that
    were removed while they said that a place is confidential. `renamed`: of the days on which some came and
    others went together, what did; all that a merge brings is together. `revisions`: each file → the instant
    of its revision (`generators.git.revisions`). `versions`: what the latest versions of the branch changed,
    the last one first.
    """

    days: str = ""
    contacts: str = ""
    gone: str = ""
    renamed: str = ""
    revisions: Mapping[str, int] = MappingProxyType({})
    versions: tuple[Version, ...] = ()


class _Known(NamedTuple):
    """What is kept: the last commit that was read, all those it comes from, and what those did that count."""

    tip: str
    commits: Mapping[str, Commit]
    changes: Mapping[str, tuple[Change, ...]]


_NOTHING: Final = _Known("", {}, {})
_ROOM: Final = "histoire"


def history(project: Project, revised: str = "") -> History:
    """What the commits tell of the folder of the records; the revisions of the files below `revised`.

    Nothing without git, outside a repository, and in a clone cut short: its oldest commit seems to add every
    file, and half a history would make the site depend on where it is cut.
    """
    asked = said(project.data, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix")
    cut, tip, prefix = (asked or "true\n\n").split("\n", 2)
    if cut == "true":
        return History()
    key = digest(os.fsencode(prefix))
    kept = project.cache.get(_ROOM, key)
    known = pickle.loads(kept) if kept else _NOTHING  # noqa: S301 (sealed by ourselves)
    try:
        found = known if known.tip == tip else _continued(project.data, known, tip)
        instants = revisions(project, revised, tip, found.commits)
        latest = versions(project, prefix, tip, found.commits)
    except NoAnswer:
        return History()
    if found is not known:
        project.cache.put(_ROOM, key, pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
    return _history(found)._replace(revisions=instants, versions=latest)


def _continued(folder: Path, known: _Known, tip: str) -> _Known:
    """What is known at `tip`; git is asked of what is not yet. Raises `NoAnswer`."""
    since = (f"^{known.tip}",) if known.tip else ()
    told = said(folder, "log", "--no-show-signature", "--format=%H|%ct|%cs|%P", tip, *since)
    if told is None and since:  # git threw that commit away
        return _continued(folder, _NOTHING, tip)
    if told is None:
        raise NoAnswer
    new = [line.split("|") for line in told.splitlines()]
    folders = _folders(folder, [name for name, *_ in new])
    commits = dict(known.commits)
    for (name, instant, day, parents), there in zip(new, folders, strict=True):
        commits[name] = Commit(int(instant or 0), day, tuple(parents.split()), there)
    commits = {name: commits[name] for name in reached(tip, commits)}
    counting = [name for name in shown(tip, commits) if len(commits[name].parents) < 2]
    done = {name: known.changes[name] for name in counting if name in known.changes}
    unread = [name for name in counting if name not in done]
    done |= dict.fromkeys(unread, ()) | dict(changes(folder, unread))
    return _Known(tip, commits, done)


def _folders(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """What the folder is in each commit: the name of its tree; "" where it is not there, or empty."""
    form = "--batch-check=%(objecttype) %(objectsize) %(objectname)"
    for line in answered(folder, (f"{name}:./" for name in names), "cat-file", form):
        found = line.decode().split(" ")
        yield found[2] if found[0] == "tree" and found[1] != "0" else ""


def _history(known: _Known) -> History:
    names = [*shown(known.tip, known.commits)]
    done = [(known.commits[name].day, known.changes.get(name, ())) for name in names]
    contacts, gone = (
        [(day, [one for one in files if one.telling and one.letter == letter]) for day, files in done]
        for letter in "MD"
    )
    renamed = _renamed(known, names, landed(known.tip, known.commits))
    return History(_log(done), _log(contacts), _log(gone), _log(renamed))


def _renamed(
    known: _Known, names: Iterable[str], came: Mapping[str, int]
) -> Iterator[tuple[str, Sequence[Change]]]:
    """What came and went with each landing, the latest first, where something did both."""
    landings = defaultdict[int, list[Change]](list)
    for name in names:
        landings[came[name]] += (one for one in known.changes.get(name, ()) if one.letter in "AD")
    days = {came[name]: known.commits[name].day for name in names}
    for instant in sorted(landings, reverse=True):
        if len({one.letter for one in landings[instant]}) > 1:
            yield days[instant], landings[instant]


def _log(done: Iterable[tuple[str, Sequence[Change]]]) -> str:
    """A day behind its sign, then a line a file; no day without files."""
    return "".join(
        "\n".join((f"@{day}", *(f"{one.letter}\t{one.path}" for one in files), ""))
        for day, files in done
        if files
    )
