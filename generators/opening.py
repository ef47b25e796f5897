"""From a project's folders to a checked site: everything is read here, once, and nothing after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generators import authored, letter, mark, undated
from generators.collector import collector_paused
from generators.disk.cache import digest
from generators.git.history import history
from generators.git.revision import commit_of, is_cut_short, unkept
from generators.land.outlines import load_outlines
from generators.land.places import load_places
from generators.lastlook import last_look
from generators.network import when
from generators.network.discretion import hidden
from generators.network.network import Network
from generators.network.versions import versions
from generators.project import Project
from generators.records.kinds import EVENTS, ISSUES
from generators.records.located import strays
from generators.records.problems import Problem
from generators.records.reading.load import load
from generators.records.records import Records
from generators.records.validate import check, check_completed
from generators.records.withheld import confidential, parted
from generators.site import Site

Opened = tuple[Site | None, tuple[Problem, ...]]


@collector_paused()
def open_site(
    project: Project,
    today: date,
    site_url: str,
    *,
    abrege: bool = False,
    letters: bool = True,
    clock: date | None = None,
    jobs: int = 1,
) -> Opened:
    """Read and check the data; no site when they have an error, or when a published letter has one.

    `site_url` is where it is published, when that is not where its identity says. `abrege`: every letter
    that is too heavy is shortened, not only those that ask for it. Without `letters` none is drawn, and their
    faults stay unseen. `jobs` processes judge the records.
    """
    records, problems = check(
        project.data, project.newsletter, project.reference, today, clock, jobs, project.cache
    )
    if records is None:
        return None, problems
    site = site_of(project, shortened(records) if abrege else records, today, site_url)
    drawn = letter.faults(site) if letters else ()
    found = tuple(sorted({*problems, *drawn, *authored.faults(project, site), *_undated(project, site)}))
    return (None if any(p.severity == "error" for p in found) else site), found


def _undated(project: Project, site: Site) -> Iterator[Problem]:
    """Git is asked where somebody waits for an event alone."""
    if not site.network.coming:
        return
    if site.network.traces:
        yield from undated.unkept(site, unkept(project, EVENTS.name))
    else:
        yield from undated.without_history(site, cut_short=is_cut_short(project))


def open_sound(project: Project, today: date, site_url: str) -> Opened:
    """The site of what could be read, and the problems of the rest: for an issue that is only drafted.

    No rule has judged it. None when not even whose network it is can be read.
    """
    loaded = load(project.data, project.newsletter)
    known = loaded.records.reseau is not None
    return (site_of(project, loaded.records, today, site_url) if known else None), loaded.problems


def open_restricted(project: Project, today: date, site_url: str, private: Path, clock: date) -> Opened:
    """As `open_site`, of the records that a private folder completes, for an edition given to few.

    It has no letter: what is mailed is drawn from public records alone.
    """
    records, keys, problems = check_completed(
        private, project.data, project.newsletter, project.reference, today, clock
    )
    if records is None:
        return None, problems
    site = site_of(project, records.having(ISSUES.name, {}), today, site_url)
    found = tuple(sorted({*problems, *authored.faults(project, site)}))
    if any(problem.severity == "error" for problem in found):
        return None, found
    return replace(site, reserves=keys, images={}), found


def site_of(project: Project, records: Records, today: date, site_url: str) -> Site:
    """The site of the records as they may be shown."""
    kept = tuple(stray.secret for stray in strays(records, project.located()))
    records, secrets = parted(records)
    places, land = load_places(project.reference), _land(project)
    told = history(project, EVENTS.name)
    unsaid = hidden(told.gone, told.renamed, partial(_confidential, records), places)
    traces = when.traces(told.days, told.contacts, told.revisions)
    return Site(
        Network(records, places, today, {ref: one for ref, one in traces.items() if ref not in unsaid}),
        records.identity,
        f"{(site_url or records.identity.site).rstrip('/')}/",
        load_outlines(project.reference / "departements.topojson"),
        project.letter_templates(),
        project.letter_images(_named(records)) | mark.letter_picture(records.identity),
        project.prose(),
        commit_of(project),
        versions=versions(told.versions, unsaid),
        last_look=last_look((*secrets, *kept), records, places),
        cache=project.cache,
        land=land,
    )


def _confidential(records: Records, ref: str) -> bool:
    """Whether a place of the record "actors/<id>" is withheld today."""
    kind, _, id_ = ref.partition("/")
    record = records.of(kind).get(id_)
    return record is not None and confidential(record)


def _land(project: Project) -> bytes:
    """A digest of what places and outlines are read from; of nothing, where nothing is kept."""
    paths = sorted(project.reference.rglob("*")) if project.cache else ()
    return digest(*(part for path in paths if path.is_file() for part in (path.name, path.read_bytes())))


def _named(records: Records) -> Iterator[str]:
    """The pictures that letters name."""
    return (name for issue in records.issues.values() for name in issue.images)


def shortened(records: Records) -> Records:
    """The same, as if every issue had asked to be shortened."""
    issues = {id_: issue.model_copy(update={"abrege": True}) for id_, issue in records.issues.items()}
    return records.having("issues", MappingProxyType(issues))
