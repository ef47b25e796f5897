"""`report`: what there is to tell of the data, as a text to send."""

from __future__ import annotations

import argparse

from generators.cli.common import DONE, Commands, command, project_of, today_of
from generators.cli.proposition import story


def add(commands: Commands) -> None:
    parser = command(commands, "report", "Raconter ce que change une proposition.", _report)
    parser.add_argument(
        "--base",
        metavar="RÉVISION",
        required=True,
        help="ce à quoi on compare : main, un commit, une étiquette",
    )


def _report(arguments: argparse.Namespace) -> int:
    print(story(project_of(arguments), arguments.base, today_of(arguments)), end="")
    return DONE
