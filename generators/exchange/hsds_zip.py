"""HSDS as a Tabular Data Package: an archive of one CSV file a table and the descriptor that joins them.

https://docs.openreferral.org/en/v3.0/hsds/serialization.html#tabular-data-package : every table of the
specification is there, with all its columns, so that its own descriptor may take the place of ours. Bytes
depend on the rows alone: the files of the archive bear no day.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generators.exchange import hsds_rows as rows
from generators.exchange import hsds_terms
from generators.exchange.hsds_rules import Row, actifs
from generators.exchange.hsds_tables import TABLES, descripteur
from generators.exchange.inert import inerte
from generators.exchange.rules import a_qui, du_reseau
from generators.records.models import Acteur
from generators.site import Site

FICHIER = "hsds/hsds.zip"
#: The columns that hold no text of anybody's: numbers ("+32 2 475 44 11", "-1FR") and our own words.
_OURS = frozenset(
    {("phone", "number"), ("schedule", "byday"), ("attribute", "link_type"), ("attribute", "link_entity")}
)
#: The columns of each table, and whether they hold texts.
_COLUMNS = {
    name: [(c.nom, c.type == "text" and not c.liste and (name, c.nom) not in _OURS) for c in table.champs]
    for name, table in TABLES.items()
}


def archive(site: Site) -> bytes:
    """The archive, its descriptor first."""
    whole = io.BytesIO()
    with ZipFile(whole, "w") as packed:
        said = descripteur(du_reseau(site, "Services"), a_qui(site))
        told = json.dumps(said, ensure_ascii=False, indent=1)
        packed.writestr(_entry("datapackage.json"), told)
        for name, table in TABLES.items():
            with packed.open(_entry(table.fichier), "w") as entry:
                entry.write(_csv([[column for column, _ in _COLUMNS[name]]]) + b"".join(_lines(site, name)))
    return whole.getvalue()


def _lines(site: Site, name: str) -> Iterable[bytes]:
    """The rows of a table; of lists and terms those that are used."""
    match name:
        case "taxonomy":
            return [_written(name, hsds_terms.taxonomies(site, hsds_terms.employes(site)))]
        case "taxonomy_term":
            return [_written(name, hsds_terms.termes(site, hsds_terms.employes(site)))]
        case name if name in rows.TABLES:
            return site.each(partial(_of_actor, name), actifs(site))
    return ()


def _of_actor(name: str, site: Site, acteur: Acteur) -> bytes:
    return _written(name, rows.lignes(site, acteur, name))


def _written(name: str, found: Iterable[Row]) -> bytes:
    """Rows of a table."""
    columns = _COLUMNS[name]
    cells = [[_cell(row.get(column, ""), text) for column, text in columns] for row in found]
    return _csv(cells) if cells else b""


def _cell(value: object, text: bool) -> object:
    """A text that no spreadsheet runs, a number as it is."""
    return inerte(str(value)) if text and value else value


def _csv(cells: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return text.getvalue().encode()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
