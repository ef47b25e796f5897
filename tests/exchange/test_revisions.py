"""That an event changed is told to who keeps it: by its commits, else by its own day, which `check` asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import icalendar
import pytest

from generators import undated
from generators.exchange import calendar
from generators.git.history import history
from generators.network import when
from generators.pages.feeds import page as feeds
from generators.pages.frame.page import feed_of_kind
from generators.project import Project
from generators.records.kinds import EVENTS
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


def warned(site: Site) -> Iterator[tuple[str, str, str]]:
    return ((one.path, one.field, one.severity) for one in undated.faults(site))


def test_without_history_the_day_of_a_change_is_asked(
    tmp_path: Path,
    make: Callable[..., Site],  # noqa: F811
    published: Callable[..., Site],
) -> None:
    """Of what is to come: nobody waits for the others any more."""
    past = {**EVENT, "debut": "2026-01-01T09:00"}
    site = make(events={"un": EVENT, "date": {**EVENT, "date_maj": "2026-11-20"}, "passe": past})
    assert [*warned(site)] == [("data/events/un.yml", "date_maj", "warning")]
    repository = Repository(tmp_path / "projet")
    repository.commit(files_of(EVENT), day=2250)
    (repository.folder / "data").mkdir()
    assert [*warned(published(repository, EVENT))] == []
