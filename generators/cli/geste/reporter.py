"""`geste reporter`: an event, or a date of a series, will take place on another day."""

from __future__ import annotations

import argparse

from generators.cli.common import Mistake, today_of
from generators.cli.geste import Values, day_of, made, on_date
from generators.forms.gestures import of_the_old_date, put_off
from generators.records.kinds import EVENTS
from generators.words import habits


def run(arguments: argparse.Namespace) -> int:
    said = " ".join(arguments.au)
    to = habits.written("jour-ou-heure", said)
    if to is None:
        raise Mistake(f"« {said} » n’est pas une date : écrivez par exemple 10 décembre 2026 à 14h30")
    day, today = day_of(arguments.date), today_of(arguments)

    def change(values: Values, _: object) -> Values:
        return on_date(values, day, {"debut": to}, today) if day else put_off(values, to, today)

    return made(arguments, EVENTS.name, change, None if day else of_the_old_date)
