"""The rules, over all the records that were read: what they find, and where.

Records are judged by heaps: by several processes, or found again as they were judged before. What a rule
finds follows from the record, from those that it names, from what is hidden, from the land and the day; those
that look among all the others (`Rule.among`) judge again each time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import Final, NamedTuple

from generators.disk.cache import NONE, Cache, digest
from generators.jobs import spread
from generators.land.places import Places
from generators.records.beside import comments_of, out_of_order, unsound
from generators.records.kinds import ISSUES
from generators.records.models import Modele
from generators.records.models.fields import has
from generators.records.problems import Problem
from generators.records.reading.discreet import discreet
from generators.records.reading.heaps import Heap, parted
from generators.records.reading.load import Loaded
from generators.records.reading.messages import dotted
from generators.records.reading.source import YamlFile, read
from generators.records.records import Key
from generators.records.rules import RULES, Context, Finding, Rule, Subject, confidential, privacy
from generators.records.rules.hidden import hidden_in
from generators.words.wording import no_break

Found = tuple[Rule, Key, Finding]


class _Told(NamedTuple):
    """What was found of some records: their problems, and which of them name a confidential place."""

    problems: list[Problem]
    naming: Mapping[Key, bool]


def judged(loaded: Loaded, context: Context, jobs: int = 1, cache: Cache = NONE) -> tuple[Problem, ...]:
    """The problems of the records, judged by so many processes, or found again where nothing has changed.

    What the rules make of all records (what is hidden, who may be whose double) is made as the first are
    judged, and known to every process that is begun after. Issues come last: they ask what the rules found.
    """
    keys = [key for key, _ in context.records.all() if context.only is None or key in context.only]
    issues = [key for key in keys if key[0] == ISSUES.name]
    others = frozenset(keys).difference(issues)
    heaps = loaded.heaps if cache else [Heap(heap) for heap in parted(others)]
    found = {*loaded.problems, *_of_broken(loaded, context)}
    known: list[Key] = []
    waiting: list[tuple[bytes, list[Key]]] = []
    for heap in heaps:
        some = [key for key in heap.keys if key in others]
        name = _name(heap, loaded, context) if cache else b""
        kept = cache.get(_ROOM, name) if name else None
        if kept is None:
            waiting.append((name, some))
        else:
            known += some
            found |= _learnt(pickle.loads(kept), context)  # noqa: S301 (sealed: what we wrote)
    tasks = [partial(_both, loaded, context, some) for _, some in waiting]
    for (name, _), (told, among) in zip(
        waiting, [*spread(tasks[:1], 1), *spread(tasks[1:], jobs)], strict=True
    ):
        found |= {*among} | _learnt(told, context)
        if name:
            cache.put(_ROOM, name, pickle.dumps(told, protocol=pickle.HIGHEST_PROTOCOL))
    found |= {*_among(loaded, context, known), *_told(loaded, context, issues).problems}
    return tuple(sorted(found))


def _learnt(told: _Told, context: Context) -> frozenset[Problem]:
    """The problems that were found elsewhere, or before; what else was is known from here on."""
    confidential.learn(told.naming, context)
    return frozenset(told.problems)


def _both(loaded: Loaded, context: Context, keys: Collection[Key]) -> tuple[_Told, list[Problem]]:
    return _told(loaded, context, keys), _among(loaded, context, keys)


def _among(loaded: Loaded, context: Context, keys: Collection[Key]) -> list[Problem]:
    """What the rules find that look at all records."""
    return [*_placed(_findings(context, keys, _rules_among), loaded)]


_ROOM: Final = "constats"


def _name(heap: Heap, loaded: Loaded, context: Context) -> bytes:
    """What tells all that the rules look at which judge the records of a heap; b"" where that is too much.

    A record that names one that is not there is told the name that comes closest, among all.
    """
    if not context.known.issuperset(heap.named):
        return b""
    hidden = context.known_of(hidden_in).told
    days = (context.today.isoformat(), context.clock.isoformat())
    named = (part for key in heap.named for part in (*key, loaded.sources.get(key, b"")))
    return digest(heap.name, context.places.digest, *days, hidden, *named)


def _told(loaded: Loaded, context: Context, keys: Collection[Key]) -> _Told:
    """What the rules find that look at a record and at those that it names, and its comments give away."""
    found = [*_placed(_findings(context, keys, _rules_alone), loaded)]
    for key in keys:
        if b"#" in loaded.sources[key]:
            found += comments_of(key, loaded.files[key].shown, loaded.sources[key], context)
    return _Told(found, confidential.learnt(keys, context))


def _of_broken(loaded: Loaded, context: Context) -> Iterator[Problem]:
    """What a record that is not sound says all the same, and what stands beside it."""
    for key, broken in loaded.broken.items():
        if context.only is None or key in context.only:
            yield from unsound(loaded.files[key].shown, broken, context)
            yield from out_of_order(key[0], loaded.files[key].shown, broken, context)
            yield from comments_of(key, loaded.files[key].shown, broken.data, context)


def context_of(
    loaded: Loaded,
    places: Places,
    today: date,
    clock: date | None = None,
    *,
    only: frozenset[Key] | None = None,
    names: frozenset[str] = frozenset(),
) -> Context:
    latest = max(today, clock or today)
    known, images, broken = loaded.known, loaded.images, loaded.broken
    return Context(loaded.records, places, today, known, images, latest, only, names, broken)


def judge(
    loaded: Loaded,
    places: Places,
    today: date,
    clock: date | None = None,
    *,
    only: frozenset[Key] | None = None,
    names: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """The problems of what was loaded: those of its reading, and those the rules find.

    `only` are the records to judge, when not all; `names` those of the actors that were not read.
    """
    return judged(loaded, context_of(loaded, places, today, clock, only=only, names=names))


def judge_one(loaded: Loaded, key: Key, places: Places, today: date) -> tuple[Problem, ...]:
    """The problems of one record alone, among all the others."""
    context = context_of(loaded, places, today, only=frozenset({key}))
    keys = {key} & loaded.sources.keys()
    told, among = _both(loaded, context, keys)
    return tuple(sorted({*told.problems, *among, *_of_broken(loaded, context)}))


def findings(loaded: Loaded, places: Places, today: date) -> Iterator[Found]:
    """Each broken rule, with the record that breaks it. A record that was not sound is not judged again."""
    context = context_of(loaded, places, today)
    return _findings(context, [key for key, _ in context.records.all()], rules_of)


def _findings(
    context: Context, keys: Collection[Key], rules: Callable[[type[Modele]], tuple[Rule, ...]]
) -> Iterator[Found]:
    for key in keys:
        record = context.records.of(key[0])[key[1]]
        subject = Subject.of(key[0], record)
        for rule in rules(type(record)):
            for finding in rule.check(subject, context):
                yield rule, key, finding


@cache
def rules_of(model: type[Modele]) -> tuple[Rule, ...]:
    """The rules that fit what the records of a model may hold."""
    return tuple(rule for rule in RULES if has(model, rule.of))


@cache
def _rules_alone(model: type[Modele]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules_of(model) if not rule.among)


@cache
def _rules_among(model: type[Modele]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules_of(model) if rule.among)


def _placed(found: Iterator[Found], loaded: Loaded) -> Iterator[Problem]:
    """Findings with their line and column; the file is read again only when there is one."""
    at: Key | None = None
    for rule, key, finding in found:
        if key != at:
            at, document = key, YamlFile.reread(loaded.sources[key])
        problem = told_at(finding, document, loaded.files[key].shown)
        if rule in _DISCREET:
            yield problem
        else:
            data = loaded.sources[key]
            # A sound record has the keys of its model alone, written as they are but for the escapes of YAML.
            values = read(data).value if b"confidentiel" in data or b"\\" in data else {}
            yield from discreet([problem], data, values)


#: The rules that quote nothing.
_DISCREET = frozenset((*confidential.RULES, *privacy.RULES))


def told_at(finding: Finding, document: YamlFile, shown: str) -> Problem:
    return Problem(
        shown,
        *document.place(finding.loc, on_key=finding.on_key),
        dotted(finding.loc),
        no_break(finding.message),
        no_break(finding.hint),
        finding.severity,
    )
