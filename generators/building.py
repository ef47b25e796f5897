"""A whole build, from a project's folders to every file laid and looked at: nothing is published here."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from generators import ledger
from generators.booklets import made as booklets
from generators.disk.laid import Laid
from generators.disk.scratch import scratch
from generators.filling import lay
from generators.ledger import Ledger
from generators.mkdocs import InvalidData, frame_of, site_url
from generators.opening import open_restricted, open_site
from generators.project import Project
from generators.records.problems import Problem
from generators.site import Site

Counted = tuple[tuple[Problem, ...], Ledger]


def build_restricted(project: Project, today: date, private: Path, laid: Laid, jobs: int = 1) -> Counted:
    """As `build_counted`, of an edition given to few, whose records a private folder completes."""
    site, problems = open_restricted(project, today, site_url(project), private, date.today())  # noqa: DTZ011
    if site is None:
        raise InvalidData(problems)
    return problems, _built(project, site, laid, jobs)


def build_site(project: Project, today: date) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of the site, by its path, and the warnings found. Raises as `build_counted` does."""
    with scratch() as folder:
        laid = Laid(folder)
        problems, _ = build_counted(project, today, laid)
        return dict(laid), problems


def build_counted(
    project: Project, today: date, laid: Laid, jobs: int = 1, *, livrets: bool = False
) -> Counted:
    """Lay every file of the site; the warnings found, and the account of what was read and written.

    With `livrets` the booklets too, which raises what `generators.booklets.made` does.
    Raises `InvalidData` when the data has an error, `Leak` when a file tells a confidential place, `Lost`
    when something is missing.
    """
    clock = date.today()  # noqa: DTZ011 (the real day)
    site, problems = open_site(project, today, site_url(project), clock=clock, jobs=jobs)
    if site is None:
        raise InvalidData(problems)
    return problems, _built(project, site, laid, jobs, livrets=livrets)


def _built(project: Project, site: Site, laid: Laid, jobs: int, *, livrets: bool = False) -> Ledger:
    """Every file, once the account holds. What a booklet says is looked at as it was set."""
    made = booklets.made(site, booklets.territories(site), project.libraries, jobs) if livrets else ()
    for one in made:
        for path, content in one.files.items():
            laid.put(path, content)
    said = {one.livret.chemin: one.words for one in made}
    if made:  # what was drawn from a site is kept with it alone
        site = replace(site, livrets={one.livret.chemin: one.livret for one in made})
    lay(project, site, partial(frame_of, project, site), laid, jobs)
    site.last_look.over(ChainMap(said, laid))  # type: ignore[arg-type] # it is only read
    folders = {"data": project.data} if site.restreint else project.folders()
    return ledger.held(site, laid, folders, jobs)
