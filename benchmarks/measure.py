"""What a command costs: wall time, processor time, the memory of all its processes, what it wrote.

Memory is the proportional set size (`Pss` of /proc/PID/smaps_rollup, proc(5)) of the command and of all
that it started, added up at each look: what two processes share counts once, unlike the resident sizes of
`time`. A look is taken again after ten times the time that it took, so that looking costs a tenth of one
processor at most.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import IO

#: How many seconds a command may take before it is given up.
PATIENCE = 900.0
_SOONEST = 0.01


class Failed(Exception):
    """A command that ended badly, took too long, or did not do what it was asked to."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall and of processors, megabytes (10⁶) at the highest, what was written or sent.

    None is what was not measured.
    """

    elapsed: float
    cpu: float | None = None
    peak: float | None = None
    files: int | None = None
    megabytes: float | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no figure."""

    why: str


Found = Cost | Missing


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure over the rounds."""

    def of(name: str) -> float | None:
        values = [value for cost in costs if (value := getattr(cost, name)) is not None]
        return median(values) if values else None

    files = of("files")
    return Cost(
        of("elapsed") or 0.0, of("cpu"), of("peak"), None if files is None else int(files), of("megabytes")
    )


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], patience: float = PATIENCE
) -> Cost:
    """Run a command in a folder until it ends. Raises `Failed`, with the end of what it said."""
    with TemporaryFile() as said:
        start = time.perf_counter()
        with _started(command, folder, environment, said) as (process, looking):
            ended = _wait(process, start + patience)
            elapsed = time.perf_counter() - start
        if ended is None:
            raise Failed(f"{command[0]} was stopped after {patience:.0f} s")
        if process.returncode:
            raise Failed(f"{Path(command[0]).name} ended with {process.returncode}: {_end(said)}")
    return Cost(elapsed, ended, looking.peak / 1e6)


@contextmanager
def running(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], Looking]]:
    """A server during the block, and the memory that it holds; it ends with all that it started."""
    with TemporaryFile() as said, _started(command, folder, environment, said) as (process, looking):
        try:
            yield process, looking
        except Failed as failed:
            raise Failed(f"{failed}: {_end(said)}") from failed


@contextmanager
def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], said: IO[bytes]
) -> Iterator[tuple[subprocess.Popen[bytes], Looking]]:
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise Failed(f"{command[0]} does not start: {error.strerror}") from error
    looking = Looking(process.pid)
    looking.start()
    try:
        yield process, looking
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        looking.stop()


def _wait(process: subprocess.Popen[bytes], until: float) -> float | None:
    """The seconds of processor of a command and of what it waited for, once it ends; None past the moment."""
    while time.perf_counter() < until:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return used.ru_utime + used.ru_stime
        time.sleep(0.002)
    return None


def _end(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").split("\n")
    return " / ".join([line.strip() for line in lines if line.strip()][-3:])


class Looking(Thread):
    """Looks at the memory of a process and of its descendants until it is stopped. `peak` is in bytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self._done = pid, 0, Event()

    def run(self) -> None:
        while not self._done.is_set():
            start = time.perf_counter()
            self.peak = max(self.peak, sum(map(_pss, _family(self.pid))))
            self._done.wait(max(_SOONEST, 10 * (time.perf_counter() - start)))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _family(pid: int) -> Iterator[int]:
    """A process and all its descendants that live; none of what has just ended."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _pss(pid: int) -> int:
    """Bytes; 0 for a process that has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def weight(folder: Path) -> tuple[int, float]:
    """The number of files of a folder, and their megabytes."""
    sizes = [Path(where, name).stat().st_size for where, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes) / 1e6
