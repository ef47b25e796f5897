"""`geste complet`: an event, a session of it or a date of a series has no place left."""

from __future__ import annotations

import argparse

from generators.cli.common import Mistake, today_of
from generators.cli.geste import Values, day_of, made, on_date
from generators.forms.gestures import OUI, full
from generators.records.kinds import EVENTS


def run(arguments: argparse.Namespace) -> int:
    day = day_of(arguments.date)

    def change(values: Values, _: object) -> Values:
        if day is not None:
            return on_date(values, day, {"complet": OUI}, today_of(arguments))
        try:
            return full(values, arguments.seance, today_of(arguments))
        except LookupError as none:
            count = none.args[0]
            there = f"en a {count}" if count else "n’a pas de séances"
            raise Mistake(
                f"cet événement {there} : « --seance {arguments.seance} » n’en désigne pas une"
            ) from none

    return made(arguments, EVENTS.name, change)
