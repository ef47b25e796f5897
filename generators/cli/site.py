"""`build`, `serve`, `check` and `schema`: the site, and whether its records hold."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from datetime import date
from pathlib import Path

from generators.cli.common import (
    DONE,
    PROBLEMS,
    Commands,
    Mistake,
    chosen,
    clock,
    command,
    files_of,
    print_problems,
    project_of,
    read,
    today_of,
)
from generators.project import Project, today_from
from generators.records.problems import Problem


def add(commands: Commands) -> None:
    _add_build(commands)
    _add_serve(commands)
    _add_check(commands)
    _add_schema(commands)


def _add_build(commands: Commands) -> None:
    parser = command(commands, "build", "Construire tout le site.", _build)
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où l’écrire (public)"
    )


def _add_serve(commands: Commands) -> None:
    parser = command(commands, "serve", "Montrer le site, et le refaire à chaque changement.", _serve)
    parser.add_argument("--address", metavar="HÔTE:PORT", default="127.0.0.1:8000", help="127.0.0.1:8000")


def _add_check(commands: Commands) -> None:
    parser = command(commands, "check", "Vérifier les fiches.", _check)
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FICHIER", help="seulement ces fiches (toutes)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab"),
        default="text",
        help="forme de la réponse (text)",
    )


def _add_schema(commands: Commands) -> None:
    parser = command(commands, "schema", "Refaire ce qui se déduit des modèles (data/schemas).", _schema)
    parser.add_argument(
        "--check", action="store_true", help="ne rien écrire ; échouer si un fichier n’est plus à jour"
    )


def _build(arguments: argparse.Namespace) -> int:
    from generators.assets import MissingLibrary
    from generators.mkdocs import InvalidData, build_site
    from generators.publish import RefusedFolder, publish

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


def _serve(arguments: argparse.Namespace) -> int:
    from generators.mkdocs import serve_site

    project = project_of(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    serve_site(project, arguments.today or today_from(os.environ), arguments.address)
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    problems = _problems(project, arguments.files, today_of(arguments))
    print_problems(problems, arguments.format, always=True)
    return PROBLEMS if any(p.severity == "error" for p in problems) else DONE


def _problems(project: Project, files: list[Path], today: date) -> tuple[Problem, ...]:
    """Those of the whole, or of a few files without reading all the others."""
    from generators.records.reading.some import check_files
    from generators.records.validate import check

    if files:
        every = files_of(project)
        wanted = chosen(project, every, files)
        return check_files(project.data, project.newsletter, project.reference, every, wanted, today, clock())
    _, problems = check(project.data, project.newsletter, project.reference, today, clock())
    return problems


def _schema(arguments: argparse.Namespace) -> int:
    from generators.forms.guide import GUIDE, generated_files
    from generators.publish import add
    from generators.records.reading.load import load

    project = project_of(arguments)
    records = load(project.data, project.newsletter).records
    files = generated_files(records.vocabulary, read(project.root / GUIDE).decode())
    stale = [path for path, content in files.items() if read(project.root / path) != content]
    if arguments.check:
        for path in stale:
            print(f"{path} n’est plus à jour : lancez « maillage schema »", file=sys.stderr)
        return PROBLEMS if stale else DONE
    add({path: files[path] for path in stale}, project.root)
    print(f"{len(stale)} fichiers refaits, {len(files) - len(stale)} déjà à jour.")
    return DONE


def _quiet_mkdocs() -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
