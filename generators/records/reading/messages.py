"""What is wrong in a file, told to the staff: of its bytes, its YAML, its values; the rule, then the remedy.

What pydantic found becomes French here, and a problem learns its line and column.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generators.disk import regular
from generators.records.kinds import KINDS
from generators.records.models import Modele
from generators.records.models.fields import group_at, group_of, groups_with, keys_of, list_of
from generators.records.problems import Problem
from generators.records.reading.source import Loc, Trap, YamlFile
from generators.records.vocabulary import Vocabulary
from generators.words.wording import no_break

#: What people write for a key, and the keys that it may stand for.
_SYNONYMS = {
    "nom": ("titre",),
    "name": ("nom", "titre"),
    "titre": ("nom", "document"),
    "title": ("titre", "nom"),
    "description": ("presentation", "resume", "texte"),
    "tel": ("telephone",),
    "phone": ("telephone",),
    "mail": ("courriel",),
    "email": ("courriel",),
    "site": ("site_web", "url"),
    "lien": ("url", "site_web"),
    "ville": ("commune",),
    "cp": ("code_postal",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "lng": ("longitude",),
    "horaires": ("horaires_accueil",),
    "territoires": ("zone_eligibilite",),
    "zone_eligibilite": ("territoires",),
    "date": ("debut",),
    "auteur": ("auteurs", "producteurs"),
    "source": ("sources",),
}


class Told(NamedTuple):
    """A problem told to the staff; `on_key` when the key is at fault rather than its value."""

    message: str
    hint: str
    on_key: bool = False


def tell(error: ErrorDetails, model: type[BaseModel]) -> Told:
    """The French account of one validation error of a record of this model."""
    return TELLERS[error["type"]](error, model)


def _valeur(error: ErrorDetails, model: type[BaseModel]) -> Told:
    return Told(error["ctx"]["message"], error["ctx"]["conseil"])


def _missing(error: ErrorDetails, model: type[BaseModel]) -> Told:
    key = str(error["loc"][-1])
    field = group_at(model, error["loc"]).model_fields[key]
    group = group_of(field.annotation)
    example = f", par exemple {key}: {field.examples[0]}" if field.examples else ""
    alone = field.annotation is group and not example
    keys = f", avec ses clés dessous : {', '.join(keys_of(group))}" if group and alone else ""
    hint = f"ajoutez-la ({field.title}){example}{keys}"
    return Told(f"la clé obligatoire « {key} » manque", hint, on_key=True)


def _extra(error: ErrorDetails, model: type[BaseModel]) -> Told:
    key = str(error["loc"][-1])
    group = group_at(model, error["loc"])
    where = "dans cette fiche" if group is model else f"dans « {_holder(error['loc'])} »"
    return Told(f"la clé « {key} » n’existe pas {where}", _where_it_goes(key, group), on_key=True)


def _holder(loc: tuple[str | int, ...]) -> str:
    return next(str(part) for part in reversed(loc[:-1]) if isinstance(part, str))


def _where_it_goes(key: str, group: type[BaseModel]) -> str:
    keys = keys_of(group)
    synonym = next((name for name in _SYNONYMS.get(key.lower(), ()) if name in keys), None)
    near = difflib.get_close_matches(key.lower().replace(" ", "_").replace("-", "_"), keys, n=1, cutoff=0.75)
    if synonym or near:
        return f"écrivez {synonym or near[0]}"
    if inside := next(groups_with(group, key), None):
        return f"écrivez-la dans le groupe « {inside} »"
    kinds = [kind.noun.one for kind in KINDS.values() if key in keys_of(kind.model)]
    if kinds:
        return f"c’est une clé des fiches de type {' ou '.join(kinds)} ; retirez-la"
    return "retirez-la ; clés permises : " + ", ".join(keys)


def _list_expected(error: ErrorDetails, model: type[BaseModel]) -> Told:
    return Told(
        f"« {error['loc'][-1]} » est une liste",
        "écrivez une valeur par ligne, chacune précédée d’un tiret",
    )


def _group_expected(error: ErrorDetails, model: type[BaseModel]) -> Told:
    if not error["loc"]:
        hint = f"écrivez des clés : {', '.join(keys_of(model))}"
        return Told("on attend ici un groupe de clés, pas un texte ni une liste", hint)
    last = error["loc"][-1]
    name = _holder((*error["loc"], ""))
    field = group_at(model, error["loc"]).model_fields.get(name)
    group = group_at(model, (*error["loc"], "")) if field is None or isinstance(last, int) else None
    group = group or (group_of(field.annotation) if field else None) or model
    return Told(
        f"« {name} » est un groupe de clés, pas un texte",
        f"écrivez ses clés dessous, décalées de deux espaces : {', '.join(keys_of(group))}",
    )


def _too_long(error: ErrorDetails, model: type[BaseModel]) -> Told:
    length = error["ctx"].get("actual_length") or len(error["input"])
    limit = error["ctx"]["max_length"]
    return Told(
        f"ce texte a {length} signes, le maximum est de {limit}",
        f"raccourcissez-le de {length - limit} signes",
    )


def _empty_list(error: ErrorDetails, model: type[BaseModel]) -> Told:
    return Told(f"la liste « {error['loc'][-1]} » est vide", "mettez-y au moins un élément")


def _choice(error: ErrorDetails, model: type[BaseModel]) -> Told:
    allowed = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    found = error["input"]
    near = difflib.get_close_matches(str(found).lower(), allowed, n=1, cutoff=0.5)
    hint = "valeurs permises : " + ", ".join(allowed)
    what = f"« {found} »" if isinstance(found, str) else "cette valeur"
    return Told(f"{what} n’est pas permis ici", f"écrivez {near[0]} ({hint})" if near else hint)


def _at_least(error: ErrorDetails, model: type[BaseModel]) -> Told:
    return Told(f"{error['input']:g} est trop petit", f"le minimum est {error['ctx']['ge']:g}")


def _at_most(error: ErrorDetails, model: type[BaseModel]) -> Told:
    return Told(f"{error['input']:g} est trop grand", f"le maximum est {error['ctx']['le']:g}")


#: Every type of error that the models can raise; a test holds this table against their schemas.
TELLERS: dict[str, Callable[[ErrorDetails, type[BaseModel]], Told]] = {
    "valeur": _valeur,
    "missing": _missing,
    "extra_forbidden": _extra,
    "tuple_type": _list_expected,
    "model_type": _group_expected,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "too_short": _empty_list,
    "literal_error": _choice,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
}


M = TypeVar("M", bound=Modele)


def validated(
    model: type[M], values: object, document: YamlFile, shown: str, vocabulary: Vocabulary, loc: Loc = ()
) -> tuple[M | None, list[Problem]]:
    """`values` as a model, or the problems of each of its keys; `loc` is where they stand in the document."""
    try:
        return model.model_validate(values, context={"vocabulary": vocabulary}), []
    except ValidationError as invalid:
        refused = document.refused
        errors = _first_causes(invalid.errors(include_url=False))
        if not document.whole:
            errors = [error for error in errors if error["type"] not in _OF_WHAT_IS_LEFT_OUT]
        fresh = [error for error in errors if not _within((*loc, *error["loc"]), refused)]
        return None, [_of_error(error, model, document, shown, loc) for error in fresh]


def remaining(model: type[M], document: YamlFile, vocabulary: Vocabulary) -> M | None:
    """What is sound of a file that is not: its model without the values that are refused, if it can do so."""
    values = copy.deepcopy(document.mended if document.value is None else document.value)
    if not isinstance(values, dict):
        return None
    values["id"] = "fiche"
    for _ in range(2):  # a group may be refused for want of what was taken from it
        try:
            return model.model_validate(values, context={"vocabulary": vocabulary})
        except ValidationError as invalid:
            found = sorted(
                invalid.errors(include_url=False), key=lambda error: str(error["loc"]), reverse=True
            )
            for error in found:
                _take_away(values, error["loc"], model, vocabulary)
    return None


def _take_away(values: Any, loc: Loc, model: type[Modele], vocabulary: Vocabulary) -> None:  # noqa: ANN401
    """A refused value goes; a term that a record can't do without becomes another."""
    *above, last = loc
    field = model.model_fields.get(str(last)) if not above else None
    terms = vocabulary.lists.get(list_of(field) or "", {}) if field and field.is_required() else {}
    with suppress(LookupError, TypeError):
        for part in above:
            values = values[part]
        if terms:
            values[last] = next(iter(terms))
        else:
            del values[last]


#: What seems to be wrong where lines of a file were left out, because they could not be read.
_OF_WHAT_IS_LEFT_OUT = frozenset({"missing", "tuple_type", "model_type", "too_short"})


def _within(loc: Loc, refused: Collection[Loc]) -> bool:
    """True when the reader of YAML refused this very place already: its error is told once."""
    return any(loc[:length] in refused for length in range(1, len(loc) + 1))


def of_trap(trap: Trap, shown: str) -> Problem:
    return Problem(
        shown,
        trap.line,
        trap.column,
        dotted(trap.loc),
        no_break(trap.message),
        no_break(trap.hint),
        trap.severity,
    )


def _first_causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without those of a list that is only "empty" because its elements are refused."""
    refused = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in refused]


def _of_error(error: ErrorDetails, model: type[Modele], document: YamlFile, shown: str, loc: Loc) -> Problem:
    told = tell(error, model)
    whole = (*loc, *error["loc"])
    line, column = document.place(whole, on_key=told.on_key)
    return Problem(shown, line, column, dotted(whole), no_break(told.message), no_break(told.hint))


def dotted(loc: Loc) -> str:
    """A loc as a field's path: ("programme", 2, "debut") → "programme.2.debut"."""
    return ".".join(str(part) for part in loc)


def bytes_of(path: Path | str, shown: str, limit: int, problems: list[Problem]) -> bytes | None:
    """The start of a file: enough to know that it is too long; None, and a problem, when it can't be read."""
    try:
        return regular.read(path, limit + 1)
    except OSError as error:
        problems.append(Problem(shown, 0, 0, "", *_unread(error)))
    return None


def _unread(error: OSError) -> tuple[str, str]:
    """What is wrong with a file that can't be read, and what to do."""
    if isinstance(error, regular.NotAFile):
        return (
            "ce n’est pas un fichier ordinaire (un lien, un dossier, un tube…) : il n’est pas lu",
            "remplacez-le par le fichier lui-même",
        )
    if isinstance(error, FileNotFoundError):
        return "ce fichier manque", "retrouvez-le dans l’historique du dépôt"
    return "ce fichier ne peut pas être lu", "vérifiez ses droits d’accès"
