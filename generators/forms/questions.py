"""What a person is asked for a record, once for every form: the terminal, the CMS, the issue forms.

Labels, help and examples stand in the models; the order of the questions, and what they are made of, here.
A file keeps its own order of keys, which is `keys_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.records.kinds import KINDS
from generators.records.models import Implantation
from generators.records.models.fields import group_of, keys_of, notes_of, parts_of, written_as
from generators.records.values.types import NatureName, Reference
from generators.records.vocabulary import Liste

#: Asked before all else: what follows depends on it.
PREMIERE = "adresse_confidentielle"
#: What nobody is asked, and no form takes, once the place is confidential; the département stays.
LIEU_PRECIS = Implantation.PRECIS
#: Asked only when one of these was answered: what it would speak of is there.
SUITES: Mapping[str, tuple[str, ...]] = {
    "telephone_de_service": ("telephone",),
    "courriel_de_service": ("courriel",),
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
