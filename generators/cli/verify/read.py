"""`verify read`: the answers of structures, told; with `--write`, what is sound goes into the records."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from generators.care.confirmation import Champ
from generators.cli.common import DONE, PROBLEMS, Mistake, opened, project_of, read, today_of
from generators.forms.answers import Known
from generators.forms.from_issue import House
from generators.intake import replies_told
from generators.intake.mailbox import Received, messages
from generators.intake.replies import Office, replies
from generators.pages.records.fields import champs
from generators.publish import write
from generators.records.kinds import FICHES
from generators.records.reading.load import load


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    received = [message for file in arguments.files for message in _messages(file)]
    site, _ = opened(arguments, letters=False)
    if site is None:
        return PROBLEMS
    loaded = load(project.data, project.newsletter)
    names = {
        kind: {id_: FICHES[kind].title_of(record) for id_, record in loaded.records.of(kind).items()}
        for kind in FICHES
    }
    known = Known(loaded.records.vocabulary, site.places, names)
    house = House(loaded, known, project.data, project.root, today_of(arguments))

    def shown(id_: str) -> Sequence[Champ]:
        return champs(site, site.records.actors[id_])

    found = replies(received, Office(house, shown, frozenset(map(str.lower, arguments.accept))))
    print(replies_told.told(found, len(received), written=arguments.write), end="")
    if arguments.write:
        for file, content in found.files.values():
            write({file.file.name: content}, file.file.parent)
    return DONE


def _messages(file: Path) -> list[Received]:
    if not file.exists():
        raise Mistake(f"{file} n’existe pas : donnez un message enregistré (.eml), ou une boîte mbox")
    found = [*messages(read(file))]
    if not found:
        raise Mistake(
            f"{file} n’est pas un courriel : enregistrez le message (.eml), ou exportez la boîte (mbox)"
        )
    return found
