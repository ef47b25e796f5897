"""From what changed on the disk to the next site: what is not touched by it is kept, a bad record keeps all.

The site that was good is shown until the next one is. What keeps that from being is told as problems, in the
page and in the terminal, whether a record has a fault, or a template, a script, a page of ours.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from generators import assets, authored, letter
from generators.disk.cache import NONE
from generators.land.outlines import load_outlines
from generators.land.places import load_places
from generators.mkdocs import InvalidData, frame_of
from generators.opening import site_of
from generators.pages.frame.render import TEMPLATES
from generators.project import Project
from generators.records.problems import Problem
from generators.serving.http import Window
from generators.serving.memory import Files, Memory, Setting, edition_of
from generators.serving.mishaps import as_problem, listening
from generators.serving.reading import Reading
from generators.serving.watching import Watched
from generators.site import Site
from generators.supply.read import supply
from generators.words.wording import no_break

#: Files of the project itself that pages show, or that say how the site is made.
_OWN = frozenset({"mkdocs.yml", "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"})
_LOCKS = frozenset({"package-lock.json", "requirements.lock", "pyproject.toml"})


class Teller(Protocol):
    """Who says in the terminal what becomes of the site."""

    def shown(self, problems: tuple[Problem, ...]) -> None:
        """A site is shown, with these warnings."""

    def kept(self, problems: tuple[Problem, ...]) -> None:
        """These keep the next one from being shown."""

    def fault(self, fault: BaseException) -> None:
        """Something failed that is ours to mend."""


@dataclass(frozen=True, slots=True)
class Days:
    """The day that the site is of, and the real one: asked each time, for a server outlives a day."""

    today: Callable[[], date]
    clock: Callable[[], date]


class Session:
    """A project, shown in a window while people change it. What is kept between runs serves to read alone."""

    def __init__(self, project: Project, address: str, days: Days, window: Window, teller: Teller) -> None:
        self._project, self._address, self._days = replace(project, cache=NONE), address, days
        self._window, self._teller = window, teller
        self._run, self._number = secrets.token_hex(4), 0
        self._reading = Reading(project)
        #: What the letters and pages of the site lack; and the site of which only the records were judged.
        self._besides: tuple[Problem, ...] = ()
        self._later: tuple[Site, tuple[Problem, ...]] | None = None
        self._code: tuple[object, Files] | None = None
        self._set: tuple[object, Setting] | None = None

    def open(self, changed: Collection[Path] = ()) -> bool:
        """Show the site as it stands on the disk, `changed` being what did since; whether it is shown."""
        self._forget(changed)
        with listening() as heard:
            try:
                memory, warnings = self._next(changed)
            except InvalidData as invalid:
                return self._keep(invalid.problems)
            except Exception as fault:  # whatever it is, the site that was good goes on being shown
                return self._keep((self._mishap(fault, heard),))
        self._window.shown = memory
        self._window.board.put(memory.name)
        self._teller.shown(warnings)
        return True

    def rest(self) -> None:
        """What can wait until the page is on the screen: letters are drawn, pages judged, memory freed."""
        if self._later:
            site, problems, self._later = *self._later, None
            found = tuple(_drawn(self._project, site))
            if any(problem.severity == "error" for problem in found):
                self._keep(tuple(sorted({*problems, *found})))
            self._besides = tuple(problem for problem in found if problem.severity == "warning")
        gc.collect()
        gc.freeze()

    def _keep(self, problems: tuple[Problem, ...]) -> bool:
        faults = tuple(problem for problem in problems if problem.severity == "error")
        shown = self._window.shown
        self._window.board.put(shown.name if shown else "", faults)
        self._teller.kept(problems)
        return False

    def _mishap(self, fault: Exception, heard: list[str]) -> Problem:
        if found := as_problem(self._project, fault, heard):
            return found
        self._teller.fault(fault)
        said = no_break("le logiciel n’a pas pu faire le site : le terminal dit où se trouve le rapport")
        return Problem("maillage", 0, 0, "", said)

    def _forget(self, changed: Collection[Path]) -> None:
        """What these files had a part in, and that no record tells of."""
        root = self._project.root.resolve()
        code = [path.resolve() for path in (self._project.scripts, self._project.styles)]
        if _touch(changed, [*code, *(root / name for name in _LOCKS)]):
            self._code = None
        frame = [root / "site", root / "docs", TEMPLATES.resolve(), *(root / name for name in _OWN | _LOCKS)]
        if _touch([path for path in changed if not _touch([path], code)], frame):
            self._set = None
        if _touch(changed, [self._project.reference.resolve()]):
            load_places.cache_clear()
            load_outlines.cache_clear()

    def _next(self, changed: Collection[Path]) -> tuple[Memory, tuple[Problem, ...]]:
        self._later = None
        today = self._days.today()
        verdict = self._reading.read(changed, today, self._days.clock())
        if verdict.records is None:
            raise InvalidData(verdict.problems)
        site = site_of(self._project, verdict.records, today, self._address)
        problems = verdict.problems
        if verdict.whole:
            self._besides = tuple(_drawn(self._project, site))
        else:
            self._later = site, problems
        problems = tuple(sorted({*problems, *self._besides}))
        if any(problem.severity == "error" for problem in problems):
            raise InvalidData(problems)
        self._number += 1
        return Memory(f"{self._run}-{self._number}", site, self._setting(site)), problems

    def _setting(self, site: Site) -> Setting:
        """What the site is set in: as it was, unless what it is made of has changed."""
        code = self._code_of(site)
        kinds = frozenset(kind for kind, records in site.records.by_kind.items() if records)
        key = (site.identity, site.records.urgences, site.prose, site.address, kinds)
        if self._set is None or self._set[0] != key:
            edition, frame_for = edition_of(site, code), partial(frame_of, self._project)
            made = Setting(frame_for(site), code, supply(self._project), edition, frame_for)
            self._set = key, made
        elif self._set[1].code is not code:
            self._set = key, replace(self._set[1], code=code)
        return self._set[1]

    def _code_of(self, site: Site) -> Files:
        sheets = assets.sheets(site.records.vocabulary, site.identity)
        if self._code is None or self._code[0] != sheets:
            self._code = sheets, assets.files(self._project, sheets)
        return self._code[1]


def _drawn(project: Project, site: Site) -> Iterator[Problem]:
    """What only shows once the letters are drawn, and what is wrong with the network's own pages."""
    yield from letter.faults(site)
    yield from authored.faults(project, site)


def _touch(changed: Collection[Path], places: Collection[Path]) -> bool:
    """Whether one of the changed paths is one of the places, within it, or holds it."""
    return any(one.is_relative_to(place) or place.is_relative_to(one) for one in changed for place in places)


def watched(project: Project) -> Iterator[Watched]:
    """All that a site is made of."""
    root = project.root.resolve()
    folders = [path.resolve() for path in (project.data, project.newsletter, root / "site", root / "docs")]
    yield from map(Watched, folders)
    yield Watched(TEMPLATES.resolve(), ends=".j2")
    yield Watched(root, frozenset((*_OWN, *_LOCKS, *(path.name for path in folders if path.parent == root))))
    yield Watched(root / ".git" / "logs", frozenset({"HEAD"}))


def lock(project: Project) -> Path:
    """What is there while git changes files."""
    return project.root.resolve() / ".git" / "index.lock"
