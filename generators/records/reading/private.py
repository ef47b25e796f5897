"""Fields that a second, private folder adds to public records, for an edition given to few.

The folder is laid out as data/ is: `actors/la-boussole-nord.yml` holds what the public record of that name
withholds, such as its street, in the same keys. It never adds a record: who is in the network stays public.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from generators.records.kinds import KINDS
from generators.records.models import Implantation
from generators.records.problems import Problem, must_tell
from generators.records.reading.files import Found, folder
from generators.records.reading.listing import records_of
from generators.records.reading.load import Loaded
from generators.records.reading.messages import bytes_of, of_trap, validated
from generators.records.reading.source import MAX_BYTES, YamlFile, read
from generators.records.records import Key
from generators.words.wording import no_break

FLAG = "adresse_confidentielle"


def joined(loaded: Loaded, private: Path) -> tuple[Loaded, frozenset[Key], tuple[Problem, ...]]:
    """The records of `loaded` completed by a private folder, the keys of those, and what is wrong there.

    A record that is given its place is no longer confidential for those to whom it is shown. Its file and its
    bytes are then the private ones: a problem found later names a line of the private folder.
    """
    problems: list[Problem] = []
    done: set[Key] = set()
    for item in records_of(folder(private, private.parent), repository=True):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        data = bytes_of(item.path, item.shown, MAX_BYTES, problems)
        before = len(problems)
        record = None if data is None else _completed(loaded, item, read(data), problems)
        if data is not None and record is None:
            must_tell(problems[before:])
        if record is not None:
            loaded = _with(loaded, item, data or b"", record)
            done.add((item.kind, item.id))
    return loaded, frozenset(done), tuple(sorted(problems))


def _completed(loaded: Loaded, file: Found, document: YamlFile, problems: list[Problem]) -> Any | None:  # noqa: ANN401
    """The record with the fields of a private file; None when one of them is not sound."""
    before = len(problems)
    problems += [of_trap(trap, file.shown) for trap in document.traps]
    if document.value is None:
        return None
    public = loaded.sources.get((file.kind, file.id))
    if public is None or FLAG in document.value:
        problems.append(_refused(file, document, known=public is not None))
        return None
    values = {**read(public).value, **document.value, "id": file.id}
    if any(key in document.value for key in Implantation.RETENUS):
        values.pop(FLAG, None)
    model, vocabulary = KINDS[file.kind].model, loaded.records.vocabulary
    record, errors = validated(model, values, document, file.shown, vocabulary)
    problems += errors
    return record if not any(problem.severity == "error" for problem in problems[before:]) else None


def _refused(file: Found, document: YamlFile, *, known: bool) -> Problem:
    if known:
        line, column = document.place((FLAG,), on_key=True)
        told = (FLAG, "seule la fiche publique dit que l’adresse est confidentielle", "retirez cette ligne")
    else:
        line, column = 1, 1
        told = (
            "",
            "aucune fiche publique ne porte ce nom, et le dossier privé n’ajoute pas de fiche",
            "donnez au fichier le nom de la fiche publique",
        )
    return Problem(file.shown, line, column, told[0], no_break(told[1]), no_break(told[2]))


def _with(loaded: Loaded, file: Found, data: bytes, record: Any) -> Loaded:  # noqa: ANN401
    key = (file.kind, file.id)
    records = loaded.records.having(file.kind, {**loaded.records.of(file.kind), file.id: record})
    return replace(
        loaded, records=records, files={**loaded.files, key: file}, sources={**loaded.sources, key: data}
    )
