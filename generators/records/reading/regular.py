"""A record read as `maillage format` writes it, several times faster than any reader of YAML.

Nearly every file is laid out so. What is written otherwise (a comment, an escape, an anchor, a plain text on
two lines, an empty value, a list in a list…) is not read here at all: the whole reader of
`generators.records.reading.source` takes the file from its start. What is read here is what that one would
say; a test holds one against the other on hostile files.
"""

from __future__ import annotations

import re
from functools import cache
from sys import intern
from typing import Any, Final

#: What YAML takes for nothing.
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
#: Comments above the first key: the schema that an editor holds the file against.
_HEAD: Final = re.compile(r"(?:#[^\n]*\n)*")
#: Groups within groups; the deepest record has four.
_DEEPEST: Final = 6
_STEP: Final = "  "
_KEY: Final = "[A-Za-z_][A-Za-z0-9_]{0,79}"
#: A plain text on one line: it begins with no sign of YAML's, holds no key, and ends without a space.
_PLAIN: Final = (
    r"(?!(?:~|[nN]ull|NULL)\n)(?:-(?=[0-9])|[^-?:,\[\]{}#&*!|>'\"%@`\s])[^\n:]*(?::(?![ \n])[^\n:]*)*(?<! )"
)
_QUOTED: Final = r"\"([^\"\\\n]*)\"|'([^'\n]*)'"
#: Words of one line between brackets, quoted or so plain that none holds a sign: `departement:59`.
_SIGNS: Final = r"[\w.’'()-]"
_COLON: Final = rf"(?::\w{_SIGNS}*)*"
_WORD: Final = rf"[^\W_]{_SIGNS}*{_COLON}(?: {_SIGNS}+{_COLON})*"
_ITEM: Final = rf"(?:\"[^\"\\\n]*\"|{_WORD})"
_ITEMS: Final = re.compile(rf"\"([^\"]*)\"|({_WORD})")
_BREAKS: Final = re.compile(r"\n(\n*)")
#: A text of fewer signs stands in many records, and is kept once.
_SHORT: Final = 33

_TEXT, _DOUBLE, _SINGLE, _FLOW, _FOLDED, _LITERAL, _BLOCK = range(2, 9)


class _Irregular(Exception):
    """Something that only the whole reader tells."""


def regular(text: str) -> dict[str, Any] | None:
    """What a file says, all text, lists and groups of it; None when it must be read by the whole reader.

    `text` holds no control character but breaks of lines.
    """
    if "\t" in text or "\r" in text or "\ufeff" in text or " #" in text:
        return None
    head = _HEAD.match(text) if text.startswith("#") else None
    try:
        return _group(text, 0, head.end() if head else 0)
    except _Irregular:
        return None


def place_of(text: str, key: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Line and column, from 1, of a key of a file that is regular, and of its value; None for a block."""
    found = re.search(rf"^{re.escape(key)}: ", text, re.MULTILINE)
    if found is None or regular(text) is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return (line, 1), (line, len(key) + 3)


def _group(text: str, depth: int, start: int = 0) -> dict[str, Any]:
    values: dict[str, Any] = {}
    count, end = 0, start
    for found in _entries(depth).finditer(text, start):
        if found.start() != end:
            raise _Irregular
        kind, end = found.lastindex or 0, found.end()
        count += 1
        said = found[kind]
        if kind > _SINGLE:
            values[found[1]] = _value(said, kind, depth)
        else:
            values[found[1]] = intern(said) if len(said) < _SHORT else said
    if end != len(text) or not count or len(values) != count:
        raise _Irregular
    return values


def _list(text: str, depth: int) -> list[Any]:
    """The items of a list whose dashes are `depth` steps from the margin."""
    values: list[Any] = []
    end = 0
    for found in _dashes(depth).finditer(text):
        if found.start() != end:
            raise _Irregular
        kind, end = found.lastindex or 0, found.end()
        said = found[kind]
        if kind <= _SINGLE:
            values.append(intern(said) if len(said) < _SHORT else said)
        elif kind == _BLOCK:
            values.append(_group(_STEP * (depth + 1) + said, depth + 1))
        else:
            values.append(_value(said, kind, depth))
    if end != len(text):
        raise _Irregular
    return values


def _value(said: str, kind: int, depth: int) -> Any:  # noqa: ANN401 (text, list or group)
    if kind == _FLOW:
        return _flow(said)
    pad = _STEP * (depth + 1)
    if kind == _BLOCK:
        return _list(said, depth + 1) if said.startswith("- ", len(pad)) else _group(said, depth + 1)
    lines = said.rstrip("\n").replace(f"\n{pad}", "\n")[len(pad) :]
    if kind == _LITERAL:
        return lines
    return _BREAKS.sub(_joined, lines) if "\n\n" in lines else lines.replace("\n", " ")


def _joined(breaks: re.Match[str]) -> str:
    """One break of a folded text is a space; of several, one less is left."""
    return breaks[1] or " "


def _flow(said: str) -> list[str]:
    if '"' in said:
        words = [quoted or word for quoted, word in _ITEMS.findall(said)]
    else:
        words = said.split(", ") if said else []
    if not NULLS.isdisjoint(words):
        raise _Irregular
    return [*map(intern, words)]


@cache
def _entries(depth: int) -> re.Pattern[str]:
    """A key and what it holds, so many steps from the margin."""
    if depth > _DEEPEST:
        raise _Irregular
    pad, more = _STEP * depth, _STEP * (depth + 1)
    block = rf"\n({more}[^\n]*\n(?:{more}[^\n]*\n|\n)*)"
    return re.compile(rf"^{pad}({_KEY}):(?: (?:{_scalar(more)})|{block})", re.MULTILINE)


@cache
def _dashes(depth: int) -> re.Pattern[str]:
    """A dash and its item, so many steps from the margin; the first group stands for a key."""
    pad, more = _STEP * depth, _STEP * (depth + 1)
    block = rf"({_KEY}:(?: [^\n]*)?\n(?:{more}[^\n]*\n|\n)*)"
    return re.compile(rf"^{pad}-() (?:{_scalar(more)}|{block})", re.MULTILINE)


def _scalar(more: str) -> str:
    """A value up to the end of its last line; the lines of a long text are `more` from the margin."""
    line = rf"{more}[^ \n][^\n]*\n"
    return (
        rf"(?:({_PLAIN})|{_QUOTED}|\[((?:{_ITEM}(?:, {_ITEM})*)?)\])\n"
        rf"|>-\n({line}(?:{line}|\n)*)|\|-\n({line}(?:{more} *[^ \n][^\n]*\n|\n)*)"
    )
