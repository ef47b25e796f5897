"""`changements.json`: what each version of the records changed, so that who keeps a copy compares nothing.

Read from git's history: the same from any clone of a commit. A version is a commit of the published branch
that changed something; it names those after it that changed nothing, so that whatever commit a file of ours
bore is found: who noted it takes what stands above in the file. Fields are named, their values are in the
files of the day. Of a place that is confidential today, and of what went, no field is named that the site
withholds of such a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generators.exchange.formes import COMMIT, ID, JOUR, TEXTE, Forme, liste, objet, ou_rien, un_de
from generators.exchange.rules import du_reseau, en_ligne, entete, under_head
from generators.exchange.schemas import ENTETE
from generators.network.versions import Key, Version
from generators.records.kinds import FICHES
from generators.records.models import Implantation
from generators.site import Site

FICHIER = "changements.json"


def titre(site: Site) -> str:
    return f"{du_reseau(site, 'Changements')}, version par version"


def en_json(site: Site) -> bytes:
    """The versions, the last one first; none where git doesn't say."""
    return under_head(entete(site, titre(site)), "versions", map(en_ligne, _versions(site)))


def _versions(site: Site) -> Iterator[dict[str, object]]:
    """The versions that tell something, each with the commits of those after it that tell nothing."""
    commits: list[str] = []
    for version in site.versions:
        commits += version.commits
        if said := _version(site, version):
            yield {"version": version.nom, "commits": commits, **said}
            commits = []


def _version(site: Site, version: Version) -> dict[str, object] | None:
    """A version as it is told; None when nothing is left to tell."""
    changed = [
        {**_fiche(key), "champs": [*fields]}
        for key, said in version.changees
        if (fields := tuple(_montrables(site, key, said)))
    ]
    said = {
        "ajoutees": [*map(_fiche, version.ajoutees)],
        "changees": changed,
        "retirees": [*map(_fiche, version.retirees)],
        "vocabulaire": [*version.listes],
    }
    if not any(said.values()):
        return None
    return {"precedente": version.precedente, "date": version.jour.isoformat(), **said}


def _fiche(key: Key) -> dict[str, object]:
    kind, id_ = key
    return {"genre": FICHES[kind].file, "id": id_}


def _montrables(site: Site, key: Key, fields: Iterable[str]) -> Iterator[str]:
    """The fields that are published of a record as it stands today; what went may have been confidential."""
    kind, id_ = key
    record = site.records.of(kind).get(id_)
    hidden = record is None or (isinstance(record, Implantation) and record.adresse_confidentielle)
    withheld = Implantation.RETENUS if hidden else ()
    return (name for name in fields if name in FICHES[kind].model.model_fields and name not in withheld)


def forme() -> Forme:
    """What the file holds, as a JSON Schema."""
    named = {"genre": un_de(*(kind.file for kind in FICHES.values())), "id": ID}
    changed = {**named, "champs": {**liste(TEXTE), "minItems": 1, "title": "Les champs qui ont changé"}}
    version = {
        "version": {"title": "Le commit", **COMMIT},
        "commits": {
            "title": "Les commits où les fiches sont ainsi",
            "description": "Le dernier en tête ; celui de la version à la fin.",
            **liste(COMMIT),
            "minItems": 1,
        },
        "precedente": {"title": "Le commit d’avant", "description": "null au début.", **ou_rien(COMMIT)},
        "date": {"title": "Le jour du commit", **JOUR},
        "ajoutees": liste(objet(named, named), title="Fiches ajoutées"),
        "changees": liste(objet(changed, changed), title="Fiches changées"),
        "retirees": liste(objet(named, named), title="Fiches retirées"),
        "vocabulaire": liste(TEXTE, title="Listes du vocabulaire qui ont changé"),
    }
    versions = liste(objet(version, version), title="Versions, la dernière en tête")
    return objet({**ENTETE, "versions": versions}, (*ENTETE, "versions"))
