"""The only reader of records: files → frozen models, and every problem of every file on the way."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generators.disk.cache import NONE, Cache, digest
from generators.records.identity import Identite
from generators.records.kinds import KINDS
from generators.records.models import (
    Urgence,
)
from generators.records.problems import Problem, must_tell
from generators.records.reading.discreet import discreet
from generators.records.reading.files import Found, folder
from generators.records.reading.heaps import Heap, read_heaps
from generators.records.reading.listing import issues_of, misnamed, records_of
from generators.records.reading.lists import identity_in, urgences_in, vocabulary_in
from generators.records.reading.messages import bytes_of, of_trap, remaining, validated
from generators.records.reading.pictures import Picture, pictures_in
from generators.records.reading.source import MAX_BYTES, Value, YamlFile, read
from generators.records.records import Key, Record, Records
from generators.records.secrecy import Unsound
from generators.records.vocabulary import Vocabulary
from generators.words.wording import no_break


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the sound records, the problems so far, and what places a later problem.

    `known` are the ids of all files, sound or not: a reference to a broken record is not a second fault.
    `images` are the files of newsletter/images/, as an issue writes them; `broken` the files
    of which no record was made. `heaps` are the files as they were read together.
    """

    records: Records
    problems: tuple[Problem, ...]
    files: Mapping[Key, Found]
    sources: Mapping[Key, bytes]
    images: Mapping[str, Picture]
    broken: Mapping[Key, Unsound]
    heaps: Sequence[Heap] = ()

    @property
    def known(self) -> frozenset[Key]:
        return frozenset(self.files)

    def with_record(self, file: Found, data: bytes) -> tuple[Loaded | None, tuple[Problem, ...]]:
        """The same with one more record, as if its file were there; or None and why it is not sound."""
        more, problems = self.with_records({file: data})
        return (more if (file.kind, file.id) in more.sources else None), problems

    def with_records(self, contents: Mapping[Found, bytes]) -> tuple[Loaded, tuple[Problem, ...]]:
        """The same with more records, as if their files were there; those that are not sound have none."""
        by_kind = {kind: dict(records) for kind, records in self.records.by_kind.items()}
        paths, files, sources = dict(self.records.paths), dict(self.files), dict(self.sources)
        problems: list[Problem] = []
        for file, data in contents.items():
            key = (file.kind, file.id)
            record, told = record_of(data, file, self.records.vocabulary)
            problems += told
            by_kind[file.kind].pop(file.id, None)
            sources.pop(key, None)
            if record is not None:
                by_kind[file.kind][file.id] = record
                paths[key], files[key], sources[key] = file.house, file, data
        sound = {kind: MappingProxyType(records) for kind, records in by_kind.items()}
        records = replace(self.records, by_kind=MappingProxyType(sound), paths=MappingProxyType(paths))
        return replace(self, records=records, files=files, sources=sources, heaps=()), tuple(problems)


@dataclass(frozen=True, slots=True)
class Written:
    """A record as its file writes it: its path in the project, its values, all text, None if unreadable."""

    shown: str
    values: Value


def written(data_dir: Path, newsletter_dir: Path) -> dict[Key, Written]:
    """Every record's file as it is written, sound or not."""
    files = (item for item in listed(data_dir, newsletter_dir) if isinstance(item, Found))
    return {
        (f.kind, f.id): Written(f.house, read(bytes_of(f.path, f.shown, MAX_BYTES, []) or b"").value)
        for f in files
    }


def load(data_dir: Path, newsletter_dir: Path, jobs: int = 1, cache: Cache = NONE) -> Loaded:
    """Read both folders, by so many processes. Nothing is raised: what is wrong is in `problems`."""
    problems: list[Problem] = []
    data = folder(data_dir, newsletter_dir.parent)
    found = listed(data_dir, newsletter_dir)
    strays = [item for item in found if isinstance(item, Problem)]
    problems += strays
    files = {(item.kind, item.id): item for item in found if isinstance(item, Found)}
    identity = identity_in(data, files, problems)
    vocabulary = vocabulary_in(data, identity, problems)
    sound, sources, broken, heaps = _models(files, vocabulary, problems, jobs, cache)
    for file in misnamed(data) if strays else ():
        if content := bytes_of(file.path, file.shown, MAX_BYTES, []):
            problems += record_of(content, file, vocabulary)[1]
    records = _records(sound, vocabulary, files, urgences_in(data, problems), identity)
    digests = tuple((sound[key], digest(*key, data)) for key, data in sources.items())
    images = pictures_in(newsletter_dir)
    records = replace(records, digests=digests)
    return Loaded(records, tuple(sorted(problems)), files, sources, images, broken, heaps)


def gathered(
    files: Mapping[Key, Found], keys: Iterable[Key], vocabulary: Vocabulary, images: Mapping[str, Picture]
) -> Loaded:
    """As `load`, but only the records of `keys` are read; the others are known by their names."""
    problems: list[Problem] = []
    wanted = {key: files[key] for key in dict.fromkeys(keys) if key in files}
    sound, sources, broken, _ = _models(wanted, vocabulary, problems)
    records = _records(sound, vocabulary, files)
    return Loaded(records, tuple(sorted(problems)), files, sources, images, broken)


def listed(data_dir: Path, newsletter_dir: Path) -> list[Found | Problem]:
    """Every file that is a record, and a problem for every one that strays; nothing is opened."""
    root = newsletter_dir.parent
    return [*records_of(folder(data_dir, root)), *issues_of(folder(newsletter_dir, root))]


def vocabulary_of(data_dir: Path, root: Path) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """The lists alone, and what is wrong with them."""
    problems: list[Problem] = []
    data = folder(data_dir, root)
    vocabulary = vocabulary_in(data, identity_in(data, None, []), problems)
    return vocabulary, tuple(sorted(problems))


def _models(
    files: Mapping[Key, Found],
    vocabulary: Vocabulary,
    problems: list[Problem],
    jobs: int = 1,
    cache: Cache = NONE,
) -> tuple[dict[Key, Any], dict[Key, bytes], dict[Key, Unsound], list[Heap]]:
    sound: dict[Key, Any] = {}
    broken: dict[Key, Unsound] = {}
    heaps: list[Heap] = []
    said = ((key, bytes_of(file.path, file.shown, MAX_BYTES, problems)) for key, file in files.items())
    contents = {key: data for key, data in said if data is not None}

    def reading(file: Found, data: bytes) -> tuple[Record | Unsound, Collection[Problem]]:
        document = read(data)
        record, told = _model(document, file, vocabulary, data)
        if record is not None:
            return record, told
        left = remaining(KINDS[file.kind].model, document, vocabulary)
        return Unsound(data, document.value, left), told

    by = digest(repr(vocabulary)) if cache else b""
    for heap, found in read_heaps(contents, files, reading, by, cache, jobs):
        heaps.append(heap)
        sound |= found.sound
        broken |= found.broken
        problems += found.problems
    _all_told(files, sound, problems)
    return sound, {key: contents[key] for key in contents if key in sound}, broken, heaps


def _all_told(files: Mapping[Key, Found], sound: Container[Key], problems: Iterable[Problem]) -> None:
    """Each file is read, or an error says why not; else the fault is ours."""
    told = {problem.path: problem for problem in problems if problem.severity == "error"}
    for key, file in files.items():
        if key not in sound:
            must_tell([told[file.shown]] if file.shown in told else [])


def record_of(data: bytes, file: Found, vocabulary: Vocabulary) -> tuple[Record | None, tuple[Problem, ...]]:
    """The record that a file's bytes write, or None; and the problems of the file by itself."""
    record, problems = _model(read(data), file, vocabulary, data)
    return record, tuple(sorted(problems))


def _model(
    document: YamlFile, file: Found, vocabulary: Vocabulary, data: bytes
) -> tuple[Record | None, list[Problem]]:
    """The model of a document, or None; and the problems of its source and of its values, told discreetly."""
    record, problems = _made(document, file, vocabulary)
    return record, discreet(problems, data, document.value) if problems else problems


def _made(document: YamlFile, file: Found, vocabulary: Vocabulary) -> tuple[Record | None, list[Problem]]:
    problems = [of_trap(trap, file.shown) for trap in document.traps]
    if document.value is None:
        must_tell(problems)
        return None, [*problems, *_besides(document, file, vocabulary)]
    values = {**document.value, "id": file.id}
    if "id" in document.value:
        problems.append(_written_id(document, file.shown))
    record, errors = validated(KINDS[file.kind].model, values, document, file.shown, vocabulary)
    problems += errors
    if record is None:
        must_tell(problems)
    sound = not any(problem.severity == "error" for problem in problems)
    return (record if sound else None), problems


def _besides(document: YamlFile, file: Found, vocabulary: Vocabulary) -> Iterator[Problem]:
    """The faults of a file that breaks, in the lines that do not: it takes one round to tell them all."""
    if document.mended is None:
        return
    values = {**document.mended, "id": file.id}
    yield from validated(KINDS[file.kind].model, values, document, file.shown, vocabulary)[1]


def _written_id(document: YamlFile, shown: str) -> Problem:
    line, column = document.place(("id",), on_key=True)
    hint = "retirez cette ligne"
    return Problem(
        shown, line, column, "id", no_break("l’identifiant d’une fiche est le nom de son fichier"), hint
    )


def _records(
    sound: dict[Key, Any],
    vocabulary: Vocabulary,
    files: Mapping[Key, Found],
    urgences: tuple[Urgence, ...] = (),
    identity: Identite | None = None,
) -> Records:
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for kind, id_ in sorted(sound):
        by_kind[kind][id_] = sound[kind, id_]
    return Records(
        by_kind=MappingProxyType({kind: MappingProxyType(records) for kind, records in by_kind.items()}),
        vocabulary=vocabulary,
        urgences=urgences,
        reseau=identity,
        paths=MappingProxyType({key: files[key].house for key in sorted(sound)}),
    )
