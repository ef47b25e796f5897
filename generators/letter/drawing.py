"""Filling a template: every value is written so that HTML, MJML and e-mail services leave it alone.

What a record says never becomes markup, nor a tag of a service (`{{ … }}`, `[[…]]`, `*|…|*`). The MJML
renderer prints special spaces, combining marks and backslashes of attributes as `\\u{a0}`, so all but
plain letters, digits and punctuation are written as numeric references, in texts and attributes alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

_REFERENCED = frozenset("&<>\"'{}[]*|\\")


def encode(value: object) -> Markup:
    """`value` as text that is safe in an element and in a double-quoted attribute."""
    if isinstance(value, Markup):
        return value
    return _encoded("" if value is None else str(value))


@lru_cache(maxsize=8192)
def _encoded(text: str) -> Markup:
    """Kept in memory: a letter is drawn for each service, and until it meets its budget."""
    composed = unicodedata.normalize("NFC", text)
    return Markup("".join(map(_character, composed)))  # noqa: S704  (each character was made safe)


def _character(char: str) -> str:
    if char == " " or (unicodedata.category(char)[0] in "LNPS" and char not in _REFERENCED):
        return char
    return f"&#{ord(char)};"


def environment(templates: Mapping[str, str]) -> Environment:
    """Templates by file name, in which each printed value is encoded."""
    return Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        finalize=encode,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def raw(text: str) -> Markup:
    """A value that is ours, such as a tag of an e-mail service."""
    return Markup(text)  # noqa: S704
