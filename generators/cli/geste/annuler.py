"""`geste annuler`: an event, a session of it or a date of a series will not take place."""

from __future__ import annotations

import argparse

from generators.cli.common import today_of
from generators.cli.geste import Values, day_of, made, on_date, on_session
from generators.forms.gestures import OUI, called_off
from generators.records.kinds import EVENTS


def run(arguments: argparse.Namespace) -> int:
    day, why, today = day_of(arguments.date), arguments.motif, today_of(arguments)
    said = {"annule": OUI, **({"precisions": why} if why else {})}

    def change(values: Values, _: object) -> Values:
        if day is not None:
            return on_date(values, day, said, today)
        if arguments.seance is not None:
            return on_session(values, arguments.seance, said, today)
        return called_off(values, today, why)

    return made(arguments, EVENTS.name, change)
