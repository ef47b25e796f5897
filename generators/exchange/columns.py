"""The columns of each kind's table: those of its model, and what follows from a record.

One group of keys gives a column a key (`inscription_url`); a list of groups does not hold in a table, and is
told as lost. Where a record has a place, the columns of a position hold the point of its marker, and what
that point is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.land import coverage
from generators.network import when
from generators.records.kinds import KINDS
from generators.records.models import Evenement, Fiche, Implantation, Surveillee
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

    `parmi` are its only values, where no list has them. `vers` is the kind of the record that its one value
    names. `instant`: a day with its hour, where the type says but text. `origine` is where it comes from.
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
    instant: bool = False
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
        instant=datetime in plain and not _many(field),
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


#: What `generators.land.coverage.precision_of` may be, and what is said of it wherever a file gives it.
PRECISIONS = ("adresse", "commune", "code-postal")
PRECISION = (
    "« adresse » quand la fiche donne sa position ; « commune » quand le point est celui de la commune, et "
    "« code-postal » celui de ses voisines du même code postal. Rien quand il n’y a pas de point."
)
_PLACE = "La fiche, sinon la table des communes"
Calcul = Callable[[Site, Fiche], str | float | None]


@dataclass(frozen=True, slots=True)
class Calculee:
    """A column that follows from the record; it takes the place of the field whose name it bears."""

    colonne: Colonne
    calcul: Calcul


def calculees(kind: str) -> tuple[Calculee, ...]:
    """What both files of a kind say besides the fields of the model."""
    model = KINDS[kind].model
    found = [Calculee(_seconde("page", "Page", "L’adresse de la fiche sur le site."), partial(_page, kind))]
    if issubclass(model, Implantation):
        about = "Le code du département, déduit de la commune quand elle est connue."
        found.append(Calculee(_seconde("code_departement", "Code du département", about), _departement))
        found += _position(model)
    if issubclass(model, Evenement):
        about = (
            "L’instant exact, quel que soit le fuseau ; un jour entier va de minuit à minuit. De ce qui "
            "se répète : la première date."
        )
        found.append(Calculee(_seconde("debut_utc", "Début, en UTC", about, instant=True), _start))
        found.append(Calculee(_seconde("fin_utc", "Fin, en UTC", about, instant=True), _end))
        about = "De ce qui se répète : le début de la prochaine date, au jour du fichier ; vide ensuite."
        found.append(
            Calculee(_seconde("prochaine_utc", "Prochaine date, en UTC", about, instant=True), _next)
        )
    return tuple(found)


def _seconde(nom: str, titre: str, description: str, *, instant: bool = False) -> Colonne:
    """A column of text that the record does not say itself."""
    return Colonne(nom, titre, description, "string", instant=instant, origine="Déduit de la fiche")


def _page(kind: str, site: Site, record: Fiche) -> str | None:
    return site.page(kind, record.id)


def _departement(site: Site, record: Fiche) -> str | None:
    assert isinstance(record, Implantation)
    return coverage.departement_of(record, site.places)


def _position(model: type[Implantation]) -> Iterator[Calculee]:
    """Where the marker stands, and what its point is: what the fields of the record say is not lost."""
    for rank, name in enumerate(("latitude", "longitude")):
        toward = "le nord" if name == "latitude" else "l’est"
        about = f"En degrés, vers {toward} (WGS 84) ; la colonne « precision » dit de quoi."
        title = model.model_fields[name].title or name
        degrees = Colonne(name, title, about, "number", origine=_PLACE)
        yield Calculee(degrees, partial(_degrees, rank))
    what = Colonne(
        "precision", "Précision de la position", PRECISION, "string", parmi=PRECISIONS, origine=_PLACE
    )
    yield Calculee(what, _precision)


def _degrees(rank: int, site: Site, record: Fiche) -> float | None:
    assert isinstance(record, Implantation)
    point = coverage.point_of(record, site.places)
    return point[rank] if point else None


def _precision(site: Site, record: Fiche) -> str | None:
    assert isinstance(record, Implantation)
    return coverage.precision_of(record, site.places)


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


@cache
def _lues(kind: str) -> tuple[tuple[Colonne, Callable[[Site, Fiche], object]], ...]:
    """Each column of a kind's table, and what reads its value."""
    computed = {c.colonne.nom: (c.colonne, c.calcul) for c in calculees(kind)}
    own = [computed.pop(c.nom, (c, c.valeur)) for c in colonnes(KINDS[kind].model)]
    return (*own, *computed.values())


@cache
def toutes_colonnes(kind: str) -> tuple[Colonne, ...]:
    """The columns of a kind's table, in order."""
    return tuple(column for column, _ in _lues(kind))


def fiches(site: Site, kind: str) -> Iterable[Fiche]:
    """The records of a kind, in the order of its files."""
    return cast("Iterable[Fiche]", site.records.of(kind).values())


def valeurs(kind: str, site: Site, record: Fiche) -> list[object]:
    """What a record says under each column of its kind, as its model types it."""
    return [read(site, record) for _, read in _lues(kind)]


def explication(column: Colonne) -> str:
    """What a column holds, in French sentences."""
    several = f"Plusieurs valeurs, séparées par « {SEPARATEUR} »." if column.plusieurs else ""
    terms = f"Codes de la liste « {column.liste} » du vocabulaire." if column.liste else ""
    return " ".join(part for part in (column.description, several, terms) if part)
