"""A revision never goes back, whatever became of the branch, and rises with each change of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generators.disk.cache import NONE, Cache
from generators.disk.seal import Seal
from generators.git import history
from generators.project import Project
from tests.git.repository import SINCE, Chance, Files, Repository

EVENT = "data/events/a.yml"
HOUR = 3600


def revisions(repository: Repository, below: str = "") -> Mapping[str, int]:
    (repository.folder / "data").mkdir(exist_ok=True)
    return history.history(Project.at(repository.folder), below).revisions


def at(instant: int, files: Files, *parents: int) -> tuple[Files, tuple[int, ...], int, str]:
    return files, parents, SINCE + instant, "+0100"


def states(*hours: int) -> list[Files]:
    """The event as it ends at an hour."""
    return [{EVENT: b"titre: A\nfin: %d\n" % hour} for hour in hours]


def risen(folder: Path, *these: tuple[Files, tuple[int, ...], int, str], published: tuple[int, ...]) -> bool:
    """Whether the event has a later revision at each commit that is published, one after another."""
    repository = Repository(folder)
    repository.commits(these)
    found = []
    for number in published:
        repository.point(number)
        found.append(revisions(repository)["events/a.yml"])
    return found == sorted(set(found))


def test_what_is_kept_of_an_older_side_is_a_revision(tmp_path: Path) -> None:
    """Somebody changes it at home; it is changed and published meanwhile; they pull, and keep their own."""
    first, mine, theirs = states(17, 18, 16)
    home = [at(0, first), at(50, mine, 0), at(100, theirs, 0)]
    assert risen(tmp_path / "tirer", *home, at(150, mine, 1, 2), published=(0, 2, 3))
    assert risen(tmp_path / "fusionner", *home, at(150, mine, 2, 1), published=(0, 2, 3))
    assert risen(tmp_path / "horloge", *home, at(20, mine, 1, 2), published=(0, 2, 3))
    both = states(19)[0]
    assert risen(tmp_path / "ni-l-un-ni-l-autre", *home, at(150, both, 1, 2), published=(0, 2, 3))
    assert risen(tmp_path / "comme-avant", *home, at(150, first, 2, 1), published=(0, 2, 3))


def test_a_merge_that_brings_nothing_of_it_is_none(tmp_path: Path) -> None:
    """What a branch left as it was before is as the branch that is published has it."""
    repository = Repository(tmp_path / "projet")
    first, second = states(17, 18)
    other = {"data/actors/b.yml": b"nom: B\n"}
    repository.commits(
        [at(0, first), at(50, second, 0), at(70, first | other, 0), at(90, second | other, 1, 2)]
    )
    assert revisions(repository)["events/a.yml"] == SINCE + 50


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_whatever_the_history_no_revision_goes_back(seed: int, tmp_path: Path) -> None:
    """From any commit to each that comes from it, as if both had been published."""
    repository, chance, tips = Repository(tmp_path / "projet"), Chance(seed), list[int]()
    chance.grow(repository, 60, tips)
    names = repository.names()
    found = []
    for number in range(len(repository.files)):
        repository.point(number)
        found.append(revisions(repository))
    pairs = 0
    for now in range(len(repository.files)):
        for name in repository.git("rev-list", names[now]).split()[1:]:
            before = names.index(name)
            for path, revision in found[before].items():
                sides = [repository.files[one].get(f"data/{path}") for one in (before, now)]
                assert found[now][path] >= revision + (sides[0] != sides[1])
                pairs += sides[0] != sides[1]
    assert pairs > 200


def test_what_is_kept_is_what_is_asked_again(tmp_path: Path) -> None:
    repository, chance, tips = Repository(tmp_path / "projet"), Chance(7), list[int]()
    (repository.folder / "data").mkdir()
    project = replace(Project.at(repository.folder), cache=Cache(tmp_path / "garde", Seal(b"a" * 32)))
    for _ in range(4):
        chance.grow(repository, 10, tips)
        whole = history.history(replace(project, cache=NONE), "events")
        assert history.history(project, "events") == whole
        assert all(path.strip('"').startswith("events/") for path in whole.revisions)
        assert whole.revisions.items() <= history.history(project).revisions.items()
