"""`format` and `new`: the records as files, written the way the house writes them."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from generators.cli.common import (
    DONE,
    PROBLEMS,
    Commands,
    Mistake,
    chosen,
    command,
    files_of,
    print_problems,
    project_of,
    today_of,
)
from generators.records.kinds import FICHES


def add(commands: Commands) -> None:
    _add_new(commands)
    _add_format(commands)


def _add_new(commands: Commands) -> None:
    parser = command(commands, "new", "Écrire une fiche en répondant à des questions.", _new)
    kinds = [kind.command for kind in FICHES.values()]
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("kind", nargs="?", choices=kinds, metavar="GENRE", help=" ou ".join(kinds))
    what.add_argument(
        "--from-issue", type=Path, metavar="FICHIER", help="sans question : un formulaire GitHub rempli"
    )
    parser.add_argument(
        "--reply", type=Path, metavar="FICHIER", help="où écrire la réponse au formulaire (à l’écran)"
    )


def _add_format(commands: Commands) -> None:
    parser = command(commands, "format", "Mettre les fiches en forme, sans changer une valeur.", _format)
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FICHIER", help="seulement ces fiches (toutes)"
    )
    parser.add_argument(
        "--check", action="store_true", help="ne rien écrire ; échouer si une fiche n’est pas en forme"
    )


def _format(arguments: argparse.Namespace) -> int:
    from generators.publish import add
    from generators.records.problems import Problem
    from generators.records.reading.load import vocabulary_of
    from generators.records.writing import formatted

    project = project_of(arguments)
    vocabulary, _ = vocabulary_of(project.data, project.root)
    files = chosen(project, files_of(project), arguments.files)
    problems: list[Problem] = []
    changed: list[tuple[Path, str, bytes]] = []
    for file in files:
        before = file.file.read_bytes()
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
        add({path.name: content}, path.parent)
    print(_account(len(files), len(changed), len({problem.path for problem in problems})))
    return PROBLEMS if problems else DONE


def _account(files: int, changed: int, left: int) -> str:
    told = f"{changed} fiches mises en forme, {files - changed - left} déjà en forme"
    return f"{told}, {left} laissées telles quelles." if left else f"{told}."


def _new(arguments: argparse.Namespace) -> int:
    from generators.cli.new import converse, take

    project = project_of(arguments)
    if arguments.from_issue is not None:
        return take(arguments.from_issue, arguments.reply, project, today_of(arguments))
    if not sys.stdin.isatty():
        raise Mistake(
            "« maillage new » pose des questions : lancez-la dans un terminal, "
            "ou recopiez l’exemple de CONTRIBUTING.md"
        )
    with suppress(ImportError):
        import readline  # noqa: F401 (lets one edit a line while typing it)
    try:
        kind = next(name for name, kind in FICHES.items() if kind.command == arguments.kind)
        return converse(kind, project, today_of(arguments))
    except (KeyboardInterrupt, EOFError):
        print("\nRien n’a été écrit.")
        return PROBLEMS
