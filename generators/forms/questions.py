"""What a person is asked for a record, once for every form: the terminal, the CMS, the issue forms.

Labels, help and examples stand in the models; the order of the questions, and what they are made of, here.
A file keeps its own order of keys, which is `keys_of`.
While a record is written, a draft says which questions make sense, and what each answer breaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.land.places import Places
from generators.records.judging import judge_one
from generators.records.kinds import KINDS
from generators.records.models import Contact, Fiche, Implantation
from generators.records.models.fields import group_of, keys_of, notes_of, parts_of, written_as
from generators.records.problems import Problem
from generators.records.reading.files import MAX_ID, Found, slug
from generators.records.reading.load import Loaded
from generators.records.reading.messages import dotted, validated
from generators.records.reading.source import Loc, YamlFile
from generators.records.values.types import ID_PATTERN, NatureName, Reference
from generators.records.vocabulary import Liste, Vocabulary
from generators.records.writing import written

#: Asked before all else: what follows depends on it.
PREMIERE = "adresse_confidentielle"
#: What nobody is asked, and no form takes, once the place is confidential; the département stays.
LIEU_PRECIS = Implantation.RETENUS
#: Asked only when one of these was answered: what it would speak of is there.
SUITES: Mapping[str, tuple[str, ...]] = {
    "telephone_de_service": ("telephone",),
    "ligne_pour": ("telephone",),
    "courriel_de_service": ("courriel",),
    "boite_pour": ("courriel",),
    "consentement": ("telephone", "courriel"),
    "complement_adresse": ("adresse",),
    "plateforme": ("en_ligne",),
    "frais_precisions": ("frais",),
    "acces_precisions": ("acces",),
    "age_max": ("age_min",),
    "participants_precisions": ("participants",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One field, as a form asks for it.

    `nature` says what is written there. A `terme` is one of the vocabulary's list `liste`; a `choix` one of
    `choix`; a `reference` the id of a record of `genre` ("actors"); a `groupe` has its own `questions`.
    `plusieurs`: the field is a list of them. `maximum` is a length in signs. `defaut` is what an answer left
    out means, as a file would write it. `si` names questions of the same form: without an answer to one of
    them, this one makes no sense.
    """

    cle: str
    titre: str
    aide: str
    nature: NatureName
    obligatoire: bool = False
    plusieurs: bool = False
    exemple: str | None = None
    defaut: str | None = None
    liste: str | None = None
    genre: str | None = None
    choix: tuple[str, ...] = ()
    maximum: int | None = None
    questions: tuple[Question, ...] = ()
    si: tuple[str, ...] = ()


def questions(kind: str) -> tuple[Question, ...]:
    """The questions of a kind of record, in the order of asking: the required ones first."""
    asked = questions_of(KINDS[kind].model)
    return tuple(sorted(asked, key=lambda question: (question.cle != PREMIERE, not question.obligatoire)))


#: Asked first in every form: how sure the record is.
_CONFIRMATION = ("verifie_le", "verifie_par")
#: The folds of a form: name, label, and the capability whose questions it holds; the last takes the rest.
_FOLDS: tuple[tuple[str, str, type[BaseModel] | None], ...] = (
    ("pli_lieu", "Le lieu, plus précisément", Implantation),
    ("pli_contact", "Les contacts, plus précisément", Contact),
    ("pli_fiche", "La fiche elle-même", Fiche),
    ("pli_reste", "D’autres précisions", None),
)


@dataclass(frozen=True, slots=True)
class Fold:
    """Questions that a form shows when one asks for them."""

    nom: str
    titre: str
    questions: tuple[Question, ...]


def folded(kind: str) -> tuple[tuple[Question, ...], tuple[Fold, ...]]:
    """The questions that a form shows at once, and the folds that hold all others."""
    model, asked = KINDS[kind].model, questions(kind)
    first = {PREMIERE, *getattr(model, "ESSENTIELS", ()), *_CONFIRMATION}
    shown = tuple(question for question in asked if question.obligatoire or question.cle in first)
    left = [question for question in asked if question not in shown]
    folds: list[Fold] = []
    for nom, titre, capability in _FOLDS:
        inside = [q for q in left if capability is None or _speaks_of(q, capability)]
        left = [question for question in left if question not in inside]
        folds += [Fold(nom, titre, tuple(inside))] if inside else []
    return shown, (*folds[-1:], *folds[:-1])


def _speaks_of(question: Question, capability: type[BaseModel]) -> bool:
    """True of a question of the capability, of what follows from one, of a group that has one."""
    said = {question.cle, *question.si, *(part.cle for part in question.questions)}
    return not said.isdisjoint(capability.model_fields)


def questions_of(model: type[BaseModel]) -> tuple[Question, ...]:
    """The questions of a model or of a group of keys, in the order of its file."""
    keys = keys_of(model)
    return tuple(_question(key, model.model_fields[key], keys) for key in keys)


def _question(key: str, field: FieldInfo, keys: tuple[str, ...]) -> Question:
    group = group_of(field.annotation)
    notes = tuple(notes_of(field))
    return Question(
        cle=key,
        titre=field.title or key,
        aide=field.description or "",
        nature=_nature(field, notes),
        obligatoire=field.is_required(),
        plusieurs=any(get_origin(part) is tuple for part in parts_of(field.annotation)),
        exemple=str(field.examples[0]) if field.examples else None,
        defaut=_default(field),
        liste=next((note.name for note in notes if isinstance(note, Liste)), None),
        genre=_genre(field),
        choix=_literals(field.annotation),
        maximum=next((note.max_length for note in notes if hasattr(note, "max_length")), None),
        questions=questions_of(group) if group else (),
        si=tuple(other for other in SUITES.get(key, ()) if other in keys),
    )


def _nature(field: FieldInfo, notes: tuple[Any, ...]) -> NatureName:
    if any(isinstance(note, Liste) for note in notes):
        return "terme"
    return "reference" if _genre(field) else written_as(field)


def _default(field: FieldInfo) -> str | None:
    """What an answer left out means; nothing for what is then simply absent."""
    default = field.get_default()
    if isinstance(default, bool):
        return "true" if default else "false"
    return default if isinstance(default, str) and default else None


def _genre(field: FieldInfo) -> str | None:
    types = (part for part in parts_of(field.annotation) if isinstance(part, type))
    return next((part.kind for part in types if issubclass(part, Reference)), None)


def _literals(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 (a type expression)
    found = (get_args(part) for part in parts_of(annotation) if get_origin(part) is Literal)
    return next(found, ())


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
    nowhere = YamlFile(None, (), {})
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


#: The document that a new record cites speaks of all of it: only an import, or the file, says parts.
_NOT_ASKED = frozenset({"champs"})


def asked_in(group: Question) -> tuple[Question, ...]:
    """The parts of a group that a person who proposes a record is asked for."""
    return tuple(part for part in group.questions if part.cle not in _NOT_ASKED)


def keys_to_ask_again(problems: tuple[Problem, ...], asked: tuple[Question, ...]) -> tuple[str, ...]:
    """The questions that errors point at: those of their fields, and those that their remedies name."""
    errors = [problem for problem in problems if problem.severity == "error"]
    named = {problem.field.partition(".")[0] for problem in errors}
    named |= {word for problem in errors for word in re.findall(r"\w+", problem.hint) if "_" in word}
    return tuple(question.cle for question in asked if question.cle in named)
