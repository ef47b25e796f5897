"""A site that is served from memory, and what is asked of it over HTTP."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generators.project import Project
from generators.records.problems import Problem
from generators.serving.http import Server, Window
from generators.serving.session import Days, Session
from tests.recipes.recipe import follow, house

TODAY = date(2026, 3, 20)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Heard:
    """What would be said in the terminal."""

    def __init__(self) -> None:
        self.warnings: tuple[Problem, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.faults: list[BaseException] = []

    def shown(self, problems: tuple[Problem, ...]) -> None:
        self.warnings, self.problems = problems, ()

    def kept(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems

    def fault(self, fault: BaseException) -> None:
        self.faults.append(fault)


class Served:
    """A server on this machine, and the window that it shows."""

    def __init__(self, server: Server) -> None:
        self.server, self.window, self.port = server, server.window, server.port
        self.address = f"http://127.0.0.1:{self.port}/"

    def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to a request whose target is sent as it is; `Host` is ours unless given."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.putrequest(method, target, skip_host="Host" in named, skip_accept_encoding=True)
            for name, value in named.items():
                line.putheader(name, value)
            line.endheaders()
            answer = line.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            line.close()


@contextmanager
def opened(window: Window) -> Iterator[Served]:
    with Server("127.0.0.1", 0, window) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield Served(server)
        server.shutdown()


@contextmanager
def session_of(
    project: Project, today: date, *, live: bool = True
) -> Iterator[tuple[Session, Served, Heard]]:
    """A project that is served as it stands."""
    with opened(Window(live=live)) as served:
        heard = Heard()
        served.window.told = heard.fault
        session = Session(project, served.address, Days(lambda: today, lambda: today), served.window, heard)
        session.open()
        yield session, served, heard


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small network and the project beside it, as the recipe makes them."""
    place = tmp_path_factory.mktemp("reseaux")
    follow("Start another network", house(place / "projet"))
    return place
