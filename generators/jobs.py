"""Work shared between processes: a fork knows all that its parent knew, and gives back what it found.

Which of them does what depends on the day; what comes back is in the order of the tasks, whatever their
number. Where a system has no fork, and for a little work, there is one process.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Final, TypeVar

from generators.disk.refused import Refused

S = TypeVar("S")
T = TypeVar("T")
#: A number on the pipe from which each process takes its next task.
_SIZE: Final = 4
#: As many numbers as a pipe holds before anybody reads (65 536 bytes, POSIX asks for 512 at least).
MOST: Final = 4096
#: PR_SET_PDEATHSIG in linux/prctl.h.
_DEATH_SIGNAL: Final = 1
_KILLED: Final = (
    "un des processus a été arrêté avant la fin ({}), et rien n’est écrit. Il manque peut-être de la "
    "mémoire : relancez avec --jobs 1"
)


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(tasks: Sequence[Callable[[], T]], jobs: int) -> list[T]:
    """What each task gives, in their order, by at most `jobs` processes at once.

    What they give is pickled. Raises what a task raises; `Refused` when one of the processes was killed. No
    process is left behind.
    """
    _, found = beside(lambda: None, tasks, jobs)
    return found


def beside(own: Callable[[], S], tasks: Sequence[Callable[[], T]], jobs: int) -> tuple[S, list[T]]:
    """The same, by a process that does something of its own before it takes a share; and what that gives."""
    if jobs < 2 or len(tasks) < 2 or not hasattr(os, "fork"):
        return own(), _together(tasks)
    if len(tasks) > MOST:
        size = -(-len(tasks) // MOST)
        heaps = [partial(_together, tasks[start : start + size]) for start in range(0, len(tasks), size)]
        first, found = beside(own, heaps, jobs)
        return first, [one for heap in found for one in heap]
    turns, numbers = os.pipe()
    os.write(numbers, b"".join(number.to_bytes(_SIZE, "big") for number in range(len(tasks))))
    os.close(numbers)
    _slim()
    gc.freeze()  # what is there already is nobody's to collect: the collector would copy its pages
    forks: list[_Fork] = []
    try:
        with suppress(OSError):  # no memory, process or file for one more: those that there are do it
            for _ in range(min(jobs, len(tasks)) - 1):
                forks.append(_Fork(tasks, turns))  # noqa: PERF401 (each is known before the next one fails)
        first, given = own(), dict(_taken(tasks, turns))
        for fork in forks:
            given |= fork.given()
    finally:
        for fork in forks:
            fork.end()
        os.close(turns)
        gc.unfreeze()
    return first, [given[number] for number in range(len(tasks))]


def _slim() -> None:
    """Give back to the system what is free between things that stand: each process would hold it again."""
    with suppress(AttributeError, OSError):  # the C library of GNU alone does that
        ctypes.CDLL(None).malloc_trim(0)


def _together(tasks: Sequence[Callable[[], T]]) -> list[T]:
    return [task() for task in tasks]


def _taken(tasks: Sequence[Callable[[], T]], turns: int) -> Iterator[tuple[int, T]]:
    """What the tasks give whose numbers we got, until none is left."""
    while turn := os.read(turns, _SIZE):
        number = int.from_bytes(turn, "big")
        yield number, tasks[number]()


class _Fork:
    """Another process at work on the same tasks."""

    def __init__(self, tasks: Sequence[Callable[[], T]], turns: int) -> None:
        self.answer, answering = os.pipe()
        parent = os.getpid()
        try:
            self.pid = os.fork()
        except OSError:
            os.close(self.answer)
            os.close(answering)
            raise
        if self.pid == 0:
            status = 1
            with suppress(BaseException):  # nothing of the parent's may go on here
                _end_with_parent()
                os.close(self.answer)
                _work(tasks, turns, answering, parent)
                status = 0
            os._exit(status)
        os.close(answering)
        self.alive = True

    def given(self) -> dict[int, T]:
        """What it found. Raises what it raised, or `Refused` when it was killed."""
        raised: BaseException | None = None
        found: dict[int, T] = {}
        whole = False
        with open(self.answer, "rb", closefd=False) as answer, suppress(EOFError, pickle.UnpicklingError):
            raised, count = pickle.load(answer)  # noqa: S301 (our own process wrote it)
            found = dict(pickle.load(answer) for _ in range(count))  # noqa: S301
            whole = True
        status = self._wait()
        if not whole or status:
            signed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            raise Refused(_KILLED.format(signal.Signals(signed).name if signed else f"sortie {status >> 8}"))
        if raised is not None:
            raise raised
        return found

    def end(self) -> None:
        """Whatever it was at."""
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._wait()
        os.close(self.answer)

    def _wait(self) -> int:
        _, status = os.waitpid(self.pid, 0)
        self.alive = False
        return status


def _end_with_parent() -> None:
    """Be killed as soon as the parent is, where the system does that: what we hold is held no longer."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _work(tasks: Sequence[Callable[[], T]], turns: int, answering: int, parent: int) -> None:
    """What each task gives is kept as it is told: that holds less than what it gave, and once."""
    found: list[bytes] = []
    raised: BaseException | None = None
    try:
        for given in _taken(tasks, turns):
            found.append(pickle.dumps(given, protocol=pickle.HIGHEST_PROTOCOL))
            if os.getppid() != parent:  # it was killed: what we hold is held no longer
                return
    except BaseException as error:
        raised = error
        found.clear()
    with open(answering, "wb") as answer:
        answer.write(_told(raised, len(found)))
        answer.writelines(found)


def _told(raised: BaseException | None, count: int) -> bytes:
    try:
        told = pickle.dumps((raised, count))
        pickle.loads(told)  # noqa: S301 (an exception may be written and not read again)
    except Exception:
        told = pickle.dumps((RuntimeError(f"{type(raised).__name__}: {raised}"), count))
    return told
