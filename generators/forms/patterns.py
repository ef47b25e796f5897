"""A compiled pattern as data: what Python's parser read of it, for an engine that is not Python's.

The browser's guards search with the very patterns of `maillage check` (`site/scripts/forms/motif.js` runs
them): their classes, their borders of words and what must stand before them mean there what they mean here,
in every browser that we declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")
_FLAGS = {re.IGNORECASE.value: "i", re.MULTILINE.value: "m", re.DOTALL.value: "s"}
_CATEGORIES = {
    "CATEGORY_WORD": "w",
    "CATEGORY_NOT_WORD": "W",
    "CATEGORY_DIGIT": "d",
    "CATEGORY_NOT_DIGIT": "D",
    "CATEGORY_SPACE": "s",
    "CATEGORY_NOT_SPACE": "S",
}
_PLACES = {
    "AT_BEGINNING": "^",
    "AT_BEGINNING_STRING": "A",
    "AT_END": "$",
    "AT_END_STRING": "Z",
    "AT_BOUNDARY": "b",
    "AT_NON_BOUNDARY": "B",
}


def parsed(pattern: re.Pattern[str]) -> list[Any]:
    """Its flags and its nodes, as JSON takes them.

    A text stands for itself; what is not one is a list whose first item says which: `[` a class of signs
    (`!`: all others; pairs are ranges), `|` branches, `(` a group (its number or 0, flags on and off), `{` a
    repetition (least, most or -1, whether greedy), `=` what must stand there or not (its width when it
    stands before, else 0), `\\` a group again, `@` a place.
    """
    return [_flags(pattern.flags), _nodes(_parser.parse(pattern.pattern, pattern.flags))]


def _flags(value: int) -> str:
    return "".join(letter for flag, letter in _FLAGS.items() if value & flag)


def _nodes(found: Iterable[Any]) -> list[Any]:
    nodes: list[Any] = []
    for name, value in found:
        if str(name) == "LITERAL" and nodes and isinstance(nodes[-1], str):
            nodes[-1] += chr(value)
        else:
            nodes.append(_node(str(name), value))
    return nodes


def _node(name: str, value: Any) -> Any:  # noqa: ANN401 (what the parser gives)
    match name:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL":
            return ["[", True, [chr(value)]]
        case "ANY":
            return ["."]
        case "IN":
            signs = [_sign(str(kind), one) for kind, one in value if str(kind) != "NEGATE"]
            return ["[", any(str(kind) == "NEGATE" for kind, _ in value), signs]
        case "BRANCH":
            return ["|", *map(_nodes, value[1])]
        case "SUBPATTERN":
            group, on, off, inside = value
            return ["(", group or 0, _flags(on), _flags(off), _nodes(inside)]
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inside = value
            many = -1 if most is _parser.MAXREPEAT else most
            return ["{", least, many, name == "MAX_REPEAT", _nodes(inside)]
        case "ASSERT" | "ASSERT_NOT":
            side, inside = value
            return ["=", inside.getwidth()[0] if side < 0 else 0, name == "ASSERT", _nodes(inside)]
        case "AT":
            return ["@", _PLACES[str(value)]]
        case "GROUPREF":
            return ["\\", value]
    raise ValueError(name)


def _sign(kind: str, value: Any) -> Any:  # noqa: ANN401 (what the parser gives)
    match kind:
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return [chr(value[0]), chr(value[1])]
        case "CATEGORY":
            return [_CATEGORIES[str(value)]]
    raise ValueError(kind)
