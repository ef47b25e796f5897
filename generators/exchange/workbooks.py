"""The tables as workbooks, each alone and all in one: typed cells, what each column is, what its codes mean.

The first row has the names of the columns, as CSV and JSON have them; the sheet « Champs » says in French
what each is, and where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain, islice

from generators.exchange import liens
from generators.exchange.columns import Colonne, explication, hors_tableau
from generators.exchange.derived import fiches, toutes_colonnes, valeurs
from generators.exchange.rules import du_reseau
from generators.exchange.tables import cellule
from generators.exchange.xlsx import Cellule, Feuille, classeur, feuille, largeurs, ligne
from generators.records.kinds import FICHES
from generators.records.models import Fiche
from generators.site import Site
from generators.words.wording import majuscule, minuscule, no_break

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A column is as wide as so many rows ask.
_QUELQUES = 200
#: Type of a column → how people say it.
TYPES = {
    "string": "texte",
    "boolean": "oui ou non",
    "integer": "nombre",
    "number": "nombre",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a sheet has it: its columns, its rows as `xlsx.ligne` writes them, some of their values.

    `absents`: the titles of what its records say and no column holds.
    """

    nom: str
    colonnes: tuple[Colonne, ...]
    lignes: Iterable[bytes]
    exemples: Iterable[Sequence[Cellule]]
    absents: tuple[str, ...] = ()


def de_fiches(site: Site, kind: str) -> bytes:
    """A kind of record."""
    return ecrit(site, du_reseau(site, majuscule(FICHES[kind].noun.many)), [_fiches(site, kind)])


def de_liens(site: Site) -> bytes:
    """Which record names which."""
    return ecrit(site, liens.titre(site), [_liens(site)])


def de_tout(site: Site) -> bytes:
    """A sheet for each table."""
    return ecrit(
        site, du_reseau(site, "Données ouvertes"), [*(_fiches(site, k) for k in FICHES), _liens(site)]
    )


def _fiches(site: Site, kind: str) -> Table:
    title, columns = majuscule(FICHES[kind].noun.many), toutes_colonnes(kind)
    some = (_typees(kind, site, record) for record in islice(fiches(site, kind), _QUELQUES))
    rows = site.each(partial(_ligne, kind), fiches(site, kind))
    return Table(title, columns, rows, some, hors_tableau(FICHES[kind].model))


def _ligne(kind: str, site: Site, record: Fiche) -> bytes:
    return ligne(_typees(kind, site, record))


def _typees(kind: str, site: Site, record: Fiche) -> list[Cellule]:
    found = zip(toutes_colonnes(kind), valeurs(kind, site, record), strict=True)
    return [None if value is None else _typee(column, value) for column, value in found]


def _typee(column: Colonne, value: object) -> Cellule:
    """A value as a cell types it: days are days, and what is no number is text."""
    if isinstance(value, str):
        return datetime.fromisoformat(value.removesuffix("Z")) if value and column.instant else value
    return value if isinstance(value, bool | int | float | date) else str(cellule(value))


def _liens(site: Site) -> Table:
    rows = (site.each(_lignes_de_liens, fiches(site, kind)) for kind in FICHES)
    some = islice(
        (row for kind in FICHES for record in fiches(site, kind) for row in liens.lignes(record)), _QUELQUES
    )
    return Table("Liens", liens.colonnes(), chain.from_iterable(chain.from_iterable(rows)), some)


def _lignes_de_liens(_: Site, record: Fiche) -> list[bytes]:
    return [*map(ligne, liens.lignes(record))]


def ecrit(site: Site, titre: str, tables: Sequence[Table]) -> bytes:
    """The tables, a sheet each, and what one must know to read them."""
    terms = [*_listes(site, tables)]
    sheets = (
        *map(_feuille, tables),
        feuille("Champs", _CHAMPS, _champs(tables)),
        *([feuille("Listes", _LISTES, terms)] if terms else ()),
        feuille("À propos", ("Quoi", "Ce qu’il en est"), _a_propos(site, titre, tables)),
    )
    return classeur(titre, site.identity.producteur, site.today, sheets)


def _feuille(table: Table) -> Feuille:
    names = [column.nom for column in table.colonnes]
    return Feuille(table.nom, names, table.lignes, largeurs([names, *table.exemples]))


_CHAMPS = ("feuille", "colonne", "nom", "type", "ce_qu_elle_contient", "d_ou_elle_vient")


def _champs(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for column in table.colonnes:
            kind = "date et heure" if column.instant else TYPES[column.type]
            about = no_break(explication(column))
            yield table.nom, column.nom, column.titre, kind, about, column.origine


_LISTES = ("liste", "code", "libelle", "description", "terme_plus_large")


def _listes(site: Site, tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """The terms whose codes the columns write."""
    vocabulary = site.records.vocabulary
    for name in dict.fromkeys(c.liste for table in tables for c in table.colonnes if c.liste):
        for code, term in vocabulary.lists[name].items():
            yield name, code, term.libelle, term.description or "", term.parent or ""


def _a_propos(site: Site, titre: str, tables: Iterable[Table]) -> Iterator[tuple[str, Cellule]]:
    licence = site.identity.licence
    yield "Titre", titre
    yield "Publié le", site.today
    yield "Version des fiches", site.commit
    yield "Licence", f"{licence.titre} ({licence.url})"
    yield "À citer", site.identity.producteur
    yield "Site", site.url("")
    columns = [column for table in tables for column in table.colonnes]
    if any(column.liste for column in columns):
        yield "Codes", no_break("La feuille « Champs » dit leur liste, la feuille « Listes » leur libellé.")
    names = {column.nom for column in columns}
    yield from ((what, no_break(said)) for name, what, said in _LIRE if name in names)
    for table in tables:
        if table.absents:
            said = f"{table.nom} : {' ; '.join(map(minuscule, table.absents))}."
            yield "Dans le JSON seulement", no_break(said)


#: Where a column is there, what one must know of it.
_LIRE = (
    ("id", "Case vide", "Personne ne l’a encore écrit : ni « non », ni « aucun »."),
    ("champ", "Liens", "Une ligne par lien : une colonne « de » et une colonne « vers » sont remplies."),
    (
        "verifie_le",
        "Fraîcheur",
        "« verifie_le » est le jour où la structure a confirmé sa fiche ; vide avant.",
    ),
    ("precision", "Positions", "Exactes si « precision » dit « adresse ». Un lieu confidentiel n’en a pas."),
)
