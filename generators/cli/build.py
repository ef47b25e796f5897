"""`build`: the whole site, or nothing."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from generators.cli.common import (
    DONE,
    INTERRUPTED,
    PROBLEMS,
    Mistake,
    clock,
    keeping,
    print_problems,
    project_of,
    today_of,
)
from generators.project import Project
from generators.publish import Building, Published, place, publishing
from generators.restricted import RESTRICTED, refused
from generators.stamp import Stamp, Told, stamp
from generators.words.wording import no_break

if TYPE_CHECKING:
    from generators.building import Counted
    from generators.disk.laid import Laid
    from generators.records.problems import Problem


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    _quiet_mkdocs()
    if arguments.livrets and arguments.private:
        raise Mistake("un site à diffusion restreinte n’a pas de livret : retirez --livrets, ou --with")
    if why := refused(project.root, place(arguments.out), arguments.private):
        raise Mistake(why)
    if arguments.publication and (found := _unready(project, today_of(arguments))):
        print_problems(found)
        print("Rien n’a été écrit : ce site n’est pas prêt à être publié.", file=sys.stderr)
        return PROBLEMS
    try:
        with (
            keeping(project.cache),
            publishing(arguments.out, project.sources(), (project.root, project.data), _waiting) as building,
        ):
            days = (today_of(arguments), clock())
            asked = ("livrets",) if arguments.livrets else ()
            before = stamp(project, building.folder, days, os.environ, asked, jobs=arguments.jobs)
            made = _as_it_was(before) or _anew(arguments, project, building, before)
    except KeyboardInterrupt:
        print("\nInterrompu : le site précédent est resté tel quel.", file=sys.stderr)
        return INTERRUPTED
    if made is None:
        print("Rien n’a été écrit : le site précédent est resté tel quel.", file=sys.stderr)
        return PROBLEMS
    told, done = made
    print_problems(told.warnings)
    print(no_break(told.account))
    print(
        f"Le site est dans {arguments.out}/ : {told.files} fichiers, {done.written} écrits, "
        f"{done.unchanged} inchangés, {done.removed} retirés."
    )
    return DONE


Made = tuple[Told, Published]


def _as_it_was(before: Stamp | None) -> Made | None:
    """Where neither what is read nor what is published has changed, nothing is built: all is told again."""
    told = before.held() if before else None
    if told is None:
        return None
    for line in told.lines:
        print(line, file=sys.stderr)
    return told, Published(0, told.files, 0)


def _anew(
    arguments: argparse.Namespace, project: Project, building: Building, before: Stamp | None
) -> Made | None:
    """The site, built and published; None when the records have an error, which is told."""
    from generators.assets import MissingLibrary
    from generators.booklets.fonts import MissingFont
    from generators.booklets.typeset import MissingTypst
    from generators.mkdocs import InvalidData

    try:
        laid = building.begun()
        with _heard() as lines:
            warnings, account = _built(arguments, project, laid)
        done = building.take(laid, arguments.jobs)
    except InvalidData as invalid:
        print_problems(invalid.problems)
        return None
    except (MissingLibrary, MissingFont, MissingTypst) as missing:
        raise Mistake(str(missing)) from missing
    told = Told(warnings, tuple(lines), account.told(), len(laid))
    if before:
        before.keep(told)
    project.cache.sweep()
    return told, done


@contextmanager
def _heard() -> Iterator[list[str]]:
    """The lines that the theme logs meanwhile, as they are shown."""
    lines: list[str] = []

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    heard = Heard(logging.WARNING)
    logging.getLogger().addHandler(heard)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(heard)


def _unready(project: Project, today: date) -> tuple[Problem, ...]:
    """What keeps the site from being published; what is wrong with its records, the build itself says."""
    from generators.mkdocs import site_url
    from generators.opening import open_site
    from generators.publication import missing
    from generators.unfinished import unfinished

    site, _ = open_site(project, today, site_url(project), letters=False)
    return (*missing(site), *unfinished(project)) if site else ()


def _built(arguments: argparse.Namespace, project: Project, laid: Laid) -> Counted:
    from generators.building import build_counted, build_restricted
    from generators.editions import kept

    today, private = today_of(arguments), arguments.private
    if private is None:
        counted = build_counted(project, today, laid, arguments.jobs, livrets=arguments.livrets)
        for path, content in kept(arguments.out, laid, today).items():
            laid.again(path, content)
    else:
        counted = build_restricted(project, today, private, laid, arguments.jobs)
        laid.put(RESTRICTED, b"")
    return counted


def _waiting() -> None:
    print("Une autre construction est en cours : celle-ci attend qu’elle finisse…", file=sys.stderr)


def _quiet_mkdocs() -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
