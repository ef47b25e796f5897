"""The comments of a YAML file, and which key or item each one speaks of.

A comment on its own line speaks of what follows it, unless it is indented deeper: then it belongs to what
stands above. A comment at the end of a line speaks of that line. What nothing follows closes the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import ScalarEvent, StreamEndEvent

from generators.records.reading.source import Document, Loc

_START = re.compile(r"(?:^|(?<=[ \t]))#")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a file: its line and column from 0, its text with the #, whether it has the line alone."""

    line: int
    column: int
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments by what they speak of; an empty text in `before` is a blank line that is kept."""

    before: Mapping[Loc, Sequence[str]] = field(default_factory=dict)
    beside: Mapping[Loc, str] = field(default_factory=dict)
    after: Mapping[Loc, Sequence[str]] = field(default_factory=dict)
    last: Sequence[str] = ()

    def below(self, loc: Loc) -> bool:
        """True when something inside the list or group at `loc` has a comment."""
        places = (*self.before, *self.beside, *self.after)
        return any(len(place) > len(loc) and place[: len(loc)] == loc for place in places)


def found_in(text: str) -> tuple[Comment, ...]:
    """All the comments of a text that the reader of YAML accepts, in order."""
    hidden = _values(text)
    lines = text.split("\n")
    return tuple(comment for number, line in enumerate(lines) for comment in _in_line(number, line, hidden))


def attached(text: str, document: Document) -> Comments:
    """Each comment of a text with what it speaks of; `document` is the same text, read."""
    lines = text.split("\n")
    nodes = [(loc, line - 1, _column(loc, column - 1)) for loc, ((line, column), _) in document.marks.items()]
    before, after = defaultdict[Loc, list[str]](list), defaultdict[Loc, list[str]](list)
    beside: dict[Loc, str] = {}
    last: list[str] = []
    for comment in found_in(text):
        own = [loc for loc, line, _ in nodes if line == comment.line]
        if not comment.alone and own and own[-1] not in beside:
            beside[own[-1]] = comment.text
            continue
        following = next(((loc, column) for loc, line, column in nodes if line > comment.line), None)
        above = [loc for loc, line, column in nodes if line <= comment.line and column <= comment.column]
        if comment.alone and above and comment.column > (following[1] if following else 0):
            after[above[-1]].append(comment.text)
        elif following:
            before[following[0]] += [*_blank(lines, comment.line), comment.text]
        else:
            last.append(comment.text)
    for loc, line, _ in nodes:
        if len(loc) == 1:
            before[loc] += _blank(lines, line)
    return Comments({loc: texts for loc, texts in before.items() if texts}, beside, dict(after), last)


def _blank(lines: Sequence[str], line: int) -> list[str]:
    return [""] if line and not lines[line - 1].strip() else []


def _column(loc: Loc, column: int) -> int:
    """An item begins at its dash, two columns before its value."""
    return max(column - 2, 0) if isinstance(loc[-1], int) else column


def _in_line(number: int, line: str, hidden: Mapping[int, list[tuple[int, int]]]) -> Iterator[Comment]:
    for sign in _START.finditer(line):
        column = sign.start()
        if not any(start <= column < end for start, end in hidden.get(number, ())):
            yield Comment(number, column, line[column:].rstrip(), not line[:column].strip())
            return


def _values(text: str) -> Mapping[int, list[tuple[int, int]]]:
    """Line → the stretches of it that are values, where # is a letter like another."""
    stretches = defaultdict[int, list[tuple[int, int]]](list)
    whole = 1 << 30
    get = yaml.CBaseLoader(text.encode()).get_event
    while not isinstance(event := get(), StreamEndEvent):
        if not isinstance(event, ScalarEvent):
            continue
        first, last = _mark(event.start_mark), _mark(event.end_mark)
        block = event.style in ("|", ">")
        for line in range(first[0] + block, last[0] + 1):
            start = first[1] if line == first[0] else 0
            end = last[1] if line == last[0] else whole
            stretches[line].append((start, end))
    return stretches


def _mark(mark: Any) -> tuple[int, int]:  # noqa: ANN401 (PyYAML's marks share no typed base)
    return mark.line, mark.column
