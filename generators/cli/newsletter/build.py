"""`newsletter build`: the letters as files, without the rest of the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from generators import letter
from generators.cli.common import DONE, PROBLEMS, opened
from generators.publish import add as add_to_site


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où les écrire (public)"
    )
    parser.add_argument(
        "--digest", action="store_true", help="abréger les lettres trop lourdes : la suite se lit en ligne"
    )


def run(arguments: argparse.Namespace) -> int:
    site, _ = opened(arguments)
    if site is None:
        return PROBLEMS
    files = letter.files(site)
    site.last_look.over(files)
    add_to_site(files, arguments.out)
    for path, content in sorted(files.items()):
        print(f"{arguments.out}/{path} : {len(content)} octets")
    return DONE
