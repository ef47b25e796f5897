"""`check`: whether the records hold, the whole or a few files."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from generators.cli.common import (
    DONE,
    PROBLEMS,
    add_cache,
    add_jobs,
    chosen,
    clock,
    files_of,
    keeping,
    print_problems,
    project_of,
    today_of,
)
from generators.collector import collector_paused
from generators.project import Project
from generators.records.problems import Problem


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FICHIER", help="seulement ces fiches (toutes)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab"),
        default="text",
        help="forme de la réponse (text)",
    )
    add_jobs(parser, "les problèmes sont les mêmes")
    add_cache(parser)


@collector_paused()
def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    with keeping(project.cache):
        problems = _problems(project, arguments.files, today_of(arguments), arguments.jobs)
    print_problems(problems, arguments.format, always=True)
    return PROBLEMS if any(p.severity == "error" for p in problems) else DONE


def _problems(project: Project, files: list[Path], today: date, jobs: int) -> tuple[Problem, ...]:
    """Those of the whole, as a build would find them, or of a few files without reading all the others."""
    if files:
        from generators.records.some import check_files

        every = files_of(project)
        wanted = chosen(project, every, files)
        return check_files(project.data, project.newsletter, project.reference, every, wanted, today, clock())
    from generators.opening import open_site

    _, problems = open_site(project, today, os.environ.get("SITE_URL", ""), clock=clock(), jobs=jobs)
    if (project.data / "imports").is_dir():
        from generators.intake.memory import memories
        from generators.records.reading.load import vocabulary_of

        vocabulary, _ = vocabulary_of(project.data, project.root)
        problems = tuple(sorted({*problems, *memories(project.data, project.root, vocabulary)}))
    return problems
