"""The command line: the only place that prints, exits and asks for the date.

Each command is a module of the name that is typed, with `add`, its own options, and `run`; it is read only
when it is asked for. Exit status: 0 done, 1 the data has problems, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from generators.cli.common import DONE, USAGE, Mistake, Parser, add_commands, add_help

#: The commands as they are typed, and what each does.
COMMANDS = {
    "build": "Construire tout le site.",
    "serve": "Montrer le site, et le refaire à chaque changement.",
    "check": "Vérifier les fiches.",
    "schema": "Refaire ce qui se déduit des modèles (data/schemas).",
    "new": "Écrire une fiche en répondant à des questions.",
    "format": "Mettre les fiches en forme, sans changer une valeur.",
    "links": "Vérifier les adresses web des fiches.",
    "geocode": "Écrire la position des fiches qui donnent une adresse.",
    "report": "Dire ce qui est à vérifier, ou raconter ce que change une proposition (--base).",
    "newsletter": "Construire la newsletter.",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if argv is None else list(argv)
    arguments = _parser(words).parse_args(words)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return command(arguments)
    except Mistake as mistake:
        print(f"maillage : {mistake}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return DONE


def _parser(words: Sequence[str]) -> Parser:
    parser = Parser(
        prog="maillage", description="Annuaire, agenda et newsletter d’un réseau.", add_help=False
    )
    add_help(parser)
    add_commands(parser, __name__, COMMANDS, words)
    return parser
