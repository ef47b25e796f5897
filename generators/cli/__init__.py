"""The command line: the only place that prints, exits and asks for the date.

Each command is a module of the name that is typed, with `add`, its own options, and `run`; it is read only
when it is asked for. Exit status: 0 done, 1 the data has problems, 2 wrong usage, 3 a fault of ours.
"""

from __future__ import annotations

import argparse
import atexit
import io
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

from generators.cli import faults
from generators.cli.common import DONE, FAULT, PROBLEMS, USAGE, Mistake, Parser, add_commands, add_help
from generators.disk.refused import Refused
from generators.disk.stop import stoppable
from generators.leak import Leak

#: The commands as they are typed, and what each does.
COMMANDS = {
    "build": "Construire tout le site.",
    "serve": "Montrer le site, et le refaire à chaque changement.",
    "check": "Vérifier les fiches.",
    "schema": "Refaire ce qui se déduit des modèles (data/schemas).",
    "new": "Écrire une fiche en répondant à des questions.",
    "import": "Faire entrer un tableau de structures, sans rien écraser de ce qu’une personne a écrit.",
    "geste": "Annuler, reporter, dire complet ou fermer : tout ce qu’il faut, en une fois.",
    "format": "Mettre les fiches en forme, sans changer une valeur.",
    "links": "Vérifier les adresses web des fiches.",
    "geocode": "Écrire la position des fiches qui donnent une adresse.",
    "verify": "Faire confirmer les fiches par les structures, et lire leurs réponses.",
    "report": "Raconter ce que change une proposition (--base).",
    "booklet": "Faire le livret d’un département ou d’une région : un PDF à lire, un autre à plier.",
    "newsletter": "Construire la newsletter.",
}

_NO_MEMORY = (
    "il n’y a plus assez de mémoire, et rien n’a été remplacé : fermez d’autres programmes, puis relancez "
    "(avec --jobs 1, si la commande le prend)"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _say_what_can_be_said()
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        return _run(words)
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:  # who read the answer has gone
        _drop_what_is_left()
        return PROBLEMS
    except Exception as fault:
        with suppress(OSError):
            print(faults.told(fault), file=sys.stderr)
        _drop_what_is_left()
        return FAULT


def command() -> NoReturn:
    """`main`, of a process that ends with it, at once: to take apart what thousands of records hold takes a
    second, and the system has it back without that.
    """
    status = main()
    with suppress(AttributeError):  # a process may have no console
        sys.stdout.flush()
        sys.stderr.flush()
    if threading.active_count() == 1:
        atexit._run_exitfuncs()
        os._exit(status)
    raise SystemExit(status)


def _run(words: Sequence[str]) -> int:
    arguments = _parser(words).parse_args(words)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        with stoppable():
            status = command(arguments)
    except (Mistake, Refused) as mistake:
        print(f"maillage : {mistake}", file=sys.stderr)
        return USAGE
    except MemoryError:
        print(f"maillage : {_NO_MEMORY}", file=sys.stderr)
        return USAGE
    except Leak as leak:
        print(leak, file=sys.stderr)
        return FAULT
    sys.stdout.flush()  # an answer that could not be written is no success
    return status


def _drop_what_is_left() -> None:
    """What could not be written is not tried again at the end, in English and with another status."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_what_can_be_said() -> None:
    """A console that lacks a sign (« → » in Windows-1252) shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _parser(words: Sequence[str]) -> Parser:
    parser = Parser(
        prog="maillage", description="Annuaire, agenda et newsletter d’un réseau.", add_help=False
    )
    add_help(parser)
    add_commands(parser, __name__, COMMANDS, words)
    return parser
