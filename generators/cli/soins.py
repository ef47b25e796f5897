"""`links`, `geocode` and `report`: the care of the data. Only these commands go out to the network."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from generators.cli.common import (
    DONE,
    PROBLEMS,
    Commands,
    command,
    print_problems,
    project_of,
    read,
    today_of,
)


def add(commands: Commands) -> None:
    _add_links(commands)


def _add_links(commands: Commands) -> None:
    parser = command(commands, "links", "Vérifier les adresses web des fiches.", _links)
    parser.add_argument(
        "--format",
        choices=("text", "markdown"),
        default="text",
        help="markdown : le corps d’un ticket (text)",
    )
    parser.add_argument(
        "--state", type=Path, metavar="FICHIER", default=Path(".cache/liens.json"), help="ce qui a été vu"
    )


def _links(arguments: argparse.Namespace) -> int:
    from generators.care import links, links_report
    from generators.care.probe import probe, session
    from generators.publish import add
    from generators.records.load import load

    project = project_of(arguments)
    records = load(project.data, project.newsletter).records
    exempt, problems = links.exemptions(read(project.data / Path(links.EXEMPTIONS).name), links.EXEMPTIONS)
    if problems:
        print_problems(problems)
        return PROBLEMS
    places = links.addresses(records)
    state = links.read_state(arguments.state)
    if sys.stderr.isatty():
        print(f"{len(places)} adresses à vérifier…", file=sys.stderr)
    with session() as shared:
        done = links.visit(
            places, state, exempt, today_of(arguments), lambda url: probe(url, shared), time.sleep
        )
    add({arguments.state.name: links.state_bytes(done.state, places)}, arguments.state.parent)
    tell = links_report.as_markdown if arguments.format == "markdown" else links_report.as_text
    if told := tell(done, places, records):
        print(told)
    return PROBLEMS if links_report.needs_someone(done, places) else DONE
