"""`newsletter`: the letters, from the issue's file to the e-mail service."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from generators.cli import preview, sending
from generators.cli.common import (
    DONE,
    PROBLEMS,
    Commands,
    Mistake,
    clock,
    command,
    group,
    print_problems,
    project_of,
    read,
    today_of,
)


def add(commands: Commands) -> None:
    actions = group(commands, "newsletter", "Construire la newsletter.")
    _add_build(actions)
    _add_draft(actions)
    preview.add(actions)
    sending.add(actions)


def _add_build(actions: Commands) -> None:
    parser = command(actions, "build", "Construire les lettres, sans le reste du site.", _build)
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où les écrire (public)"
    )
    parser.add_argument(
        "--digest", action="store_true", help="abréger les lettres trop lourdes : la suite se lit en ligne"
    )


def _add_draft(actions: Commands) -> None:
    parser = command(
        actions, "draft", "Écrire l’ébauche d’un numéro : tout ce qui pourrait y paraître.", _draft
    )
    parser.add_argument("numero", metavar="NUMÉRO", type=numero, help="l’année et le trimestre : 2026-t4")
    parser.add_argument("--force", action="store_true", help="remplacer le fichier même s’il a été modifié")


def numero(text: str) -> str:
    """The id of an issue."""
    if not re.fullmatch(r"20\d{2}-t[1-4]", text):
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas un numéro : écrivez l’année, « -t » et le trimestre (1 à 4), comme 2026-t4"
        )
    return text


def _build(arguments: argparse.Namespace) -> int:
    from generators import letter
    from generators.mkdocs import site_url
    from generators.opening import open_site
    from generators.publish import MARK, add

    project = project_of(arguments)
    site, problems = open_site(
        project, today_of(arguments), site_url(project), abrege=arguments.digest, clock=clock()
    )
    print_problems(problems)
    if site is None:
        return PROBLEMS
    files = letter.files(site)
    add({**files, MARK: b""}, arguments.out)
    for path, content in sorted(files.items()):
        print(f"{arguments.out}/{path} : {len(content)} octets")
    return DONE


def _draft(arguments: argparse.Namespace) -> int:
    from generators.land.places import load_places
    from generators.letter import draft as ebauche
    from generators.letter import draft_file
    from generators.network.network import Network
    from generators.publish import add
    from generators.records.reading.load import load

    project = project_of(arguments)
    name = f"{arguments.numero}.yml"
    written = read(project.newsletter / name).decode(errors="replace")
    if written and not arguments.force and not draft_file.is_untouched(written):
        raise Mistake(
            f"newsletter/{name} existe et a été modifié : il est resté tel quel. "
            "Renommez-le pour le garder, ou ajoutez --force pour le remplacer"
        )
    loaded = load(project.data, project.newsletter)
    print_problems(loaded.problems)
    network = Network(loaded.records, load_places(project.reference), today_of(arguments))
    draft = ebauche.ebauche(arguments.numero, network)
    add({name: draft_file.yaml(draft).encode()}, project.newsletter)
    print(f"newsletter/{name} : {draft_file.summary(draft)}.")
    return DONE
