"""What every command stands on: French usage errors, the project, the day, the site, problems told."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from generators.disk import regular
from generators.disk.cache import NONE, Cache
from generators.disk.seal import seal
from generators.jobs import processors
from generators.project import Project, today_from

if TYPE_CHECKING:
    from generators.opening import Opened
    from generators.records.problems import Problem
    from generators.records.reading.files import Found

DONE, PROBLEMS, USAGE, FAULT = 0, 1, 2, 3
#: The shell's code for what Ctrl-C ended.
INTERRUPTED = 130


class Mistake(Exception):
    """A wrong use of the command, told in one French sentence."""


class Parser(argparse.ArgumentParser):
    """argparse, in French."""

    def error(self, message: str) -> NoReturn:
        print(f"maillage : {_french(message)}", file=sys.stderr)
        print(f"Aide : {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def add_help(parser: argparse.ArgumentParser) -> None:
    parser._optionals.title = "options"
    parser._positionals.title = "arguments"
    parser.add_argument("-h", "--help", action="help", help="afficher cette aide")


def add_commands(
    parser: Parser, package: str, summaries: Mapping[str, str], words: Sequence[str], noun: str = "commande"
) -> None:
    """The commands of `summaries`; what the one that is typed takes is in `takes`, a module of `package`."""
    commands = parser.add_subparsers(
        title=f"{noun}s", metavar=noun.upper(), required=True, parser_class=Parser
    )
    for name, summary in summaries.items():
        command = commands.add_parser(name, help=summary, add_help=False)
        add_help(command)
        if words[:1] == [name]:
            _fill(command, package, name, summary, words[1:])


def module_of(name: str) -> str:
    """The module of a command: `send-test` is in send_test, `import`, a word of Python's, in import_."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


def _fill(parser: Parser, package: str, name: str, summary: str, words: Sequence[str]) -> None:
    """What a command takes; one that is a package, as `newsletter` is, is made of its ACTIONS.

    Its own module is read when it is run: what it stands on takes longer to load than its help to be read.
    """
    module = f"{package}.{module_of(name)}"
    take = getattr(import_module(f"{package}.takes"), module_of(name), None)
    if take is None:
        add_commands(parser, module, import_module(module).ACTIONS, words, "action")
        return
    parser.description = summary
    parser.add_argument("--data", type=Path, metavar="DOSSIER", help="dossier des fiches (data)")
    parser.add_argument("--today", type=day, metavar="AAAA-MM-JJ", help="jour à prendre pour aujourd’hui")
    parser.set_defaults(run=lambda arguments: import_module(module).run(arguments))
    take(parser)


def project_of(arguments: argparse.Namespace) -> Project:
    root = Path.cwd()
    if not (root / "mkdocs.yml").is_file():
        raise Mistake(f"{root} n’est pas le dossier du projet : on n’y trouve pas mkdocs.yml")
    project = Project.at(root)
    if arguments.data is not None:
        project = project.with_data(arguments.data)
    if not project.data.is_dir():
        raise Mistake(f"le dossier {project.data} n’existe pas")
    return replace(project, cache=_cache_of(arguments, root))


def add_cache(parser: argparse.ArgumentParser) -> None:
    """The command keeps what is costly, and finds it again."""
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="tout refaire : ne rien reprendre de .cache/, et n’y rien garder",
    )


#: More processes than this help nobody.
MOST = 64


def add_jobs(parser: argparse.ArgumentParser, same: str) -> None:
    """The work is shared between processes; `same` says that it is the same whatever their number."""
    parser.add_argument(
        "--jobs",
        type=jobs,
        default=processors(),
        metavar="N",
        help=f"combien de processus y travaillent (un par processeur) ; {same}",
    )


def jobs(text: str) -> int:
    """A number of processes, one at least."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST):
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas un nombre de processus : écrivez de 1 à {MOST}"
        )
    return int(text)


def _cache_of(arguments: argparse.Namespace, root: Path) -> Cache:
    """That of the project; none of what a private folder completes, which stays out of it."""
    if not getattr(arguments, "cache", False) or getattr(arguments, "private", None) is not None:
        return NONE
    from generators.software import software

    return Cache(root / ".cache" / "construction", seal(os.environ, root), software())


@contextmanager
def keeping(cache: Cache) -> Iterator[None]:
    """At the end of a command, what could not be kept is told in one line."""
    try:
        yield
    finally:
        if cache.told:
            print(cache.told, file=sys.stderr)


def opened(arguments: argparse.Namespace, *, letters: bool = True) -> Opened:
    """The site of the project, checked, and its problems, which are told; no site when one is an error.

    Without `letters`, an error that only a drawn letter shows is left for later.
    """
    from generators import opening
    from generators.mkdocs import site_url

    project = project_of(arguments)
    site, problems = opening.open_site(
        project,
        today_of(arguments),
        site_url(project),
        abrege=getattr(arguments, "digest", False),
        letters=letters,
        clock=clock(),
    )
    print_problems(problems)
    return site, problems


def sound(arguments: argparse.Namespace) -> Opened:
    """The site of what can be read of the project, judged by no rule; what cannot is told. For a draft."""
    from generators.mkdocs import site_url
    from generators.opening import open_sound

    project = project_of(arguments)
    site, problems = open_sound(project, today_of(arguments), site_url(project))
    print_problems(problems)
    return site, problems


def files_of(project: Project) -> list[Found]:
    """The records' files."""
    from generators.records.reading.files import Found
    from generators.records.reading.load import listed

    return [item for item in listed(project.data, project.newsletter) if isinstance(item, Found)]


def chosen(project: Project, files: Sequence[Found], wanted: Sequence[Path]) -> list[Found]:
    """Those of the files that were asked for by path, or all of them."""
    if not wanted:
        return list(files)
    by_house = {file.house: file for file in files}
    return [_file(project, by_house, path) for path in wanted]


def _file(project: Project, by_house: Mapping[str, Found], path: Path) -> Found:
    for name, folder in (("data", project.data), ("newsletter", project.newsletter)):
        whole, root = path.resolve(), folder.resolve()
        inside = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else ""
        if found := by_house.get(f"{name}/{inside}"):
            return found
    raise Mistake(f"{path} n’est pas une fiche : donnez un chemin comme data/actors/la-boussole-nord.yml")


def today_of(arguments: argparse.Namespace) -> date:
    today: date | None = arguments.today or today_from(os.environ)
    return today or clock()


def moment_of(arguments: argparse.Namespace) -> datetime | None:
    """The real moment; None where the command is run for a day of its own."""
    given = arguments.today or today_from(os.environ)
    return None if given else datetime.now().astimezone()


def clock() -> date:
    """The real day, whatever day the command is run for."""
    return date.today()  # noqa: DTZ011 (the day of whoever runs the command)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un jour : écrivez 2026-11-22") from None


#: What no file of the project reaches.
_MAX = 64 * 1024 * 1024


def read(path: Path) -> bytes:
    """What a file holds; nothing when it is not there."""
    try:
        return regular.read(path, _MAX)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Mistake(
            f"{path} ne peut pas être lu : vérifiez que c’est un fichier, et ses droits d’accès"
        ) from error


def print_problems(problems: tuple[Problem, ...], form: str = "text", *, always: bool = False) -> None:
    if not problems and not always:
        return
    from generators.records import problems as told

    formats = {
        "text": told.as_text,
        "json": told.as_json,
        "github": told.as_github,
        "gitlab": told.as_gitlab,
    }
    print(formats[form](problems), file=sys.stdout if always else sys.stderr)


_MESSAGES = (
    ("the following arguments are required: COMMANDE", "dites quelle commande lancer"),
    ("the following arguments are required: ACTION", "dites quelle action lancer"),
    ("the following arguments are required:", "il manque :"),
    ("unrecognized arguments:", "inconnu de cette commande :"),
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
