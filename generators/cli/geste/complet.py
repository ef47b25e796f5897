"""`geste complet`: an event, a session of it or a date of a series has no place left."""

from __future__ import annotations

import argparse

from generators.cli.common import today_of
from generators.cli.geste import Values, day_of, made, on_date, on_session
from generators.forms.gestures import OUI, full
from generators.records.kinds import EVENTS


def run(arguments: argparse.Namespace) -> int:
    day, today = day_of(arguments.date), today_of(arguments)

    def change(values: Values, _: object) -> Values:
        if day is not None:
            return on_date(values, day, {"complet": OUI}, today)
        if arguments.seance is not None:
            return on_session(values, arguments.seance, {"complet": OUI}, today)
        return full(values, None, today)

    return made(arguments, EVENTS.name, change)
