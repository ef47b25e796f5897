"""The records as they were read last: a change reads again the files that it names, judges what it touches.

What a rule finds follows from a record, from those that it names, from what is hidden, from the land and the
day (`generators.records.judging`): a record that changes is judged with those that name it. Those that look
among all the others are asked of these alone: a loop of carriers passes through one of them, and what else
they find of the others is told when everything is read again, as it is for what is neither a record nor a
page of the network's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from generators.collector import collector_paused
from generators.jobs import processors
from generators.land.places import load_places
from generators.project import Project, is_page
from generators.records.judging import context_of, judged
from generators.records.models.fields import references
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import Loaded, listed, load, record_of
from generators.records.reading.messages import bytes_of
from generators.records.reading.source import MAX_BYTES
from generators.records.records import Key, Record, Records
from generators.records.rules import Context
from generators.records.rules.confidential import learn, learnt
from generators.records.rules.hidden import hidden_in
from generators.records.validate import problems_of
from generators.records.withheld import confidential

#: A record's file, its bytes, and the record.
_Content = tuple[Found, bytes, Record]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The records, none where one has an error, and the problems. `whole`: every file was read for it."""

    records: Records | None
    problems: tuple[Problem, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read and judged, all of it sound; on which days; and what rules had made of all records."""

    loaded: Loaded
    problems: frozenset[Problem]
    days: tuple[date, date]
    context: Context
    naming: Mapping[Key, frozenset[Key]]


class Reading:
    """The records of a project, from one change to the next."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._folders = {"data": project.data.resolve(), "newsletter": project.newsletter.resolve()}
        self._read: _Read | None = None
        #: The first reading is shared by processes; once browsers are answered, threads are not forked.
        self._jobs = processors()
        #: The files that were not sound, and changed since `_read`.
        self._waiting: set[str] = set()

    @collector_paused()
    def read(self, changed: Collection[Path], today: date, clock: date) -> Verdict:
        """The records as they stand on the disk, where these files changed."""
        houses = {*self._waiting, *filter(None, map(self._house, changed))}
        if self._read is None or self._read.days != (today, clock):
            return self._whole(today, clock)
        files = self._files(self._read.loaded, houses)
        if files is None:
            return self._whole(today, clock)
        verdict = self._again(self._read, files)
        self._waiting = houses if verdict.records is None else set()
        return verdict

    def _house(self, path: Path) -> str | None:
        """The path in the project of a file of data/ or newsletter/ that may count; None for any other."""
        for name, folder in self._folders.items():
            if path.is_relative_to(folder):
                inside = path.relative_to(folder).as_posix()
                own = name == "data" and inside.startswith("pages/") and is_page(inside)
                return None if own or inside.startswith("templates/") else f"{name}/{inside}"
        return None

    def _whole(self, today: date, clock: date) -> Verdict:
        project, jobs, self._read = self._project, self._jobs, None
        self._jobs = 1
        folders = project.data, project.newsletter, project.reference
        loaded = load(project.data, project.newsletter, jobs, project.cache)
        context = context_of(loaded, load_places(project.reference), today, clock)
        problems = problems_of(loaded, *folders, today, clock, jobs, project.cache, context)
        if any(problem.severity == "error" for problem in problems):
            return Verdict(None, problems, whole=True)
        loaded = replace(loaded, heaps=())
        naming = _naming(loaded.records)
        self._read = _Read(loaded, frozenset(problems), (today, clock), context, naming)
        self._waiting = set()
        return Verdict(loaded.records, problems, whole=True)

    def _files(self, loaded: Loaded, houses: Collection[str]) -> Mapping[Key, Found | None] | None:
        """The records' files among these, None for one that is gone; None when another file is among them."""
        known = {file.house: file for file in loaded.files.values()}
        if all(house in known and Path(known[house].path).is_file() for house in houses):
            return {(known[house].kind, known[house].id): known[house] for house in houses}
        found = listed(self._project.data, self._project.newsletter)
        there = {item.house: item for item in found if isinstance(item, Found)}
        if len(there) < len(found) or not all(house in known or house in there for house in houses):
            return None
        files = {house: there.get(house) for house in {*houses, *known.keys() ^ there.keys()}}
        keys = {house: (there.get(house) or known[house]) for house in files}
        return {(keys[house].kind, keys[house].id): file for house, file in files.items()}

    def _again(self, read: _Read, files: Mapping[Key, Found | None]) -> Verdict:
        """The records with these files as they stand; as they were, where one of them is not sound."""
        problems: list[Problem] = []
        contents: dict[Key, _Content] = {}
        for key, file in files.items():
            data = bytes_of(file.path, file.shown, MAX_BYTES, problems) if file else None
            if file and data is not None:
                record, found = record_of(data, file, read.loaded.records.vocabulary)
                problems += found
                if record is not None:
                    contents[key] = file, data, record
        if any(problem.severity == "error" for problem in problems):
            return Verdict(None, tuple(sorted(problems)), whole=False)
        loaded = _with(read.loaded, files.keys(), contents)
        after = self._judged(read, loaded, files.keys(), problems)
        told = tuple(sorted(after.problems))
        if any(problem.severity == "error" for problem in told):
            return Verdict(None, told, whole=False)
        self._read = after
        return Verdict(loaded.records, told, whole=False)

    def _judged(
        self, read: _Read, loaded: Loaded, keys: Collection[Key], problems: Collection[Problem]
    ) -> _Read:
        """The problems once these records have changed, and what was made of all records meanwhile."""
        touched = {*keys, *(namer for key in keys for namer in read.naming.get(key, ()))}
        only = frozenset(touched & loaded.sources.keys())
        context = context_of(loaded, read.context.places, *read.days, only=only)
        before, now = (one.records for one in (read.loaded, loaded))
        same = all(key in read.loaded.sources and key in loaded.sources for key in keys)
        if same and not any(_hides(records, keys) for records in (before, now)):
            context.taking(read.context, hidden_in)
            learn(learnt(read.loaded.sources.keys() - {*keys}, read.context), context)
        elif context.known_of(hidden_in).told != read.context.known_of(hidden_in).told:
            context = replace(context, only=None)
        found = {*problems, *judged(replace(loaded, problems=()), context)}
        shown = {loaded.files.get(key, read.loaded.files.get(key)) for key in touched}
        paths = {file.shown for file in shown if file}
        kept = () if context.only is None else (one for one in read.problems if one.path not in paths)
        naming = _renamed(read.naming, before, now, keys)
        after = replace(context, only=None)
        after.taking(context, hidden_in)
        learn(learnt(loaded.sources.keys(), context), after)
        return _Read(loaded, frozenset({*found, *kept}), read.days, after, naming)


def _with(loaded: Loaded, keys: Collection[Key], contents: Mapping[Key, _Content]) -> Loaded:
    """The same with these records in the place of those of `keys`, in the order of a whole reading."""
    by_kind = {kind: dict(records) for kind, records in loaded.records.by_kind.items()}
    paths, files, sources = dict(loaded.records.paths), dict(loaded.files), dict(loaded.sources)
    for key in keys:
        if key in contents:
            file, data, record = contents[key]
            by_kind[key[0]][key[1]] = record
            paths[key], files[key], sources[key] = file.house, file, data
        else:
            by_kind[key[0]].pop(key[1], None)
            for held in (paths, files, sources):
                held.pop(key, None)
    fresh = {kind for kind, id_ in keys if (kind, id_) not in loaded.sources}
    for kind in fresh:
        by_kind[kind] = dict(sorted(by_kind[kind].items()))
    if fresh:
        paths = dict(sorted(paths.items()))
    sound = MappingProxyType({kind: MappingProxyType(records) for kind, records in by_kind.items()})
    records = replace(loaded.records, by_kind=sound, paths=MappingProxyType(paths))
    return replace(loaded, records=records, files=files, sources=sources)


def _hides(records: Records, keys: Collection[Key]) -> bool:
    found = (records.of(kind).get(id_) for kind, id_ in keys)
    return any(record is not None and confidential(record) for record in found)


def _naming(records: Records) -> Mapping[Key, frozenset[Key]]:
    """Record → those that name it."""
    found = defaultdict[Key, set[Key]](set)
    for key, record in records.all():
        for named in references(record):
            found[named].add(key)
    return {key: frozenset(keys) for key, keys in found.items()}


def _renamed(
    naming: Mapping[Key, frozenset[Key]], before: Records, now: Records, keys: Collection[Key]
) -> Mapping[Key, frozenset[Key]]:
    """The same once these records name others."""
    changed = dict(naming)
    for key in keys:
        for records in (before, now):
            record = records.of(key[0]).get(key[1])
            for named in references(record) if record is not None else ():
                others = changed.get(named, frozenset()) - {key}
                changed[named] = others | {key} if records is now else others
    return changed
