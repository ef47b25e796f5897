"""`format`: the records as files, written the way the house writes them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generators.cli.common import DONE, PROBLEMS, chosen, files_of, print_problems, project_of, read
from generators.publish import write
from generators.records.problems import Problem
from generators.records.reading.load import vocabulary_of
from generators.records.writing import formatted


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    vocabulary, _ = vocabulary_of(project.data, project.root)
    files = chosen(project, files_of(project), arguments.files)
    problems: list[Problem] = []
    changed: list[tuple[Path, str, bytes]] = []
    for file in files:
        before = read(file.file)
        after, why = formatted(before, file, vocabulary)
        problems += why
        if after is not None and after != before:
            changed.append((file.file, file.shown, after))
    print_problems(tuple(problems))
    if arguments.check:
        for _, shown, _ in changed:
            print(f"{shown} n’est pas en forme : lancez « maillage format »", file=sys.stderr)
        return PROBLEMS if changed or problems else DONE
    for path, _, content in changed:
        write({path.name: content}, path.parent)
    print(_account(len(files), len(changed), len({problem.path for problem in problems})))
    return PROBLEMS if problems else DONE


def _account(files: int, changed: int, left: int) -> str:
    told = f"{changed} fiches mises en forme, {files - changed - left} déjà en forme"
    return f"{told}, {left} laissées telles quelles." if left else f"{told}."
