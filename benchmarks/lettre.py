"""Times the letter: one render, a whole issue, and the command that builds it, on the repository's own issue.

python -m benchmarks.lettre            # the issue of the third quarter of 2023
python -m benchmarks.lettre --runs 50
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generators import letter
from generators.letter import compose, plain
from generators.letter.mjml import Drawing, environment
from generators.opening import open_site
from generators.project import Project
from generators.records.problems import as_text

PROJECT = Path(__file__).parents[1]
ISSUE = "2023-t3"
SITE = "https://reseau-pare.example/"
TODAY = date(2026, 11, 22)


def timed(run: Callable[[], object], runs: int) -> tuple[float, float]:
    """Median elapsed time and median processor time of a run, in milliseconds, after one to warm up."""
    run()
    taken = []
    for _ in range(runs):
        elapsed, worked = time.perf_counter(), time.process_time()
        run()
        taken.append((time.perf_counter() - elapsed, time.process_time() - worked))
    return tuple(1000 * statistics.median(column) for column in zip(*taken, strict=True))  # type: ignore[return-value]


def commanded() -> tuple[float, float]:
    """`maillage newsletter build` in a process of its own: Python, all the data, its check, every file."""
    with tempfile.TemporaryDirectory() as out:
        before, start = os.times(), time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "generators.cli",
            "newsletter",
            "build",
            "--out",
            out,
            "--today",
            TODAY.isoformat(),
        ]
        subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        elapsed, after = time.perf_counter() - start, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * elapsed, 1000 * worked


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    mine, problems = open_site(Project.at(PROJECT), TODAY, SITE, letters=False)
    if mine is None:
        raise SystemExit(as_text(problems))
    issue = mine.records.issues[ISSUE]
    one = compose(issue, mine)
    drawing = Drawing(one, mine, environment(mine.gabarits), plain(one, mine))
    rows = {
        "one render (templates, MJML, HTML)": timed(drawing.html, runs),
        "whole issue (5 e-mails, 5 texts, message)": timed(lambda: letter.outputs(issue, mine), runs),
        "its verification": timed(lambda: letter.problems(issue, mine), runs),
        "maillage newsletter build": commanded(),
    }
    print(f"{len(one.items)} items, {len(drawing.html().encode())} bytes; load {os.getloadavg()[0]:.0f}\n")
    print("| Letter | Elapsed | CPU |\n|---|---:|---:|")
    for name, (elapsed, worked) in rows.items():
        print(f"| {name} | {elapsed:.0f} ms | {worked:.0f} ms |")


if __name__ == "__main__":
    main()
