"""Whether what is written says that a place is confidential, before any model has read it, sound or not.

In doubt it does: only a clear « non » says that a place may be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from generators.words.wording import fold


class Unsound(NamedTuple):
    """A file of which no record was made: its bytes, and its values, all text; None if it is not read.

    `sound` is the record that its sound values make, without the others, where they make one.
    """

    data: bytes
    values: Any
    sound: Any = None


_CLEARLY_NOT = frozenset("false non no faux off n f 0".split())
#: Keys that say it, however they are spelled: « Adresse confidentielle », `confidentiel`.
_KEY = "confidentiel"
_LINE = re.compile(r"confidentiel\w*[\"']?[ \t]*:[ \t]*([^#\n]*)", re.IGNORECASE)


def says_hidden(value: object) -> bool:
    """True for « oui », `True`, 1, an empty value, a list: whatever is not clearly no."""
    return not isinstance(value, str) or fold(value) not in _CLEARLY_NOT


def hides(values: object) -> bool:
    """True when a group of what a file writes, at any depth, says that its place is confidential."""
    return any(_says(key) and says_hidden(value) for key, value in _keys(values))


@lru_cache(maxsize=4096)
def _says(key: str) -> bool:
    """The same keys stand in every file."""
    return _KEY in fold(key).replace(" ", "")


def may_hide(data: bytes) -> bool:
    """The same, of a file that is not read: a line of it may say so."""
    text = data.decode("utf-8", "replace")
    return any(says_hidden(found[1]) for found in _LINE.finditer(text))


def _keys(values: object) -> Iterator[tuple[str, object]]:
    if isinstance(values, dict):
        for key, value in values.items():
            yield str(key), value
            yield from _keys(value)
    elif isinstance(values, list):
        for value in values:
            yield from _keys(value)
