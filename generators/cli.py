"""The command line: the only place that prints, exits and asks for the date.

Exit status: 0 done, 1 the data has problems, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from generators.project import Project, today_from
from generators.records import report
from generators.records.problems import Problem

DONE, PROBLEMS, USAGE = 0, 1, 2


class Mistake(Exception):
    """A wrong use of the command, told in one French sentence."""


class Parser(argparse.ArgumentParser):
    """argparse, in French."""

    def error(self, message: str) -> NoReturn:
        print(f"maillage : {_french(message)}", file=sys.stderr)
        print(f"Aide : {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return command(arguments)
    except Mistake as mistake:
        print(f"maillage : {mistake}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return DONE


def _parser() -> Parser:
    parser = Parser(
        prog="maillage", description="Annuaire, agenda et newsletter du réseau PARÉ.", add_help=False
    )
    _add_help(parser)
    commands = parser.add_subparsers(
        title="commandes", metavar="COMMANDE", required=True, parser_class=Parser
    )
    _add_build(commands)
    _add_serve(commands)
    _add_check(commands)
    _add_newsletter(commands)
    _add_schema(commands)
    return parser


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser._optionals.title = "options"
    parser._positionals.title = "arguments"
    parser.add_argument("-h", "--help", action="help", help="afficher cette aide")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def _command(commands: Commands, name: str, summary: str, run: Callable[[argparse.Namespace], int]) -> Parser:
    parser: Parser = commands.add_parser(name, help=summary, description=summary, add_help=False)
    _add_help(parser)
    parser.add_argument("--data", type=Path, metavar="DOSSIER", help="dossier des fiches (data)")
    parser.add_argument("--today", type=_day, metavar="AAAA-MM-JJ", help="jour à prendre pour aujourd’hui")
    parser.set_defaults(run=run)
    return parser


def _add_build(commands: Commands) -> None:
    parser = _command(commands, "build", "Construire tout le site.", _build)
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où l’écrire (public)"
    )


def _add_serve(commands: Commands) -> None:
    parser = _command(commands, "serve", "Montrer le site, et le refaire à chaque changement.", _serve)
    parser.add_argument("--address", metavar="HÔTE:PORT", default="127.0.0.1:8000", help="127.0.0.1:8000")


def _add_check(commands: Commands) -> None:
    parser = _command(commands, "check", "Vérifier toutes les fiches.", _check)
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="forme de la réponse (text)"
    )


def _add_newsletter(commands: Commands) -> None:
    parser = commands.add_parser("newsletter", help="Construire la newsletter.", add_help=False)
    _add_help(parser)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True, parser_class=Parser)
    build = _command(actions, "build", "Construire les lettres, sans le reste du site.", _newsletter_build)
    build.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où les écrire (public)"
    )


def _add_schema(commands: Commands) -> None:
    parser = _command(commands, "schema", "Refaire ce qui se déduit des modèles (data/schemas).", _schema)
    parser.add_argument(
        "--check", action="store_true", help="ne rien écrire ; échouer si un fichier n’est plus à jour"
    )


def _build(arguments: argparse.Namespace) -> int:
    from generators.assets import MissingLibrary
    from generators.mkdocs import InvalidData, build_site
    from generators.publish import RefusedFolder, publish

    project = _project(arguments)
    _quiet_mkdocs()
    try:
        files, warnings = build_site(project, _today(arguments))
        done = publish(files, arguments.out)
    except InvalidData as invalid:
        _print_problems(invalid.problems)
        print("Rien n’a été écrit : le site précédent est resté tel quel.", file=sys.stderr)
        return PROBLEMS
    except MissingLibrary as missing:
        raise Mistake(str(missing)) from missing
    except RefusedFolder as refused:
        raise Mistake(
            f"le dossier {refused} contient autre chose qu’un site : choisissez-en un autre"
        ) from refused
    _print_problems(warnings)
    print(
        f"Le site est dans {arguments.out}/ : {len(files)} fichiers, {done.written} écrits, "
        f"{done.unchanged} inchangés, {done.removed} retirés."
    )
    return DONE


def _serve(arguments: argparse.Namespace) -> int:
    from generators.mkdocs import serve_site

    project = _project(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    serve_site(project, arguments.today or today_from(os.environ), arguments.address)
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from generators.records.validate import check

    project = _project(arguments)
    _, problems = check(project.data, project.newsletter, project.reference, _today(arguments))
    _print_problems(problems, arguments.format, always=True)
    return PROBLEMS if any(p.severity == "error" for p in problems) else DONE


def _newsletter_build(arguments: argparse.Namespace) -> int:
    from generators.mkdocs import site_url
    from generators.publish import MARK, add
    from generators.website import open_website

    project = _project(arguments)
    website, problems = open_website(project, _today(arguments), site_url(project))
    _print_problems(problems)
    if website is None:
        return PROBLEMS
    add({**website.letters, MARK: b""}, arguments.out)
    for path, content in sorted(website.letters.items()):
        print(f"{arguments.out}/{path} : {len(content)} octets")
    return DONE


def _schema(arguments: argparse.Namespace) -> int:
    from generators.forms.generated import GUIDE, generated_files
    from generators.publish import add
    from generators.records.load import load

    project = _project(arguments)
    records = load(project.data, project.newsletter).records
    files = generated_files(records.vocabulary, _read(project.root / GUIDE).decode())
    stale = [path for path, content in files.items() if _read(project.root / path) != content]
    if arguments.check:
        for path in stale:
            print(f"{path} n’est plus à jour : lancez « maillage schema »", file=sys.stderr)
        return PROBLEMS if stale else DONE
    add({path: files[path] for path in stale}, project.root)
    print(f"{len(stale)} fichiers refaits, {len(files) - len(stale)} déjà à jour.")
    return DONE


def _project(arguments: argparse.Namespace) -> Project:
    root = Path.cwd()
    if not (root / "mkdocs.yml").is_file():
        raise Mistake(f"{root} n’est pas le dossier du projet : on n’y trouve pas mkdocs.yml")
    project = Project.at(root)
    if arguments.data is not None:
        project = project.with_data(arguments.data)
    if not project.data.is_dir():
        raise Mistake(f"le dossier {project.data} n’existe pas")
    return project


def _today(arguments: argparse.Namespace) -> date:
    today: date | None = arguments.today or today_from(os.environ)
    return today or date.today()  # noqa: DTZ011 (the day of whoever runs the command)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un jour : écrivez 2026-11-22") from None


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _print_problems(problems: tuple[Problem, ...], form: str = "text", *, always: bool = False) -> None:
    if not problems and not always:
        return
    formats = {"text": report.as_text, "json": report.as_json, "github": report.as_github}
    print(formats[form](problems), file=sys.stdout if always else sys.stderr)


def _quiet_mkdocs() -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")


_MESSAGES = (
    ("the following arguments are required: COMMANDE", "dites quelle commande lancer"),
    ("the following arguments are required: ACTION", "dites quelle action lancer"),
    ("the following arguments are required:", "il manque :"),
    ("unrecognized arguments:", "argument inconnu :"),
    ("expected one argument", "attend une valeur"),
    ("invalid choice:", "choix inconnu :"),
    ("choose from", "à choisir parmi"),
    ("argument COMMANDE:", "commande :"),
    ("argument ACTION:", "action :"),
    ("argument ", "option "),
)


def _french(message: str) -> str:
    for english, french in _MESSAGES:
        message = message.replace(english, french)
    return message


if __name__ == "__main__":
    raise SystemExit(main())
