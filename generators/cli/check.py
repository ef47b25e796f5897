"""`check`: whether the records hold, the whole or a few files."""

from __future__ import annotations

import argparse
import os
import pickle
from datetime import date
from pathlib import Path
from typing import Final

from generators.cli.common import (
    DONE,
    PROBLEMS,
    chosen,
    clock,
    files_of,
    keeping,
    print_problems,
    project_of,
    today_of,
)
from generators.collector import collector_paused
from generators.project import Project
from generators.records.problems import Problem
from generators.stamp import stamp


@collector_paused()
def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    with keeping(project.cache):
        today, jobs = today_of(arguments), arguments.jobs
        problems = _of(project, arguments.files, today) if arguments.files else _of_all(project, today, jobs)
    print_problems(problems, arguments.format, always=True)
    return PROBLEMS if any(p.severity == "error" for p in problems) else DONE


def _of(project: Project, files: list[Path], today: date) -> tuple[Problem, ...]:
    """The problems of a few files, without reading all the others."""
    from generators.records.some import check_files

    every = files_of(project)
    wanted = chosen(project, every, files)
    return check_files(project.data, project.newsletter, project.reference, every, wanted, today, clock())


_ROOM: Final = "verification"


def _of_all(project: Project, today: date, jobs: int) -> tuple[Problem, ...]:
    """Those of the whole, as a build would find them; told again where nothing that is read has changed."""
    before = _read(project, today, jobs)
    kept = project.cache.get(_ROOM, before) if before else None
    if kept is not None:
        told: tuple[Problem, ...] = pickle.loads(kept)  # noqa: S301 (sealed: what we wrote)
        return told
    problems = _found(project, today, jobs)
    if before and before == _read(project, today, jobs):
        project.cache.put(_ROOM, before, pickle.dumps(problems, protocol=pickle.HIGHEST_PROTOCOL))
        project.cache.sweep()
    return problems


def _read(project: Project, today: date, jobs: int) -> bytes | None:
    """All that is read, as one digest; None where that can't be told, or nothing is kept."""
    told = stamp(project, project.root, (today, clock()), os.environ, jobs=jobs)
    return told.read if told else None


def _found(project: Project, today: date, jobs: int) -> tuple[Problem, ...]:
    from generators.mkdocs import site_url
    from generators.opening import open_site

    _, problems = open_site(project, today, site_url(project), clock=clock(), jobs=jobs)
    if (project.data / "imports").is_dir():
        from generators.intake.memory import memories
        from generators.records.reading.load import vocabulary_of

        vocabulary, _ = vocabulary_of(project.data, project.root)
        problems = tuple(sorted({*problems, *memories(project.data, project.root, vocabulary)}))
    return problems
