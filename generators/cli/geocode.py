"""`geocode`: positions for the records that give a street. It goes out to the network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generators.care import geocode
from generators.care.geocode import API, Position, position_of
from generators.cli.common import DONE, PROBLEMS, Mistake, print_problems, project_of, read
from generators.mail.errand import BadSetting
from generators.publish import write
from generators.records.reading.load import Loaded, load
from generators.records.records import Key
from generators.records.writing import completed
from generators.words.wording import nombre


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--api", metavar="ADRESSE", help="un autre serveur addok que celui de l’État")
    parser.add_argument("--dry-run", action="store_true", help="montrer sans rien écrire dans les fiches")


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    loaded = load(project.data, project.newsletter)
    kept = project.data / Path(geocode.CACHE).relative_to("data")
    api = arguments.api or API
    try:
        cache = geocode.read_cache(read(kept))
    except BadSetting as bad:
        raise Mistake(str(bad)) from bad
    done = geocode.geocoded(loaded.records, cache, lambda address: position_of(address, api))
    write({kept.name: geocode.cache_bytes(done.cache)}, kept.parent)
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
    file = loaded.files[key]
    values = geocode.values(position)
    after, problems = completed(loaded.sources[key], file, loaded.records.vocabulary, values)
    print_problems(problems)
    if after is not None:
        write({file.file.name: after}, file.file.parent)
    return after is not None
