"""Runs every benchmark beside its peers on the same records, and writes what was found: `make bench`.

python -m benchmarks                    # 500, 2 000 and 10 000 actors; writes benchmarks/RESULTS.md
python -m benchmarks --actors 500       # a quick one; prints its page
python -m benchmarks --only checks      # one part of it
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import builds, checks, contenders, edits, letters, machine, maps, pages, searches
from benchmarks.asked import FEW, SOME
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import run
from benchmarks.peers.records import Given
from benchmarks.report import markdown
from benchmarks.reseau import write_network

FULL = 10_000
RESULTS = Path(__file__).with_name("RESULTS.md")
#: What a run does on the largest network, in this order; all but the last ones ask for the builds.
PARTS = ("builds", "again", "checks", "searches", "pages", "edits", "start", "letters", "maps")
_START = time.perf_counter()


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--actors", type=int, default=FULL, metavar="N", help="of the largest network")
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS)
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where the page goes (RESULTS.md for a whole run)"
    )
    arguments = parser.parse_args(argv)
    whole = arguments.actors == FULL and tuple(arguments.only) == PARTS
    out = arguments.out or (RESULTS if whole else None)
    described = tuple(machine.described())

    def told(book: Book, finished: bool = False) -> None:
        if out:
            out.write_text(markdown(book, described, arguments.actors, finished), encoding="utf-8")

    book = Book(told)
    memory = contenders.SHARED_MEMORY
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as scratch:
        for actors in sizes(arguments.actors, arguments.only):
            largest = actors == arguments.actors
            folder = Path(scratch) / str(actors)
            _on(book, folder, actors, [part for part in arguments.only if largest or part == "builds"])
    told(book, finished=True)
    print(f"{out} is written" if out else markdown(book, described, arguments.actors, finished=True))


def sizes(actors: int, parts: Sequence[str]) -> list[int]:
    """The networks of a run: growth asks for smaller ones, where anything is built."""
    return [*(few for few in (FEW, SOME) if few < actors and "builds" in parts), actors]


def _on(book: Book, scratch: Path, actors: int, parts: Sequence[str]) -> None:
    """The parts of a run on one network, each whatever became of the others."""
    network = scratch / "network"
    network.mkdir(parents=True)
    write_network(network, actors)
    given = Given.of(network)
    rounds = 2 if actors > SOME else 3
    steps: dict[str, Callable[[], object]] = {
        "builds": lambda: builds.measure(book, scratch, network, given, rounds),
        "again": lambda: builds.again(book, network, given, rounds),
        "checks": lambda: checks.measure(book, network, actors, rounds),
        "searches": lambda: searches.measure(book, scratch, network, actors),
        "pages": lambda: pages.measure(book, network / contenders.PUBLIC),
        "edits": lambda: edits.measure(book, scratch, network, given, builds.PEERS, times=5),
        "start": lambda: _start(book, network, actors),
        "letters": lambda: letters.measure(book, actors),
        "maps": lambda: maps.measure(book, network / contenders.PUBLIC),
    }
    for part in parts:
        print(f"{time.perf_counter() - _START:6.0f} s  {actors} actors, {part}", flush=True)
        try:
            steps[part]()
        except Exception as error:
            book.lack(Key(part, OURS, actors), f"{type(error).__name__}: {error}"[:300])


def _start(book: Book, network: Path, actors: int) -> None:
    command = contenders.maillage("--help")
    for _ in range(7):
        book.measured(Key("start", OURS, actors), partial(run, command, network, contenders.environment()))


if __name__ == "__main__":
    main()
