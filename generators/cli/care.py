"""`links`, `geocode` and `report`: the care of the data. Only these commands go out to the network."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generators.cli.common import (
    DONE,
    PROBLEMS,
    Commands,
    Mistake,
    command,
    print_problems,
    project_of,
    read,
    today_of,
)

if TYPE_CHECKING:
    from generators.care.geocoder import Position
    from generators.records.reading.load import Key, Loaded


def add(commands: Commands) -> None:
    _add_links(commands)
    _add_geocode(commands)


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
    from generators.records.reading.load import load

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


def _add_geocode(commands: Commands) -> None:
    parser = command(commands, "geocode", "Écrire la position des fiches qui donnent une adresse.", _geocode)
    parser.add_argument("--api", metavar="ADRESSE", help="un autre serveur addok que celui de l’État")
    parser.add_argument("--dry-run", action="store_true", help="montrer sans rien écrire dans les fiches")


def _geocode(arguments: argparse.Namespace) -> int:
    from generators.care import geocode
    from generators.care.geocoder import API, position_of
    from generators.mail.errors import BadSetting
    from generators.publish import add
    from generators.records.reading.load import load
    from generators.words.phrases import nombre

    project = project_of(arguments)
    loaded = load(project.data, project.newsletter)
    kept = project.data / Path(geocode.CACHE).relative_to("data")
    api = arguments.api or API
    try:
        cache = geocode.read_cache(read(kept))
    except BadSetting as bad:
        raise Mistake(str(bad)) from bad
    done = geocode.geocoded(loaded.records, cache, lambda address: position_of(address, api))
    add({kept.name: geocode.cache_bytes(done.cache)}, kept.parent)
    written = 0 if arguments.dry_run else sum(_place(loaded, key, done.found[key]) for key in done.found)
    for key, position in done.found.items():
        print(f"{loaded.files[key].shown} : {position.libelle}")
    for key, why in done.refused.items():
        print(f"{loaded.files[key].shown} : {why}", file=sys.stderr)
    if done.stopped:
        names = ", ".join(loaded.files[key].shown for key in done.left)
        print(f"{done.stopped} ; à refaire : {names}", file=sys.stderr)
    print(f"{nombre(written, 'fiche placée', 'fiches placées')}, {len(done.refused)} sans réponse sûre.")
    return PROBLEMS if done.refused or done.stopped else DONE


def _place(loaded: Loaded, key: Key, position: Position) -> bool:
    """Write the position into the record's file, unless the file has a problem, which is told."""
    from generators.care.geocode import values
    from generators.publish import add
    from generators.records.writing import completed

    file = loaded.files[key]
    after, problems = completed(loaded.sources[key], file, loaded.records.vocabulary, values(position))
    print_problems(problems)
    if after is not None:
        add({file.file.name: after}, file.file.parent)
    return after is not None
