"""Times the letter: one render, a whole issue, all regions, and the command, on the repository's own issue.

Each region is given news, so that all have a letter; the last column is the work of one render, how often.

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
from dataclasses import replace
from datetime import date
from pathlib import Path

from generators import letter
from generators.letter import campaigns, compose, plain, territories
from generators.letter.mjml import Drawing, environment
from generators.letter.nearby import Block
from generators.mail.services import SERVICES
from generators.network import addresses
from generators.network.network import Network
from generators.opening import open_site
from generators.project import Project
from generators.records.problems import as_text
from generators.site import Site

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
    return tuple(1000 * statistics.median(column) for column in zip(*taken, strict=True))


def commanded(*more: str) -> tuple[float, float]:
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
            *more,
        ]
        subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        elapsed, after = time.perf_counter() - start, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * elapsed, 1000 * worked


def near(site: Site, found: tuple[Block, ...]) -> tuple[Block, ...]:
    """A block for every region: that of the first that has news, under each one's name."""
    return tuple(
        replace(found[0], nom=region.nom, code=addresses.territoire(region, site.places))
        for region in territories.regions(site)
    )


def fresh(site: Site) -> Site:
    """The same site, of which nothing was computed yet."""
    network = Network(site.records, site.places, site.today, site.network.traces)
    return replace(site, network=network)


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
    shared = territories.Shared.of(issue, mine)
    blocks = near(mine, shared.blocks(territories.regions(mine)))
    rows = {
        "one render (templates, MJML, HTML)": timed(drawing.html, runs),
        f"whole issue ({len(SERVICES) + 1} e-mails, as many texts, message)": timed(
            lambda: letter.outputs(issue, mine), runs
        ),
        f"{len(blocks)} regions, each its letters": timed(
            lambda: territories.outputs(territories.Shared.of(issue, mine), blocks), max(3, runs // 5)
        ),
        "what is near, of all regions": timed(
            lambda: territories.Shared.of(issue, fresh(mine)).blocks(territories.regions(mine)),
            max(3, runs // 5),
        ),
        "one campaign a service, all regions": timed(
            lambda: campaigns.campaigns(territories.Shared.of(issue, mine)), max(3, runs // 5)
        ),
        "its verification": timed(lambda: letter.problems(issue, mine), runs),
        "maillage newsletter build": commanded(),
        "maillage newsletter build --territoires": commanded("--territoires"),
    }
    print(f"{len(one.items)} items, {len(drawing.html().encode())} bytes; load {os.getloadavg()[0]:.0f}\n")
    _, unit = next(iter(rows.values()))
    print("| Letter | Elapsed | CPU | Renders |\n|---|---:|---:|---:|")
    for name, (elapsed, worked) in rows.items():
        print(f"| {name} | {elapsed:.0f} ms | {worked:.0f} ms | {worked / unit:.0f} |")


if __name__ == "__main__":
    main()
