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


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    serve_site(project, arguments.today or today_from(os.environ), arguments.address)
    return DONE
