"""The answers of a filled issue form as a record's values, and what could not be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generators.forms.answers import Answer, Known, Refused, Several, commune, understood
from generators.forms.issue_body import Filled, chosen
from generators.forms.issue_forms import SEPARATOR, choices, columns, entries
from generators.forms.questions import Question

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
        except Unclear as unclear:
            told.append(f"{entry.label} : {unclear}")
    told += _placed(values, known)
    return values, tuple(told)


def value_of(question: Question, text: str, known: Known) -> Any:  # noqa: ANN401 (as a file writes it)
    """One answer as a file writes it. Raises `Unclear`."""
    if labels := choices(question, known.vocabulary):
        return _chosen(question, text, labels)
    if question.nature == "groupe":
        return [_group(question, line, known) for line in _lines(text)]
    if question.plusieurs:
        return [_one(question, line, known) for line in _lines(text)]
    return _one(question, text, known)


def _lines(text: str) -> Iterator[str]:
    """The lines of an answer, with or without dashes."""
    for line in text.split("\n"):
        if item := line.strip().removeprefix("- ").strip():
            yield item


def _chosen(question: Question, text: str, labels: Mapping[str, str]) -> str | list[str]:
    found, rest = chosen(text, tuple(labels))
    if rest:
        raise Unclear(f"« {rest} » n’est pas dans la liste")
    codes = list(dict.fromkeys(labels[label] for label in found))
    if not question.plusieurs and len(codes) > 1:
        raise Unclear("une seule réponse est attendue")
    return codes if question.plusieurs else codes[0]


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
        if str(typed) in place.codes_postaux or len(place.codes_postaux) == 1:
            values["code_postal"] = (
                str(typed) if str(typed) in place.codes_postaux else place.codes_postaux[0]
            )
        for key in _WITH_COMMUNE:
            values.pop(key, None)
