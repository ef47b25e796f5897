"""A whole record as the house writes it: keys in order, long texts folded, quotes only where needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from generators.records.models.fields import group_of, keys_of, written_as
from generators.records.reading.source import Loc
from generators.records.values.types import NatureName
from generators.records.writing.comments import Comments

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
