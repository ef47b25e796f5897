"""`verify mark`: that structures confirmed their records, several at once; nothing else changes."""

from __future__ import annotations

import argparse
from datetime import date

from generators.cli.common import (
    DONE,
    PROBLEMS,
    Mistake,
    print_problems,
    project_of,
    today_of,
)
from generators.forms.questions import verdict
from generators.land.places import load_places
from generators.publish import write
from generators.records.kinds import FICHES
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import Loaded, load
from generators.records.reading.source import read
from generators.records.writing import replaced
from generators.words.wording import no_break, nombre


def run(arguments: argparse.Namespace) -> int:
    project, today = project_of(arguments), today_of(arguments)
    when = arguments.date or today
    if when > today:
        raise Mistake(f"le {when.isoformat()} n’est pas encore venu : une confirmation a eu lieu")
    loaded, places = load(project.data, project.newsletter), load_places(project.reference)
    made: dict[Found, bytes] = {}
    problems: list[Problem] = []
    for file in [_file(id_, loaded) for id_ in dict.fromkeys(arguments.ids)]:
        content = _marked(loaded.sources[file.kind, file.id], file, arguments.by.strip(), when)
        made[file] = content
        known = {(p.field, p.message) for p in loaded.problems if p.path == file.shown}
        found = verdict(content, file, loaded, places, today)
        problems += [p for p in found if p.severity == "error" and (p.field, p.message) not in known]
    if problems:
        print_problems(tuple(sorted(problems)))
        return PROBLEMS
    for file, content in made.items():
        write({file.file.name: content}, file.file.parent)
    told = "confirmée" if len(made) == 1 else "confirmées"
    print(no_break(f"{nombre(len(made), 'fiche')} {told} par {arguments.by.strip()}, le {when.isoformat()}."))
    return DONE


def _file(id_: str, loaded: Loaded) -> Found:
    """The record of an id, with its folder or without."""
    kind, _, bare = id_.rpartition("/")
    kinds = [kind] if kind else [*FICHES]
    found = [loaded.files[each, bare] for each in kinds if (each, bare) in loaded.files]
    if len(found) != 1 or (found[0].kind, found[0].id) not in loaded.sources:
        raise Mistake(f"aucune fiche lisible n’a l’identifiant « {id_} »")
    return found[0]


def _marked(source: bytes, file: Found, role: str, when: date) -> bytes:
    before = read(source).value
    values = {**before, "verifie_le": when.isoformat(), "verifie_par": role}
    content = replaced(source, values, file)
    if content is None:
        raise Mistake(
            f"{file.shown} ne peut pas être réécrite sans y perdre un commentaire : écrivez-y verifie_le "
            f"à la main"
        )
    return content
