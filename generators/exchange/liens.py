"""Which record names which, and in which of its fields: a table that joins the others.

A list of ids stands in one cell of a kind's table, where no database follows it; here each is a row, whose
two ends are foreign keys (https://datapackage.org/standard/table-schema/#foreignKeys): one column a kind on
each side, of which one is filled.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.exchange.inert import table
from generators.exchange.rules import du_reseau
from generators.exchange.tables import Colonne
from generators.records.kinds import FICHES, Kind
from generators.records.models.fields import Loc, named
from generators.site import Site

FICHIER = "liens.csv"


def titre(site: Site) -> str:
    return du_reseau(site, "Liens entre les fiches")


def colonnes() -> tuple[Colonne, ...]:
    field = Colonne(
        "champ", "Champ", "Celui qui nomme l’autre fiche ; un point mène dans un groupe.", "string"
    )
    return (*_side("de", "La fiche qui nomme l’autre."), field, *_side("vers", "La fiche nommée."))


def _side(word: str, about: str) -> Iterator[Colonne]:
    for kind in FICHES.values():
        name = f"{word}_{kind.slug.replace('-', '_')}"
        yield Colonne(name, f"{word.capitalize()} : {kind.noun.one}", about, "string", vers=kind.name)


def en_csv(site: Site) -> bytes:
    return table([column.nom for column in colonnes()], _rows(site))


def _rows(site: Site) -> Iterator[list[str]]:
    for kind in FICHES.values():
        for record in site.records.of(kind.name).values():
            found = dict.fromkeys((_field(loc), *there) for loc, there in named(record))
            for field, other, id_ in found:
                if other in FICHES:
                    yield [*_end(kind, record.id), field, *_end(FICHES[other], id_)]


def _field(loc: Loc) -> str:
    """("programme", 0, "intervenants", 1, "acteur") → "programme.intervenants.acteur"."""
    return ".".join(part for part in loc if isinstance(part, str))


def _end(kind: Kind, id_: str) -> Iterator[str]:
    return (id_ if one is kind else "" for one in FICHES.values())
