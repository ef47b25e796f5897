"""A filled issue form, read: which form it is, its answers as a record’s values, a report as corrections.

GitHub writes each field as `### Label`, a blank line and the answer; `_No response_` where there is none,
`- [X] …` for a ticked box, the choices of a list joined by commas. Whoever can write an issue can write
anything: nothing here is trusted, and nothing is run. What is told in other words, or can’t be taken as it
is, is left to the people who read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generators.forms.answers import (
    Answer,
    Known,
    Refused,
    Several,
    besides,
    commune,
    split,
    told_back,
    understood,
)
from generators.forms.issue_forms import CHANGE_LABELS, SEPARATOR, choices, columns, entries, labels_of
from generators.forms.lines import read_lines
from generators.forms.questions import LIEU_PRECIS, PREMIERE, Question, faults, questions_of
from generators.records.kinds import FICHES, KINDS
from generators.records.models import Surveillee
from generators.words.wording import fold

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


Values = dict[str, Any]
#: What the commune already says.
_WITH_COMMUNE = ("departement", "pays")


class Unclear(Exception):
    """An answer that can’t be taken, told in one French sentence."""


def values_of(filled: Filled, known: Known) -> tuple[Values, tuple[str, ...]]:
    """What a file would hold, and a sentence for each answer that was not understood."""
    values: Values = {}
    told: list[str] = []
    for entry in entries(filled.kind):
        if not (text := filled.answer(entry.label)):
            continue
        try:
            _put(values, entry.path, value_of(entry.question, text, known))
            for key, more in besides(entry.question, text).items():
                values.setdefault(key, more)
        except Unclear as unclear:
            told.append(f"{entry.label} : {unclear}")
    told += _placed(values, known)
    return values, tuple(told)


def read_back(filled: Filled, values: Values, known: Known) -> Iterator[str]:
    """How an answer was understood that is written otherwise: « Début : jeudi 14 janvier 2027 »."""
    for entry in entries(filled.kind):
        text, value = filled.answer(entry.label), _at(values, entry.path)
        if not text or not isinstance(value, str) or choices(entry.question, known.vocabulary):
            continue
        if told := told_back(entry.question, text, value, known):
            yield f"{entry.label} : {told}"


def _at(values: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 (as a file writes it)
    for part in path:
        there = part in values if isinstance(values, dict) else isinstance(values, list)
        values = values[part] if there else None
    return values


def value_of(question: Question, text: str, known: Known) -> Any:  # noqa: ANN401 (as a file writes it)
    """One answer as a file writes it. Raises `Unclear`."""
    if labels := choices(question, known.vocabulary):
        return _chosen(question, text, labels)
    if question.nature == "groupe":
        return [_group(question, line, known) for line in _lines(text)]
    if question.plusieurs:
        return [_one(question, part, known) for line in _lines(text) for part in split(question, line)]
    return _one(question, text, known)


def _lines(text: str) -> Iterator[str]:
    """The lines of an answer, with or without dashes."""
    for line in text.split("\n"):
        if item := line.strip().removeprefix("- ").strip():
            yield item


def _chosen(question: Question, text: str, labels: Mapping[str, str]) -> str | list[str]:
    found, rest = chosen(text, tuple(labels))
    if rest:
        found, rest = _spoken(text, labels)
    if rest:
        raise Unclear(f"« {rest} » n’est pas dans la liste")
    codes = list(dict.fromkeys(labels[label] for label in found))
    if not question.plusieurs and len(codes) > 1:
        raise Unclear("une seule réponse est attendue")
    return codes if question.plusieurs else codes[0]


def _spoken(text: str, labels: Mapping[str, str]) -> tuple[list[str], str]:
    """The labels that a sentence lists, as our pages write them: « Mineurs, familles et professionnels »."""
    by_name = {fold(label): label for label in labels}
    parts = [part for part in re.split(r"[,;\n]| et (?=\S)", text) if part.strip()]
    unknown = [part.strip() for part in parts if fold(part) not in by_name]
    return [by_name[fold(part)] for part in parts if fold(part) in by_name], ", ".join(unknown)


def _group(question: Question, line: str, known: Known) -> Values:
    parts = [part.strip() for part in line.split(SEPARATOR.strip())]
    asked = columns(question)
    if len(parts) > len(asked):
        raise Unclear(f"« {line} » a {len(parts)} parties, pour {len(asked)} attendues")
    pairs = [(part, text) for part, text in zip(asked, parts, strict=False) if text]
    return {part.cle: _one(part, text, known) for part, text in pairs}


def _one(question: Question, text: str, known: Known) -> str:
    if question.cle == "commune":
        return text
    answer = understood(question, text, known)
    return _sure(answer, text)


def _sure(answer: Answer, text: str) -> str:
    match answer:
        case Refused(message, suggestion):
            raise Unclear(f"{message} ; peut-être « {suggestion} »" if suggestion else message)
        case Several(choices=several):
            listed = " ; ".join(f"{label} : {code}" for code, label in several[:8])
            raise Unclear(f"« {text} » peut désigner plusieurs choses, écrivez le code voulu ({listed})")
    return answer


def _put(values: Values, path: tuple[str | int, ...], value: object) -> None:
    """`value` at `path`: ("sources", 0, "date") opens the list and its first group."""
    match path:
        case (str(key),):
            values[key] = value
        case (str(key), int(), str(inner)):
            group = values.setdefault(key, [{}])[0]
            group[inner] = value
        case (str(key), str(inner)):
            values.setdefault(key, {})[inner] = value


def _placed(values: Values, known: Known) -> Iterator[str]:
    """The commune by its name or postcode: its codes come with it."""
    if typed := values.get("commune"):
        try:
            place = known.places.communes[_sure(commune(str(typed), known.places), str(typed))]
        except Unclear as unclear:
            yield f"Commune : {unclear}"
            return
        values |= {"commune": place.nom, "code_insee": place.code}
        said = next((code for code in place.codes_postaux if code in str(typed)), None)
        if said or len(place.codes_postaux) == 1:
            values["code_postal"] = said or place.codes_postaux[0]
        for key in _WITH_COMMUNE:
            values.pop(key, None)


_CORRECT = re.compile(
    r"À corriger : (?P<label>.+)\n  Sur la fiche : (?:.|\n)*?\n  (?:Il faut : (?P<value>(?:.|\n)+)|À retirer)"
)
_COMPLETE = re.compile(r"À compléter : (?P<label>.+)\n  (?P<value>(?:.|\n)+)")
#: A place is more than one key, and no form says whether it is confidential: people change those.
_BY_HAND = frozenset({*LIEU_PRECIS, PREMIERE})


@dataclass(frozen=True, slots=True)
class Changes:
    """The values that change (None: taken away), by key, and the paragraphs that people must read."""

    values: Mapping[str, Any]
    left: tuple[str, ...]


def changes(kind: str, text: str, known: Known, before: Mapping[str, Any]) -> Changes:
    """What a report asks to change in a record of this kind, whose file says `before`."""
    every = questions_of(KINDS[kind].model)
    asked = {question.titre: question for question in every if question.cle not in Surveillee.INTERNES}
    values: dict[str, Any] = {}
    left: list[str] = []
    for paragraph in _paragraphs(text):
        found = _CORRECT.fullmatch(paragraph) or _COMPLETE.fullmatch(paragraph)
        question = asked.get(found["label"].strip()) if found else None
        try:
            values |= _change(kind, question, found["value"] if found else None, known, before)
        except Unclear as unclear:
            left.append(f"{paragraph}\n  ({unclear})" if str(unclear) else paragraph)
    return Changes(values, tuple(left))


def named(kind: str, paragraph: str) -> str:
    """The title of the field of which a paragraph of a report speaks, without a word of what it says."""
    found = _CORRECT.fullmatch(paragraph) or _COMPLETE.fullmatch(paragraph) if paragraph else None
    title = found["label"].strip() if found else ""
    return title if title in {q.titre for q in questions_of(KINDS[kind].model)} else "Un autre changement"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n{2,}(?! )", text.replace("\r\n", "\n").replace("\u00a0", " ").strip()):
        if paragraph.strip():
            yield paragraph.rstrip()


def _change(
    kind: str, question: Question | None, value: str | None, known: Known, before: Mapping[str, Any]
) -> dict[str, Any]:
    if question is None:
        raise Unclear
    lines = question.cle == "lignes"
    if (question.nature == "groupe" and not lines) or question.cle in _BY_HAND:
        raise Unclear("à reporter à la main")
    if value is None:
        return {question.cle: None}
    said = value.replace("\n    ", "\n").strip()
    written = read_lines(said, before.get("lignes", ())) if lines else value_of(question, said, known)
    if written is None:
        raise Unclear("à reporter à la main")
    if told := faults(kind, (question.cle,), written, known.vocabulary):
        raise Unclear(told[0].message)
    return {question.cle: written}
