"""The command line: the only place that prints, exits and asks for the date.

Exit status: 0 done, 1 the data has problems, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from generators.cli import care, newsletter, records, report, site
from generators.cli.common import DONE, USAGE, Mistake, Parser, add_help


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return command(arguments)
    except Mistake as mistake:
        print(f"maillage : {mistake}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return DONE


def _parser() -> Parser:
    parser = Parser(
        prog="maillage", description="Annuaire, agenda et newsletter du réseau PARÉ.", add_help=False
    )
    add_help(parser)
    commands = parser.add_subparsers(
        title="commandes", metavar="COMMANDE", required=True, parser_class=Parser
    )
    for family in (site, records, care, report, newsletter):
        family.add(commands)
    return parser
