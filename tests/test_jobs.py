"""Work shared between processes: in order, whole, and nobody left behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from generators.disk.laid import Laid
from generators.disk.refused import Refused
from generators.jobs import MOST, beside, spread

ROOT = Path(__file__).parent.parent


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 16])
@pytest.mark.parametrize("count", [0, 1, 2, 100, MOST + 10])
def test_what_comes_back_is_in_the_order_of_the_tasks(jobs: int, count: int) -> None:
    assert spread([partial(square, number) for number in range(count)], jobs) == [n * n for n in range(count)]


def test_several_processes_are_at_work() -> None:
    def slow() -> int:
        time.sleep(0.02)
        return os.getpid()

    assert len(set(spread([slow] * 30, 3))) == 3


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_one_does_something_of_its_own_first(jobs: int) -> None:
    own, found = beside(os.getpid, [partial(square, number) for number in range(50)], jobs)
    assert own == os.getpid() and found == [n * n for n in range(50)]


def test_what_comes_back_may_be_large() -> None:
    """Larger than a pipe, which its writer waits for."""
    found = spread([partial(bytes, 300_000)] * 40, 4)
    assert {len(one) for one in found} == {300_000} and len(found) == 40


class Odd(Exception):
    """An exception that pickle writes and cannot read again."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)
        self.two = two


def falls(number: int) -> int:
    if number == 7:
        raise KeyError("sept")
    time.sleep(0.005)
    return number


def test_what_a_task_raises_is_raised_and_no_process_stays(forked: list[int]) -> None:
    with pytest.raises(KeyError, match="sept"):
        spread([partial(falls, number) for number in range(20)], 3)
    nobody_left(forked)


def test_an_exception_that_does_not_travel_is_told(forked: list[int]) -> None:
    mine = os.getpid()

    def odd() -> None:
        time.sleep(0.01)
        if os.getpid() != mine:
            raise Odd("un", "deux")

    with pytest.raises(RuntimeError, match="Odd: un"):
        spread([odd] * 20, 2)
    nobody_left(forked)


def test_a_killed_process_is_told_in_one_sentence(forked: list[int]) -> None:
    mine = os.getpid()

    def killed() -> None:
        time.sleep(0.01)
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Refused, match=r"arrêté avant la fin \(SIGKILL\), et rien n’est écrit.*--jobs 1"):
        spread([killed] * 20, 2)
    nobody_left(forked)


@pytest.mark.parametrize("most", [0, 1])
def test_where_no_more_processes_can_be_made_those_that_are_do_it(
    forked: list[int], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    fork = os.fork

    def refused() -> int:
        if len(forked) == most:
            raise OSError(errno.EAGAIN, "no")
        return fork()

    monkeypatch.setattr(os, "fork", refused)
    before = open_files()
    assert spread([partial(square, number) for number in range(20)], 4) == [n * n for n in range(20)]
    assert len(forked) == most
    assert open_files() == before
    for pid in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def open_files() -> int:
    """How many this process has, where the system says it."""
    folder = Path("/proc/self/fd")
    return len([*folder.iterdir()]) if folder.is_dir() else 0


def test_when_the_first_falls_the_others_are_ended(forked: list[int]) -> None:
    mine = os.getpid()

    def stuck() -> None:
        if os.getpid() == mine:
            raise LookupError("le premier")
        time.sleep(600)

    with pytest.raises(LookupError):
        spread([stuck] * 20, 3)
    nobody_left(forked)


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are made from now on."""
    made: list[int] = []
    fork = os.fork

    def noted() -> int:
        pid = fork()
        made.append(pid)
        return pid

    monkeypatch.setattr(os, "fork", noted)
    return made


def nobody_left(forked: list[int]) -> None:
    assert forked
    for pid in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


ALONE = """
import os, sys, time
from generators.jobs import spread
mine = os.getpid()
def task():
    if os.getpid() == mine:
        print("prêt", flush=True)
        time.sleep(600)
    time.sleep(0.05)
spread([task] * 4000, 2)
"""


def test_of_a_killed_parent_the_others_end_too() -> None:
    """What they hold, the lock of the folder above all, is held no longer."""
    running = subprocess.Popen(
        [sys.executable, "-c", ALONE],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None and running.stdout.readline() == "prêt\n"
    running.kill()
    running.wait()
    assert running.stdout.read() == ""  # it ends once nobody holds the other end


def test_each_lays_its_own_files(tmp_path: Path) -> None:
    laid = Laid(tmp_path)

    def lay(number: int) -> str:
        path = f"a/{number % 3}/{number}.txt"
        laid.put(path, b"%d" % number)
        return path

    paths = spread([partial(lay, number) for number in range(60)], 3)
    laid.among(paths)
    assert sorted(laid) == sorted(paths)
    assert {laid[path] for path in laid} == {b"%d" % number for number in range(60)}


def test_a_file_is_laid_once_and_inside(tmp_path: Path) -> None:
    laid = Laid(tmp_path / "neuf")
    laid.folder.mkdir()
    laid.put("un.txt", b"1")
    with pytest.raises(ValueError, match="laid twice"):
        laid.put("un.txt", b"2")
    for path in ("../un.txt", "/un.txt", ""):
        with pytest.raises(ValueError, match="not a path inside"):
            laid.put(path, b"")
    laid.again("un.txt", b"3")
    assert dict(laid) == {"un.txt": b"3"} and "deux.txt" not in laid
    with pytest.raises(KeyError):
        laid["deux.txt"]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"on ne peut pas écrire.*le site est resté tel quel"):
        Laid(tmp_path / "nulle-part").put("a.txt", b"")
