"""« Signaler un changement » as a corrected record: what the site's own form wrote, field by field.

The page composes paragraphs such as « À corriger : Téléphone », « Il faut : … »
(`site/scripts/forms/signaler.js`). What is told in other words, or can't be taken as
it is, is left to the people who read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generators.forms.answers import Known
from generators.forms.draft import faults
from generators.forms.issue_answers import Unclear, value_of
from generators.forms.questions import Question, questions_of
from generators.records.kinds import KINDS

_CORRECT = re.compile(
    r"À corriger : (?P<label>.+)\n  Sur la fiche : (?:.|\n)*?\n  (?:Il faut : (?P<value>(?:.|\n)+)|À retirer)"
)
_COMPLETE = re.compile(r"À compléter : (?P<label>.+)\n  (?P<value>(?:.|\n)+)")
#: A place is more than one key, and a group more than one line: people change those.
_BY_HAND = frozenset({"commune", "code_postal", "adresse", "complement_adresse", "lieu"})


@dataclass(frozen=True, slots=True)
class Changes:
    """The values that change (None: taken away), by key, and the paragraphs that people must read."""

    values: Mapping[str, Any]
    left: tuple[str, ...]


def changes(kind: str, text: str, known: Known) -> Changes:
    """What a report asks to change in a record of this kind."""
    asked = {question.titre: question for question in questions_of(KINDS[kind].model)}
    values: dict[str, Any] = {}
    left: list[str] = []
    for paragraph in _paragraphs(text):
        found = _CORRECT.fullmatch(paragraph) or _COMPLETE.fullmatch(paragraph)
        question = asked.get(found["label"].strip()) if found else None
        try:
            values |= _change(kind, question, found["value"] if found else None, known)
        except Unclear as unclear:
            left.append(f"{paragraph}\n  ({unclear})" if str(unclear) else paragraph)
    return Changes(values, tuple(left))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n{2,}(?! )", text.replace("\r\n", "\n").replace("\u00a0", " ").strip()):
        if paragraph.strip():
            yield paragraph.rstrip()


def _change(kind: str, question: Question | None, value: str | None, known: Known) -> dict[str, Any]:
    if question is None:
        raise Unclear
    if question.nature == "groupe" or question.cle in _BY_HAND:
        raise Unclear("à reporter à la main")
    if value is None:
        return {question.cle: None}
    written = value_of(question, value.replace("\n    ", "\n").strip(), known)
    if told := faults(kind, (question.cle,), written, known.vocabulary):
        raise Unclear(told[0].message)
    return {question.cle: written}
