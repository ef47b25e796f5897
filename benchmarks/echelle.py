"""How ours grows: one cold build a network, what it weighs for who builds, hosts, reads and keeps it in
git.

    python -m benchmarks.echelle                       # 500 to 20 000 actors; writes benchmarks/SCALE.md

Measured: the columns of the networks. Extrapolated: the last column, from the two largest networks, by the
straight line through them (what is fixed stays, what each actor adds goes on) or by their power law,
whichever gives more. docs/scale.md tells what follows.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks import contenders, machine
from benchmarks.hote import LEVEL, serving
from benchmarks.measure import run, weight
from benchmarks.report import figure, table, thousands
from benchmarks.reseau import write_network
from benchmarks.visite import calm, until, visit, weighing
from tests import chromium

SIZES = (500, 2_000, 10_000, 20_000)
SCALE = Path(__file__).with_name("SCALE.md")
#: When the directory stands.
_STANDS = "sonde.resultats && sonde.reponse && sonde.reperes"


def measured(folder: Path, actors: int) -> Mapping[str, float]:
    """Every figure of one network, in the order of the table; its unit is in its name."""
    write_network(folder, actors)
    cost = run(contenders.BUILD, folder, contenders.environment())
    again = run(contenders.BUILD, folder, contenders.environment())
    site = folder / contenders.PUBLIC
    files, megabytes = weight(site)
    return {
        "build, CPU (s)": cost.cpu or 0.0,
        "build, peak of all processes (MB)": cost.peak or 0.0,
        "build without a change, CPU (s)": again.cpu or 0.0,
        "kept between builds, .cache (MB)": weight(folder / ".cache")[1]
        if (folder / ".cache").is_dir()
        else 0.0,
        "site, files": files,
        "site (MB)": megabytes,
        **_weights(site),
        **dict(_read(site)),
        **dict(_kept(folder)),
    }


def _weights(site: Path) -> Mapping[str, float]:
    """Files that readers and machines fetch whole."""
    (directory,) = site.glob("editions/annuaire.*")
    leaves = [path for path in site.glob("editions/recherche.*/**/*") if path.is_file()]
    pages = list(site.rglob("index.html"))
    downloads = [path for path in (site / "donnees").rglob("*") if path.is_file()]
    return {
        "directory's data file (KB)": (directory / "acteurs.json").stat().st_size / 1e3,
        "the same, compressed (KB)": _compressed(directory / "acteurs.json"),
        "search, files": len(leaves),
        "search, largest file, compressed (KB)": max(_compressed(path) for path in _largest(leaves)),
        "heaviest page, compressed (KB)": max(_compressed(path) for path in _largest(pages)),
        "heaviest download (MB)": max(path.stat().st_size for path in downloads) / 1e6,
        "sitemap (MB)": (site / "sitemap.xml").stat().st_size / 1e6,
    }


def _largest(paths: Sequence[Path]) -> Sequence[Path]:
    return sorted(paths, key=lambda path: path.stat().st_size)[-5:]


def _compressed(path: Path) -> float:
    return len(gzip.compress(path.read_bytes(), LEVEL)) / 1e3


def _read(site: Path) -> Iterator[tuple[str, float]]:
    """Bytes that come to a reader with an empty cache, as the host sends them."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        # One that tells hours asks for the library that reads them: the heavier case.
        structure = _with_hours(site / "acteurs")
        for name, opened, stands in (
            ("first view of the directory", "annuaire/", _STANDS),
            ("first view of a structure's page, with hours", f"acteurs/{structure}/", "true"),
        ):
            with visit(browser) as page, weighing(page) as files:
                page.goto(address + opened)
                until(page, stands)
                calm(page)
            yield f"{name}, compressed (KB)", sum(files.values()) / 1e3
        browser.close()


def _with_hours(actors: Path) -> str:
    """The id of the first structure whose page reads its hours to the reader's clock; else of the first."""
    pages = sorted(actors.glob("*/index.html"))
    return next((p for p in pages if "data-ouverture" in p.read_text("utf-8")), pages[0]).parent.name


def _kept(folder: Path) -> Iterator[tuple[str, float]]:
    """The records under git: a first commit of them all, then what a look costs."""
    repository = folder / "repository"
    shutil.copytree(folder / "data", repository, ignore=shutil.ignore_patterns("reference", "schemas"))

    def git(*arguments: str) -> float:
        start = time.perf_counter()
        subprocess.run(["git", "-C", str(repository), *_NOBODY, *arguments], check=True, capture_output=True)
        return time.perf_counter() - start

    git("init", "--quiet")
    yield "git, files", float(sum(1 for _ in repository.rglob("*.yml")))
    git("add", "--all")
    yield "git, first commit (s)", git("commit", "--quiet", "--message", "all")
    yield "git, status (s)", git("status", "--porcelain")
    git("gc", "--quiet")
    yield "git, packed (MB)", weight(repository / ".git")[1]


#: Who commits, and no packing behind our back.
_NOBODY = ("-c", "user.name=nobody", "-c", "user.email=nobody@localhost", "-c", "gc.auto=0")


def grown(few: float, many: float, actors: tuple[int, int], to: int) -> tuple[float, float]:
    """The exponent of a figure between two networks, and the figure on one of `to` actors."""
    before, last = actors
    line = many + (many - few) / (last - before) * (to - last)
    if not (few and many):
        return 0.0, line
    exponent = log(many / few) / log(last / before)
    return exponent, max(line, many * (to / last) ** exponent)


def markdown(networks: Mapping[int, Mapping[str, float]], to: int) -> str:
    """The table: a row a figure, a column a network, then the exponent and what is extrapolated."""
    sizes = sorted(networks)
    last, before = sizes[-1], sizes[-2] if len(sizes) > 1 else sizes[-1]
    rows = []
    for name in networks[last]:
        values = [networks[size][name] for size in sizes]
        row = [name, *map(_shown, values)]
        if last != before:
            exponent, there = grown(networks[before][name], values[-1], (before, last), to)
            row += [f"{exponent:.2f}", _shown(there)]
        rows.append(row)
    more = ["exponent", f"{thousands(to)}, extrapolated"] if last != before else []
    return table(["Figure, by actors", *map(thousands, sizes), *more], rows)


def _shown(value: float) -> str:
    return thousands(round(value)) if value >= 1000 else figure(value)


def page(networks: Mapping[int, Mapping[str, float]], to: int, described: Iterable[tuple[str, str]]) -> str:
    """The table with the machine that gave it."""
    return f"{HEAD}\n\n{table(('', ''), described, left=2)}\n\n{markdown(networks, to)}\n"


HEAD = """# How ours grows

Written by `python -m benchmarks.echelle` itself; [docs/scale.md](../docs/scale.md) tells what follows."""


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--actors", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--to", type=int, default=100_000, metavar="N", help="how far to extrapolate")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where the page goes (SCALE.md by default sizes)"
    )
    arguments = parser.parse_args(argv)
    described = tuple(machine.described())
    networks: dict[int, Mapping[str, float]] = {}
    for actors in sorted(arguments.actors):
        with tempfile.TemporaryDirectory(dir=contenders.memory()) as scratch:
            networks[actors] = measured(Path(scratch), actors)
        print(f"\n{markdown(networks, arguments.to)}", flush=True)
    if out := arguments.out or (SCALE if tuple(arguments.actors) == SIZES else None):
        out.write_text(page(networks, arguments.to, described), encoding="utf-8")


if __name__ == "__main__":
    main()
