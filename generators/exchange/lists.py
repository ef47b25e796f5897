"""Each kind of record as a table (CSV) and in full (JSON), with what follows from it: page, département.

`acteurs.csv`, `acteurs.json`, and so on: names and columns that partners rely on. A table is CSV
(RFC 4180) that no spreadsheet runs: commas, CRLF, UTF-8 with its byte order mark.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generators.exchange.columns import Colonne, cellule, colonnes, plein
from generators.exchange.edition import as_json, du_reseau, entete, renseigne
from generators.land import coverage
from generators.network import when
from generators.records.kinds import KINDS, Kind
from generators.records.models import Evenement, Fiche, Implantation
from generators.records.vocabulary import Terme
from generators.site import Site
from generators.words.phrases import majuscule


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
            about = "L’instant exact, quel que soit le fuseau ; un jour entier va de minuit à minuit."
            found.append(Calculee(Colonne(name, title, about, "string"), calcul))
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
    return when.as_utc(when.end(record))


def vocabulaire(site: Site) -> bytes:
    """The lists whose codes the records write: label, description, wider term, equivalents elsewhere.

    How our own pages show a term is not the business of who reads the data.
    """
    lists = site.records.vocabulary.lists
    terms = {
        name: [
            {"code": code}
            | term.model_dump(mode="json", include={*Terme.model_fields}, exclude_defaults=True)
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
    return as_json(head | {KINDS[kind].file: [*_records(site, kind)]})


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
    if text[:1].isalnum() and ";" not in text and "\n" not in text and "\r" not in text:
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
