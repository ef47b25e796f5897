"""A file whose YAML breaks, mended line by line, so that one fault does not hide those of the other lines.

Only what is told is made of it: a file with a fault stays unread. Lines keep their numbers. A text that lacks
its quotes gets them, a shifted line its place; what can't be mended is left out, and then what seems to be
missing may be what was left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_KEYED: Final = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[\w-]+):\s*(?P<text>\S.*)")
_ITEM: Final = re.compile(r"(?P<head>\s*(?:- +)+)(?P<text>\S.*)")
_KEY: Final = re.compile(r"\s*(?:- +)*[\w-]+:(\s|$)")
#: Signs that open a list or a group: no text in quotes.
_OPENS: Final = ("[", "{")


@dataclass(slots=True)
class Mending:
    """The lines, mended so far. `left_out` are the numbers, from 0, of those that were taken away."""

    lines: list[str]
    left_out: set[int] = field(default_factory=set)
    _tried: set[int] = field(default_factory=set)

    def mend(self, at: int) -> bool:
        """Mend a line that the parser stopped at, or leave it out; False when nothing more can be done."""
        if not 0 <= at < len(self.lines) or at in self.left_out:
            return False
        if at in self._tried or not (mended := _mended(self.lines, at)):
            self._leave_out(at)
        else:
            self._take_over(at, mended)
        self._tried.add(at)
        return True

    def _take_over(self, at: int, mended: str) -> None:
        """The mended line holds all of its text: what went on below is no more."""
        quoted = mended.endswith("'")
        end = _end(self.lines, at) if quoted else at + 1
        self.lines[at:end] = [mended, *[""] * (end - at - 1)]

    def _leave_out(self, at: int) -> None:
        end = _end(self.lines, at)
        self.left_out |= {*range(at, end)}
        self.lines[at:end] = [""] * (end - at)

    def emptied(self, line: int) -> bool:
        """True when what stood under a line (from 1) was left out: it is not the writer who left it empty."""
        after = (at for at in range(line, len(self.lines)) if at in self.left_out or self.lines[at].strip())
        return next(after, -1) in self.left_out


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _end(lines: list[str], at: int) -> int:
    """The first line below that is no further right: what stands above it belongs to the line `at`."""
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > _indent(lines[at])):
        end += 1
    return end


def _mended(lines: list[str], at: int) -> str | None:
    tabbed = "\t" in lines[at][: _indent(lines[at])]
    line = lines[at].rstrip().expandtabs(2) if tabbed else lines[at].rstrip()
    above = next((other for other in reversed(lines[:at]) if other.strip()), "")
    shifted = _indent(line) > _indent(above) and not above.rstrip().endswith(":")
    if shifted and _KEY.match(line):
        return " " * _indent(above) + line.lstrip()
    if tabbed:
        return line
    if shifted and not line.lstrip().startswith("- "):
        return re.sub(r"\s*:(?=\s|$)", " ;", line)
    found = _KEYED.fullmatch(line) or _ITEM.fullmatch(line)
    if not found or found["text"].startswith(_OPENS):
        return None
    key = f"{found['key']}: " if "key" in found.groupdict() else ""
    return f"{found['head']}{key}{_quoted(lines, at, found['text'])}"


def _quoted(lines: list[str], at: int, text: str) -> str:
    """The text, with what goes on below it, between apostrophes."""
    below = (line.strip() for line in lines[at + 1 : _end(lines, at)])
    whole = " ".join([re.sub(r"^[|>][+-]?\d?\s*", "", text), *below]).strip()
    for sign in "\"'":
        if whole.startswith(sign):
            whole = whole[1:].removesuffix(sign)
    return "'" + whole.replace("'", "''") + "'"
