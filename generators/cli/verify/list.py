"""`verify list`: who is to be asked first, and what each record lacks."""

from __future__ import annotations

import argparse
import json
import sys

from generators.care import letters_sent
from generators.care.verification import COLUMNS, as_text, rows, to_ask
from generators.cli.common import DONE, project_of, read, today_of
from generators.cli.named import region_named
from generators.exchange.inert import table
from generators.land.places import load_places
from generators.records.reading.load import load
from generators.records.withheld import shown
from generators.words.fitting import fitted

ELSEWHERE = (
    "« maillage verify list --whole FICHIER » écrit le texte entier, « --region » celui d’une "
    "région à la fois."
)


def run(arguments: argparse.Namespace) -> int:
    project, today = project_of(arguments), today_of(arguments)
    records, places = shown(load(project.data, project.newsletter).records), load_places(project.reference)
    region = region_named(arguments.region, places) if arguments.region else None
    days = letters_sent.sent(read(project.data / letters_sent.FILE))
    asked = to_ask(records, places, today, region)
    if arguments.format == "text":
        text = as_text(asked, records, places, today, days, region)
        short = fitted(text, ELSEWHERE)
    else:
        listed = [*rows(asked, places, days)]
        if arguments.format == "json":
            text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
        else:
            cells = ([_cell(value) for value in row.values()] for row in listed)
            text = table(COLUMNS, cells).decode()
        short = text
    if arguments.whole is not None:
        arguments.whole.write_text(text, encoding="utf-8", newline="")
    sys.stdout.write(short)
    return DONE


def _cell(value: object) -> object:
    if isinstance(value, list):
        return " ; ".join(map(str, value))
    return value
