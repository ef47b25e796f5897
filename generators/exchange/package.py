"""All the files of `/donnees/`, and the Frictionless descriptor that lists them.

https://datapackage.org/standard/data-package/ : `datapackage.json` gives the date and the commit of the
whole, the schema of each table, and the SHA-256 of each file, by which a harvester sees what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from generators.exchange import data_inclusion, geojson, hsds, tables
from generators.exchange.rules import FOLDER, du_reseau, rows_as_json, version
from generators.exchange.tables import SEPARATEUR, Colonne
from generators.records.kinds import FICHES
from generators.records.vocabulary import Vocabulary
from generators.site import Site

DESCRIPTEUR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Fichier:
    """One file: its path under /donnees/, its media type, what makes it; `kind` when it is a table."""

    chemin: str
    titre: str
    media: str
    contenu: Callable[[], bytes]
    kind: str | None = None

    @property
    def format(self) -> str:
        return self.chemin.rpartition(".")[2]

    @property
    def nom(self) -> str:
        """A name that is one word: "hsds-service-json"."""
        return self.chemin.replace("/", "-").replace("_", "-").replace(".", "-")


class Mesure(NamedTuple):
    """What the descriptor and the page say of a file that is written: its bytes, and their SHA-256."""

    octets: int
    sha256: str


#: The measure of each file, by its path under /donnees/.
Mesures = Mapping[str, Mesure]


def mesure(content: bytes) -> Mesure:
    return Mesure(len(content), hashlib.sha256(content).hexdigest())


@lru_cache(maxsize=2)
def mesures(site: Site) -> Mesures:
    """The measures of all files, each made and forgotten: for who has not written them."""
    return {file.chemin: mesure(file.contenu()) for file in fichiers(site)}


def titre(site: Site) -> str:
    return du_reseau(site, "Données ouvertes")


def fichiers(site: Site) -> Iterator[Fichier]:
    """Every file but the descriptor, in the order of the page."""
    json_, geo = "application/json", "application/geo+json"
    for kind in FICHES.values():
        title = tables.titre(site, kind)
        table, full = partial(tables.en_csv, site, kind.name), partial(tables.en_json, site, kind.name)
        yield Fichier(f"{kind.file}.csv", title, "text/csv", table, kind.name)
        yield Fichier(f"{kind.file}.json", title, json_, full)
    yield Fichier("acteurs.geojson", geojson.titre(site), geo, partial(geojson.geojson, site))
    words = du_reseau(site, "Vocabulaire")
    yield Fichier("vocabulaire.json", words, json_, partial(tables.vocabulaire, site))
    for name, write in (("structures", data_inclusion.structures), ("services", data_inclusion.services)):
        title = f"{name.capitalize()}, au schéma data·inclusion v1"
        yield Fichier(f"data-inclusion/{name}.json", title, json_, partial(write, site))
    for name, rows in hsds.tables().items():
        title = f"Table {name}, à la spécification HSDS 3.0"
        yield Fichier(f"hsds/{name}.json", title, json_, partial(_written, rows, site))


def _written(rows: hsds.Rows, site: Site) -> bytes:
    return rows_as_json(rows(site))


def about(site: Site, measured: Mesures) -> Mapping[str, bytes]:
    """The descriptor, and what says from outside what is published, by their paths on the site."""
    return {FOLDER + DESCRIPTEUR: descripteur(site, measured), "version.json": version(site)}


def descripteur(site: Site, measured: Mesures) -> bytes:
    """The data package, indented: people read it too."""
    today, reseau, licence = site.today.isoformat(), site.identity, site.identity.licence
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"reseau-{reseau.identifiants.code}",
        "title": titre(site),
        "description": f"L’annuaire, l’agenda, les ressources et les actualités du réseau {reseau.sujet}.",
        "homepage": site.url(FOLDER),
        "version": site.commit or today,
        "created": f"{today}T00:00:00Z",
        "commit": site.commit,
        "licenses": [{"name": licence.code, "title": licence.titre, "path": licence.url}],
        "contributors": [{"title": reseau.producteur, "roles": ["publisher"]}],
        "resources": [_resource(site, file, measured[file.chemin]) for file in fichiers(site)],
    }
    known = {key: value for key, value in package.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(site: Site, file: Fichier, measured: Mesure) -> dict[str, object]:
    said: dict[str, object] = {
        "name": file.nom,
        "path": file.chemin,
        "title": file.titre,
        "format": file.format,
        "mediatype": file.media,
        "encoding": "utf-8",
        "bytes": measured.octets,
        "hash": f"sha256:{measured.sha256}",
    }
    if file.kind:
        said |= {"type": "table", "schema": _schema(file.kind, site.records.vocabulary)}
    return said


def _schema(kind: str, vocabulary: Vocabulary) -> dict[str, object]:
    """The schema of a table, from the model of its records."""
    fields = [_field(column, vocabulary) for column in tables.toutes_colonnes(kind)]
    return {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}


def _field(column: Colonne, vocabulary: Vocabulary) -> dict[str, object]:
    field: dict[str, object] = {"name": column.nom, "type": column.type, "title": column.titre}
    if about := explication(column):
        field["description"] = about
    constraints: dict[str, object] = {"required": True} if column.requis else {}
    if column.liste and not column.plusieurs:
        constraints["enum"] = list(vocabulary.codes(column.liste))
    return field | ({"constraints": constraints} if constraints else {})


def explication(column: Colonne) -> str:
    """What a column holds, in French sentences."""
    several = f"Plusieurs valeurs, séparées par « {SEPARATEUR} »." if column.plusieurs else ""
    terms = f"Codes de la liste « {column.liste} » du vocabulaire." if column.liste else ""
    return " ".join(part for part in (column.description, several, terms) if part)
