"""Reads and validates every record as one would without us: yaml.CSafeLoader, then a pydantic model of
equal fields.

The models are made from our JSON Schemas (same names, types, patterns, lists of codes, bounds; no other
key), so that no field is easier than ours. It runs in the peers' environment and imports nothing of ours:

    python models.py SCHEMAS DATA      # prints how many; ends with 1 and the errors if one is refused
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Optional, Union

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

KINDS = ("actors", "events", "resources", "news")
PLAIN = {"string": str, "integer": int, "number": float, "boolean": bool}
BOUNDS = {
    "maxLength": "max_length",
    "pattern": "pattern",
    "minimum": "ge",
    "maximum": "le",
    "minItems": "min_length",
}


def model(schema: dict[str, Any], definitions: dict[str, Any]) -> type[BaseModel]:
    """A model with the fields of an object's schema."""
    required = set(schema.get("required", ()))
    fields: dict[str, Any] = {}
    for name, field in schema["properties"].items():
        kind = annotation(field, definitions)
        # A schema cannot say an empty value; ours takes it as nothing, so do these.
        fields[name] = (kind, ...) if name in required else (Optional[kind], None)  # noqa: UP045 (a type made here)
    return create_model(schema["title"], __config__=ConfigDict(extra="forbid"), **fields)


def annotation(field: dict[str, Any], definitions: dict[str, Any]) -> Any:  # noqa: ANN401 (any type)
    """The type of a field, with its bounds."""
    if reference := field.get("$ref"):
        return model(definitions[reference.rpartition("/")[2]], definitions)
    if codes := field.get("enum"):
        return Literal[tuple(codes)]
    if field["type"] == "array":
        kind: Any = list[annotation(field["items"], definitions)]  # type: ignore[misc]
    elif field["type"] == "object":
        return model(field, definitions)
    elif field.get("format") == "date":
        # CSafeLoader makes a date of what stands between no quotes.
        kind = date
    else:
        names = field["type"] if isinstance(field["type"], list) else [field["type"]]
        kind = Union[tuple(PLAIN[name] for name in names)]  # noqa: UP007 (a type made here)
    bounds = {BOUNDS[name]: value for name, value in field.items() if name in BOUNDS}
    return Annotated[kind, Field(**bounds)] if bounds and kind is not date else kind


def refused(schemas: Path, data: Path) -> Iterator[str | None]:
    """For each record, what is wrong with it, or None."""
    for kind in KINDS:
        schema = json.loads((schemas / f"{kind}.json").read_bytes())
        made = model(schema, schema.get("$defs", {}))
        for path in sorted((data / kind).glob("*.yml")):
            try:
                made.model_validate(yaml.load(path.read_bytes(), yaml.CSafeLoader))
                yield None
            except (ValidationError, yaml.YAMLError) as error:
                yield f"{path}: {error}"


def main() -> None:
    found = list(refused(Path(sys.argv[1]), Path(sys.argv[2])))
    wrong = [text for text in found if text]
    print(len(found), *wrong[:10], sep="\n")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
