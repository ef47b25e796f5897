"""The columns of a table, from a record's model: name, what it holds, how its values are written.

A list of plain values stands in one cell, its values parted by « | »; one group of keys gives a column a
key (`inscription_url`); a list of groups does not hold in a table, and is told as lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.records.models.fields import group_of, list_of, own_keys

SEPARATEUR = "|"
#: Type of a value → its type in a table schema (https://datapackage.org/standard/table-schema/).
_TYPES: Mapping[type, str] = {bool: "boolean", int: "integer", float: "number", date: "date"}


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column: `chemin` leads to its value, `liste` names the vocabulary's list that it takes terms of."""

    nom: str
    titre: str
    description: str
    type: str
    chemin: tuple[str, ...] = ()
    requis: bool = False
    plusieurs: bool = False
    liste: str | None = None

    def valeur(self, record: object) -> object:
        """The cell of a record."""
        for key in self.chemin:
            record = getattr(record, key, None)
        return cellule(record)


@cache
def colonnes(model: type[BaseModel]) -> tuple[Colonne, ...]:
    """The columns of a kind of record: its id, its own fields, those of every record."""
    return tuple(_columns(model, ()))


@cache
def cles(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields in the order in which one reads them: the id, the kind's own, then those of every record."""
    own = own_keys(model)
    return tuple(sorted(model.model_fields, key=lambda name: (name != "id", name not in own)))


@cache
def hors_tableau(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that a table leaves out: lists of groups."""
    return tuple(
        name for name, field in model.model_fields.items() if group_of(field.annotation) and _many(field)
    )


def _columns(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[Colonne]:
    for name in cles(model):
        field = model.model_fields[name]
        group = group_of(field.annotation)
        if group is None:
            yield _column(field, (*path, name))
        elif not _many(field):
            yield from _columns(group, (*path, name))


def _column(field: FieldInfo, path: tuple[str, ...]) -> Colonne:
    plain = _plain(field.annotation)
    return Colonne(
        nom="_".join(path),
        titre=field.title or "Identifiant",
        description=field.description or ("" if field.title else "Le nom de la fiche ; il ne change jamais."),
        type="string" if _many(field) or len(plain) > 1 else _TYPES.get(plain[0], "string"),
        chemin=path,
        requis=len(path) == 1 and field.is_required(),
        plusieurs=_many(field),
        liste=list_of(field),
    )


def _many(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def _plain(annotation: object) -> tuple[type, ...]:
    """The types that a value may have: `Jour | None` → date."""
    if isinstance(annotation, type):
        return () if annotation is type(None) else (annotation,)
    args = get_args(annotation)
    parts = args[:1] if hasattr(annotation, "__metadata__") else args
    return tuple(dict.fromkeys(found for part in parts for found in _plain(part)))


def cellule(value: object) -> object:
    """A value as a cell holds it: text, a number, or nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return SEPARATEUR.join(_protegee(str(part)) for part in value)
    return simple(value)


def _protegee(part: str) -> str:
    """A value of a list, its own bars and backslashes behind a backslash."""
    return part.replace("\\", "\\\\").replace(SEPARATEUR, f"\\{SEPARATEUR}")


def simple(value: object) -> object:
    """A value as every format writes it: days and hours as ISO 8601, to the minute; others as they are."""
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def plein(record: BaseModel) -> dict[str, object]:
    """A record, or a group of keys, with all that it says: what is not known is left out, at every depth."""
    values = ((name, getattr(record, name)) for name in cles(type(record)))
    return {name: _deep(value) for name, value in values if value not in (None, ())}


def _deep(value: object) -> object:
    if isinstance(value, str | bool):
        return value
    if isinstance(value, tuple):
        return [_deep(item) for item in value]
    return plein(value) if isinstance(value, BaseModel) else simple(value)
