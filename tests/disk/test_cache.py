"""What is kept between builds comes back as it was put, or not at all, whatever was done to the folder."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generators.disk import cache as cached
from generators.disk.cache import NONE, Cache, digest
from generators.disk.seal import Seal

KEY, OTHER = digest("a record"), digest("another")
VALUE = b"what was costly to make"
SEAL = Seal(b"k" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".cache" / "construction"


@pytest.fixture
def cache(folder: Path) -> Cache:
    cache = Cache(folder, SEAL, b"software")
    cache.put("fiches", KEY, VALUE)
    return cache


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG")


def again(folder: Path) -> Cache:
    return Cache(folder, SEAL, b"software")


def test_what_was_put_is_found_by_its_room_and_key_alone(cache: Cache, folder: Path) -> None:
    assert again(folder).get("fiches", KEY) == VALUE
    assert cache.get("fiches", OTHER) is None
    assert cache.get("pages", KEY) is None
    assert again(folder).made("fiches", KEY, lambda: pytest.fail("made again")) == VALUE
    assert not cache.told


def test_another_software_or_key_finds_nothing(cache: Cache, folder: Path) -> None:
    assert Cache(folder, SEAL, b"another").get("fiches", KEY) is None
    assert Cache(folder, Seal(b"x" * 32), b"software").get("fiches", KEY) is None


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc") != digest("abc", "")


def test_an_entry_that_is_torn_at_any_length_is_none(cache: Cache, folder: Path) -> None:
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert cache.get("fiches", KEY) is None
    entry.write_bytes(whole + b"\0")
    assert cache.get("fiches", KEY) is None


def test_an_entry_of_which_any_bit_is_flipped_is_none(cache: Cache, folder: Path) -> None:
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    for place in range(len(whole)):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        assert cache.get("fiches", KEY) is None
    cache.put("fiches", KEY, VALUE)
    assert cache.get("fiches", KEY) == VALUE


def test_entries_that_were_exchanged_are_none(cache: Cache, folder: Path) -> None:
    cache.put("fiches", OTHER, b"another")
    one, other = entries(folder)
    one_bytes, other_bytes = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_bytes)
    other.write_bytes(one_bytes)
    assert cache.get("fiches", KEY) is None
    assert cache.get("fiches", OTHER) is None


def test_an_entry_under_the_name_of_another_room_is_none(cache: Cache, folder: Path) -> None:
    cache.put("pages", KEY, b"a page")
    one, other = entries(folder)
    other.write_bytes(one.read_bytes())
    one.write_bytes(b"")
    assert cache.get("fiches", KEY) is None
    assert cache.get("pages", KEY) is None


LINKED: dict[str, Callable[[Path, Path], object]] = {
    ".cache": lambda folder, out: moved(folder.parent, out),
    "its folder": lambda folder, out: moved(folder, out),
    "a room": lambda folder, out: moved(folder / "fiches", out),
}


def moved(folder: Path, out: Path) -> None:
    folder.rename(out)
    folder.symlink_to(out)


@pytest.mark.parametrize("case", LINKED)
def test_no_link_is_followed(cache: Cache, folder: Path, tmp_path: Path, case: str) -> None:
    out = tmp_path / "dehors"
    LINKED[case](folder, out)
    before = {path: path.read_bytes() for path in entries(out)}
    anew = again(folder)
    assert anew.get("fiches", KEY) is None
    anew.put("fiches", OTHER, b"another")
    anew.sweep()
    assert {path: path.read_bytes() for path in entries(out)} == before
    assert "rien n’y est gardé" in anew.told


def test_a_link_in_the_place_of_an_entry_is_replaced(cache: Cache, folder: Path, tmp_path: Path) -> None:
    (entry,) = entries(folder)
    kept = tmp_path / "kept"
    entry.rename(kept)
    entry.symlink_to(kept)
    before = kept.read_bytes()
    assert cache.get("fiches", KEY) is None
    cache.put("fiches", KEY, b"anew")
    assert cache.get("fiches", KEY) == b"anew"
    assert kept.read_bytes() == before


@pytest.mark.parametrize("there", ["file", "fifo", "folder"])
def test_what_stands_in_the_place_of_an_entry_is_no_entry(cache: Cache, folder: Path, there: str) -> None:
    (entry,) = entries(folder)
    entry.unlink()
    {"file": entry.touch, "fifo": lambda: os.mkfifo(entry), "folder": entry.mkdir}[there]()
    assert cache.get("fiches", KEY) is None
    cache.put("fiches", KEY, VALUE)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_disk_that_takes_nothing_is_told_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refused(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(cached, "new_file", refused)
    cache = again(folder)
    for key in (KEY, OTHER):
        assert cache.made("fiches", key, lambda: VALUE) == VALUE
    assert cache.told.startswith(f"on ne peut rien garder dans {folder} (")
    assert "\n" not in cache.told
    assert not entries(folder)


def test_a_write_that_stops_halfway_leaves_nothing(
    cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def some(handle: int, content: memoryview) -> int:
        if len(content) < 40:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, content[:20])

    before = entries(folder)
    monkeypatch.setattr(os, "write", some)
    cache.put("fiches", OTHER, b"x" * 100)
    assert entries(folder) == before
    assert cache.get("fiches", KEY) == VALUE


def test_a_file_where_the_folder_should_be_is_left(folder: Path) -> None:
    folder.parent.write_bytes(b"somebody's")
    cache = again(folder)
    assert cache.made("fiches", KEY, lambda: VALUE) == VALUE
    assert folder.parent.read_bytes() == b"somebody's"
    assert cache.told


def test_what_is_old_goes_then_the_oldest_of_too_much(
    cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entry,) = entries(folder)
    os.utime(entry, (0, 0))
    for number, age in enumerate((3, 1, 2)):
        cache.put("pages", digest(str(number)), b"x" * 1000)
        made = next(path for path in entries(folder / "pages") if path.stat().st_mtime > 10**9)
        os.utime(made, (10**8 + age, 10**8 + age))
    draft = folder / "pages" / f".{'0' * 16}"
    draft.touch()
    stranger = folder / "pages" / "lisez-moi.txt"
    stranger.touch()
    os.utime(stranger, (0, 0))
    monkeypatch.setattr(cached, "MAX_AGE", 10**10)
    monkeypatch.setattr(cached, "MAX_ALL", 2500)
    monkeypatch.setattr("time.time", lambda: 10.0**8)
    cache.sweep()
    assert cache.get("fiches", KEY) is None
    assert [cache.get("pages", digest(str(n))) is not None for n in range(3)] == [True, False, True]
    assert draft.exists()
    assert stranger.exists()
    monkeypatch.setattr("time.time", lambda: 10.0**10)
    cache.sweep()
    assert not draft.exists()


def test_what_is_asked_for_stays_young(cache: Cache, folder: Path) -> None:
    (entry,) = entries(folder)
    os.utime(entry, (10**9, 10**9))
    assert cache.get("fiches", KEY) == VALUE
    cache.sweep()
    assert cache.get("fiches", KEY) == VALUE


def test_entries_are_for_their_owner_and_backups_leave_them_out(cache: Cache, folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_two_builds_at_once_and_one_that_is_killed(folder: Path) -> None:
    told = (
        "import sys; from pathlib import Path; from generators.disk.cache import Cache, digest;"
        "from generators.disk.seal import Seal; c = Cache(Path(sys.argv[1]), Seal(b'k' * 32), b'software');"
        "print(flush=True);"
        "[c.put('pages', digest(str(n % 50)), str(n % 50).encode() * 5000) for n in range(1_000_000)]"
    )
    command = [sys.executable, "-c", told, str(folder)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()
    cache = again(folder)
    try:
        for n in range(500):
            assert cache.get("pages", digest(str(n % 50))) in (None, str(n % 50).encode() * 5000)
    finally:
        for one in running:
            one.kill()
            one.communicate()
    assert cache.made("pages", digest("0"), lambda: b"0" * 5000) == b"0" * 5000


def test_what_keeps_nothing_says_nothing() -> None:
    NONE.put("fiches", KEY, VALUE)
    assert NONE.get("fiches", KEY) is None
    assert NONE.made("fiches", KEY, lambda: VALUE) == VALUE
    assert not NONE
    NONE.sweep()
    assert not NONE.told


def test_without_a_key_nothing_is_kept_and_it_is_told(folder: Path) -> None:
    cache = Cache(folder, None, b"software")
    assert cache.made("fiches", KEY, lambda: VALUE) == VALUE
    assert not folder.exists()
    assert "faute d’un dossier à soi" in cache.told
