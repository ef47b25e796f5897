"""`build`: the whole site, or nothing."""

from __future__ import annotations

import argparse
import logging
import sys
from datetime import date
from pathlib import Path

from generators.assets import MissingLibrary
from generators.cli.common import DONE, INTERRUPTED, PROBLEMS, Mistake, print_problems, project_of, today_of
from generators.editions import kept
from generators.ledger import Ledger
from generators.mkdocs import InvalidData, build_counted, build_restricted, site_url
from generators.opening import open_site
from generators.project import Project
from generators.publication import missing
from generators.publish import place, publish, publishing
from generators.records.problems import Problem
from generators.restricted import RESTRICTED, refused
from generators.unfinished import unfinished
from generators.words.wording import no_break


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où l’écrire (public)"
    )
    parser.add_argument(
        "--publication",
        action="store_true",
        help="refuser un site que l’on ne peut pas encore publier : adresse d’exemple, équipe sans courriel, "
        "« À compléter »",
    )
    parser.add_argument(
        "--with",
        dest="private",
        type=Path,
        metavar="DOSSIER",
        help="joindre les champs d’un dossier privé : un site à diffusion restreinte, hors du dépôt (--out)",
    )


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    _quiet_mkdocs()
    if told := refused(project.root, place(arguments.out), arguments.private):
        raise Mistake(told)
    if arguments.publication and (found := _unready(project, today_of(arguments))):
        print_problems(found)
        print("Rien n’a été écrit : ce site n’est pas prêt à être publié.", file=sys.stderr)
        return PROBLEMS
    try:
        with publishing(arguments.out, project.sources(), (project.root, project.data), _waiting):
            files, warnings, account = _built(arguments, project)
            done = publish(files, arguments.out)
    except InvalidData as invalid:
        print_problems(invalid.problems)
        print("Rien n’a été écrit : le site précédent est resté tel quel.", file=sys.stderr)
        return PROBLEMS
    except MissingLibrary as missing:
        raise Mistake(str(missing)) from missing
    except KeyboardInterrupt:
        print("\nInterrompu : le site précédent est resté tel quel.", file=sys.stderr)
        return INTERRUPTED
    print_problems(warnings)
    print(no_break(account.told()))
    print(
        f"Le site est dans {arguments.out}/ : {len(files)} fichiers, {done.written} écrits, "
        f"{done.unchanged} inchangés, {done.removed} retirés."
    )
    return DONE


def _unready(project: Project, today: date) -> tuple[Problem, ...]:
    """What keeps the site from being published; what is wrong with its records, the build itself says."""
    site, _ = open_site(project, today, site_url(project), letters=False)
    return (*missing(site), *unfinished(project)) if site else ()


def _built(
    arguments: argparse.Namespace, project: Project
) -> tuple[dict[str, bytes], tuple[Problem, ...], Ledger]:
    today, private = today_of(arguments), arguments.private
    if private is None:
        files, problems, account = build_counted(project, today)
        return {**files, **kept(arguments.out, files, today)}, problems, account
    files, problems, account = build_restricted(project, today, private)
    return {**files, RESTRICTED: b""}, problems, account


def _waiting() -> None:
    print("Une autre construction est en cours : celle-ci attend qu’elle finisse…", file=sys.stderr)


def _quiet_mkdocs() -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
