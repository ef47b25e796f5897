"""Folders to work in: gone at the end, at a signal, or with the next run after a kill; and only ours."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from generators.disk import scratch as scratching
from generators.disk.refused import Refused
from generators.disk.scratch import scratch
from generators.jobs import spread
from generators.publish import publishing
from tests.disk.test_switch import held, names

ROOT = Path(__file__).parents[2]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the machine that is this test's alone."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_it_is_gone_at_the_end_whatever_the_end(temporary: Path) -> None:
    with pytest.raises(KeyError), scratch() as work:
        (work / "a").mkdir(mode=0o500)
        raise KeyError
    assert names(temporary) == []


@pytest.mark.parametrize("when", ["_begun", "remove"])
def test_a_signal_while_it_is_made_or_goes_is_heard_afterwards(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    right = getattr(scratching, when)

    def interrupted(*given: object) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        done = right(*given)
        os.kill(os.getpid(), signal.SIGINT)
        return done

    monkeypatch.setattr(scratching, when, interrupted)
    with pytest.raises(KeyboardInterrupt), scratch():
        pass
    assert names(temporary) == []


def test_what_a_killed_run_left_goes_and_nothing_else(temporary: Path, tmp_path: Path) -> None:
    outside = tmp_path / "dehors"
    outside.mkdir()
    (outside / "these.doc").touch()
    left = temporary / "maillage-chantier-abcdef01"
    left.mkdir()
    (left / "lien").symlink_to(outside)
    for name in ("maillage-notes", "maillage-chantier-notes", "autre"):
        (temporary / name).mkdir()
    (temporary / "maillage-chantier-abcdef02").symlink_to(outside)
    (temporary / "maillage-chantier-abcdef03").touch()
    with scratch() as one, scratch() as other:
        assert not left.exists() and one.is_dir() and other.is_dir()
    assert names(temporary) == [
        "autre",
        "maillage-chantier-abcdef02",
        "maillage-chantier-abcdef03",
        "maillage-chantier-notes",
        "maillage-notes",
    ]
    assert names(outside) == ["these.doc"]


def test_one_within_another_stands_in_it_in_a_fork_too(temporary: Path) -> None:
    def fork() -> Path:
        with scratch() as own:
            assert own.is_dir()
            return own

    with scratch() as outer:
        inner = spread([fork] * 4, 2)
        assert {path.parent for path in inner} == {outer} and names(outer) == []
    assert names(temporary) == []


def test_where_nothing_can_be_made_it_says_so(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(prefix: str) -> str:
        raise OSError(28, "No space left on device", str(temporary / "x"))

    monkeypatch.setattr(scratching.tempfile, "mkdtemp", full)
    with pytest.raises(Refused, match="il n’y a plus de place"), scratch():
        pass


PARTS = ("data", "newsletter", "site", "docs", "mkdocs.yml", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "projet"
    root.mkdir()
    for name in ("data", "newsletter"):
        shutil.copytree(ROOT / name, root / name)
    for name in PARTS[2:]:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    for name in ("node_modules", "requirements.lock", "package-lock.json", "package.json"):
        if (ROOT / name).exists():
            (root / name).symlink_to(ROOT / name)
    return root


def eventually_one(temporary: Path) -> None:
    """The processes of a build that was killed hold its scratch until they have seen it: an instant."""
    for _ in range(1000):
        with scratch():
            if len(names(temporary)) == 1:
                return
        time.sleep(0.01)
    raise AssertionError(names(temporary))


def test_whole_builds_that_are_stopped_leave_the_last_site_and_no_scratch(
    project: Path, temporary: Path
) -> None:
    """Stopped as soon as its scratch is there: by a terminal, a machine that shuts down, and for good."""
    (project / "public").mkdir()
    for name in (".maillage", "index.html"):
        (project / "public" / name).touch()
    command = [sys.executable, "-m", "generators.cli", "build", "--today", "2026-11-22"]
    before = names(project)
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)):
        running = subprocess.Popen(command, cwd=project, env=os.environ | {"PYTHONPATH": str(ROOT)})
        while not any(temporary.glob("maillage-chantier-*")):
            assert running.poll() is None, "the build ended without scratch"
        running.send_signal(number)
        assert running.wait() == status
        assert held(project / "public") == {"index.html": b""}
        assert (names(temporary) == []) == (number != signal.SIGKILL)
    with publishing(project / "public"):
        eventually_one(temporary)
    assert names(temporary) == [] and {*names(project)} - {".cache"} == {*before}


def test_a_second_build_says_that_it_waits(project: Path, temporary: Path) -> None:
    command = [sys.executable, "-m", "generators.cli", "build", "--today", "2026-11-22"]
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with publishing(project / "public"):
        second = subprocess.Popen(command, cwd=project, env=environ, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert second.stderr.readline().startswith("Une autre construction est en cours : celle-ci attend")
        second.terminate()
        assert second.wait() == 143
        second.stderr.close()
    assert names(temporary) == [] and not (project / "public").exists()
