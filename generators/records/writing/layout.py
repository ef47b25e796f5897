"""A whole record as the house writes it: keys in order, long texts folded, comments where they belong.

Each comment of the file goes with the key or the item that it speaks of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from pydantic import BaseModel
from yaml.events import ScalarEvent, StreamEndEvent

from generators.records.models.fields import group_of, keys_of, written_as
from generators.records.reading.source import Loc, YamlFile
from generators.records.values.types import NatureName

WIDTH = 100
#: What these fields hold is meant to be a number, a boolean or a date: it goes without quotes.
TYPED = frozenset({"oui-non", "entier", "decimal", "jour", "jour-ou-heure", "date"})
_MARKS = "-?:,[]{}#&*!|>'\"%@`=<"
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "oui", "non"})
#: Digits and the signs that YAML 1.1 and 1.2 take for parts of a number, an hour or a date.
_NUMBER = re.compile(r"[-+.]?\d[\d_.:eExXoOa-fA-F+TZ -]*|[-+]?\.(inf|nan)", re.IGNORECASE)
_SPACE = re.compile(r"(?<=[^ \n]) (?=[^ \n])")


def inline(text: str, nature: NatureName, *, flow: bool = False, quotes: bool = False) -> str:
    """A value on one line; `flow` inside brackets, `quotes` whatever it holds."""
    return _quoted(text) if quotes or not _plain(text, nature, flow=flow) else text


def _plain(text: str, nature: NatureName, *, flow: bool) -> bool:
    if not text or (text[0] in _MARKS and not (nature == "decimal" and text[0] == "-")):
        return False
    if ": " in text or " #" in text or "\t" in text or text.endswith(":"):
        return False
    if flow and re.search(r"[\[\]{},]", text):
        return False
    return nature in TYPED or not (text.lower() in _WORDS or _numeric(text))


def _numeric(text: str) -> bool:
    """True for 59140, 14:30 or 2023-10; a phone number in groups of two digits stays text by itself."""
    return _NUMBER.fullmatch(text) is not None and " " not in text


def _quoted(text: str) -> str:
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def folded(text: str, indent: str) -> Iterator[str]:
    """The lines of a long text below `>-`: each break stands for one space."""
    line = indent
    for word in _SPACE.split(text):
        if line != indent and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent
        line += word if line == indent else f" {word}"
    yield line


def literal(text: str, indent: str) -> Iterator[str]:
    """The lines of paragraphs below `|-`, as they are."""
    yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))


def foldable(text: str) -> bool:
    return _SPACE.search(text) is not None


#: A list goes on one line when its items are terms of this many words at most.
WORDS = 5
#: Lists of sentences: each has its line, however short.
SENTENCES = frozenset({"services"})


def laid_out(value: Mapping[str, Any], model: type[BaseModel], comments: Comments | None = None) -> str:
    """The text of a record; `value` is what a file says, texts, lists and groups, and all of it known."""
    writer = _Writer(comments or Comments())
    lines = [*writer.group(value, model, (), ""), *writer.comments.last]
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes values with the comments that speak of them."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def group(self, value: Mapping[str, Any], model: type[BaseModel], loc: Loc, pad: str) -> Iterator[str]:
        for key in keys_of(model):
            if key in value:
                field = model.model_fields[key]
                here = (*loc, key)
                yield from self._above(here, pad)
                yield from self._entry(
                    f"{pad}{key}:", value[key], group_of(field.annotation), written_as(field), here, pad
                )
                yield from self._below(here, pad)

    def _entry(
        self,
        head: str,
        value: Any,  # noqa: ANN401 (a text, a list or a group)
        group: type[BaseModel] | None,
        nature: NatureName,
        loc: Loc,
        pad: str,
    ) -> Iterator[str]:
        if isinstance(value, list) and value and (group or not self._on_a_line(head, value, nature, loc)):
            yield head + self._beside(loc)
            yield from self._items(value, group, nature, loc, f"{pad}  ")
        elif isinstance(value, dict) and value and group:
            yield head + self._beside(loc)
            yield from self.group(value, group, loc, f"{pad}  ")
        elif isinstance(value, (list, dict)):
            yield f"{head} {_brackets(value, nature)}{self._beside(loc)}"
        else:
            yield from self._text(head, str(value).strip(), nature, loc, f"{pad}  ")

    def _items(
        self, values: Sequence[Any], group: type[BaseModel] | None, nature: NatureName, loc: Loc, pad: str
    ) -> Iterator[str]:
        for number, value in enumerate(values):
            here = (*loc, number)
            yield from self._above(here, pad)
            if group and isinstance(value, dict) and value:
                yield from _dashed(self.group(value, group, here, f"{pad}  "), pad)
            else:
                yield from self._entry(f"{pad}-", value, None, nature, here, pad)
            yield from self._below(here, pad)

    def _text(self, head: str, text: str, nature: NatureName, loc: Loc, pad: str) -> Iterator[str]:
        beside = self._beside(loc)
        if "\n" in text:
            yield f"{head} |-{beside}"
            yield from literal(text, pad)
            return
        # A plain text of several words followed by # looks cut short; quotes say that it is not.
        doubt = bool(beside) and (" " in text or not beside.startswith("  # "))
        line = f"{head} {inline(text, nature, quotes=doubt)}"
        if len(line) <= WIDTH or not foldable(text):
            yield line + beside
        else:
            yield f"{head} >-{beside}"
            yield from folded(text, pad)

    def _on_a_line(self, head: str, values: Sequence[Any], nature: NatureName, loc: Loc) -> bool:
        words = loc[-1] not in SENTENCES and all(
            isinstance(value, str) and len(value.split()) <= WORDS for value in values
        )
        if not words or any("\n" in value for value in values) or self.comments.below(loc):
            return False
        return len(f"{head} {_brackets(values, nature)}") <= WIDTH

    def _above(self, loc: Loc, pad: str) -> Iterator[str]:
        yield from (f"{pad}{text}" if text else "" for text in self.comments.before.get(loc, ()))

    def _below(self, loc: Loc, pad: str) -> Iterator[str]:
        yield from (f"{pad}{text}" for text in self.comments.after.get(loc, ()))

    def _beside(self, loc: Loc) -> str:
        return f"  {text}" if (text := self.comments.beside.get(loc)) else ""


def _brackets(value: Sequence[Any] | Mapping[str, Any], nature: NatureName) -> str:
    if isinstance(value, Mapping):
        return "{}"
    return f"[{', '.join(inline(item.strip(), nature, flow=True) for item in value)}]"


def _dashed(lines: Iterator[str], pad: str) -> Iterator[str]:
    """The lines of a group as an item: the first one that is no comment gets the dash."""
    dashed = False
    for line in lines:
        if dashed or line.lstrip().startswith("#") or not line:
            yield line if dashed else line.replace("  ", "", 1)
        else:
            dashed = True
            yield f"{pad}- {line[len(pad) + 2 :]}"


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


def attached(text: str, document: YamlFile) -> Comments:
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
