"""The files of data/ that are no records: the identity, the vocabulary, the emergency numbers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import get_args

from generators.records.identity import FILE, Identite
from generators.records.models import Urgence
from generators.records.models.urgence import Role
from generators.records.problems import Problem
from generators.records.reading.files import Folder, printable
from generators.records.reading.identity import read_identity
from generators.records.reading.judging import bytes_of, of_trap, validated
from generators.records.reading.source import MAX_BYTES, Trap, read
from generators.records.reading.vocabulary import read_vocabulary
from generators.records.vocabulary import Vocabulary

_MAX_LIST_BYTES = 4 * MAX_BYTES


def identity_in(
    data: Folder, known: Container[tuple[str, str]] | None, problems: list[Problem]
) -> Identite | None:
    """Whose network it is; `known` are the records, when somebody looked."""
    shown = printable(data.shown / FILE)
    content = bytes_of(data.path / FILE, shown, MAX_BYTES, problems)
    if content is None:
        return None
    document = read(content)
    identity, traps = read_identity(document, known)
    problems += [of_trap(trap, shown) for trap in (*document.traps, *traps)]
    return identity


def vocabulary_in(data: Folder, identity: Identite | None, problems: list[Problem]) -> Vocabulary:
    """The sound lists, whose colours are seen on those of the identity."""
    shown = printable(data.shown / "vocabulary.yml")
    content = bytes_of(data.path / "vocabulary.yml", shown, _MAX_LIST_BYTES, problems)
    if content is None:
        return Vocabulary({})
    document = read(content, limit=_MAX_LIST_BYTES)
    vocabulary, traps = read_vocabulary(document, identity.couleurs if identity else None)
    problems += [of_trap(trap, shown) for trap in (*document.traps, *traps)]
    return vocabulary


def urgences_in(data: Folder, problems: list[Problem]) -> tuple[Urgence, ...]:
    """The emergency numbers that are sound."""
    shown = printable(data.shown / "urgences.yml")
    content = bytes_of(data.path / "urgences.yml", shown, MAX_BYTES, problems)
    if content is None:
        return ()
    document = read(content, expect=list)
    problems += [of_trap(trap, shown) for trap in document.traps]
    numbers: list[Urgence] = []
    for index, values in enumerate(document.value or ()):
        number, errors = validated(Urgence, values, document, shown, Vocabulary({}), (index,))
        problems += errors
        numbers += [number] if number else []
    if document.value is not None and len(numbers) == len(document.value):
        problems += [of_trap(trap, shown) for trap in _roles(numbers)]
    return tuple(numbers)


def _roles(numbers: Iterable[Urgence]) -> Iterator[Trap]:
    """What the pages name a number for, and no number that one calls is for."""
    given = {number.role for number in numbers if number.canal == "tel"}
    for role in get_args(Role):
        if role not in given:
            message = f"aucun numéro que l’on appelle n’a le rôle « {role} » : des pages le nomment"
            yield Trap(1, 1, (), message, f"ajoutez-le, ou écrivez « role: {role} » sous celui qui convient")
