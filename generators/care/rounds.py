"""Many addresses asked within a time: the hosts side by side, each in its turn and slowly.

Whoever stops listening, or is interrupted, waits for nobody: who asks is a thread that ends with the program.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import Final
from urllib.parse import urlsplit

from generators.care.probe import Outcome
from generators.web.bounds import Deadline

#: Seconds between two requests to one host; hosts are asked side by side.
COURTESY: Final = 1.0
HOSTS_AT_ONCE: Final = 8
#: Seconds after which an interruption is heard, at the latest.
_HEED: Final = 1.0

Told = tuple[str, Outcome]
Probe = Callable[[str], Outcome]
Sleep = Callable[[float], None]


class _Round:
    """What the threads share: the hosts that are left, what was told, and whether anybody still listens."""

    def __init__(self, urls: Iterable[str], probe: Probe, sleep: Sleep) -> None:
        self.probe = probe
        self.sleep = sleep
        self.hosts: SimpleQueue[list[str]] = SimpleQueue()
        self.told: SimpleQueue[Told | Exception | None] = SimpleQueue()
        self.over = threading.Event()
        for batch in _by_host(urls):
            self.hosts.put(batch)

    def work(self) -> None:
        """Ask one host after the other; None is told at the end, and before it what is our own fault."""
        try:
            while not self.over.is_set():
                self._ask(self.hosts.get_nowait())
        except Empty:
            pass
        except Exception as error:  # raised again where it is heard
            self.told.put(error)
        self.told.put(None)

    def _ask(self, urls: list[str]) -> None:
        for number, url in enumerate(urls):
            if number:
                self.sleep(COURTESY)
            if self.over.is_set():
                return
            self.told.put((url, self.probe(url)))


def outcomes(urls: Iterable[str], probe: Probe, sleep: Sleep, deadline: Deadline) -> Iterator[Told]:
    """Each address with what it answered, as it comes, until all have or the time is over."""
    shared = _Round(urls, probe, sleep)
    for _ in range(HOSTS_AT_ONCE):
        threading.Thread(target=shared.work, daemon=True).start()
    try:
        yield from _heard(shared, deadline)
    finally:
        shared.over.set()


def _heard(shared: _Round, deadline: Deadline) -> Iterator[Told]:
    working = HOSTS_AT_ONCE
    while working:
        try:
            told = shared.told.get(timeout=min(_HEED, deadline.left()))
        except Empty:
            continue
        except TimeoutError:
            return
        if isinstance(told, Exception):
            raise told
        if told is None:
            working -= 1
        else:
            yield told


def _by_host(urls: Iterable[str]) -> Iterable[list[str]]:
    found = defaultdict[str, list[str]](list)
    for url in urls:
        found[_host(url)].append(url)
    return found.values()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
