"""The history read once and continued, against the three logs that git gives, asked of everything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generators.disk.cache import NONE, Cache
from generators.disk.refused import Refused
from generators.disk.seal import Seal
from generators.git import changes, history
from generators.git.history import History
from generators.project import Project
from tests.git.repository import CONTACTS, DAYS, GONE, SINCE, Chance, Log, Repository, grouped

A, B = "data/actors/a.yml", "data/actors/b.yml"
C, C_PATH = "A\tactors/c.yml", "data/actors/c.yml"


def said(repository: Repository, below: str = "data") -> tuple[Log, Log, Log]:
    """What git says, asked of everything."""
    days, contacts, gone = (repository.log(asked, below) for asked in (DAYS, CONTACTS, GONE))
    return days, contacts, gone


def told(found: History) -> tuple[Log, Log, Log]:
    days, contacts, gone = map(grouped, found[:3])
    return days, contacts, gone


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / ".cache" / "construction", Seal(b"a" * 32))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commits of which git is asked what they did."""
    found: list[str] = []

    def watched(folder: Path, commits: Iterable[str]) -> Iterator[tuple[str, tuple[changes.Change, ...]]]:
        found.extend(commits)
        return changes.changes(folder, [*commits])

    monkeypatch.setattr(history, "changes", watched)
    return found


def project_of(repository: Repository, cache: Cache, below: str = "data") -> Project:
    (repository.folder / below).mkdir(exist_ok=True)
    return replace(Project.at(repository.folder), data=repository.folder / below, cache=cache)


@pytest.mark.parametrize(("seed", "below"), [(1, "data"), (2, "data"), (3, ".")])
def test_whatever_the_history_the_continued_one_is_that_of_the_whole(
    seed: int, below: str, tmp_path: Path, cache: Cache
) -> None:
    """Records come, change, move and go, branches part and meet, with one side winning or neither."""
    repository, chance, tips = Repository(tmp_path / "projet"), Chance(seed), list[int]()
    project = project_of(repository, cache, below)
    for _ in range(13):
        chance.grow(repository, 12, tips)
        whole = history.history(replace(project, cache=NONE))
        assert history.history(project) == whole
        assert told(whole) == said(repository, below)
        tips[-1:] = [chance.draw.choice([tips[-1], len(repository.files) - 3])]
        repository.point(tips[-1])  # what was done last is thrown away, now and then
        assert told(history.history(project)) == said(repository, below)


def record(telephone: int, word: str = "false") -> bytes:
    return f"nom: A\ntelephone: {telephone}\nadresse_confidentielle: {word}\n".encode()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two records that come; one that changes; one that goes while it is confidential."""
    made = Repository(tmp_path / "projet")
    made.commit({A: record(1), B: record(2, "true")})
    made.commit({A: record(3), B: record(2, "true")}, 0, day=1)
    made.commit({A: record(3)}, 1, day=2)
    return made


def test_git_is_asked_of_new_commits_alone(repository: Repository, cache: Cache, asked: list[str]) -> None:
    project = project_of(repository, cache)
    first = history.history(project)
    assert told(first) == said(repository)
    assert len(asked) == 3
    assert history.history(project) == first
    assert len(asked) == 3
    repository.commit({A: record(4)}, 2, day=3)
    repository.commit({A: record(4), "README.md": b"x"}, 3, day=4)  # touches no record
    assert told(history.history(project)) == said(repository)
    assert len(asked) == 4


def test_a_branch_that_is_changed_for_another_is_continued_from_what_they_share(
    repository: Repository, cache: Cache, asked: list[str]
) -> None:
    project = project_of(repository, cache)
    history.history(project)
    repository.commit({A: record(9), B: record(2)}, 1, day=5)
    assert told(history.history(project)) == said(repository)
    repository.point(2)
    assert told(history.history(project)) == said(repository)
    assert len(asked) == 3 + 1 + 1


def test_a_commit_that_git_threw_away_leaves_nothing(
    repository: Repository, cache: Cache, asked: list[str]
) -> None:
    project = project_of(repository, cache)
    history.history(project)
    repository.point(0)
    repository.commit({A: record(7)}, 0, day=6)
    repository.git("reflog", "expire", "--expire=now", "--all")
    repository.git("gc", "-q", "--prune=now")
    assert told(history.history(project)) == said(repository)
    assert len(asked) == 3 + 2


def test_a_merge_that_kept_one_side_takes_away_what_the_other_told(
    repository: Repository, cache: Cache
) -> None:
    """What was known on the side that lost is told no more: a history is no sum of its parts."""
    project = project_of(repository, cache)
    history.history(project)
    other = repository.commit({A: record(5), B: record(6)}, 0, day=3)
    repository.commit({A: record(5), B: record(6)}, 2, other, day=4)
    found = history.history(project)
    assert told(found) == said(repository)
    assert "2020-09-15" not in found.days


def test_what_stands_for_a_commit_on_one_machine_changes_nothing(
    repository: Repository, cache: Cache
) -> None:
    """The same commit gives the same pages everywhere: a replacement is in no clone."""
    project = project_of(repository, cache)
    before = history.history(replace(project, cache=NONE))
    tip = repository.git("rev-parse", "HEAD").strip()
    repository.git("replace", "--graft", tip)
    assert repository.git("rev-list", "--count", "HEAD").strip() == "1"
    assert history.history(project) == before
    repository.git("replace", "-d", tip)
    (repository.folder / ".git" / "info" / "grafts").write_text(f"{tip}\n")
    assert history.history(replace(project, cache=NONE)) == history.history(project) == before


def test_a_clone_that_is_cut_short_tells_nothing_until_it_is_whole(
    repository: Repository, cache: Cache, tmp_path: Path
) -> None:
    whole = history.history(project_of(repository, cache))
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(tmp_path / "court"))
    short = replace(Project.at(tmp_path / "court"), cache=cache)
    assert history.history(short) == History()
    repository.git("-C", str(short.root), "fetch", "-q", "--unshallow")
    assert history.history(short) == history.history(replace(short, cache=NONE)) == whole


def test_two_repositories_may_share_what_is_kept(
    repository: Repository, cache: Cache, tmp_path: Path
) -> None:
    other = Repository(tmp_path / "autre")
    other.commit({B: record(1)})
    for _ in range(2):
        for one in (repository, other):
            assert told(history.history(project_of(one, cache))) == said(one)


def test_a_folder_elsewhere_is_of_its_own_repository(
    repository: Repository, cache: Cache, tmp_path: Path
) -> None:
    """Of the one that it stands in, wherever the project is; of none where there is none."""
    other = Repository(tmp_path / "autre")
    other.commit({"réseau/a/data/actors/c.yml": record(1), A: record(2)})
    project = project_of(repository, cache)
    elsewhere = project.with_data(other.folder / "réseau" / "a" / "data")
    elsewhere.data.mkdir(parents=True)
    assert (
        told(history.history(elsewhere)) == said(other, "réseau/a/data") == ([("@2020-09-13", [C])], [], [])
    )
    assert told(history.history(project_of(other, cache))) == said(other)
    bare = tmp_path / "sans"
    bare.mkdir()
    assert history.history(project.with_data(bare)) == History()


def test_what_is_not_committed_tells_nothing(repository: Repository, cache: Cache) -> None:
    project = project_of(repository, cache)
    before = history.history(project)
    (project.data / "actors").mkdir()
    (project.data / "actors" / "neuf.yml").write_bytes(record(1))
    repository.git("add", "-A")
    assert history.history(project) == before


def test_neither_settings_nor_attributes_change_what_is_read(repository: Repository, cache: Cache) -> None:
    """A record that is said to be binary, that holds a NUL, or a tabulation, is looked at like any other."""
    hidden = b"nom: B\nadresse_confidentielle:\ttrue\n\0"
    repository.commit({A: record(3), B: hidden, ".gitattributes": b"*.yml binary\n"}, 2, day=3)
    repository.commit({A: record(4), ".gitattributes": b"*.yml binary\n"}, 3, day=4)
    project = project_of(repository, cache)
    plain = history.history(replace(project, cache=NONE))
    assert plain.gone.count("b.yml") == 2
    settings = {
        "log.showSignature": "true",
        "diff.noprefix": "true",
        "diff.context": "0",
        "diff.suppressBlankEmpty": "true",
        "diff.algorithm": "patience",
        "diff.relative": "true",
        "diff.external": "false",
        "core.quotePath": "false",
        "color.ui": "always",
        "format.pretty": "fuller",
        "log.date": "relative",
        "diff.renames": "copies",
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    assert history.history(project) == plain


def test_a_history_that_cannot_be_read_to_its_end_tells_nothing(repository: Repository, cache: Cache) -> None:
    """Half of it would make pages of its own; nothing of it is kept."""
    project = project_of(repository, cache)
    blob = repository.git("rev-parse", f"HEAD~1:{B}").strip()
    torn = repository.folder / ".git" / "objects" / blob[:2] / blob[2:]
    torn.rename(repository.folder / "ailleurs")
    assert history.history(project) == History()
    (repository.folder / "ailleurs").rename(torn)
    assert told(history.history(project)) == said(repository)


@pytest.mark.parametrize("command", ["rev-parse", "log", "cat-file", "diff-tree"])
def test_a_git_that_is_killed_leaves_no_page_without_its_history(
    command: str, repository: Repository, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had an answer: what is made without it would be another site."""
    project = project_of(repository, cache)
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    real = shutil.which("git")
    killed = f'case "$*" in *" {command} "*) kill -9 $$;; esac'
    program.write_text(f'#!/bin/sh\n{killed}\nexec {real} "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    with pytest.raises(Refused, match=r"git a été arrêté avant de répondre \(SIGKILL\)"):
        history.history(project)
    monkeypatch.undo()
    assert told(history.history(project)) == said(repository)


def test_a_change_is_of_the_instant_at_which_it_came_to_the_branch(
    repository: Repository, cache: Cache
) -> None:
    """A branch that waited for a week changes its records on the day of its merge, not before."""
    project = project_of(repository, cache)
    before = history.history(project).revisions
    aside = repository.commit({A: record(9), B: record(2, "true")}, 1, day=3)
    main = repository.commit({A: record(3), C_PATH: record(1)}, 2, day=8)
    repository.commit({A: record(9), C_PATH: record(1)}, main, aside, day=9)
    after = history.history(project).revisions
    assert after["actors/a.yml"] == SINCE + 9 * 86_400 > before["actors/a.yml"]
    assert after["actors/c.yml"] == SINCE + 8 * 86_400
    assert after["actors/b.yml"] >= before["actors/b.yml"]


def test_a_clock_that_was_ahead_hides_no_later_change(repository: Repository, cache: Cache) -> None:
    project = project_of(repository, cache)
    ahead = repository.commit({A: record(7)}, 2, day=4000)
    found = history.history(project).revisions["actors/a.yml"]
    repository.commit({A: record(8)}, ahead, day=4)
    assert history.history(project).revisions["actors/a.yml"] == found + 1
