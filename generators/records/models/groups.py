"""The groups of keys inside a model: which group a key opens, and where a key may stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from pydantic import BaseModel

from generators.records.models.base import Fiche, Implantation


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


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a file may write in this group, in the order in which it writes them.

    A record's own keys come first, those of its place where the model says, then what all records have.
    """
    shared = [key for base in (Fiche, Implantation) if issubclass(model, base) for key in base.model_fields]
    keys = [key for key in model.model_fields if key not in shared]
    if issubclass(model, Implantation):
        after = keys.index(model.LIEU_APRES) + 1
        keys[after:after] = Implantation.model_fields
    if issubclass(model, Fiche):
        keys += Fiche.model_fields
    return tuple(key for key in keys if not model.model_fields[key].exclude)


def groups_with(model: type[BaseModel], key: str) -> Iterator[str]:
    """The names of the fields of `model` whose group has this key: `courriel` → "inscription"."""
    for name, field in model.model_fields.items():
        group = group_of(field.annotation)
        if group and key in keys_of(group):
            yield name
