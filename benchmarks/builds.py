"""The build beside its peers: cold, with nothing changed, with one record changed.

In each round each of them builds once, in turn (A B A B), in a folder in which nothing was ever built. What
a site must hold is looked at each time: a generator that failed half way is not a fast one.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import contenders
from benchmarks.asked import COLD
from benchmarks.book import OURS, Book, Key
from benchmarks.edits import changed
from benchmarks.measure import Cost, Failed, run, weight
from benchmarks.peers.eleventy import ELEVENTY
from benchmarks.peers.frame import frame
from benchmarks.peers.hugo import HUGO
from benchmarks.peers.markdown import MKDOCS, ZENSICAL
from benchmarks.peers.peer import Peer, environment, judge
from benchmarks.peers.records import Given

PEERS = (MKDOCS, HUGO, ZENSICAL, ELEVENTY)
UNCACHED = f"{COLD}, --no-cache"


def measure(
    book: Book, scratch: Path, network: Path, given: Given, rounds: int, peers: Sequence[Peer] = PEERS
) -> None:
    """Cold builds in turn; the sites of the last round stay where they are."""
    actors = len(given.fiches["actors"])
    ready: list[Peer] = []
    for number in range(rounds):
        book.measured(Key(COLD, OURS, actors), partial(_ours, network, given))
        if number == 0:
            ready = [peer for peer in peers if _written(book, peer, scratch, network, given)]
        for peer in ready:
            book.measured(Key(COLD, peer.name, actors), partial(_theirs, peer, scratch / peer.name, given))


def again(book: Book, network: Path, given: Given, rounds: int) -> None:
    """Ours over a site that is there, with nothing changed and with one record changed; without its cache."""
    actors = len(given.fiches["actors"])
    fiche = given.fiches["actors"][actors // 2]
    built = partial(_built, network, given)
    for number in range(rounds):
        book.measured(Key("no change", OURS, actors), built)
        with changed(fiche.path, fiche, number) as marker:
            book.measured(Key("one record changed", OURS, actors), partial(built, says=marker))
        book.measured(Key("one record changed", OURS, actors), built)
    if "--no-cache" not in _help():
        book.lack(Key(UNCACHED, OURS, actors), "not available: build has no --no-cache")
        return
    for _ in range(rounds):
        book.measured(Key(UNCACHED, OURS, actors), partial(_ours, network, given, "--no-cache"))


def _written(book: Book, peer: Peer, scratch: Path, network: Path, given: Given) -> bool:
    """A peer's project, made from the records; False, and why, when there is no such peer here."""
    key = Key(COLD, peer.name, len(given.fiches["actors"]))
    if absent := peer.absent():
        book.lack(key, absent)
        return False
    try:
        (scratch / peer.name).mkdir()
        peer.write(scratch / peer.name, given, frame(network / contenders.PUBLIC, given))
    except (OSError, Failed) as error:
        book.lack(key, f"its project could not be written: {error}")
        return False
    return True


def _theirs(peer: Peer, folder: Path, given: Given) -> Cost:
    peer.clean(folder)
    cost = run(peer.build, folder, environment())
    peer.judge(folder, given)
    files, megabytes = weight(folder / peer.out)
    return replace(cost, files=files, megabytes=megabytes)


def _ours(network: Path, given: Given, *more: str) -> Cost:
    contenders.clean(network)
    return _built(network, given, *more)


def _built(network: Path, given: Given, *more: str, says: str = "") -> Cost:
    cost = run([*contenders.BUILD, *more], network, contenders.environment())
    site = network / contenders.PUBLIC
    judge(site, given)
    page = site / given.fiches["actors"][len(given.fiches["actors"]) // 2].address / "index.html"
    if says not in page.read_text("utf-8"):
        raise Failed(f"the page of the changed record does not say « {says} »")
    files, megabytes = weight(site)
    return replace(cost, files=files, megabytes=megabytes)


def _help() -> str:
    command = contenders.maillage("build", "--help")
    return subprocess.run(command, env=contenders.environment(), capture_output=True, text=True).stdout
