"""The columns that a kind's model gives its table, and what is said of each to who reads it.

One group of keys gives a column a key (`inscription_url`). A list of groups, such as lines or sources, is
one column, each group said in words; where they hold groups themselves, or a place, it is told as lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.land.territories import Zone
from generators.records.kinds import KINDS
from generators.records.models import Implantation, Surveillee
from generators.records.models.fields import group_of, list_of, own_keys
from generators.records.values.types import Reference
from generators.site import Site

#: What parts the values of a list in one cell.
SEPARATEUR = "|"
#: Type of a value → its type in a table schema (https://datapackage.org/standard/table-schema/).
_TYPES: Mapping[type, str] = {bool: "boolean", int: "integer", float: "number", date: "date"}


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column: `chemin` leads to its value, `liste` names the vocabulary's list that it takes terms of.

    `parmi` are its only values, where no list has them. `vers` is the kind of the records that its values
    name. `groupe` are the titles of what each of its values says. `instant`: a day with its hour, where the
    type says but text. `territoire`: it has codes of territories. `origine` is where it comes from.
    """

    nom: str
    titre: str
    description: str
    type: str
    chemin: tuple[str, ...] = ()
    requis: bool = False
    plusieurs: bool = False
    liste: str | None = None
    parmi: tuple[str, ...] = ()
    vers: str | None = None
    groupe: tuple[str, ...] = ()
    instant: bool = False
    territoire: bool = False
    origine: str = "La fiche"

    def valeur(self, _: Site, record: object) -> object:
        """What a record says under this column."""
        for key in self.chemin:
            record = getattr(record, key, None)
        return record


@cache
def colonnes(model: type[BaseModel]) -> tuple[Colonne, ...]:
    """The columns of a kind of record: its id, its own fields, those of every record."""
    return tuple(_columns(model, ()))


@cache
def cles(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields in the order in which one reads them: the id, the kind's own, then those of every record."""
    own = own_keys(model)
    public = (name for name in model.model_fields if name not in Surveillee.INTERNES)
    return tuple(sorted(public, key=lambda name: (name != "id", name not in own)))


@cache
def hors_tableau(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that a table leaves out, by their titles: lists of groups that words do not hold."""
    return tuple(_groups(model, ()))


def _groups(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[str]:
    for name in cles(model):
        field = model.model_fields[name]
        group = group_of(field.annotation)
        if group and _many(field) and not _said(group):
            yield " : ".join((*path, field.title or name))
        elif group and not _many(field):
            yield from _groups(group, (*path, field.title or name))


def _columns(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[Colonne]:
    for name in cles(model):
        field = model.model_fields[name]
        group = group_of(field.annotation)
        if group is None or (_many(field) and _said(group)):
            yield _column(field, (*path, name))
        elif not _many(field):
            yield from _columns(group, (*path, name))


def _said(group: type[BaseModel]) -> bool:
    """Whether a cell holds such a group in words: it has no groups itself, and is no place."""
    fields = group.model_fields.values()
    return not issubclass(group, Implantation) and not any(group_of(field.annotation) for field in fields)


def en_mots(group: BaseModel) -> str:
    """A group as a cell says it: "Pour qui : parents ; Téléphone : 3919"; of what is not known, nothing."""
    said = ((title, getattr(group, name)) for name, title in _titres(type(group)).items())
    known = ((title, value) for title, value in said if value is not None and value is not False)
    return " ; ".join(f"{title} : {_worded(value)}" for title, value in known if value != ())


@cache
def _titres(group: type[BaseModel]) -> Mapping[str, str]:
    return {name: field.title or name for name, field in group.model_fields.items()}


def _worded(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_worded, value))
    if value is True:
        return "oui"
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)


def _column(field: FieldInfo, path: tuple[str, ...]) -> Colonne:
    plain, name, group = _plain(field.annotation), "_".join(path), group_of(field.annotation)
    return Colonne(
        nom=name,
        titre=field.title or "Identifiant",
        description=_LUES.get(name) or field.description or "",
        type="string" if _many(field) or len(plain) > 1 else _TYPES.get(plain[0], "string"),
        chemin=path,
        requis=len(path) == 1 and field.is_required(),
        plusieurs=_many(field),
        liste=list_of(field),
        vers=_named_kind(plain[0]),
        groupe=tuple(_titres(group).values()) if group else (),
        instant=datetime in plain and not _many(field),
        territoire=Zone in plain and "commune:" not in (field.description or ""),
    )


#: Column → what is said of it to who reads it, where its field's description speaks to who writes it.
_LUES: Mapping[str, str] = {
    "id": "Le nom de la fiche ; il ne change jamais.",
    "fin": "Quand elle est connue, ou le dernier jour ; minuit est le début du jour suivant.",
    "recurrence_regle": "Comment les dates reviennent depuis la première, en notation iCalendar (RRULE), aux "
    "heures de la première.",
    "passe_en_ligne": "Quand il devait avoir lieu sur place, et se tient à distance ; le lieu est celui "
    "d’abord prévu.",
    "departement": "Son code, seulement quand la commune n’est pas connue ou n’est pas publiée ; pour trier, "
    "prenez « code_departement ».",
    "lignes": "Les autres numéros de la structure, chacun avec ce à quoi il sert et ses horaires.",
}


def _named_kind(type_: type) -> str | None:
    """The kind of the record that a value of this type names, where it is always the same."""
    return type_.kind if issubclass(type_, Reference) and type_.kind in KINDS else None


def _many(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def _plain(annotation: object) -> tuple[type, ...]:
    """The types that a value may have: `Jour | None` → date."""
    if isinstance(annotation, type):
        return () if annotation is type(None) else (annotation,)
    args = get_args(annotation)
    parts = args[:1] if hasattr(annotation, "__metadata__") else args
    return tuple(dict.fromkeys(found for part in parts for found in _plain(part)))


#: How a territory is written; `generators.records.values.types.Zone`.
_TERRITOIRES = (
    "Codes de territoires : « france », « region:32 », « departement:59 », « epci:200093201 », "
    "« commune:59183 », « pays:BE »."
)


def explication(column: Colonne) -> str:
    """What a column holds, in French sentences."""
    several = f"Plusieurs valeurs, séparées par « {SEPARATEUR} »." if column.plusieurs else ""
    each = f"Dans chacune, ce que l’on en sait : {' ; '.join(column.groupe)}." if column.groupe else ""
    terms = f"Codes de la liste « {column.liste} » du vocabulaire." if column.liste else ""
    named = f"Identifiants de la table « {KINDS[column.vers].file} »." if column.vers else ""
    zones = _TERRITOIRES if column.territoire else ""
    parts = (column.description, several, each, terms, named, zones)
    return " ".join(part for part in parts if part)
