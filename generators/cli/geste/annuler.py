"""`geste annuler`: an event will not take place."""

from __future__ import annotations

import argparse

from generators.cli.common import today_of
from generators.cli.geste import add_record, made
from generators.forms.gestures import called_off
from generators.records.kinds import EVENTS


def add(parser: argparse.ArgumentParser) -> None:
    add_record(parser, "l’événement")
    parser.add_argument("--motif", metavar="TEXTE", help="pourquoi, tel que les lecteurs le liront")


def run(arguments: argparse.Namespace) -> int:
    return made(
        arguments, EVENTS.name, lambda values, _: called_off(values, today_of(arguments), arguments.motif)
    )
