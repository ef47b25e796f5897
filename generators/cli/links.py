"""`links`: the web addresses of the records, asked one by one. It goes out to the network."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from generators.care import links
from generators.care.probe import probe, session
from generators.cli.common import DONE, PROBLEMS, print_problems, project_of, read, today_of
from generators.publish import write
from generators.records.reading.load import load


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "markdown"),
        default="text",
        help="markdown : le corps d’un ticket (text)",
    )
    parser.add_argument(
        "--state", type=Path, metavar="FICHIER", default=Path(".cache/liens.json"), help="ce qui a été vu"
    )


def run(arguments: argparse.Namespace) -> int:
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
    write({arguments.state.name: links.state_bytes(done.state, places)}, arguments.state.parent)
    tell = links.as_markdown if arguments.format == "markdown" else links.as_text
    if told := tell(done, places, records):
        print(told)
    return PROBLEMS if links.needs_someone(done, places) else DONE
