"""The field tables of the guide, in Markdown: one row a field, from the models."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.records.models import KINDS
from generators.records.vocabulary import Liste

_OWN = "id"


def table(kind: str) -> str:
    """The table of a kind of record; the groups' own tables follow it."""
    model = KINDS[kind]
    parts = [_table(model)]
    for name, group in _groups(model):
        parts.append(f"Sous `{name}` :\n\n{_table(group)}")
    return "\n\n".join(parts)


def _table(model: type[BaseModel]) -> str:
    head = "| clé | à remplir | ce qu’on y met | exemple |\n|---|---|---|---|"
    return "\n".join(
        [head, *(_row(name, field) for name, field in model.model_fields.items() if name != _OWN)]
    )


def _row(name: str, field: FieldInfo) -> str:
    words = ". ".join(part.rstrip(".") for part in (field.title, field.description) if part)
    if liste := _vocabulary(field):
        words += f". Termes de la liste `{liste}` du vocabulaire"
    example = f"`{field.examples[0]}`" if field.examples else ""
    cells = (f"`{name}`", "toujours" if field.is_required() else "", words, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _vocabulary(field: FieldInfo) -> str | None:
    found = [meta.name for meta in _metadata(field) if isinstance(meta, Liste)]
    return found[0] if found else None


def _metadata(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    yield from _nested_metadata(field.annotation)


def _nested_metadata(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type expression)
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _nested_metadata(part)


def _groups(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The groups of keys below a model, with the path of the key that holds each; each model once."""
    seen: set[type[BaseModel]] = set()

    def walk(owner: type[BaseModel], path: str) -> Iterator[tuple[str, type[BaseModel]]]:
        for name, field in owner.model_fields.items():
            for group in _models_in(field.annotation):
                if group not in seen:
                    seen.add(group)
                    yield f"{path}{name}", group
                    yield from walk(group, f"{path}{name}.")

    yield from walk(model, "")


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 (a type expression)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, UnionType) or get_args(annotation):
        for part in get_args(annotation):
            yield from _models_in(part)
