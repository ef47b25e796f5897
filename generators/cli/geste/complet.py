"""`geste complet`: an event, or a session of it, has no place left."""

from __future__ import annotations

import argparse

from generators.cli.common import Mistake, today_of
from generators.cli.geste import Values, add_record, made
from generators.forms.gestures import full
from generators.records.kinds import EVENTS


def add(parser: argparse.ArgumentParser) -> None:
    add_record(parser, "l’événement")
    parser.add_argument("--seance", type=int, metavar="N", help="seulement sa énième séance (toutes)")


def run(arguments: argparse.Namespace) -> int:
    def change(values: Values, _: object) -> Values:
        try:
            return full(values, arguments.seance, today_of(arguments))
        except LookupError as none:
            count = none.args[0]
            there = f"en a {count}" if count else "n’a pas de séances"
            raise Mistake(
                f"cet événement {there} : « --seance {arguments.seance} » n’en désigne pas une"
            ) from none

    return made(arguments, EVENTS.name, change)
