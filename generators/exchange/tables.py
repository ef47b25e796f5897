"""Each kind of record as a table (CSV) and in full (JSON): columns from its model, and what follows from it.

`acteurs.csv`, `acteurs.json`, and so on: names and columns that partners rely on. A list of plain values
stands in one cell, parted by « | »; one group of keys gives a column a key (`inscription_url`); a list of
groups does not hold in a table, and is told as lost. A table is CSV (RFC 4180) that no spreadsheet runs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, partial
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.exchange.rules import as_json, du_reseau, entete, renseigne, under_head
from generators.land import coverage
from generators.network import when
from generators.records.kinds import KINDS, Kind
from generators.records.models import Evenement, Fiche, Implantation, Surveillee
from generators.records.models.fields import group_of, list_of, own_keys
from generators.records.values.types import Reference
from generators.records.vocabulary import Terme
from generators.site import Site
from generators.words.wording import majuscule

SEPARATEUR = "|"
#: Type of a value → its type in a table schema (https://datapackage.org/standard/table-schema/).
_TYPES: Mapping[type, str] = {bool: "boolean", int: "integer", float: "number", date: "date"}


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column: `chemin` leads to its value, `liste` names the vocabulary's list that it takes terms of.

    `vers` is the kind of the record that its one value names.
    """

    nom: str
    titre: str
    description: str
    type: str
    chemin: tuple[str, ...] = ()
    requis: bool = False
    plusieurs: bool = False
    liste: str | None = None
    vers: str | None = None

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
    public = (name for name in model.model_fields if name not in Surveillee.INTERNES)
    return tuple(sorted(public, key=lambda name: (name != "id", name not in own)))


@cache
def hors_tableau(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that a table leaves out, by their titles: lists of groups."""
    return tuple(_groups(model, ()))


def _groups(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[str]:
    for name in cles(model):
        field = model.model_fields[name]
        group = group_of(field.annotation)
        if group and _many(field):
            yield " : ".join((*path, field.title or name))
        elif group:
            yield from _groups(group, (*path, field.title or name))


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
        vers=None if _many(field) else _named_kind(plain[0]),
    )


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
    return {name: _deep(value) for name, value in values if value is not None and value != ()}


def _deep(value: object) -> object:
    if isinstance(value, str | bool):
        return value
    if isinstance(value, tuple):
        return [_deep(item) for item in value]
    return plein(value) if isinstance(value, BaseModel) else simple(value)


def titre(site: Site, kind: Kind) -> str:
    return du_reseau(site, majuscule(kind.noun.many))


Calcul = Callable[[Site, Fiche], str | None]


@dataclass(frozen=True, slots=True)
class Calculee:
    """A column that follows from the record."""

    colonne: Colonne
    calcul: Calcul


def calculees(kind: str) -> tuple[Calculee, ...]:
    """What both files of a kind say besides the fields of the model."""
    model = KINDS[kind].model
    page = Colonne("page", "Page", "L’adresse de la fiche sur le site.", "string")
    found = [Calculee(page, partial(_page, kind))]
    if issubclass(model, Implantation):
        code = "Le code du département, déduit de la commune quand elle est connue."
        found.append(
            Calculee(Colonne("code_departement", "Code du département", code, "string"), _departement)
        )
    if issubclass(model, Evenement):
        for name, title, calcul in (("debut_utc", "Début, en UTC", _start), ("fin_utc", "Fin, en UTC", _end)):
            about = (
                "L’instant exact, quel que soit le fuseau ; un jour entier va de minuit à minuit. De ce qui "
                "se répète : la première date."
            )
            found.append(Calculee(Colonne(name, title, about, "string"), calcul))
        about = "De ce qui se répète : le début de la prochaine date, au jour du fichier ; vide ensuite."
        found.append(Calculee(Colonne("prochaine_utc", "Prochaine date, en UTC", about, "string"), _next))
    return tuple(found)


def _page(kind: str, site: Site, record: Fiche) -> str | None:
    return site.page(kind, record.id)


def _departement(site: Site, record: Fiche) -> str | None:
    assert isinstance(record, Implantation)
    return coverage.departement_of(record, site.places)


def _start(site: Site, record: Fiche) -> str:
    assert isinstance(record, Evenement)
    return when.as_utc(when.start(record))


def _end(site: Site, record: Fiche) -> str:
    assert isinstance(record, Evenement)
    once = record.model_copy(update={"recurrence": None})
    return when.as_utc(when.end(once))


def _next(site: Site, record: Fiche) -> str | None:
    assert isinstance(record, Evenement)
    if record.recurrence is None or when.is_over(record, site.today):
        return None
    return when.as_utc(when.begins(record, site.today))


def vocabulaire(site: Site) -> bytes:
    """The lists whose codes the records write: label, description, wider term, equivalents elsewhere.

    How our own pages show a term is not the business of who reads the data; whether who has a role acts, is.
    """
    lists = site.records.vocabulary.lists
    terms = {
        name: [
            {"code": code}
            | term.model_dump(mode="json", include={*Terme.model_fields, "agit"}, exclude_defaults=True)
            for code, term in found.items()
        ]
        for name, found in lists.items()
    }
    return as_json(entete(site, du_reseau(site, "Vocabulaire")) | {"listes": terms})


def toutes_colonnes(kind: str) -> tuple[Colonne, ...]:
    """The columns of a kind's table, in order."""
    return (*colonnes(KINDS[kind].model), *(c.colonne for c in calculees(kind)))


def en_csv(site: Site, kind: str) -> bytes:
    """A kind of record as a table."""
    names = [column.nom for column in toutes_colonnes(kind)]
    return table(names, _rows(site, kind))


def _rows(site: Site, kind: str) -> Iterator[list[object]]:
    columns, computed = colonnes(KINDS[kind].model), calculees(kind)
    for record in site.records.of(kind).values():
        assert isinstance(record, Fiche)
        yield [
            *(column.valeur(record) for column in columns),
            *(cellule(c.calcul(site, record)) for c in computed),
        ]


def en_json(site: Site, kind: str) -> bytes:
    """A kind of record in full, under a head that says date, commit and licence."""
    head = entete(site, titre(site, KINDS[kind]))
    return under_head(head, KINDS[kind].file, _records(site, kind))


def en_liste(site: Site, kind: str) -> bytes:
    """The same records without a head, each on its line of one array: what databases take in."""
    return b"[\n%b\n]\n" % b",\n".join(as_json(record).rstrip() for record in _records(site, kind))


def _records(site: Site, kind: str) -> Iterator[dict[str, object]]:
    computed = calculees(kind)
    for record in site.records.of(kind).values():
        assert isinstance(record, Fiche)
        yield plein(record) | renseigne({c.colonne.nom: c.calcul(site, record) for c in computed})


#: Where a cell may begin, then the signs that open a formula, their full-width twins included; an
#: apostrophe is doubled there, so that none is lost on the way back.
_DEBUT, _SIGNE = r"((?:^|[;\n\r])[ \u00a0\u202f]*)", r"(?=['=+\-@\t\r\uff1d\uff0b\uff0d\uff20])"
_FORMULE = re.compile(_DEBUT + _SIGNE)
_PROTEGE = re.compile(_DEBUT + "'" + _SIGNE)


def inerte(text: str) -> str:
    """A text that no spreadsheet runs."""
    if not text or (text[:1].isalnum() and ";" not in text and "\n" not in text and "\r" not in text):
        return text  # nearly all of them, many thousands a build
    return _FORMULE.sub(r"\1'", text)


def lire(cell: str) -> str:
    """The text that `inerte` protected."""
    return _PROTEGE.sub(r"\1", cell)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file: numbers as they are, every text made inert."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([inerte(c) if isinstance(c, str) else c for c in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
