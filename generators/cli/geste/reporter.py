"""`geste reporter`: an event will take place later."""

from __future__ import annotations

import argparse

from generators.cli.common import Mistake, today_of
from generators.cli.geste import add_record, made
from generators.forms.gestures import of_the_old_date, put_off
from generators.records.kinds import EVENTS
from generators.words import habits


def add(parser: argparse.ArgumentParser) -> None:
    add_record(parser, "l’événement")
    parser.add_argument(
        "--au",
        required=True,
        nargs="+",
        metavar="DATE",
        help="la nouvelle date : 2026-12-10, ou 10 décembre 2026 à 14h30",
    )


def run(arguments: argparse.Namespace) -> int:
    said = " ".join(arguments.au)
    to = habits.written("jour-ou-heure", said)
    if to is None:
        raise Mistake(f"« {said} » n’est pas une date : écrivez par exemple 10 décembre 2026 à 14h30")
    return made(
        arguments, EVENTS.name, lambda values, _: put_off(values, to, today_of(arguments)), of_the_old_date
    )
