"""`serve`: the site on this machine, made as it is asked for, and again at each change."""

from __future__ import annotations

import argparse
import errno
import sys
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generators.cli import faults
from generators.cli.common import DONE, PROBLEMS, Mistake, clock, print_problems, project_of, today_of
from generators.serving.http import Server, Window
from generators.words.wording import nombre

if TYPE_CHECKING:
    from generators.project import Project
    from generators.records.problems import Problem


#: Seconds without a change after which what can wait is done.
REST_S = 1.0


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    host, port = arguments.address
    window, teller = Window(live=not arguments.once), Told()
    window.told = teller.fault
    with _opened(host, port, window) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{f'[{host}]' if ':' in host else host}:{server.port}"
        print(f"Le site se prépare, et se lit à l’adresse {address}/ ; Ctrl-C l’arrête.", flush=True)
        window.board.put(doing="Le site se prépare : les fiches se lisent…")
        return _shown(project, arguments, server, address, teller)


def _opened(host: str, port: int, window: Window) -> Server:
    try:
        return Server(host, port, window)
    except OSError as error:
        why = "un autre programme s’en sert" if error.errno == errno.EADDRINUSE else "la machine la refuse"
        raise Mistake(
            f"l’adresse {host}:{port} n’est pas libre ({why}) : donnez-en une autre, "
            f"par exemple --address 127.0.0.1:{port + 1 if port < 65535 else 8000}"
        ) from error


def _shown(
    project: Project, arguments: argparse.Namespace, server: Server, address: str, teller: Told
) -> int:
    """Read and show; the port is open already, for what this needs takes a second to be brought in."""
    from generators.mkdocs import site_url
    from generators.serving.session import Days, Session, lock, watched
    from generators.serving.watching import watching

    server.mount = f"{urlsplit(site_url(project)).path.rstrip('/')}/"
    days = Days(lambda: today_of(arguments), clock)
    session = Session(project, f"{address}{server.mount}", days, server.window, teller)
    if arguments.once:
        if not session.open():
            return PROBLEMS
        threading.Event().wait()
    with watching([*watched(project)], lock(project), look=arguments.poll) as (watch, looked):
        if looked and not arguments.poll:
            print("Le système ne dit pas ce qui change : les fichiers sont regardés chaque seconde.")
        session.open()
        resting = False
        while True:
            if changed := watch.changes(None if resting else REST_S):
                teller.begin()
                session.open(changed)
            else:
                session.rest()
            resting = not changed
    return DONE


class Told:
    """What becomes of the site, said in the terminal."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._said: frozenset[Problem] = frozenset()

    def begin(self) -> None:
        self._begun = time.monotonic()

    def shown(self, problems: tuple[Problem, ...]) -> None:
        self._tell(problems)
        spent = f"{time.monotonic() - self._begun:.1f}".replace(".", ",")
        print(f"Le site est montré tel qu’il est écrit ({spent} s).", flush=True)

    def kept(self, problems: tuple[Problem, ...]) -> None:
        self._tell(problems)
        many = sum(problem.severity == "error" for problem in problems)
        print(
            f"Le site attend d’être corrigé : {nombre(many, 'faute', 'fautes')}.", file=sys.stderr, flush=True
        )

    def fault(self, fault: BaseException) -> None:
        print(faults.told(fault), file=sys.stderr, flush=True)

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        """A warning that stands already is not said again."""
        print_problems(tuple(one for one in problems if one.severity == "error" or one not in self._said))
        self._said = frozenset(problems)
