"""A publication is one switch: the folder is the old site or the new one, whole, whatever happens."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from generators import publish as publishing
from generators.disk import switch
from generators.publish import MARK, Refused, publish
from tests.disk.driver import edition

ROOT = Path(__file__).parents[2]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.disk.driver", *map(str, arguments)]


def run(*arguments: object, prefix: Sequence[str] = (), limit: int = 0) -> subprocess.CompletedProcess[str]:
    def small() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*prefix, *command(*arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small,
    )


def held(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_fifty_kills_leave_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    """Each kill is at an event drawn among all those of a publication: writing, switching, clearing."""
    out, chance = tmp_path / "public", random.Random(20261129)
    assert run(out, "e0").returncode == 0
    events = int(run(out, "e1").stdout)
    now, seen = "e1", set[str]()
    for number in range(50):
        name = f"f{number}"
        assert run(out, name, chance.randrange(1, events)).returncode == -9
        found = held(out)
        assert found in (edition(now), edition(name)), number
        seen.add("new" if found == edition(name) else "old")
        now = name if found == edition(name) else now
    assert seen == {"old", "new"}
    assert run(out, "last").returncode == 0
    assert (held(out), names(tmp_path)) == (edition("last"), ["public"])


def test_a_kill_before_the_first_publication_leaves_nothing_to_read(tmp_path: Path) -> None:
    out = tmp_path / "sites" / "public"
    for event in (3, 40, 300):
        assert run(out, "e0", event).returncode == -9
        assert not out.exists()
    assert run(out, "e0").returncode == 0
    assert (held(out), names(out.parent)) == (edition("e0"), ["public"])


@pytest.mark.parametrize("stage", ["before", "between", "after"])
def test_where_nothing_swaps_two_names_the_next_run_finishes_what_a_kill_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """The three states of two renames, as a kill leaves them."""
    out, new, aside = (
        tmp_path / name for name in ("public", ".public.maillage-nouveau", ".public.maillage-ancien")
    )
    publish(edition("old"), out)
    publish(edition("new"), new)
    if stage != "before":
        out.rename(aside)
    if stage == "after":
        new.rename(out)
    monkeypatch.setattr(switch, "_NAMES", {})
    with publishing.publishing(out):
        whole = "old" if stage == "before" else "new"
        assert held(out) == edition(whole)
    publish(edition("next"), out)
    assert (held(out), names(tmp_path)) == (edition("next"), ["public"])


def test_stopped_between_two_renames_it_finishes_on_its_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "public"
    publish(edition("old"), out)

    def stopped(new: Path, folder: Path, aside: Path) -> None:
        folder.rename(aside)
        raise SystemExit(143)

    monkeypatch.setattr(publishing, "exchange", lambda new, folder: False)
    monkeypatch.setattr(publishing, "in_two_steps", stopped)
    with pytest.raises(SystemExit):
        publish(edition("new"), out)
    assert (held(out), names(tmp_path)) == (edition("new"), ["public"])


def test_too_big_for_the_disk_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "public"
    run(out, "old")
    done = run(out, "new", limit=1000)
    assert "il n’y a plus de place" in done.stderr and "le site est resté tel quel" in done.stderr
    assert (held(out), names(tmp_path)) == (edition("old"), ["public"])


#: A mount that only the process and its children see, made without being root.
MOUNTED = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
MOUNTS = (
    subprocess.run([*MOUNTED, "mount -t tmpfs none /mnt"], capture_output=True, check=False).returncode == 0
)


@pytest.mark.skipif(not MOUNTS, reason="this system lets nobody make a small disk")
def test_a_disk_that_is_full_leaves_the_old_site(tmp_path: Path) -> None:
    """A disk of 2 MB holds one edition, and not two."""
    script = f"""
        mount -t tmpfs -o size=2m none {tmp_path}
        {" ".join(command(tmp_path / "public", "old"))} && {" ".join(command(tmp_path / "public", "new"))}
        cat {tmp_path}/public/edition.txt; find {tmp_path} -type f | wc -l; ls -A {tmp_path}
    """
    done = subprocess.run([*MOUNTED, script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "il n’y a plus de place" in done.stderr
    assert done.stdout.splitlines()[1:] == ["old301", "public"], done.stdout


@pytest.mark.skipif(not MOUNTS, reason="this system lets nobody mount a folder")
def test_a_mount_is_refused_and_a_folder_of_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    script = f"""
        mount --bind {tmp_path}/volume {tmp_path}/volume
        {" ".join(command(tmp_path / "volume", "e1"))}
        {" ".join(command(tmp_path / "volume" / "site", "e1"))}
    """
    done = subprocess.run([*MOUNTED, script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "est un point de montage" in done.stderr and str(tmp_path / "volume" / "site") in done.stderr
    assert held(tmp_path / "volume" / "site") == edition("e1")


def test_two_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    """The second waits for the turn of the first, says so once, and then finds no half of anything."""
    out = tmp_path / "public"
    publish(edition("e0"), out)
    with publishing.publishing(out):
        second = subprocess.Popen(command(out, "e2"), cwd=ROOT)
        publish(edition("e1"), out)
        assert held(out) == edition("e1")
        assert second.poll() is None
    assert second.wait() == 0
    assert (held(out), names(tmp_path)) == (edition("e2"), ["public"])


def test_ten_at_once_leave_one_of_them_whole(tmp_path: Path) -> None:
    out = tmp_path / "public"
    every = [subprocess.Popen(command(out, f"e{number}"), cwd=ROOT) for number in range(10)]
    assert [one.wait() for one in every] == [0] * 10
    assert held(out) in [edition(f"e{number}") for number in range(10)]
    assert names(tmp_path) == ["public"]


def test_what_stands_in_the_way_is_replaced_and_never_written_through(tmp_path: Path) -> None:
    """Links to files and folders outside, hard links, a FIFO, a file for a folder, a folder for a file."""
    out, outside = tmp_path / "public", tmp_path / "dehors"
    outside.mkdir()
    (outside / "cv.txt").write_text("years of work")
    publish(
        {"a/x.html": b"1", "b.html": b"1", "c/y.html": b"1", "d.html": b"1", "e.html": b"1", "f": b"1"}, out
    )
    (out / "a" / "x.html").unlink()
    (out / "a").rmdir()
    (out / "a").symlink_to(outside)
    (out / "b.html").unlink()
    (out / "b.html").symlink_to(outside / "cv.txt")
    (out / "c" / "y.html").unlink()
    (out / "c" / "y.html").hardlink_to(outside / "cv.txt")
    (out / "d.html").unlink()
    os.mkfifo(out / "d.html")
    (out / "e.html").unlink()
    (out / "e.html").mkdir()
    (out / "e.html" / "loop").symlink_to(out)
    new = {"a/cv.txt": b"2", "b.html": b"2", "c/y.html": b"2", "d.html": b"2", "e.html": b"2", "f/g": b"2"}
    publish(new, out)
    assert held(out) == new
    assert held(outside) == {"cv.txt": b"years of work"}
    assert not any(path.is_symlink() for path in out.rglob("*"))


def test_a_hard_link_is_replaced_though_it_says_the_same(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish({"a.html": b"1"}, out)
    (tmp_path / "autre").hardlink_to(out / "a.html")
    publish({"a.html": b"1"}, out)
    (tmp_path / "autre").write_bytes(b"2")
    assert held(out) == {"a.html": b"1"}


def test_read_only_folders_inside_are_replaced(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish({"a/b/c.html": b"1"}, out)
    (out / "a" / "b").chmod(0o500)
    publish({"d.html": b"2"}, out)
    assert (held(out), names(tmp_path)) == ({"d.html": b"2"}, ["public"])


def test_the_folder_keeps_its_rights(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish({"a.html": b"1"}, out)
    out.chmod(0o2775)
    publish({"a.html": b"2"}, out)
    assert out.stat().st_mode & 0o7777 == 0o2775


def test_a_folder_of_the_scratch_s_name_that_is_not_ours_is_left(tmp_path: Path) -> None:
    (tmp_path / ".public.maillage-nouveau").mkdir()
    (tmp_path / ".public.maillage-nouveau" / "thesis.doc").write_text("years of work")
    with pytest.raises(Refused, match="n’est pas de nous"):
        publish({"a.html": b"1"}, tmp_path / "public")
    assert (tmp_path / ".public.maillage-nouveau" / "thesis.doc").read_text() == "years of work"
