"""Each kind of record as a table (CSV) and in full (JSON): columns from its model, and what follows from it.

`acteurs.csv`, `acteurs.json`, and so on: names and columns that partners rely on. A list of plain values
stands in one cell, parted by « | »; one group of keys gives a column a key (`inscription_url`); a list of
groups does not hold in a table, and is told as lost. Where a record has a place, its columns of a position
hold the point of its marker, and what that point is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, partial
from typing import cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generators.exchange.inert import lines, table
from generators.exchange.rules import as_json, du_reseau, en_ligne, entete, renseigne, under_head
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

    `parmi` are its only values, where no list has them. `vers` is the kind of the record that its one value
    names.
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


#: What `generators.land.coverage.precision_of` may be, and what is said of it wherever a file gives it.
PRECISIONS = ("adresse", "commune", "code-postal")
PRECISION = (
    "« adresse » quand la fiche donne sa position ; « commune » quand le point est celui de la commune, et "
    "« code-postal » celui de ses voisines du même code postal. Rien quand il n’y a pas de point."
)
Calcul = Callable[[Site, Fiche], str | float | None]


@dataclass(frozen=True, slots=True)
class Calculee:
    """A column that follows from the record; it takes the place of the field whose name it bears."""

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
        found += _position(model)
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


def _position(model: type[Implantation]) -> Iterator[Calculee]:
    """Where the marker stands, and what its point is: what the fields of the record say is not lost."""
    for rank, name in enumerate(("latitude", "longitude")):
        toward = "le nord" if name == "latitude" else "l’est"
        about = f"En degrés, vers {toward} (WGS 84) ; la colonne « precision » dit de quoi."
        title = model.model_fields[name].title or name
        yield Calculee(Colonne(name, title, about, "number"), partial(_degrees, rank))
    what = Colonne("precision", "Précision de la position", PRECISION, "string", parmi=PRECISIONS)
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


@cache
def _lues(kind: str) -> tuple[tuple[Colonne, Callable[[Site, Fiche], object]], ...]:
    """Each column of a kind's table, and what reads its value."""
    computed = {c.colonne.nom: (c.colonne, c.calcul) for c in calculees(kind)}
    own = [computed.pop(c.nom, (c, c.valeur)) for c in colonnes(KINDS[kind].model)]
    return (*own, *computed.values())


def toutes_colonnes(kind: str) -> tuple[Colonne, ...]:
    """The columns of a kind's table, in order."""
    return tuple(column for column, _ in _lues(kind))


def valeurs(site: Site, kind: str) -> Iterator[list[object]]:
    """The values of each record in the order of the columns, as its model types them."""
    return (_values(kind, site, record) for record in _fiches(site, kind))


def _fiches(site: Site, kind: str) -> Iterable[Fiche]:
    return cast("Iterable[Fiche]", site.records.of(kind).values())


def _values(kind: str, site: Site, record: Fiche) -> list[object]:
    return [read(site, record) for _, read in _lues(kind)]


def en_csv(site: Site, kind: str) -> bytes:
    """A kind of record as a table."""
    names = [column.nom for column in toutes_colonnes(kind)]
    return b"".join((table(names, ()), *site.each(partial(_line, kind), _fiches(site, kind))))


def _line(kind: str, site: Site, record: Fiche) -> bytes:
    return lines([[*map(cellule, _values(kind, site, record))]]).encode()


def en_json(site: Site, kind: str) -> bytes:
    """A kind of record in full, under a head that says date, commit and licence."""
    head = entete(site, titre(site, KINDS[kind]))
    return under_head(head, KINDS[kind].file, _written(site, kind))


def en_liste(site: Site, kind: str) -> bytes:
    """The same records without a head, each on its line of one array: what databases take in."""
    return b"[\n%b\n]\n" % b",\n".join(_written(site, kind))


def _written(site: Site, kind: str) -> Iterable[bytes]:
    return site.each(partial(_whole, kind), _fiches(site, kind))


def _whole(kind: str, site: Site, record: Fiche) -> bytes:
    computed = {c.colonne.nom: c.calcul(site, record) for c in calculees(kind)}
    return en_ligne(renseigne(plein(record) | computed))
