"""Each kind of record as a table (CSV) and in full (JSON): names and columns that partners rely on.

A list of plain values stands in one cell, parted by « | ».
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import partial

from pydantic import BaseModel

from generators.exchange.columns import SEPARATEUR, cles, en_mots
from generators.exchange.derived import calculees, fiches, toutes_colonnes, valeurs
from generators.exchange.inert import lines, table
from generators.exchange.rules import as_json, bare, du_reseau, en_ligne, entete, renseigne, under_head
from generators.records.kinds import KINDS, Kind
from generators.records.models import Fiche
from generators.records.vocabulary import Terme
from generators.site import Site
from generators.words.wording import majuscule


def cellule(value: object) -> object:
    """A value as a cell holds it: text, a number, or nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        parts = (en_mots(part) if isinstance(part, BaseModel) else str(part) for part in value)
        return SEPARATEUR.join(map(_protegee, parts))
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


def en_csv(site: Site, kind: str) -> bytes:
    """A kind of record as a table."""
    names = [column.nom for column in toutes_colonnes(kind)]
    return b"".join((table(names, ()), *site.each(partial(_line, kind), fiches(site, kind))))


def _line(kind: str, site: Site, record: Fiche) -> bytes:
    return lines([[*map(cellule, valeurs(kind, site, record))]]).encode()


def en_json(site: Site, kind: str) -> bytes:
    """A kind of record in full, under a head that says date, commit and licence."""
    head = entete(site, titre(site, KINDS[kind]))
    return under_head(head, KINDS[kind].file, _written(site, kind))


def en_liste(site: Site, kind: str) -> bytes:
    """The same records without a head: what databases take in."""
    return bare(_written(site, kind))


def _written(site: Site, kind: str) -> Iterable[bytes]:
    return site.each(partial(_whole, kind), fiches(site, kind))


def _whole(kind: str, site: Site, record: Fiche) -> bytes:
    computed = {c.colonne.nom: c.calcul(site, record) for c in calculees(kind)}
    return en_ligne(renseigne(plein(record) | computed))
