"""`newsletter`: the letters, from the issue's file to the e-mail service."""

from __future__ import annotations

import argparse
from pathlib import Path

from generators.cli.common import (
    DONE,
    PROBLEMS,
    Commands,
    command,
    group,
    print_problems,
    project_of,
    today_of,
)


def add(commands: Commands) -> None:
    actions = group(commands, "newsletter", "Construire la newsletter.")
    _add_build(actions)


def _add_build(actions: Commands) -> None:
    parser = command(actions, "build", "Construire les lettres, sans le reste du site.", _build)
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où les écrire (public)"
    )


def _build(arguments: argparse.Namespace) -> int:
    from generators.mkdocs import site_url
    from generators.publish import MARK, add
    from generators.website import open_website

    project = project_of(arguments)
    website, problems = open_website(project, today_of(arguments), site_url(project))
    print_problems(problems)
    if website is None:
        return PROBLEMS
    add({**website.letters, MARK: b""}, arguments.out)
    for path, content in sorted(website.letters.items()):
        print(f"{arguments.out}/{path} : {len(content)} octets")
    return DONE
