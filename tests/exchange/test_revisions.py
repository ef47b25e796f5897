"""That an event changed is told to who keeps it: by its commits, else by its own day, which `check` asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import icalendar
import pytest
import yaml

from generators import undated
from generators.exchange import calendar
from generators.git.history import history
from generators.git.revision import is_cut_short, unkept
from generators.network import when
from generators.pages.feeds import page as feeds
from generators.pages.frame.page import feed_of_kind
from generators.project import Project
from generators.records.kinds import EVENTS
from generators.records.problems import Problem
from generators.site import Site
from tests.git.repository import Files, Repository
from tests.pages.conftest import VERIFIED, make  # noqa: F401 (a fixture)

EVENT: dict[str, object] = {
    "titre": "Un rendez-vous",
    "type": "formation",
    "resume": "En un mot.",
    "debut": "2026-12-01T09:00",
    **VERIFIED,
}
#: What staff change of an event that is announced, without a word in `date_maj`.
CHANGES: tuple[dict[str, object], ...] = (
    {"debut": "2026-12-02T09:00"},
    {"lieu": "Une autre salle"},
    {"annule": "true"},
    {"annule": "false"},
    {"reporte_au": "2027-01-05"},
    {"fin": "2026-12-02T10:00"},
    {"inscription": {"complet": "true"}},
)
#: One commit of many records, in which an event may change too.
MANY = {f"data/actors/importe-{number}.yml": b"nom: A\n" for number in range(when.BULK)}


def files_of(event: Mapping[str, object]) -> Files:
    return {"data/events/un.yml": json.dumps(event).encode()}


def told(site: Site) -> tuple[int, datetime, str]:
    """The number of the revision and its instant in the calendar, its day in the feed."""
    (entry, *_) = icalendar.Calendar.from_ical(calendar.files(site)["agenda/un.ics"]).walk("VEVENT")
    assert str(entry["uid"]) == "un-0@droitdenfance.org"
    assert entry["dtstamp"].dt == entry["last-modified"].dt
    day = site.network.changed_on(site.records.events["un"]).isoformat()
    ((_, make_feeds), *_) = feeds.file_makers(site)
    assert f"<updated>{day}T" in make_feeds()[feed_of_kind(EVENTS).url].decode()
    return int(entry["sequence"]), entry["last-modified"].dt, day


@pytest.fixture
def published(
    tmp_path: Path,
    make: Callable[..., Site],  # noqa: F811
) -> Callable[..., Site]:
    """The site of an event as its repository stands."""

    def build(repository: Repository, event: Mapping[str, object]) -> Site:
        found = history(Project.at(repository.folder))
        site, traces = make(events={"un": event}), when.traces(found.days, found.contacts, found.revisions)
        return replace(site, network=replace(site.network, traces=traces))

    return build


def test_each_commit_that_changes_an_event_raises_its_revision(
    tmp_path: Path, published: Callable[..., Site]
) -> None:
    repository, event = Repository(tmp_path / "projet"), dict(EVENT)
    last = repository.commit(files_of(event), day=2250)
    (repository.folder / "data").mkdir()
    found = [told(published(repository, event))]
    for number, change in enumerate(CHANGES):
        event |= change
        last = repository.commit(files_of(event), last, day=2251 + number)
        found.append(told(published(repository, event)))
    for before, after in pairwise(found):
        assert all(new > old for old, new in zip(before, after, strict=True))
    repository.commit({**files_of(event), "README.md": b"x"}, last, day=2300)
    assert told(published(repository, event)) == found[-1]
    repository.commit({**files_of({**event, "lieu": "Ailleurs"}), **MANY}, last, day=2301)
    assert told(published(repository, event))[:2] > found[-1][:2]


def test_a_clone_cut_short_tells_what_the_record_says(tmp_path: Path, published: Callable[..., Site]) -> None:
    """Its oldest commit seems to change everything on its own day."""
    repository = Repository(tmp_path / "projet")
    first = repository.commit(files_of(EVENT), day=2250)
    repository.commit({**files_of(EVENT), "README.md": b"x"}, first, day=2260)
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(tmp_path / "court"))
    short = Project.at(tmp_path / "court")
    assert history(short) == history(Project.at(tmp_path))
    repository.folder = short.root
    assert told(published(repository, EVENT))[1] == datetime(2026, 10, 12, tzinfo=UTC)


def warned(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    found = [*problems]
    assert {(one.field, one.severity) for one in found} <= {("date_maj", "warning")}
    return [(one.path, one.message.rpartition("\u00a0: ")[2]) for one in found]


def test_without_history_the_day_of_a_change_is_asked_once_for_all(make: Callable[..., Site]) -> None:  # noqa: F811
    """Of what is to come: nobody waits for the others any more."""
    past = {**EVENT, "debut": "2026-01-01T09:00"}
    many = {f"jour-{number}": EVENT for number in range(5)}
    site = make(events={**many, "date": {**EVENT, "date_maj": "2026-11-20"}, "passe": past})
    found = [*undated.without_history(site, cut_short=False)]
    assert warned(found) == [("data/events/jour-0.yml", "jour-0, jour-1, jour-2 et 2\u00a0autres")]
    assert warned(undated.without_history(make(events={"passe": past}), cut_short=False)) == []


def test_a_clone_cut_short_is_told_whatever_the_records_say(make: Callable[..., Site]) -> None:  # noqa: F811
    site = make(events={"date": {**EVENT, "date_maj": "2026-11-20"}})
    (found,) = undated.without_history(site, cut_short=True)
    assert "git fetch --unshallow" in found.hint and "fetch-depth: 0" in found.hint
    assert warned(undated.without_history(site, cut_short=False)) == []


def laid(folder: Path, **event: object) -> tuple[Repository, Project]:
    """A repository of the records of tests, with one event to come, in its folder."""
    repository = Repository(folder)
    repository.commit({"data/events/un.yml": yaml.safe_dump({**EVENT, **event}).encode()}, day=2250)
    repository.git("checkout", "-q", "-f", "main")
    return repository, Project.at(folder)


def test_a_change_that_no_commit_has_is_told_until_the_next_one_will(
    tmp_path: Path,
    published: Callable[..., Site],
) -> None:
    repository, project = laid(tmp_path / "projet")
    file = project.data / "events" / "un.yml"
    assert unkept(project, "events") == ()
    file.write_text("titre: Autre\n", encoding="utf-8")
    files = unkept(project, "events")
    assert files == ("events/un.yml",) and not is_cut_short(project)
    assert warned(undated.unkept(published(repository, EVENT), files)) == [("data/events/un.yml", "un")]
    dated = {**EVENT, "date_maj": "2026-11-20"}
    assert warned(undated.unkept(published(repository, dated), files)) == []
    repository.git("add", "-A")
    assert unkept(project, "events") == ()
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(tmp_path / "court"))
    assert is_cut_short(Project.at(tmp_path / "court"))
    assert unkept(Project.at(tmp_path), "events") == () and not is_cut_short(Project.at(tmp_path))


def test_what_follows_a_cancellation_at_once_is_later_still(
    tmp_path: Path, published: Callable[..., Site]
) -> None:
    """Two commits of one second: what is called off, then is not."""
    repository = Repository(tmp_path / "projet")
    off = {**EVENT, "annule": "true"}
    states = [EVENT, off, EVENT]
    found = []
    for number, event in enumerate(states):
        repository.commit(files_of(event), *range(number)[-1:], day=2250)
        (repository.folder / "data").mkdir(exist_ok=True)
        found.append(told(published(repository, event))[0])
    assert found == sorted(set(found))
