"""What JSON Schemas say of the models (draft 2020-12), whoever reads them."""

from __future__ import annotations

from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def without_null(node: dict[str, Any]) -> dict[str, Any]:
    """`anyOf: [X, null]` as X: what is not known is left out, never null."""
    if choices := [c for c in node.get("anyOf", []) if c != {"type": "null"}]:
        rest = {key: value for key, value in node.items() if key != "anyOf"}
        return choices[0] | rest if len(choices) == 1 else rest | {"anyOf": choices}
    return node
