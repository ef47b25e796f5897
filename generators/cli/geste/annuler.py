"""`geste annuler`: an event, or a date of a series, will not take place."""

from __future__ import annotations

import argparse

from generators.cli.common import today_of
from generators.cli.geste import Values, day_of, made, on_date
from generators.forms.gestures import OUI, called_off
from generators.records.kinds import EVENTS


def run(arguments: argparse.Namespace) -> int:
    day, why, today = day_of(arguments.date), arguments.motif, today_of(arguments)

    def change(values: Values, _: object) -> Values:
        if day is None:
            return called_off(values, today, why)
        return on_date(values, day, {"annule": OUI, **({"precisions": why} if why else {})}, today)

    return made(arguments, EVENTS.name, change)
