"""What keeps a site from being shown and is no fault of a record: a template, a script, a page of ours."""

from __future__ import annotations

import logging
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2

from generators.assets import MissingLibrary
from generators.disk.refused import Refused
from generators.mkdocs import NotBuilt
from generators.project import Project
from generators.records.problems import Problem
from generators.words.wording import no_break


def as_problem(project: Project, fault: BaseException, heard: list[str]) -> Problem | None:
    """The place and the remedy of what people can mend; `heard` is what MkDocs said of it. Else None."""
    match fault:
        case jinja2.TemplateSyntaxError():
            file = Path(fault.filename or fault.name or "site/theme")
            return _told(project, file, fault.lineno, f"ce gabarit ne peut pas être lu : {fault.message}")
        case jinja2.TemplateNotFound():
            return _told(project, Path("site/theme"), 0, f"il n’y a pas de gabarit « {fault.name} »")
        case jinja2.TemplateError():
            file, line = _template(fault)
            return _told(project, file, line, f"ce gabarit ne peut pas être rempli : {fault.message}")
        case NotBuilt():
            said = " ; ".join(heard) or "MkDocs n’a pas dit pourquoi"
            return _told(project, Path("site/pages"), 0, f"MkDocs ne peut pas faire les pages : {said}")
        case subprocess.CalledProcessError():
            said = "les scripts ou les styles ne peuvent pas être assemblés : le terminal dit pourquoi"
            return _told(project, Path("site"), 0, said)
        case MissingLibrary():
            return _told(project, Path("node_modules"), 0, str(fault))
        case Refused():
            return _told(project, project.data, 0, str(fault))
    return None


def _told(project: Project, file: Path, line: int, message: str) -> Problem:
    root = project.root.resolve()
    shown = file.resolve().relative_to(root) if file.resolve().is_relative_to(root) else file
    return Problem(
        shown.as_posix(), line, 1 if line else 0, "", no_break(message), "corrigez, et enregistrez"
    )


def _template(fault: BaseException) -> tuple[Path, int]:
    """The line of a template on which it failed: Jinja writes it in the traceback."""
    frames = traceback.extract_tb(fault.__traceback__)
    found = [
        (Path(one.filename), one.lineno or 0) for one in frames if one.filename.endswith((".html", ".j2"))
    ]
    return found[-1] if found else (Path("site/theme"), 0)


@contextmanager
def listening() -> Iterator[list[str]]:
    """What MkDocs warns of inside."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
