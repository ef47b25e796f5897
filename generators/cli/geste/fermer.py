"""`geste fermer`: a structure is no more, and perhaps another took over."""

from __future__ import annotations

import argparse

from generators.cli.common import Mistake, today_of
from generators.cli.geste import Values, day_of, found, made
from generators.forms.gestures import closed
from generators.records.kinds import ACTORS
from generators.records.reading.load import Loaded


def run(arguments: argparse.Namespace) -> int:
    today = today_of(arguments)
    day = day_of(arguments.date) or today

    def change(values: Values, loaded: Loaded) -> Values:
        successor = _successor(arguments.successeur, loaded) if arguments.successeur else None
        return closed(values, day, successor, today)

    return made(arguments, ACTORS.name, change)


def _successor(text: str, loaded: Loaded) -> str:
    id_ = found(text, ACTORS.name, loaded).id
    there = loaded.records.actors.get(id_)
    if there and there.ferme:
        raise Mistake(f"« {there.nom} » est fermée aussi : nommez une structure en activité")
    return id_
