"""`links`: the web addresses of the records, asked one by one. It goes out to the network."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path
from typing import Final

from generators.care import links, links_told, probe, rounds
from generators.cli.common import DONE, INTERRUPTED, PROBLEMS, print_problems, project_of, read, today_of
from generators.publish import write
from generators.records.reading.load import load
from generators.web.bounds import PUBLIC, Deadline
from generators.words.fitting import fitted

#: Where addresses may lead.
REACH = PUBLIC
#: Said below a ticket that was cut.
ELSEWHERE: Final = "« maillage links » dit tout."
#: In a minute.
_SECONDS: Final = 60


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    records = load(project.data, project.newsletter).records
    exempt, problems = links.exemptions(read(project.data / Path(links.EXEMPTIONS).name), links.EXEMPTIONS)
    if problems:
        print_problems(problems)
        return PROBLEMS
    places = links.addresses(records)
    if sys.stderr.isatty():
        print(f"{len(places)} adresses à vérifier…", file=sys.stderr)
    try:
        done = _visit(arguments, places, exempt)
    except KeyboardInterrupt:
        print("Interrompu : ce qui a été vu est retenu, la prochaine fois reprend là.", file=sys.stderr)
        return INTERRUPTED
    tell = links_told.as_markdown if arguments.format == "markdown" else links_told.as_text
    if told := tell(done, places, records):
        print(fitted(told, ELSEWHERE) if arguments.format == "markdown" else told)
    return PROBLEMS if links.needs_someone(done, places) else DONE


def _visit(
    arguments: argparse.Namespace, places: links.Places, exempt: tuple[links.Exemption, ...]
) -> links.Visit:
    """A round within its time; what is seen is kept on the disk from one answer to the next."""
    path: Path = arguments.state
    ask = partial(
        rounds.outcomes, probe=probe.Prober(time.sleep, reach=REACH), sleep=time.sleep,
        deadline=Deadline.after(arguments.duree * _SECONDS),
    )  # fmt: skip

    def keep(state: links.State) -> None:
        write({path.name: links.state_bytes(state, places)}, path.parent)

    done = links.visit(places, links.read_state(path), exempt, today_of(arguments), ask, keep)
    keep(done.state)
    return done
