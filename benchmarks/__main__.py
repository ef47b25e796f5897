"""Runs every benchmark beside its peers on the same records, and writes what was found: `make bench`.

python -m benchmarks                    # 500, 2 000 and 10 000 actors; writes benchmarks/RESULTS.md
python -m benchmarks --actors 500       # a quick one; prints its page
python -m benchmarks --only checks      # one part of it
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import builds, checks, contenders, edits, histories, letters, machine, maps, pages, searches
from benchmarks.asked import FEW, SOME
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import run
from benchmarks.peers.peer import INSTALLED
from benchmarks.peers.records import Given
from benchmarks.report import markdown
from benchmarks.reseau import write_network

FULL = 10_000
RESULTS = Path(__file__).with_name("RESULTS.md")
#: What a run does on the largest network, in this order; all but the last ones ask for the builds.
PARTS = ("builds", "again", "checks", "searches", "pages", "edits", "start", "letters", "maps", "histories")
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
    page = partial(markdown, machine=described, actors=arguments.actors)

    def told(book: Book) -> None:
        # Beside the peers: a build looks whether anything of the project has changed, this page too.
        INSTALLED.mkdir(exist_ok=True)
        (INSTALLED / RESULTS.name).write_text(page(book, finished=False), encoding="utf-8")

    # Who ends this process ends what it started, and keeps what was found.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    book, finished = Book(told), False
    try:
        _all(book, arguments.actors, arguments.only)
        finished = True
    finally:
        if out:
            out.write_text(page(book, finished=finished), encoding="utf-8")
    print(f"{out} is written" if out else page(book, finished=True))


def _all(book: Book, most: int, parts: Sequence[str]) -> None:
    """The builds on each network, the other parts on the largest."""
    with tempfile.TemporaryDirectory(dir=contenders.memory()) as scratch:
        for actors in sizes(most, parts):
            _on(
                book,
                Path(scratch) / str(actors),
                actors,
                [p for p in parts if p == "builds" or actors == most],
            )
            if actors != most:
                shutil.rmtree(Path(scratch) / str(actors))


def sizes(actors: int, parts: Sequence[str]) -> list[int]:
    """The networks of a run: growth asks for smaller ones, where anything is built."""
    return [*(few for few in (FEW, SOME) if few < actors and "builds" in parts), actors]


def _on(book: Book, scratch: Path, actors: int, parts: Sequence[str]) -> None:
    """The parts of a run on one network, each whatever became of the others."""
    network = scratch / "network"
    network.mkdir(parents=True)
    write_network(network, actors)
    given = Given.of(network)
    rounds = 3 if actors <= FEW else 2
    steps: dict[str, Callable[[], object]] = {
        "builds": lambda: builds.measure(book, scratch, network, given, rounds),
        "again": lambda: builds.again(book, network, given, rounds),
        "checks": lambda: checks.measure(book, network, actors, rounds),
        "searches": lambda: searches.measure(book, scratch, network, actors),
        "pages": lambda: pages.measure(book, network / contenders.PUBLIC),
        "edits": lambda: edits.measure(book, scratch, network, given, builds.PEERS, times=5),
        "start": lambda: _start(book, network, actors),
        "letters": lambda: letters.measure(book, actors),
        "histories": lambda: histories.measure(book),
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
