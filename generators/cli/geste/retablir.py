"""`geste retablir`: the way back from the other gestures on an event, or on one date of a series."""

from __future__ import annotations

import argparse

from generators.cli.common import Mistake, today_of
from generators.cli.geste import Values, day_of, made
from generators.forms.gestures import restored, restored_on_one_date
from generators.records.kinds import EVENTS


def run(arguments: argparse.Namespace) -> int:
    day, today = day_of(arguments.date), today_of(arguments)

    def change(values: Values, _: object) -> Values:
        if day is None:
            return restored(values, today)
        try:
            return restored_on_one_date(values, day, today)
        except LookupError as none:
            raise Mistake(f"la fiche ne dit rien de particulier du {day:%d/%m/%Y}") from none

    return made(arguments, EVENTS.name, change)
