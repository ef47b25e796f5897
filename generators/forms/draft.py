"""A record being written: which questions make sense, what each answer breaks, what the whole breaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generators.forms.questions import LIEU_PRECIS, PREMIERE, Question
from generators.land.places import Places
from generators.records.kinds import KINDS
from generators.records.problems import Problem
from generators.records.reading.files import MAX_ID, Found, slug
from generators.records.reading.judging import dotted, validated
from generators.records.reading.load import Loaded
from generators.records.reading.source import Document, Loc
from generators.records.validate import judge_one
from generators.records.values.types import ID_PATTERN
from generators.records.vocabulary import Vocabulary
from generators.records.writing import written

Values = Mapping[str, Any]


def makes_sense(question: Question, values: Values) -> bool:
    """False for what a confidential place must not say, and for what nothing else calls for."""
    if values.get(PREMIERE) == "true" and question.cle in LIEU_PRECIS:
        return False
    return not question.si or any(key in values for key in question.si)


def faults(kind: str, loc: Loc, value: object, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """What the model says against one value, alone; `loc` is its place: ("sources", 0, "date")."""
    whole = value
    for part in reversed(loc):
        whole = [whole] if isinstance(part, int) else {part: whole}
    assert isinstance(whole, dict)
    nowhere = Document(None, (), {})
    _, problems = validated(KINDS[kind].model, {"id": "fiche", **whole}, nowhere, "", vocabulary)
    path = dotted(loc)
    return tuple(p for p in problems if p.field == path or p.field.startswith(f"{path}."))


def name_of(kind: str, values: Values) -> str:
    """A file name that the values suggest: the name, and the year of what happens once."""
    name = slug(str(values.get(KINDS[kind].title) or ""))
    year = str(values.get("debut", ""))[:4]
    return name if not year or year in name else f"{name[: MAX_ID - 5].strip('-')}-{year}"


def name_fault(id_: str, kind: str, loaded: Loaded) -> str | None:
    """Why a file can’t bear this name."""
    if not re.fullmatch(ID_PATTERN, id_) or len(id_) > MAX_ID:
        return f"des minuscules sans accent, des chiffres et des tirets, {MAX_ID} signes au plus"
    return f"une fiche s’appelle déjà « {id_} »" if (kind, id_) in loaded.files else None


def file_of(kind: str, id_: str, data: Path, root: Path) -> Found:
    """Where a new record stands."""
    path = data / kind / f"{id_}.yml"
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return Found(kind, id_, str(path), shown.as_posix(), f"data/{kind}/{id_}.yml")


def judged(
    values: Values, file: Found, loaded: Loaded, places: Places, today: date
) -> tuple[bytes, tuple[Problem, ...]]:
    """The file that the values make, and what `maillage check` will say of it."""
    data = written(values, file)
    return data, verdict(data, file, loaded, places, today)


def verdict(data: bytes, file: Found, loaded: Loaded, places: Places, today: date) -> tuple[Problem, ...]:
    """What `maillage check` will say of a file."""
    more, problems = loaded.with_record(file, data)
    if more is None:
        return problems
    return tuple(sorted({*problems, *judge_one(more, (file.kind, file.id), places, today)}))


def keys_to_ask_again(problems: tuple[Problem, ...], asked: tuple[Question, ...]) -> tuple[str, ...]:
    """The questions that errors point at: those of their fields, and those that their remedies name."""
    errors = [problem for problem in problems if problem.severity == "error"]
    named = {problem.field.partition(".")[0] for problem in errors}
    named |= {word for problem in errors for word in re.findall(r"\w+", problem.hint) if "_" in word}
    return tuple(question.cle for question in asked if question.cle in named)
