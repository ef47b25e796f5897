"""Times `maillage check`, of all and of one file, and `maillage build` on a synthetic network.

Each runs in a process of its own.

python -m benchmarks.construction                   # 10 000 actors, and 200 to compare
python -m benchmarks.construction --profile check   # where the time goes
"""

from __future__ import annotations

import argparse
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reseau import PROJECT, write_network

TODAY = "2026-11-22"
SMALL = 200
SHARED_MEMORY = Path("/dev/shm")
COMMANDS = ("check", "check one", "build")


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took; `cpu` is what its processor did, `elapsed` also what it waited for others."""

    command: str
    elapsed: float
    cpu: float
    peak_mb: float


def timed(command: str, folder: Path) -> Run:
    """Run a command in a network's folder, through a process that lives for it alone."""
    with tempfile.NamedTemporaryFile("r") as report:
        subprocess.run([sys.executable, "-m", __spec__.name, "--one", command, report.name], cwd=folder,
                       env=_environment(), check=True)  # fmt: skip
        elapsed, cpu, peak = map(float, report.read().split())
    return Run(command, elapsed, cpu, peak)


def _one(command: str, report: Path) -> None:
    """In the process apart: its only child is the command, so that its children's peak is the command's."""
    start = time.perf_counter()
    done = subprocess.run(_maillage(command), stdout=subprocess.PIPE, text=True)
    elapsed = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stdout)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    report.write_text(f"{elapsed} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}")


def _maillage(command: str, folder: Path = Path()) -> list[str]:
    name, *one = command.split()
    out = ["--out", "public"] if command == "build" else []
    files = [str(sorted((folder / "data" / "actors").iterdir())[0])] if one else []
    return [sys.executable, "-m", "generators.cli", name, "--today", TODAY, *out, *files]


def _environment() -> dict[str, str]:
    """Ours, with compiled modules kept between two runs, as Python does wherever nobody forbids it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(PROJECT)}


def profile(command: str, folder: Path) -> None:
    """The 15 functions that take the most time themselves, then the 15 with what they call."""
    kept = folder / f"{command}.profile"
    _, *arguments = _maillage(command, folder)
    subprocess.run([sys.executable, "-m", "cProfile", "-o", str(kept), *arguments], cwd=folder,
                   env=_environment(), check=True)  # fmt: skip
    for order in ("tottime", "cumtime"):
        pstats.Stats(str(kept)).strip_dirs().sort_stats(order).print_stats(15)


def measure(folder: Path, actors: int) -> tuple[list[Run], int, float]:
    """The runs on a fresh network, and the number and megabytes of the site's files."""
    write_network(folder, actors)
    runs = [timed(command, folder) for command in COMMANDS]
    sizes = [path.stat().st_size for path in (folder / "public").rglob("*") if path.is_file()]
    return runs, len(sizes), sum(sizes) / 1e6


def table(actors: int, scratch: Path) -> None:
    small, *_ = measure(scratch / "small", SMALL)
    large, files, megabytes = measure(scratch / "large", actors)
    print(f"{'command':9} {'actors':>7} {'elapsed':>9} {'CPU':>9} {'peak':>9}   CPU, against {SMALL} actors")
    for few, many in zip(small, large, strict=True):
        print(_row(few, SMALL), "")
        print(_row(many, actors), f"  × {many.cpu / few.cpu:.1f}")
    print(f"The site of {actors} actors: {files} files, {megabytes:.0f} MB.")


def _row(run: Run, actors: int) -> str:
    return f"{run.command:9} {actors:7d} {run.elapsed:7.1f} s {run.cpu:7.1f} s {run.peak_mb:6.0f} MB"


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--actors", type=int, default=10_000, metavar="N")
    parser.add_argument("--profile", choices=COMMANDS, metavar="COMMAND", help="check or build")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.one:
        _one(arguments.one[0], Path(arguments.one[1]))
        return
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as scratch:
        if arguments.profile:
            write_network(Path(scratch), arguments.actors)
            profile(arguments.profile, Path(scratch))
        else:
            table(arguments.actors, Path(scratch))


if __name__ == "__main__":
    main()
