"""The table of each kind: its model's columns, and what follows from a record.

Where a record has a place, the columns of a position hold the point of its marker, and what that point is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import cast

from generators.exchange.columns import Colonne, colonnes
from generators.land import coverage
from generators.network import when
from generators.records.kinds import KINDS
from generators.records.models import Evenement, Fiche, Implantation
from generators.site import Site

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
        about = "Le code du département, déduit de la commune quand elle est connue : celui sur lequel trier."
        found.append(Calculee(_seconde("code_departement", "Code du département", about), _departement))
        found += _position(model)
    if issubclass(model, Evenement):
        about = (
            "L’instant exact, quel que soit le fuseau ; un jour entier va de minuit à minuit. De ce qui "
            "se répète : la première date."
        )
        found.append(Calculee(_seconde("debut_utc", "Début, en UTC", about, instant=True), _start))
        about = f"{about} Vide quand l’heure de fin n’est pas connue."
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


def _end(site: Site, record: Fiche) -> str | None:
    """None where it begins at an hour and nobody said when it ends: midnight would be invented."""
    assert isinstance(record, Evenement)
    if record.fin is None and isinstance(record.debut, datetime):
        return None
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
