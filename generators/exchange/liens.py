"""Which record names which, and in which of its fields: a table that joins the others.

A list of ids stands in one cell of a kind's table, where no database follows it; here each is a row, whose
two ends are foreign keys (https://datapackage.org/standard/table-schema/#foreignKeys): one column a kind on
each side, of which one is filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generators.exchange.columns import Colonne
from generators.exchange.derived import fiches
from generators.exchange.inert import lines, table
from generators.exchange.rules import du_reseau
from generators.records.kinds import FICHES, Kind, kind_of
from generators.records.models import Fiche
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
    head = table([column.nom for column in colonnes()], ())
    return b"".join(chain((head,), *(site.each(_lines, fiches(site, kind)) for kind in FICHES)))


def _lines(_: Site, record: Fiche) -> bytes:
    return lines(lignes(record)).encode()


def lignes(record: Fiche) -> Iterator[list[str]]:
    """A row for each of its fields that name a record, and for each that they name."""
    found = dict.fromkeys((_field(loc), *there) for loc, there in named(record))
    for field, other, id_ in found:
        if other in FICHES:
            yield [*_end(kind_of(record), record.id), field, *_end(FICHES[other], id_)]


def _field(loc: Loc) -> str:
    """("programme", 0, "intervenants", 1, "acteur") → "programme.intervenants.acteur"."""
    return ".".join(part for part in loc if isinstance(part, str))


def _end(kind: Kind, id_: str) -> Iterator[str]:
    return (id_ if one is kind else "" for one in FICHES.values())
