"""`geste en-ligne`: what was to take place somewhere takes place online, as a whole or on one date."""

from __future__ import annotations

import argparse

from generators.cli.common import Mistake, today_of
from generators.cli.geste import Values, day_of, made, on_date
from generators.forms.gestures import OUI, moved_online
from generators.records.kinds import EVENTS
from generators.words import habits


def run(arguments: argparse.Namespace) -> int:
    day, today = day_of(arguments.date), today_of(arguments)
    url = arguments.url and (habits.written("url", arguments.url) or arguments.url)
    if day and url:
        raise Mistake("--url vaut pour toutes les dates : retirez-le, ou retirez --date")

    def change(values: Values, _: object) -> Values:
        return on_date(values, day, {"en_ligne": OUI}, today) if day else moved_online(values, url, today)

    return made(arguments, EVENTS.name, change)
