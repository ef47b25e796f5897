"""The comments of a YAML file: nobody is shown them, and git keeps them for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIGN = re.compile(r"(?:^|(?<=\s))#+[ \t]?")
#: What an editor reads, and no person.
_MODELINE = re.compile(r"#\s*(?:yaml-language-server:|-\*-|vim:)")


_SCHEMA = b"# yaml-language-server: $schema="


class Comment(NamedTuple):
    """A comment of one line or more, joined; where it begins, from 1."""

    line: int
    column: int
    text: str


def comments(data: bytes) -> list[Comment]:
    """Each comment of a file. What follows a sign in a quoted text is taken for one: it is read as well."""
    first = 1 if data.startswith(_SCHEMA) else 0
    return list(_comments(data)) if data.count(b"#") > first else []


def _comments(data: bytes) -> Iterator[Comment]:
    first, column, parts = 0, 0, list[str]()
    for number, line in enumerate([*data.decode("utf-8", "replace").splitlines(), ""], 1):
        found = None if _MODELINE.search(line) else _SIGN.search(line)
        alone = found is not None and not line[: found.start()].strip()
        if parts and not (alone and column == found.start() + 1 if found else False):
            yield Comment(first, column, "\n".join(parts))
            parts = []
        if found:
            first, column = (first, column) if parts else (number, found.start() + 1)
            parts.append(line[found.end() :])
