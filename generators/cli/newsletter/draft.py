"""`newsletter draft`: the file of a new issue, which nobody's work is lost in."""

from __future__ import annotations

import argparse
import re

from generators.cli.common import DONE, Mistake, print_problems, project_of, read, today_of
from generators.land.places import load_places
from generators.letter import draft_file
from generators.letter.draft import drafted
from generators.network.network import Network
from generators.publish import write
from generators.records.reading.load import load
from generators.records.withheld import shown


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", metavar="NUMÉRO", type=issue_id, help="l’année et le trimestre : 2026-t4")
    parser.add_argument("--force", action="store_true", help="remplacer le fichier même s’il a été modifié")


def issue_id(text: str) -> str:
    """The id of an issue."""
    if not re.fullmatch(r"20\d{2}-t[1-4]", text):
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas un numéro : écrivez l’année, « -t » et le trimestre (1 à 4), comme 2026-t4"
        )
    return text


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    name = f"{arguments.issue}.yml"
    written = read(project.newsletter / name).decode(errors="replace")
    if written and not arguments.force and not draft_file.is_untouched(written):
        raise Mistake(
            f"newsletter/{name} existe et a été modifié : il est resté tel quel. "
            "Renommez-le pour le garder, ou ajoutez --force pour le remplacer"
        )
    loaded = load(project.data, project.newsletter)
    print_problems(loaded.problems)
    network = Network(shown(loaded.records), load_places(project.reference), today_of(arguments))
    draft = drafted(arguments.issue, network)
    write({name: draft_file.yaml(draft).encode()}, project.newsletter)
    print(f"newsletter/{name} : {draft_file.summary(draft)}.")
    return DONE
