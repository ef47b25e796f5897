"""The text of a filled issue form, read back: which form it is, and what stands under each of its labels.

GitHub writes each field as `### Label`, a blank line and the answer; `_No response_` where there is none,
`- [X] …` for a ticked box, the choices of a list joined by commas. Whoever can write an issue can write
anything: nothing here is trusted, and nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generators.forms.issue_forms import CHANGE_LABELS, labels_of
from generators.records.kinds import FICHES

NO_ANSWER = frozenset({"", "_No response_", "None", "Aucun"})
#: Longer than any form: GitHub itself stops at 65 536 signs.
MAX_SIGNS = 70_000
#: The form that tells a change, in place of a kind of record.
CHANGE = "changement"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: the kind it asks for (or `CHANGE`), its answers by label, and labels that came twice."""

    kind: str
    answers: Mapping[str, str]
    doubled: tuple[str, ...]

    def answer(self, label: str) -> str:
        """What was answered, or an empty text."""
        return self.answers.get(label, "")


def read_body(body: str) -> Filled | None:
    """The filled form, or None when the text is none."""
    lines = body[:MAX_SIGNS].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = {line[4:].strip() for line in lines if line.startswith("### ")}
    known = {CHANGE: CHANGE_LABELS, **{kind: labels_of(kind) for kind in FICHES}}
    shares = {kind: len(headings & set(labels)) / len(labels) for kind, labels in known.items()}
    kind = max(shares, key=lambda kind: shares[kind])
    if shares[kind] < 1 / 2:
        return None
    return _sections(kind, lines, known[kind])


def _sections(kind: str, lines: Sequence[str], labels: Sequence[str]) -> Filled:
    answers: dict[str, list[str]] = {}
    doubled: list[str] = []
    current: list[str] = []
    for line in lines:
        label = line[4:].strip() if line.startswith("### ") else ""
        if label in labels and label in answers:
            doubled.append(label)
        if label in labels:
            current = answers.setdefault(label, [])
        else:
            current.append(line)
    texts = {label: "\n".join(found).strip() for label, found in answers.items()}
    told = {label: text for label, text in texts.items() if text not in NO_ANSWER}
    return Filled(kind, told, tuple(doubled))


def chosen(text: str, labels: Sequence[str]) -> tuple[list[str], str]:
    """The labels that a list's answer names, and what is left: a label may hold commas itself."""
    found: list[str] = []
    rest = text.strip()
    by_length = sorted(labels, key=len, reverse=True)
    while match := next((label for label in by_length if _begins(rest, label)), None):
        found.append(match)
        rest = re.sub(r"^\s*,\s*", "", rest[len(match) :])
    return found, rest.strip()


def _begins(text: str, label: str) -> bool:
    return text.startswith(label) and re.match(r"\s*(,|$)", text[len(label) :]) is not None
