"""`build`: the whole site, or nothing."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from generators.assets import MissingLibrary
from generators.cli.common import DONE, PROBLEMS, Mistake, print_problems, project_of, today_of
from generators.mkdocs import InvalidData, build_site
from generators.publish import RefusedFolder, publish


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où l’écrire (public)"
    )
    parser.add_argument(
        "--with",
        dest="reserved",
        type=Path,
        metavar="DOSSIER",
        help="joindre les champs d’un dossier privé : un site à diffusion restreinte, hors du dépôt (--out)",
    )


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    _quiet_mkdocs()
    try:
        files, warnings = build_site(project, today_of(arguments))
        done = publish(files, arguments.out)
    except InvalidData as invalid:
        print_problems(invalid.problems)
        print("Rien n’a été écrit : le site précédent est resté tel quel.", file=sys.stderr)
        return PROBLEMS
    except MissingLibrary as missing:
        raise Mistake(str(missing)) from missing
    except RefusedFolder as refused:
        raise Mistake(
            f"le dossier {refused} contient autre chose qu’un site : choisissez-en un autre"
        ) from refused
    print_problems(warnings)
    print(
        f"Le site est dans {arguments.out}/ : {len(files)} fichiers, {done.written} écrits, "
        f"{done.unchanged} inchangés, {done.removed} retirés."
    )
    return DONE


def _quiet_mkdocs() -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
