"""`schema`: what follows from the models, made again: schemas, forms, pages of the guide."""

from __future__ import annotations

import argparse
import sys

from generators.cli.common import DONE, PROBLEMS, project_of, read
from generators.forms.guide import LETTER
from generators.forms.schemas import generated_files
from generators.publish import write
from generators.records.reading.load import load
from generators.words.wording import nombre


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    records = load(project.data, project.newsletter).records
    files = generated_files(records.vocabulary, read(project.root / LETTER).decode())
    stale = [path for path, content in files.items() if read(project.root / path) != content]
    if arguments.check:
        for path in stale:
            print(f"{path} n’est plus à jour : lancez « maillage schema »", file=sys.stderr)
        return PROBLEMS if stale else DONE
    write({path: files[path] for path in stale}, project.root)
    made = nombre(len(stale), "fichier refait", "fichiers refaits")
    print(f"{made}, {len(files) - len(stale)} déjà à jour.")
    return DONE
