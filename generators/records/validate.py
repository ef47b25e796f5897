"""Whether the data may be published: what reading found, and what the rules find in the sound records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import Path

from generators.collector import collector_paused
from generators.disk import regular
from generators.jobs import spread
from generators.land.places import Places, load_places
from generators.records import located, pictures
from generators.records.beside import comments_of, files_of, out_of_order, unsound
from generators.records.identity import FILE
from generators.records.kinds import ISSUES
from generators.records.models import Modele
from generators.records.models.fields import has
from generators.records.problems import Problem
from generators.records.reading.discreet import discreet
from generators.records.reading.files import Folder, folder, printable
from generators.records.reading.load import Loaded, load
from generators.records.reading.messages import dotted
from generators.records.reading.private import joined
from generators.records.reading.source import MAX_BYTES, YamlFile, read
from generators.records.records import Key, Records
from generators.records.rules import RULES, Context, Finding, Rule, Subject, confidential, privacy
from generators.words.wording import no_break

#: What is read of the kept positions: a hundred thousand of them.
MAX_KEPT = 32_000_000
Found = tuple[Rule, Key, Finding]


@collector_paused()
def check(
    data_dir: Path,
    newsletter_dir: Path,
    reference_dir: Path,
    today: date,
    clock: date | None = None,
    jobs: int = 1,
) -> tuple[Records | None, tuple[Problem, ...]]:
    """All problems of all files, in the order of files and lines; the records when none is an error.

    `clock` is the real day, for who builds for a day gone by: what has come since is only a warning then.
    `jobs` processes judge; the problems are the same, whatever their number.
    """
    loaded = load(data_dir, newsletter_dir)
    problems = _of_all(loaded, data_dir, newsletter_dir, reference_dir, today, clock, jobs)
    return (loaded.records if _sound(problems) else None), problems


@collector_paused()
def check_completed(
    private: Path, data_dir: Path, newsletter_dir: Path, reference_dir: Path, today: date, clock: date
) -> tuple[Records | None, frozenset[Key], tuple[Problem, ...]]:
    """As `check`, of records that a private folder completes; and the keys of those.

    The public records are judged as they stand for all; then each completed one, as it is shown to few.
    """
    loaded = load(data_dir, newsletter_dir)
    problems = _of_all(loaded, data_dir, newsletter_dir, reference_dir, today, clock)
    if not _sound(problems):
        return None, frozenset(), problems
    whole, keys, told = joined(loaded, private)
    found = judge(whole, load_places(reference_dir), today, clock, only=keys)
    problems = tuple(sorted({*problems, *told, *found}))
    return (whole.records if _sound(problems) else None), keys, problems


def _of_all(
    loaded: Loaded,
    data_dir: Path,
    newsletter_dir: Path,
    reference_dir: Path,
    today: date,
    clock: date | None,
    jobs: int = 1,
) -> tuple[Problem, ...]:
    data, newsletter = (folder(path, newsletter_dir.parent) for path in (data_dir, newsletter_dir))
    places = load_places(reference_dir)
    context = _context(loaded, places, today, clock)
    found = _judged(loaded, context, jobs)
    pages = [
        data.path / "pages" / name for name in regular.below(data.path / "pages") if name.endswith(".md")
    ]
    beside = files_of(data, pages, context)
    return tuple(
        sorted(
            {
                *found,
                *_of_identity(loaded, data),
                *beside,
                *located.told(loaded.records, _kept(data)),
                *pictures.left_over(loaded, newsletter),
            }
        )
    )


def _kept(data: Folder) -> bytes:
    """The positions that were asked for, as they are kept; nothing where none are."""
    with suppress(OSError):
        return regular.read(data.path / located.FILE, MAX_KEPT)
    return b""


def _sound(problems: tuple[Problem, ...]) -> bool:
    return not any(problem.severity == "error" for problem in problems)


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
    return _judged(loaded, _context(loaded, places, today, clock, only=only, names=names))


#: So many records are judged at a time, by one process.
HEAP = 256


def _judged(loaded: Loaded, context: Context, jobs: int = 1) -> tuple[Problem, ...]:
    """The problems of the records, judged by so many processes.

    What the rules make of all records (what is hidden, who may be whose double) is made as the first are
    judged, and known to every process that is begun after. Issues come last: they ask what the rules found.
    """
    keys = [key for key, _ in context.records.all() if context.only is None or key in context.only]
    issues = [key for key in keys if key[0] == ISSUES.name]
    others = keys[: len(keys) - len(issues)]
    heaps = [others[start : start + HEAP] for start in range(0, len(others), HEAP)]
    found = {*loaded.problems, *_beside(loaded, context)}
    for heap in heaps[:1]:
        found |= {*_placed(_findings(context, heap), loaded)}
    for told, naming in spread([partial(_told, loaded, context, heap) for heap in heaps[1:]], jobs):
        found |= {*told}
        confidential.learn(naming, context)
    found |= {*_placed(_findings(context, issues), loaded)}
    return tuple(sorted(found))


def _told(loaded: Loaded, context: Context, heap: Collection[Key]) -> tuple[list[Problem], dict[Key, bool]]:
    """The problems of some records, and which of them name a confidential place."""
    found = [*_placed(_findings(context, heap), loaded)]
    return found, confidential.learnt(heap, context)


def _beside(loaded: Loaded, context: Context) -> Iterator[Problem]:
    """What stands beside the values: comments, and what a record that is not sound says all the same."""
    for key, data in loaded.sources.items():
        if (context.only is None or key in context.only) and b"#" in data:
            yield from comments_of(key, loaded.files[key].shown, data, context)
    for key, broken in loaded.broken.items():
        if context.only is None or key in context.only:
            yield from unsound(loaded.files[key].shown, broken, context)
            yield from out_of_order(key[0], loaded.files[key].shown, broken, context)
            yield from comments_of(key, loaded.files[key].shown, broken.data, context)


def _context(
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


def judge_one(loaded: Loaded, key: Key, places: Places, today: date) -> tuple[Problem, ...]:
    """The problems of one record alone, among all the others."""
    context = _context(loaded, places, today, only=frozenset({key}))
    found = _placed(_findings(context, {key} & loaded.sources.keys()), loaded)
    return tuple(sorted({*found, *_beside(loaded, context)}))


def findings(loaded: Loaded, places: Places, today: date) -> Iterator[Found]:
    """Each broken rule, with the record that breaks it. A record that was not sound is not judged again."""
    context = _context(loaded, places, today)
    return _findings(context, [key for key, _ in context.records.all()])


def _findings(context: Context, keys: Collection[Key]) -> Iterator[Found]:
    for key in keys:
        record = context.records.of(key[0])[key[1]]
        subject = Subject.of(key[0], record)
        for rule in rules_of(type(record)):
            for finding in rule.check(subject, context):
                yield rule, key, finding


@cache
def rules_of(model: type[Modele]) -> tuple[Rule, ...]:
    """The rules that fit what the records of a model may hold."""
    return tuple(rule for rule in RULES if has(model, rule.of))


def _placed(found: Iterator[Found], loaded: Loaded) -> Iterator[Problem]:
    """Findings with their line and column; the file is read again only when there is one."""
    at: Key | None = None
    for rule, key, finding in found:
        if key != at:
            at, document = key, YamlFile.reread(loaded.sources[key])
        problem = _problem(finding, document, loaded.files[key].shown)
        if rule in _DISCREET:
            yield problem
        else:
            data = loaded.sources[key]
            yield from discreet([problem], data, read(data).value)


#: The rules that quote nothing.
_DISCREET = frozenset((*confidential.RULES, *privacy.RULES))


def _of_identity(loaded: Loaded, data: Folder) -> Iterator[Problem]:
    identity = loaded.records.reseau
    for finding in privacy.of_the_network(identity) if identity else ():
        document = YamlFile.reread(regular.read(data.path / FILE, MAX_BYTES))
        yield _problem(finding, document, printable(data.shown / FILE))


def _problem(finding: Finding, document: YamlFile, shown: str) -> Problem:
    return Problem(
        shown,
        *document.place(finding.loc, on_key=finding.on_key),
        dotted(finding.loc),
        no_break(finding.message),
        no_break(finding.hint),
        finding.severity,
    )
