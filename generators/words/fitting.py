"""A Markdown text that fits where it is posted: cut after a whole line or sentence, and it says so.

GitHub takes 65 536 signs in an issue, a comment or a proposal, GitLab 1 000 000; both refuse all of what is
longer. Signs are counted as both do: one outside the basic plane counts as two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generators.words.wording import nombre

#: What GitHub takes, less what a workflow may add below.
COMMENT: Final = 65_000
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_SENTENCE: Final = re.compile(r"(?<=[.!?…;]) +")


@dataclass(frozen=True, slots=True)
class _Open:
    """What stands open after a line: a fence of code (its marks), and how many `<details>`."""

    fence: str = ""
    details: int = 0

    def after(self, line: str) -> _Open:
        found = _FENCE.match(line)
        if self.fence:
            closes = found and line.strip() == line.strip()[0] * len(line.strip())
            return _Open("", self.details) if closes and line.strip().startswith(self.fence) else self
        if found:
            return _Open(found[1], self.details)
        return _Open("", max(0, self.details + line.count("<details") - line.count("</details>")))

    @property
    def closing(self) -> str:
        fence = f"{self.fence}\n" if self.fence else ""
        return fence + "\n</details>\n" * self.details


def signs(text: str) -> int:
    """The length that a code host counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitted(text: str, elsewhere: str, limit: int = COMMENT) -> str:
    """`text`, or its beginning, how much is left out, and a sentence that says where the rest is."""
    if signs(text) <= limit:
        return text
    room = limit - signs(_note(signs(text), elsewhere))
    kept, open_ = _beginning(text.splitlines(keepends=True), room)
    return f"{kept}{open_.closing}{_note(signs(text) - signs(kept), elsewhere)}"


def _note(left: int, elsewhere: str) -> str:
    return f"\n… et {nombre(left, 'signe')} de plus. {elsewhere}\n"


def _beginning(lines: list[str], room: int) -> tuple[str, _Open]:
    """As many whole lines as fit, and what they leave open; a part of the next if it is very long."""
    taken, size, open_ = 0, 0, _Open()
    for line in lines:
        then = open_.after(line)
        if size + signs(line) + signs(then.closing) > room:
            break
        taken, size, open_ = taken + 1, size + signs(line), then
    left = room - size - signs(open_.closing)
    long = left > room // 4 and "<details" not in lines[taken]
    return "".join(lines[:taken]) + (_part(lines[taken], left) + "\n" if long else ""), open_


def _part(line: str, room: int) -> str:
    """A line up to its last sentence that fits, or its last word, or its last sign."""
    begun = line.encode("utf-16-le", "surrogatepass")[: 2 * (room - 1)].decode("utf-16-le", "ignore")
    sentences = [found.start() for found in _SENTENCE.finditer(begun)]
    return begun[: sentences[-1]] if sentences else begun.rpartition(" ")[0] or begun
