"""What each version of the published branch changed, whatever way it came there."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generators.disk.cache import NONE, Cache
from generators.disk.seal import Seal
from generators.git.history import history
from generators.git.versions import Version
from generators.project import Project
from tests.git.repository import Repository

ONE = b"nom: Un\n\n# remarque\nservices:\n  - a\n  - b\n\npresentation: |\n  # Titre\n\n  nom: x\n"


@pytest.fixture
def kept(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "depot")


def told(repository: Repository, cache: Cache = NONE) -> list[Version]:
    (repository.folder / "data").mkdir(exist_ok=True)
    return [*history(replace(Project.at(repository.folder), cache=cache)).versions]


def files(version: Version) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(file.letter, file.path, file.keys) for file in version.files]


def actor(content: bytes, path: str = "data/actors/un.yml") -> dict[str, bytes]:
    return {path: content}


CHANGES = [
    (ONE.replace(b"nom: Un", b"nom: Deux"), ("nom",)),
    (ONE.replace(b"nom: Un", b"'nom' : Un"), ("nom",)),
    (ONE.replace(b"  - a\n  - b\n", b"  - b\n  - a\n"), ("services",)),
    (ONE.replace(b"  nom: x", b"  nom: y"), ("presentation",)),
    (ONE.replace(b"  # Titre\n\n", b"  # Titre\n"), ("presentation",)),
    (ONE.replace(b"nom: Un\n", b"") + b"nom: Un\n", ()),  # a key that moved
    (ONE.replace(b"# remarque\n", b"# autre\n"), ()),
    (ONE.replace(b"\n\n# rem", b"\n# rem"), ()),
    (ONE + b"siret: 1\n", ("siret",)),
    (b"", ("nom", "presentation", "services")),
    (ONE.replace(b"\n", b"\r\n"), ()),
]


@pytest.mark.parametrize(("after", "keys"), CHANGES)
def test_a_key_changed_when_its_lines_did(kept: Repository, after: bytes, keys: tuple[str, ...]) -> None:
    kept.commit(actor(ONE))
    kept.commit(actor(after), 0, day=1)
    last, first = told(kept)
    assert files(last) == [("M", "actors/un.yml", keys)]
    assert files(first) == [("A", "actors/un.yml", ())]
    assert (last.before, first.before) == (first.name, "")
    assert last.name == kept.git("rev-parse", "HEAD").strip()
    assert last.day > first.day


def test_a_file_that_moves_has_changed_at_most(kept: Repository) -> None:
    kept.commit(actor(ONE))
    kept.commit(actor(ONE.replace(b"Un", b"Deux"), "data/actors/nord/un.yml"), 0)
    kept.commit(actor(ONE.replace(b"Un", b"Deux"), "data/events/un.yml"), 1)
    kept.commit({}, 2)
    assert [files(version) for version in told(kept)[:3]] == [
        [("D", "events/un.yml", ())],
        [("D", "actors/nord/un.yml", ()), ("A", "events/un.yml", ())],
        [("M", "actors/nord/un.yml", ("nom",))],
    ]


def test_what_a_merge_brings_is_of_the_merge(kept: Repository) -> None:
    """Written long before, and read by nobody until it came: who read the version before must find it."""
    base = kept.commit(actor(ONE))
    aside = kept.commit({**actor(ONE), "data/actors/deux.yml": ONE}, base, day=1)
    ours = kept.commit(actor(ONE.replace(b"Un", b"Trois")), base, day=5)
    both = {**actor(ONE.replace(b"Un", b"Trois")), "data/actors/deux.yml": ONE}
    kept.commit(both, ours, aside, day=6)
    assert [files(version) for version in told(kept)] == [
        [("A", "actors/deux.yml", ())],
        [("M", "actors/un.yml", ("nom",))],
        [("A", "actors/un.yml", ())],
    ]


def test_what_is_not_of_the_records_is_no_version(kept: Repository) -> None:
    kept.commit({**actor(ONE), "README.md": b"a"})
    kept.commit({**actor(ONE), "README.md": b"b"}, 0)
    kept.commit({**actor(ONE), "README.md": b"c"}, 1)
    (only,) = told(kept)
    assert [*only.alike, only.name] == kept.git("rev-list", "HEAD").split()


def test_what_is_kept_says_the_same(kept: Repository, tmp_path: Path) -> None:
    """And is asked of git for new versions alone; a branch that is written anew is read anew."""
    cache = Cache(tmp_path / "cache", Seal(b"a" * 32))
    kept.commit(actor(ONE))
    assert told(kept, cache) == told(kept)
    kept.commit(actor(ONE + b"siret: 1\n"), 0)
    assert told(kept, cache) == told(kept, cache) == told(kept)
    kept.commit(actor(ONE + b"siret: 2\n"), 0)
    assert told(kept, cache) == told(kept)


def test_a_clone_cut_short_says_nothing(kept: Repository, tmp_path: Path) -> None:
    kept.commit(actor(ONE))
    kept.commit(actor(b"nom: Deux\n"), 0)
    cut = tmp_path / "cut"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{kept.folder}", cut], check=True)
    project = Project(cut, cut / "data", cut / "newsletter")
    assert history(project).versions == ()
