"""`report --base`: the story of a proposal, in the words of who reviews it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generators.care import proposal
from generators.care.changes import compare
from generators.care.impact import touched
from generators.cli.common import Mistake
from generators.land.places import load_places
from generators.project import Project, at_base, copied
from generators.records.problems import Problem
from generators.records.reading.load import load, written
from generators.records.validate import judge


def story(project: Project, revision: str, today: date) -> str:
    """What the working tree changes since it left a revision, as Markdown."""
    with _sides(project, revision) as (before, after):
        return proposal.told(_proposition(before, after, today))


def sites(project: Project, revision: str, today: date) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The whole site as it was at a revision, and as the working tree makes it."""
    with _sides(project, revision) as (before, after):
        return _site(before, today), _site(after, today)


@contextmanager
def _sides(project: Project, revision: str) -> Iterator[tuple[Project, Project]]:
    with tempfile.TemporaryDirectory(prefix="maillage-") as scratch:
        before = at_base(project, revision, _folder(scratch, "avant"))
        if before is None:
            raise Mistake(f"git ne connaît pas la révision « {revision} » : essayez main, ou origin/main")
        yield before, copied(project, _folder(scratch, "apres"))


def _folder(scratch: str, name: str) -> Path:
    folder = Path(scratch) / name
    folder.mkdir()
    return folder


def _proposition(before: Project, after: Project, today: date) -> proposal.Proposition:
    old, new = (_problems(project, today) for project in (before, after))
    broken = any(problem.severity == "error" for problem in new)
    changes = compare(
        written(before.data, before.newsletter),
        written(after.data, after.newsletter),
        load(after.data, after.newsletter).records.vocabulary,
    )
    touches = None if broken else touched(_site(before, today), _site(after, today))
    return proposal.Proposition(changes, touches, _fresh(old, new))


def _problems(project: Project, today: date) -> tuple[Problem, ...]:
    loaded = load(project.data, project.newsletter)
    return judge(loaded, load_places(project.reference), today)


def _fresh(old: tuple[Problem, ...], new: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """All errors, and the warnings that were not there before, wherever the line moved."""
    known = {(problem.path, problem.field, problem.message) for problem in old}
    return tuple(p for p in new if p.severity == "error" or (p.path, p.field, p.message) not in known)


def _site(project: Project, today: date) -> Mapping[str, bytes]:
    """The whole site of some records; nothing when they do not hold."""
    from generators.mkdocs import InvalidData, build_site

    try:
        files, _ = build_site(project, today)
    except InvalidData:
        return {}
    return files
