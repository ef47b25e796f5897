"""A record written as the staff write them: folded summaries, blocks of paragraphs, lists on one line."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\wÀ-ÿ’' .,()/+@-]*")
_WORDS_OF_YAML = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def document(record: Mapping[str, Any]) -> str:
    """A whole record; keys without a value (None, empty list, False) are left out."""
    return "\n".join(_lines(record, "")) + "\n"


def _lines(group: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in group.items():
        if value not in (None, [], (), "", False):
            yield from _entry(key, value, indent)


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 (whatever a record holds)
    if isinstance(value, list) and isinstance(value[0], dict):
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, indent)
    elif isinstance(value, dict):
        yield f"{indent}{key}:"
        yield from _lines(value, indent + "  ")
    elif isinstance(value, list) and any(" " in item for item in value):
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {scalar(item)}" for item in value)
    elif isinstance(value, list):
        yield f"{indent}{key}: [{', '.join(scalar(item) for item in value)}]"
    else:
        yield from _text(key, value, indent)


def _item(item: Mapping[str, Any], indent: str) -> Iterator[str]:
    first, *rest = _lines(item, indent + "    ")
    yield f"{indent}  - {first.strip()}"
    yield from rest


def _text(key: str, value: object, indent: str) -> Iterator[str]:
    text = str(value)
    if "\n" in text:
        yield f"{indent}{key}: |-"
        yield from (f"{indent}  {line}" if line else "" for line in text.split("\n"))
    elif len(text) > 90:
        yield f"{indent}{key}: >-"
        yield from textwrap.wrap(text, 98, initial_indent=indent + "  ", subsequent_indent=indent + "  ",
                                 break_long_words=False, break_on_hyphens=False)  # fmt: skip
    else:
        yield f"{indent}{key}: {scalar(value)}"


def scalar(value: object) -> str:
    """A value on one line, between quotes where YAML could read anything else than text."""
    if value is True:
        return "true"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)
