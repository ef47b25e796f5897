"""The groups of keys inside a model: which group a key opens, and where a key may stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel


def group_of(annotation: object) -> type[BaseModel] | None:
    """The group that a field's annotation holds: `tuple[Seance, ...]` → Seance, `Ligne | None` → None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((group for part in get_args(annotation) if (group := group_of(part))), None)


def group_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The group in which the last key of `loc` stands."""
    for part in loc[:-1]:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        model = (group_of(field.annotation) if field else None) or model
    return model


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a file may write in this group, in the order of the model."""
    return tuple(name for name, field in model.model_fields.items() if not field.exclude)


def groups_with(model: type[BaseModel], key: str) -> Iterator[str]:
    """The names of the fields of `model` whose group has this key: `courriel` → "inscription"."""
    for name, field in model.model_fields.items():
        group = group_of(field.annotation)
        if group and key in keys_of(group):
            yield name
