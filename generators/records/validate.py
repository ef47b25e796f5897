"""Whether the data may be published: what reading found, and what the rules find in the sound records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from generators.collector import collector_paused
from generators.disk import regular
from generators.disk.cache import NONE, Cache
from generators.land.places import load_places
from generators.records import located, pictures
from generators.records.beside import files_of
from generators.records.identity import FILE
from generators.records.judging import context_of, judge, judged, told_at
from generators.records.problems import Problem
from generators.records.reading.files import Folder, folder, printable
from generators.records.reading.load import Loaded, load
from generators.records.reading.private import joined
from generators.records.reading.source import MAX_BYTES, YamlFile
from generators.records.records import Key, Records
from generators.records.rules import Context, privacy

#: What is read of the kept positions: a hundred thousand of them.
MAX_KEPT = 32_000_000


@collector_paused()
def check(
    data_dir: Path,
    newsletter_dir: Path,
    reference_dir: Path,
    today: date,
    clock: date | None = None,
    jobs: int = 1,
    cache: Cache = NONE,
) -> tuple[Records | None, tuple[Problem, ...]]:
    """All problems of all files, in the order of files and lines; the records when none is an error.

    `clock` is the real day, for who builds for a day gone by: what has come since is only a warning then.
    `jobs` processes read and judge, and `cache` keeps what they find: the problems are the same.
    """
    loaded = load(data_dir, newsletter_dir, jobs, cache)
    problems = problems_of(loaded, data_dir, newsletter_dir, reference_dir, today, clock, jobs, cache)
    return (loaded.records if _sound(problems) else None), problems


@collector_paused()
def check_completed(
    private: Path, data_dir: Path, newsletter_dir: Path, reference_dir: Path, today: date, clock: date
) -> tuple[Records | None, frozenset[Key], tuple[Problem, ...]]:
    """As `check`, of records that a private folder completes; and the keys of those.

    The public records are judged as they stand for all; then each completed one, as it is shown to few.
    """
    loaded = load(data_dir, newsletter_dir)
    problems = problems_of(loaded, data_dir, newsletter_dir, reference_dir, today, clock)
    if not _sound(problems):
        return None, frozenset(), problems
    whole, keys, told = joined(loaded, private)
    found = judge(whole, load_places(reference_dir), today, clock, only=keys)
    problems = tuple(sorted({*problems, *told, *found}))
    return (whole.records if _sound(problems) else None), keys, problems


def problems_of(
    loaded: Loaded,
    data_dir: Path,
    newsletter_dir: Path,
    reference_dir: Path,
    today: date,
    clock: date | None,
    jobs: int = 1,
    cache: Cache = NONE,
    context: Context | None = None,
) -> tuple[Problem, ...]:
    """All problems of what was loaded, and of what lies beside it; `context` holds what rules made of it."""
    data, newsletter = (folder(path, newsletter_dir.parent) for path in (data_dir, newsletter_dir))
    context = context or context_of(loaded, load_places(reference_dir), today, clock)
    found = judged(loaded, context, jobs, cache)
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


def _of_identity(loaded: Loaded, data: Folder) -> Iterator[Problem]:
    identity = loaded.records.reseau
    for finding in privacy.of_the_network(identity) if identity else ():
        document = YamlFile.reread(regular.read(data.path / FILE, MAX_BYTES))
        yield told_at(finding, document, printable(data.shown / FILE))
