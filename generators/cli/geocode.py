"""`geocode`: positions for the records that give a street. It goes out to the network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generators.care import geocode
from generators.care.geocoder import API, Position, position_of
from generators.cli.common import DONE, INTERRUPTED, PROBLEMS, Mistake, print_problems, project_of, read
from generators.land.places import load_places
from generators.mail.errand import BadSetting
from generators.project import Project
from generators.publish import write
from generators.records.reading.load import Loaded, load
from generators.records.records import Key
from generators.records.writing import completed
from generators.words.quoting import for_log
from generators.words.wording import nombre


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    loaded = load(project.data, project.newsletter)
    try:
        done = _round(project, loaded, arguments.api or API)
    except KeyboardInterrupt:
        print("Interrompu : les réponses reçues sont gardées, relancez la commande.", file=sys.stderr)
        return INTERRUPTED
    written = 0 if arguments.dry_run else sum(_place(loaded, key, done.found[key]) for key in done.found)
    _tell(loaded, done)
    if done.dropped:
        gone = nombre(done.dropped, "réponse retirée", "réponses retirées")
        print(f"{geocode.CACHE} : {gone}, dont aucune fiche publique ne donne plus l’adresse.")
    print(f"{nombre(written, 'fiche placée', 'fiches placées')}, {len(done.refused)} sans réponse sûre.")
    return PROBLEMS if done.refused or done.stopped else DONE


def _round(project: Project, loaded: Loaded, api: str) -> geocode.Round:
    """A round; what is answered is kept on the disk from one answer to the next."""
    file = project.data / Path(geocode.CACHE).relative_to("data")

    def keep(cache: geocode.Cache) -> None:
        write({file.name: geocode.cache_bytes(cache)}, file.parent)

    try:
        cache = geocode.read_cache(read(file))
    except BadSetting as bad:
        raise Mistake(str(bad)) from bad
    places = load_places(project.reference)
    done = geocode.geocoded(loaded.records, cache, lambda address: position_of(address, api), places, keep)
    keep(done.cache)
    return done


def _tell(loaded: Loaded, done: geocode.Round) -> None:
    for key, position in done.found.items():
        print(for_log(f"{loaded.files[key].shown} : {position.libelle}"))
    for key, why in done.refused.items():
        print(for_log(f"{loaded.files[key].shown} : {why}"), file=sys.stderr)
    if done.stopped:
        names = ", ".join(loaded.files[key].shown for key in done.left)
        print(for_log(f"{done.stopped} ; à refaire : {names or 'rien'}"), file=sys.stderr)


def _place(loaded: Loaded, key: Key, position: Position) -> bool:
    """Write the position into the record's file, unless the file has a problem, which is told."""
    file = loaded.files[key]
    values = geocode.values(position)
    after, problems = completed(loaded.sources[key], file, loaded.records.vocabulary, values)
    print_problems(problems)
    if after is not None:
        write({file.file.name: after}, file.file.parent)
    return after is not None
