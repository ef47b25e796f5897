"""`serve`: the site on this machine, made again at each change."""

from __future__ import annotations

import argparse
import logging
import os

from generators.cli.common import DONE, project_of
from generators.mkdocs import serve_site
from generators.project import today_from


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", metavar="HÔTE:PORT", default="127.0.0.1:8000", help="127.0.0.1:8000")
    parser.add_argument(
        "--once", action="store_true", help="construire une fois, sans suivre les changements"
    )


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    print(
        f"Le site se construit, puis se lit à l’adresse http://{arguments.address}/ ; Ctrl-C l’arrête.",
        flush=True,
    )
    today = arguments.today or today_from(os.environ)
    serve_site(project, today, arguments.address, once=arguments.once)
    return DONE
