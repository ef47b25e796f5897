"""From an edit to the screen: a record's file is written, and its page asked for until it says the change.

The servers are those of each generator, over HTTP on this machine; the clock runs from the write to the
first answer that has the new words. The page is asked for again as soon as it has answered, with a pause of
5 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket
from subprocess import Popen

from benchmarks import contenders
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import Cost, Failed, running
from benchmarks.peers.peer import PORT, Peer, environment
from benchmarks.peers.records import Fiche, Given

#: Seconds for a server to begin, and for an edit to come through.
PATIENCE = 400.0
#: Seconds after which no further edit is begun.
ENOUGH = 30.0
_PAUSE = 0.005
_TIMES = ("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit")


@dataclass(frozen=True, slots=True)
class Server:
    """Whose it is, its command and where it runs, and the file that says the record."""

    who: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    source: Path


def measure(
    book: Book, scratch: Path, network: Path, given: Given, peers: Sequence[Peer], times: int
) -> None:
    """At most `times` edits each, of a record in the middle of the list."""
    actors = len(given.fiches["actors"])
    fiche = given.fiches["actors"][actors // 2]
    ours = Server(OURS, contenders.SERVE, network, contenders.environment(), fiche.path)
    _served(book, ours, fiche, actors, times)
    for peer in peers:
        folder = scratch / peer.name
        server = Server(peer.name, peer.serve, folder, environment(), folder / peer.source(fiche))
        if server.source.is_file():
            _served(book, server, fiche, actors, times)
        else:
            book.lack(Key("edit", peer.name, actors), "there is no project of its own to serve")


def _served(book: Book, server: Server, fiche: Fiche, actors: int, times: int) -> None:
    """A server from its start, which is a job of its own, to the last edit."""
    first = " ".join(str(fiche.values["resume"]).split()[:3])
    key = Key("edit", server.who, actors)
    try:
        if _listening():
            raise Failed(f"another program listens on port {PORT}")
        with running(server.command, server.folder, server.environment) as (process, looking):
            start = time.perf_counter()
            _wait(fiche, lambda page: first in page, process)
            book.add(key._replace(job="server starts"), Cost(time.perf_counter() - start))
            enough = time.perf_counter() + ENOUGH
            for number in range(times):
                time.sleep(1)
                with changed(server.source, fiche, number) as marker:
                    start = time.perf_counter()
                    _wait(fiche, lambda page, said=marker: said in page, process)  # type: ignore[misc]
                    book.add(key, Cost(time.perf_counter() - start, peak=looking.peak / 1e6))
                if time.perf_counter() > enough:
                    break
                _wait(fiche, lambda page, said=marker: bool(page) and said not in page, process)  # type: ignore[misc]
    except (Failed, OSError) as error:
        book.lack(key, str(error)[:300])


def _listening() -> bool:
    with socket() as one:
        return one.connect_ex(("127.0.0.1", PORT)) == 0


def _wait(fiche: Fiche, true: Callable[[str], bool], server: Popen[bytes]) -> None:
    """Until the record's page is as it should. Raises `Failed` when the server ends, or after too long."""
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if true(_page(fiche)):
            return
        if server.poll() is not None:
            raise Failed(f"the server ended with {server.returncode}")
        time.sleep(_PAUSE)
    raise Failed(f"the page was not served within {PATIENCE:.0f} s")


def _page(fiche: Fiche) -> str:
    """What the server gives now, "" where it gives nothing."""
    connection = HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
    with suppress(OSError, HTTPException):
        connection.request("GET", f"/{fiche.address}")
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        return body if answer.status == 200 else ""
    return ""


@contextmanager
def changed(source: Path, fiche: Fiche, number: int) -> Iterator[str]:
    """A record's summary begins with other words during the block; gives these words."""
    before = source.read_text("utf-8")
    first = " ".join(str(fiche.values["resume"]).split()[:3])
    marker = f"Texte revu {_TIMES[number % len(_TIMES)]} fois"
    if first not in before:
        raise Failed(f"{source.name} does not hold « {first} »")
    source.write_text(before.replace(first, f"{marker} : {first}", 1), encoding="utf-8")
    try:
        yield marker
    finally:
        source.write_text(before, encoding="utf-8")
