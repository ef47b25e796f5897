"""A few files judged without reading all the others: they, what they name, and what may be their double.

An editor or a commit hook asks for one file among ten thousand and waits for the answer. The other files are
only listed, and skimmed for the few lines that a double would share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generators.records.files import Found
from generators.records.load import Key, Loaded, Record, gathered, images_of, vocabulary_of
from generators.records.models import Acteur, Fiche
from generators.records.places import load_places
from generators.records.problems import Problem
from generators.records.rules import clues
from generators.records.rules.base import leaves
from generators.records.rules.twins import may_be_one
from generators.records.types import Reference, RefFiche
from generators.records.validate import judge

_KEYS = b"nom|nom_complet|siret|telephone|site_web|departement|code_insee|pays"
_LINE = re.compile(rb"^(" + _KEYS + rb"): *(?:[>|]-?\n +)?[\"']?([^\n\"']+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Skimmed:
    """What one look at an actor's file shows of it."""

    key: Key
    values: Mapping[str, str]


def check_files(
    data_dir: Path,
    newsletter_dir: Path,
    reference_dir: Path,
    every: Sequence[Found],
    wanted: Sequence[Found],
    today: date,
    clock: date | None = None,
) -> tuple[Problem, ...]:
    """The problems of the `wanted` files alone, among `every` one, in order."""
    vocabulary, _ = vocabulary_of(data_dir, newsletter_dir.parent)
    files = {(file.kind, file.id): file for file in every}
    keys = [(file.kind, file.id) for file in wanted]
    images = images_of(newsletter_dir / "images")
    first = gathered(files, keys, vocabulary, images)
    others = list(_skimmed(files)) if _needs_the_others(first, keys) else []
    more = [*keys, *_named(first.records.all()), *_doubles(first, keys, others)]
    whole = gathered(files, more, vocabulary, images)
    while carriers := _carriers(whole.records.actors.values(), files, more):
        more += carriers
        whole = gathered(files, more, vocabulary, images)
    names = frozenset(other.values["nom"] for other in others if "nom" in other.values)
    problems = judge(whole, load_places(reference_dir), today, clock, only=frozenset(keys), names=names)
    shown = {file.shown for file in wanted}
    return tuple(problem for problem in problems if problem.path in shown)


def _needs_the_others(loaded: Loaded, keys: Iterable[Key]) -> bool:
    """True for an actor, who may have a double, and for a verifier who may be an organisation."""
    return any(kind == "actors" for kind, _ in keys) or any(
        isinstance(record, Fiche) and clues.person(record.verifie_par, ())
        for _, record in loaded.records.all()
    )


def _named(records: Iterable[tuple[Key, Record]]) -> Iterator[Key]:
    """The records that these name."""
    for _, record in records:
        for _, value in leaves(record):
            if isinstance(value, Reference):
                kind, id_ = value.split("/") if isinstance(value, RefFiche) else (value.kind, str(value))
                yield kind, id_


def _carriers(actors: Iterable[Acteur], files: Mapping[Key, Found], read: Iterable[Key]) -> list[Key]:
    """What carries these actors and was not read yet."""
    above = {("actors", str(actor.porte_par)) for actor in actors if actor.porte_par}
    return sorted((above & files.keys()) - set(read))


def _skimmed(files: Mapping[Key, Found]) -> Iterator[Skimmed]:
    for key, file in files.items():
        if key[0] == "actors":
            lines = _LINE.findall(_bytes(file.file))
            yield Skimmed(
                key, {name.decode(): value.decode("utf-8", "replace").strip() for name, value in lines}
            )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _doubles(loaded: Loaded, keys: Iterable[Key], others: Iterable[Skimmed]) -> Iterator[Key]:
    """The actors worth reading, because they may be one of those that are asked for."""
    asked = [actor for kind, id_ in keys if kind == "actors" and (actor := loaded.records.actors.get(id_))]
    tests = [may_be_one(actor) for actor in asked]
    for other in others:
        if any(test(other.values) for test in tests):
            yield other.key
