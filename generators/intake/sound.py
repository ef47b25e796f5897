"""Whether a text may stand in a field of a structure, as its model judges it."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic_core import ValidationError

from generators.records.models import Acteur


def plural(field: str) -> bool:
    """True for a field that holds a list."""
    return get_origin(Acteur.model_fields[field].annotation) is tuple


def sound(field: str, value: object) -> bool:
    """Whether a field takes a value; of a list, one of its items."""
    try:
        _adapter(field).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(field: str) -> TypeAdapter[Any]:
    info = Acteur.model_fields[field]
    kept = get_args(info.annotation)[0] if plural(field) else info.rebuild_annotation()
    return TypeAdapter(kept)


def line(text: str) -> str:
    """On one line."""
    return " ".join(text.split())
