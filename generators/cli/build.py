"""`build`: the whole site, or nothing."""

from __future__ import annotations

import argparse
import logging
import sys
from datetime import date
from pathlib import Path

from generators.assets import MissingLibrary
from generators.cli.common import (
    DONE,
    INTERRUPTED,
    PROBLEMS,
    Mistake,
    add_cache,
    keeping,
    print_problems,
    project_of,
    today_of,
)
from generators.disk.laid import Laid
from generators.editions import kept
from generators.jobs import processors
from generators.mkdocs import Counted, InvalidData, build_counted, build_restricted, site_url
from generators.opening import open_site
from generators.project import Project
from generators.publication import missing
from generators.publish import place, publishing
from generators.records.problems import Problem
from generators.restricted import RESTRICTED, refused
from generators.unfinished import unfinished
from generators.words.wording import no_break

#: More processes than this help nobody.
MOST = 64


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
        "--jobs",
        type=jobs,
        default=processors(),
        metavar="N",
        help="combien de processus y travaillent (un par processeur) ; le site est le même",
    )
    add_cache(parser)
    parser.add_argument(
        "--with",
        dest="private",
        type=Path,
        metavar="DOSSIER",
        help="joindre les champs d’un dossier privé : un site à diffusion restreinte, hors du dépôt (--out)",
    )


def jobs(text: str) -> int:
    """A number of processes, one at least."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST):
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas un nombre de processus : écrivez de 1 à {MOST}"
        )
    return int(text)


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
        with (
            keeping(project.cache),
            publishing(arguments.out, project.sources(), (project.root, project.data), _waiting) as building,
        ):
            laid = building.begun()
            warnings, account = _built(arguments, project, laid)
            done = building.take(laid)
            project.cache.sweep()
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
        f"Le site est dans {arguments.out}/ : {len(laid) - 1} fichiers, {done.written} écrits, "
        f"{done.unchanged} inchangés, {done.removed} retirés."
    )
    return DONE


def _unready(project: Project, today: date) -> tuple[Problem, ...]:
    """What keeps the site from being published; what is wrong with its records, the build itself says."""
    site, _ = open_site(project, today, site_url(project), letters=False)
    return (*missing(site), *unfinished(project)) if site else ()


def _built(arguments: argparse.Namespace, project: Project, laid: Laid) -> Counted:
    today, private = today_of(arguments), arguments.private
    if private is None:
        counted = build_counted(project, today, laid, arguments.jobs)
        for path, content in kept(arguments.out, laid, today).items():
            laid.again(path, content)
    else:
        counted = build_restricted(project, today, private, laid, arguments.jobs)
        laid.put(RESTRICTED, b"")
    return counted


def _waiting() -> None:
    print("Une autre construction est en cours : celle-ci attend qu’elle finisse…", file=sys.stderr)


def _quiet_mkdocs() -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
