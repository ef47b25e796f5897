"""All the files of `/donnees/`, and the Frictionless descriptor that lists them.

https://datapackage.org/standard/data-package/ : `datapackage.json` gives the date and the commit of the
whole, the schema of each table, and the SHA-256 of each file, by which a harvester sees what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import NamedTuple

from generators.exchange import changements, data_inclusion, geojson, hsds, liens, schemas, tables, workbooks
from generators.exchange.columns import Colonne, explication
from generators.exchange.derived import toutes_colonnes
from generators.exchange.formes import Forme
from generators.exchange.rules import FOLDER, a_qui, du_reseau, version
from generators.records.kinds import FICHES, Kind
from generators.records.vocabulary import Vocabulary
from generators.site import Site

DESCRIPTEUR = "datapackage.json"
#: Formats that are no text.
PACKED = ("zip", "xlsx")
#: All tables in one workbook.
CLASSEUR = "donnees.xlsx"


@dataclass(frozen=True, slots=True)
class Fichier:
    """One file: its path under /donnees/, its media type, what makes it.

    `colonnes` are those of a table, whose rows the first one names where `cle`. `schema` is the path under
    /donnees/ of the JSON Schema that says what a file of JSON holds; `forme` gives it, once a schema.
    """

    chemin: str
    titre: str
    media: str
    contenu: Callable[[], bytes]
    colonnes: tuple[Colonne, ...] = ()
    cle: bool = False
    schema: str | None = None
    forme: Callable[[], Forme] | None = None

    @property
    def format(self) -> str:
        return self.chemin.rpartition(".")[2]

    @property
    def nom(self) -> str:
        """A name that is one word: "hsds-service-json"."""
        return _word(self.chemin)


def _word(path: str) -> str:
    return path.replace("/", "-").replace("_", "-").replace(".", "-")


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
    """Every file but the descriptor, in the order of the page; the schemas last."""
    data = [*_fiches(site), *_acteurs(site), *_hsds(site)]
    yield from data
    for file in data:
        if file.schema and file.forme:
            title = f"Schéma : {file.titre}"
            make = partial(_ecrit, site, file.schema, file.titre, file.forme)
            yield Fichier(file.schema, title, "application/schema+json", make)


def _ecrit(site: Site, path: str, title: str, shape: Callable[[], Forme]) -> bytes:
    return schemas.ecrit(site, path, title, shape())


def _fiches(site: Site) -> Iterator[Fichier]:
    """Each kind as a table, in full, and alone; what joins them; all tables, and the lists of their terms."""
    for kind in FICHES.values():
        title, name = tables.titre(site, kind), kind.name
        make, columns = partial(tables.en_csv, site, name), toutes_colonnes(name)
        yield _xlsx(f"{kind.file}.xlsx", title, partial(workbooks.de_fiches, site, name), columns)
        yield Fichier(f"{kind.file}.csv", title, "text/csv", make, columns, cle=True)
        make, shape = partial(tables.en_json, site, name), partial(schemas.fiches, site, name)
        yield _json(f"{kind.file}.json", title, make, shape)
        make, shape = partial(tables.en_liste, site, name), partial(schemas.fiches_seules, site, name)
        yield _json(f"listes/{kind.file}.json", f"{title}, sans en-tête", make, shape)
    joined = partial(liens.en_csv, site)
    yield _xlsx("liens.xlsx", liens.titre(site), partial(workbooks.de_liens, site), liens.colonnes())
    yield Fichier(liens.FICHIER, liens.titre(site), "text/csv", joined, liens.colonnes())
    first = toutes_colonnes(next(iter(FICHES)))
    yield _xlsx(CLASSEUR, f"{titre(site)}, toutes les tables", partial(workbooks.de_tout, site), first)
    changed = partial(changements.en_json, site)
    yield _json(changements.FICHIER, changements.titre(site), changed, changements.forme)
    words, told = du_reseau(site, "Vocabulaire"), partial(tables.vocabulaire, site)
    yield _json("vocabulaire.json", words, told, partial(schemas.vocabulaire, site))


def _acteurs(site: Site) -> Iterator[Fichier]:
    """The actors on a map, and as structures and services."""
    title, make, shape = geojson.titre(site), partial(geojson.geojson, site), partial(geojson.forme, site)
    yield replace(_json("acteurs.geojson", title, make, shape), media="application/geo+json")
    di = data_inclusion
    for name, write, rules in (
        ("structures", di.structures, di.STRUCTURE),
        ("services", di.services, di.SERVICE),
    ):
        title = f"{name.capitalize()}, au schéma data·inclusion v1"
        yield _json(
            f"data-inclusion/{name}.json", title, partial(write, site), partial(di.forme, site, rules)
        )


def _hsds(site: Site) -> Iterator[Fichier]:
    for path, title, write, shape in hsds.emboites():
        yield _json(path, f"{title}, à la spécification HSDS 3.0", partial(write, site), shape)
    title = "Les tables de la spécification HSDS 3.0, en CSV avec leur descripteur"
    yield Fichier(hsds.FICHIER, title, "application/zip", partial(hsds.archive, site))


def _xlsx(path: str, title: str, make: Callable[[], bytes], columns: tuple[Colonne, ...]) -> Fichier:
    """A workbook; the columns are those of its first sheet."""
    return Fichier(path, title, workbooks.MEDIA, make, columns)


def _json(path: str, title: str, make: Callable[[], bytes], shape: Callable[[], Forme]) -> Fichier:
    """A file of JSON, whose schema is "schemas/data-inclusion-services.json"."""
    schema = schemas.FOLDER + path.replace("/", "-").replace(".geojson", "-geojson.json")
    return Fichier(path, title, "application/json", make, schema=schema, forme=shape)


def about(site: Site, measured: Mesures) -> Mapping[str, bytes]:
    """The descriptor, and what says from outside what is published, by their paths on the site."""
    return {FOLDER + DESCRIPTEUR: descripteur(site, measured), "version.json": version(site)}


def descripteur(site: Site, measured: Mesures) -> bytes:
    """The data package, indented: people read it too."""
    today, reseau = site.today.isoformat(), site.identity
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"reseau-{reseau.identifiants.code}",
        "title": titre(site),
        "description": f"L’annuaire, l’agenda, les ressources et les actualités du réseau {reseau.sujet}.",
        "homepage": site.url(FOLDER),
        "version": site.commit or today,
        "created": f"{today}T00:00:00Z",
        "commit": site.commit,
        **a_qui(site),
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
        **({} if file.format in PACKED else {"encoding": "utf-8"}),
        "bytes": measured.octets,
        "hash": f"sha256:{measured.sha256}",
    }
    if file.media == workbooks.MEDIA:
        said |= {"type": "table", "schema": {"fields": [*map(_cell, file.colonnes)]}}
    elif file.colonnes:
        said |= {"type": "table", "schema": _schema(file, site.records.vocabulary)}
    if file.schema:
        said["jsonSchema"] = file.schema
    return said


def _schema(file: Fichier, vocabulary: Vocabulary) -> dict[str, object]:
    """The schema of a table, from the model of its records."""
    fields = [_field(column, vocabulary) for column in file.colonnes]
    key = {"primaryKey": [file.colonnes[0].nom]} if file.cle else {}
    named = ((c, c.vers) for c in file.colonnes if c.vers and not c.plusieurs)
    links = [_foreign(file, column, FICHES[kind]) for column, kind in named]
    return {"fields": fields, **key, "missingValues": [""], "foreignKeys": links}


def _foreign(file: Fichier, column: Colonne, kind: Kind) -> dict[str, object]:
    """A column that names a record of a kind; of the same table where no other is said."""
    there = f"{kind.file}.csv"
    name = "" if there == file.chemin else _word(there)
    return {"fields": [column.nom], "reference": {"resource": name, "fields": ["id"]}}


def _cell(column: Colonne) -> dict[str, object]:
    """A column of a workbook, whose cells say their type and what is true in French."""
    words = {"trueValues": ["oui"], "falseValues": ["non"]} if column.type == "boolean" else {}
    type_ = "datetime" if column.instant else column.type
    return {"name": column.nom, "type": type_, "title": column.titre, **words}


def _field(column: Colonne, vocabulary: Vocabulary) -> dict[str, object]:
    field: dict[str, object] = {"name": column.nom, "type": column.type, "title": column.titre}
    if about := explication(column):
        field["description"] = about
    constraints: dict[str, object] = {"required": True} if column.requis else {}
    known = vocabulary.codes(column.liste) if column.liste and not column.plusieurs else column.parmi
    if known:
        constraints["enum"] = [*known]
    return field | ({"constraints": constraints} if constraints else {})
