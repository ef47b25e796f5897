"""A few files judged without reading all the others: they, what they name, and what may be their double.

An editor or a commit hook asks for one file among ten thousand and waits for the answer. The other files are
only listed, and skimmed for the few lines that a double would share.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from generators.collector import collector_paused
from generators.disk import regular
from generators.land.places import load_places
from generators.records.judging import judge
from generators.records.kinds import ACTORS
from generators.records.models import Acteur, Fiche
from generators.records.models.fields import references
from generators.records.nearby import secrets_near
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import gathered, vocabulary_of
from generators.records.reading.pictures import pictures_in
from generators.records.reading.source import MAX_BYTES
from generators.records.records import Key, Record
from generators.records.rules import clues
from generators.records.rules.duplicates import may_be_one
from generators.words import urls

_KEYS = b"nom|nom_complet|siret|site_web|departement|code_insee|pays"
_LINE = re.compile(rb"^(" + _KEYS + rb"): *(?:[>|]-?\n +)?[\"']?([^\n\"']+)", re.MULTILINE)
#: The number of any of its lines, wherever the file writes it.
_NUMBER = re.compile(rb"\btelephone: *[\"']?(\+?\d[\d .()-]*)")


@collector_paused()
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
    images = pictures_in(newsletter_dir)
    first = gathered(files, keys, vocabulary, images)
    contents = dict(_contents(files))
    more = [*keys, *_named(first.records.all()), *_doubles(first.records.actors.values(), contents)]
    more += secrets_near(contents, keys)
    whole = gathered(files, more, vocabulary, images)
    while carriers := _carriers(whole.records.actors.values(), files, more):
        more += carriers
        whole = gathered(files, more, vocabulary, images)
    names = _all_names(contents) if _signed(first.records.all()) else frozenset[str]()
    problems = judge(whole, load_places(reference_dir), today, clock, only=frozenset(keys), names=names)
    shown = {file.shown for file in wanted}
    return tuple(problem for problem in problems if problem.path in shown)


def _signed(records: Iterable[tuple[Key, Record]]) -> bool:
    """True when a verifier has what looks like a name: a person's, or an organisation's."""
    return any(
        isinstance(record, Fiche) and clues.person(record.verifie_par or "", ()) for _, record in records
    )


def _named(records: Iterable[tuple[Key, Record]]) -> Iterator[Key]:
    """The records that these name."""
    for _, record in records:
        yield from references(record)


def _carriers(actors: Iterable[Acteur], files: Mapping[Key, Found], read: Iterable[Key]) -> list[Key]:
    """What carries these actors and was not read yet."""
    above = {("actors", str(actor.porte_par)) for actor in actors if actor.porte_par}
    return sorted((above & files.keys()) - set(read))


def _doubles(asked: Collection[Acteur], contents: Mapping[Key, bytes]) -> Iterator[Key]:
    """The actors worth reading, because they may be one of those that are asked for."""
    if not asked:
        return
    tests = [may_be_one(actor) for actor in asked]
    traces = tuple(trace for actor in asked for trace in _traces(actor))
    for key, data in _actors(contents):
        if any(map(data.__contains__, traces)) and any(test(_skimmed(data)) for test in tests):
            yield key


def _traces(actor: Acteur) -> Iterator[bytes]:
    """What the file of a double has somewhere: the département, the end of a number, the site.

    Searching ten thousand files for these few bytes is what makes the answer quick.
    """
    code = (actor.departement or actor.code_insee or "")[:2].encode()
    for key in (b"departement: ", b"code_insee: ") if code else ():
        yield from (key + quote + code for quote in (b"", b'"', b"'"))
    if not code:
        yield b"nom: "
    for number in (actor.siret, *actor.numeros):
        digits = re.sub(r"\D", "", number or "").encode()
        yield from (digits[-4:-2] + sign + digits[-2:] for sign in (b"", b" ", b".", b"-") if digits)
    if actor.site_web:
        yield urls.host(actor.site_web).removeprefix("www.").encode()


def _skimmed(data: bytes) -> Mapping[str, str]:
    """What one look at a file shows of it; its numbers are parted by lines."""
    lines = (*_LINE.findall(data), (b"telephone", b"\n".join(_NUMBER.findall(data))))
    return {name.decode(): value.decode("utf-8", "replace").strip() for name, value in lines if value}


def _all_names(contents: Mapping[Key, bytes]) -> frozenset[str]:
    return frozenset(name for _, data in _actors(contents) if (name := _skimmed(data).get("nom")))


def _actors(contents: Mapping[Key, bytes]) -> Iterator[tuple[Key, bytes]]:
    return ((key, data) for key, data in contents.items() if key[0] == ACTORS.name)


def _contents(files: Mapping[Key, Found]) -> Iterator[tuple[Key, bytes]]:
    """Every file, as it is; what can't be read holds nothing."""
    for key, file in files.items():
        with suppress(OSError):
            yield key, regular.read(file.path, MAX_BYTES)
