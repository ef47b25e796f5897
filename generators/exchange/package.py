"""All the files of `/donnees/`, and the Frictionless descriptor that lists them.

https://datapackage.org/standard/data-package/ : `datapackage.json` gives the date and the commit of the
whole, the schema of each table, and the SHA-256 of each file, by which a harvester sees what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generators.exchange import data_inclusion, geojson, hsds, tables
from generators.exchange.rules import FOLDER, du_reseau, version
from generators.exchange.tables import SEPARATEUR, Colonne
from generators.records.kinds import FICHES
from generators.records.vocabulary import Vocabulary
from generators.site import Site

DESCRIPTEUR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Fichier:
    """One file: its path under /donnees/, what it holds, its media type; `kind` when it is a table."""

    chemin: str
    titre: str
    media: str
    contenu: bytes
    kind: str | None = None

    @property
    def format(self) -> str:
        return self.chemin.rpartition(".")[2]

    @property
    def nom(self) -> str:
        """A name that is one word: "hsds-service-json"."""
        return self.chemin.replace("/", "-").replace("_", "-").replace(".", "-")


def titre(site: Site) -> str:
    return du_reseau(site, "Données ouvertes")


@lru_cache(maxsize=2)
def fichiers(site: Site) -> tuple[Fichier, ...]:
    """Every file but the descriptor, in the order of the page; made once a site."""
    found = []
    for kind in FICHES.values():
        title = tables.titre(site, kind)
        found.append(
            Fichier(f"{kind.file}.csv", title, "text/csv", tables.en_csv(site, kind.name), kind.name)
        )
        found.append(Fichier(f"{kind.file}.json", title, "application/json", tables.en_json(site, kind.name)))
    found.append(
        Fichier("acteurs.geojson", geojson.titre(site), "application/geo+json", geojson.geojson(site))
    )
    words = du_reseau(site, "Vocabulaire")
    found.append(Fichier("vocabulaire.json", words, "application/json", tables.vocabulaire(site)))
    writers: Mapping[str, Callable[[Site], bytes]] = {
        "structures": data_inclusion.structures,
        "services": data_inclusion.services,
    }
    for name, write in writers.items():
        title = f"{name.capitalize()}, au schéma data·inclusion v1"
        found.append(Fichier(f"data-inclusion/{name}.json", title, "application/json", write(site)))
    for file, content in hsds.files(site).items():
        title = f"Table {file.removesuffix('.json')}, à la spécification HSDS 3.0"
        found.append(Fichier(f"hsds/{file}", title, "application/json", content))
    return tuple(found)


def files(site: Site) -> Mapping[str, bytes]:
    """Path on the site → content, the descriptor included, and what says from outside what is published."""
    found = fichiers(site)
    return {
        **{FOLDER + file.chemin: file.contenu for file in found},
        FOLDER + DESCRIPTEUR: descripteur(site, found),
        "version.json": version(site),
    }


def descripteur(site: Site, found: tuple[Fichier, ...]) -> bytes:
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
        "resources": [_resource(site, file) for file in found],
    }
    known = {key: value for key, value in package.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(site: Site, file: Fichier) -> dict[str, object]:
    said: dict[str, object] = {
        "name": file.nom,
        "path": file.chemin,
        "title": file.titre,
        "format": file.format,
        "mediatype": file.media,
        "encoding": "utf-8",
        "bytes": len(file.contenu),
        "hash": f"sha256:{hashlib.sha256(file.contenu).hexdigest()}",
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
