"""`report`: what a proposal changes, told for who reviews it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generators.care import proposal
from generators.care.changes import compare, ended, touched
from generators.cli.common import DONE, Mistake, project_of, today_of
from generators.disk.scratch import scratch
from generators.exchange.lost import lost
from generators.git.revision import at_base, copied
from generators.land.places import load_places
from generators.network.mentions import mentions
from generators.project import Project
from generators.records.judging import judge
from generators.records.problems import Problem
from generators.records.reading.load import load, written


def run(arguments: argparse.Namespace) -> int:
    text, whole = story(project_of(arguments), arguments.base, today_of(arguments))
    if arguments.whole is not None:
        arguments.whole.write_text(whole, encoding="utf-8")
    print(text, end="")
    return DONE


def story(project: Project, revision: str, today: date) -> tuple[str, str]:
    """What the working tree changes since it left a revision, as Markdown: for a comment, and whole."""
    with _sides(project, revision) as (before, after):
        found = _proposition(before, after, today)
    return proposal.told(found), proposal.told(found, whole=True)


def sites(project: Project, revision: str, today: date) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The whole site as it was at a revision, and as the working tree makes it."""
    with _sides(project, revision) as (before, after):
        return _site(before, today), _site(after, today)


@contextmanager
def _sides(project: Project, revision: str) -> Iterator[tuple[Project, Project]]:
    with scratch() as work:
        before = at_base(project, revision, _folder(work, "avant"))
        if before is None:
            raise Mistake(f"git ne connaît pas la révision « {revision} » : essayez main, ou origin/main")
        yield before, copied(project, _folder(work, "apres"))


def _folder(work: Path, name: str) -> Path:
    folder = work / name
    folder.mkdir()
    return folder


def _proposition(before: Project, after: Project, today: date) -> proposal.Proposition:
    old, new = (_judged(project, today) for project in (before, after))
    broken = any(problem.severity == "error" for problem in new)
    sides = [written(side.data, side.newsletter) for side in (before, after)]
    former, records = (load(side.data, side.newsletter).records for side in (before, after))
    places = load_places(after.reference)
    changes = compare(sides[0], sides[1], records.vocabulary, places)
    told = ((key, mentions(key, records, today)) for key in ended(sides[0], sides[1]))
    names = {(change.kind, change.id): change.nom for change in changes}
    renvois = tuple((names[key], sentences) for key, sentences in told if sentences and key in names)
    hidden = {change.id for change in changes if change.lieu}
    perdus = tuple(lost(former.events, records.events, today, hidden))
    touches = None if broken else touched(_site(before, today), _site(after, today))
    return proposal.Proposition(changes, touches, _fresh(old, new), renvois, perdus)


def _judged(project: Project, today: date) -> tuple[Problem, ...]:
    loaded = load(project.data, project.newsletter)
    return judge(loaded, load_places(project.reference), today)


def _fresh(old: tuple[Problem, ...], new: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """All errors, and the warnings that were not there before, wherever the line moved."""
    known = {(problem.path, problem.field, problem.message) for problem in old}
    return tuple(p for p in new if p.severity == "error" or (p.path, p.field, p.message) not in known)


def _site(project: Project, today: date) -> Mapping[str, bytes]:
    """The whole site of some records; nothing when they do not hold."""
    from generators.building import build_site
    from generators.mkdocs import InvalidData

    try:
        files, _ = build_site(project, today)
    except InvalidData:
        return {}
    return files
