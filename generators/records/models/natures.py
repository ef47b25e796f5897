"""What a field's annotation says of it, however deep: its nature, its list, its length."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generators.records.models.groups import group_of
from generators.records.values.types import Nature, NatureName


def notes_of(field: FieldInfo) -> Iterator[Any]:
    """The annotations of a field, its own first, then those of what it is made of."""
    for note in field.metadata:
        yield from (getattr(note, "metadata", None) or (note,))
    for part in parts_of(field.annotation):
        for note in getattr(part, "__metadata__", ()):
            yield from (getattr(note, "metadata", None) or (note,))


def parts_of(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type expression)
    """A type expression and all that it is made of, the insides of a group left out."""
    yield annotation
    if get_origin(annotation) in (tuple, Union, UnionType) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from parts_of(part)


def written_as(field: FieldInfo) -> NatureName:
    """What is written in a field: a line of text, a day, a group… ("choix" when its type says nothing)."""
    if group_of(field.annotation):
        return "groupe"
    return next((note.name for note in notes_of(field) if isinstance(note, Nature)), "choix")
