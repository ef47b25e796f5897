"""What changes on the disk is given out once it is calm, however editors and git write it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generators.serving import watching as module
from generators.serving.watching import Watch, Watched, is_aside, watching


class Given:
    """What the watch gives out, as it comes."""

    def __init__(self, watch: Watch) -> None:
        self._some = threading.Condition()
        self._batches: list[set[Path]] = []
        threading.Thread(target=self._read, args=(watch,), daemon=True).start()

    def _read(self, watch: Watch) -> None:
        while True:
            batch = watch.changes()
            with self._some:
                self._batches.append(batch)
                self._some.notify_all()

    def until(self, path: Path) -> list[set[Path]]:
        """The batches up to the one that has a path."""
        with self._some:
            assert self._some.wait_for(lambda: any(path in batch for batch in self._batches), 30), path
            found, self._batches = self._batches, []
            return found


@pytest.fixture(params=["told", "looked at"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(module, "LOOK_S", 0.05)
    (tmp_path / "data" / "actors").mkdir(parents=True)
    (tmp_path / "data" / "actors" / "a.yml").write_text("nom: A\n")
    (tmp_path / "mkdocs.yml").touch()
    yield tmp_path


@pytest.fixture
def given(folder: Path, request: pytest.FixtureRequest) -> Iterator[Given]:
    wanted = [Watched(folder / "data"), Watched(folder, frozenset({"mkdocs.yml", "data"}))]
    look = request.node.callspec.params["folder"] == "looked at"
    with watching(wanted, folder / "index.lock", look=look) as (watch, looked):
        assert looked == look
        yield Given(watch)


def test_a_file_that_is_written_made_and_removed(folder: Path, given: Given) -> None:
    known, fresh = folder / "data" / "actors" / "a.yml", folder / "data" / "actors" / "b.yml"
    known.write_text("nom: Autre\n")
    given.until(known)
    fresh.write_text("nom: B\n")
    given.until(fresh)
    fresh.unlink()
    given.until(fresh)


def test_an_editor_that_writes_beside_and_renames(folder: Path, given: Given) -> None:
    file = folder / "data" / "actors" / "a.yml"
    (file.parent / ".a.yml.swp").write_text("vim")
    beside = file.parent / "a.yml~"
    beside.write_text("nom: Autre\n")
    beside.replace(file)
    batches = given.until(file)
    assert not any(is_aside(path.name) for batch in batches for path in batch)


def test_a_folder_of_a_new_name_and_one_that_comes_back(folder: Path, given: Given) -> None:
    """As git checks out a branch without it, and the one before."""
    (folder / "data" / "nord").mkdir()
    given.until(folder / "data" / "nord")
    shutil.rmtree(folder / "data")
    time.sleep(0.2)
    (folder / "data" / "actors").mkdir(parents=True)
    given.until(folder / "data")
    time.sleep(0.2)
    file = folder / "data" / "actors" / "c.yml"
    file.write_text("nom: C\n")
    given.until(file)


def test_only_the_files_of_these_names(folder: Path, given: Given) -> None:
    (folder / "autre.yml").touch()
    (folder / "mkdocs.yml").write_text("site_name: x\n")
    batches = given.until(folder / "mkdocs.yml")
    assert not any(folder / "autre.yml" in batch for batch in batches)


def test_while_git_is_at_work_nothing_is_given_out(tmp_path: Path) -> None:
    """Hundreds of files come together; two saves of one file too."""
    lock = tmp_path / "index.lock"
    with watching([Watched(tmp_path / "data")], lock) as (watch, _):
        assert not watch.hold()
    (tmp_path / "data").mkdir()
    with watching([Watched(tmp_path / "data")], lock) as (watch, _):
        given = Given(watch)
        lock.touch()
        for number in range(300):
            (tmp_path / "data" / f"{number}.yml").write_text("nom: X\n")
            time.sleep(0.001)
        (tmp_path / "data" / "0.yml").write_text("nom: Y\n")
        time.sleep(3 * module.CALM_S)
        lock.unlink()
        batches = given.until(tmp_path / "data" / "299.yml")
        assert [len(batch) for batch in batches] == [300]


def test_without_inotify_the_folders_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Without(module.PollingObserver):
        def __init__(self) -> None:
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(module, "Observer", Without)
    with watching([Watched(tmp_path)], None) as (_, looked):
        assert looked


@pytest.mark.parametrize(
    "name", [".x.yml.swp", "x.yml~", "#x.yml#", ".#x.yml", "4913", "x.yml___jb_tmp___", "x.tmp"]
)
def test_what_editors_leave_is_no_change(name: str) -> None:
    assert is_aside(name)


@pytest.mark.parametrize("name", ["x.yml", "2026-t1.yml", "page.md", "main.html", "1.png"])
def test_what_people_write_is_one(name: str) -> None:
    assert not is_aside(name)
