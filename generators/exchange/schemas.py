"""What each open JSON file holds, as a JSON Schema (draft 2020-12) published beside it.

https://json-schema.org/draft/2020-12 ; titles and descriptions are those of the models and of the rules that
make the files, so that none can say otherwise. A schema is closed: a key that it does not name is a fault,
of ours or of whoever changed the file. A record that stands alone follows `#/$defs/fiche` of its kind's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generators.exchange.columns import Colonne, cles
from generators.exchange.derived import calculees
from generators.exchange.formes import (
    COMMIT,
    FICHE,
    ID,
    JOUR,
    OUI_NON,
    TEXTE,
    URI,
    Forme,
    liste,
    objet,
    ou_rien,
)
from generators.exchange.rules import FOLDER as DONNEES
from generators.exchange.rules import Regle, titres
from generators.records.kinds import KINDS
from generators.records.models import Surveillee
from generators.records.models.base import Permise
from generators.records.models.shapes import DIALECT, without_null
from generators.records.vocabulary import Terme, Vocabulary
from generators.site import Site

FOLDER = "schemas/"
_TYPES: Mapping[str, Forme] = {"date": JOUR}


def ecrit(site: Site, chemin: str, title: str, forme: Forme) -> bytes:
    """A schema as it is published, indented: people read it too."""
    url = site.url(DONNEES + chemin)
    head = {"$schema": DIALECT} | ({"$id": url} if url else {}) | {"title": title}
    return json.dumps({**head, **forme}, ensure_ascii=False, indent=1).encode() + b"\n"


#: What `entete` says at the head of a file.
ENTETE: Mapping[str, Forme] = {
    "titre": {"title": "Titre", **TEXTE},
    "date": {"title": "Le jour de la publication", **JOUR},
    "commit": {
        "title": "La version des fiches dans git",
        "description": "null quand les fiches ne sont pas celles d’une version enregistrée.",
        **ou_rien(COMMIT),
    },
    "licence": {"title": "Le code de la licence", **TEXTE},
    "producteur": {"title": "Qui citer", **TEXTE},
    "site": {
        "title": "L’adresse du site",
        "description": "null tant que le site n’en a pas.",
        **ou_rien(URI),
    },
}


def sous_entete(cle: str, contenu: Forme, **dit: object) -> dict[str, Any]:
    """A file whose head says its date and its licence."""
    return objet({**ENTETE, cle: contenu}, (*ENTETE, cle), **dit)


_FICHE: Forme = {"$ref": "#/$defs/fiche"}


def fiches(site: Site, kind: str) -> Forme:
    """A kind of record in full, under a head."""
    return {**sous_entete(KINDS[kind].file, liste(_FICHE)), "$defs": definitions(site, kind)}


def fiches_seules(site: Site, kind: str) -> Forme:
    """The same records without a head."""
    return {**liste(_FICHE), "$defs": definitions(site, kind)}


def definitions(site: Site, kind: str) -> dict[str, Forme]:
    """A record of a kind as `fiche`, and the groups of keys that it holds."""
    model = KINDS[kind].model
    record = _groupe(model.model_json_schema(), site.records.vocabulary, cles(model))
    fields = record["properties"]
    fields |= {c.colonne.nom: fields.get(c.colonne.nom, {}) | colonne(c.colonne) for c in calculees(kind)}
    return {"fiche": record, **groupes(site, kind)}


def vocabulaire(site: Site) -> Forme:
    """The lists whose codes the records write."""
    fields = Terme.model_json_schema()["properties"].items()
    term = {"code": TEXTE, **{name: _sans_defaut(field) for name, field in fields}, "agit": OUI_NON}
    lists = {"type": "object", "additionalProperties": liste({"$ref": "#/$defs/terme"})}
    whole = sous_entete("listes", lists, description="Le nom d’une liste, et ses termes dans l’ordre.")
    return {**whole, "$defs": {"terme": objet(term, ("code", "libelle"))}}


def colonne(column: Colonne) -> dict[str, Any]:
    """What a column of a table holds, as JSON has it."""
    said = {"title": column.titre} | ({"description": column.description} if column.description else {})
    among = {"enum": [*column.parmi]} if column.parmi else {}
    return {**said, **_TYPES.get(column.type, {"type": column.type}), **among}


def groupes(site: Site, kind: str) -> dict[str, Forme]:
    """The groups of keys that the records of a kind hold, by the names under which their fields say them."""
    inside = KINDS[kind].model.model_json_schema().get("$defs", {})
    kept = {name: one for name, one in inside.items() if name != Permise.__name__}
    return {name: _groupe(one, site.records.vocabulary, one["properties"]) for name, one in kept.items()}


def _groupe(schema: Forme, vocabulary: Vocabulary, keys: Iterable[str]) -> dict[str, Any]:
    """A record or a group of keys as `plein` writes it."""
    fields, needed = schema["properties"], schema.get("required", ())
    shown = [key for key in keys if key not in Surveillee.INTERNES]
    always = [key for key in shown if key in needed or fields[key].get("default") not in (None, [])]
    return objet({key: _champ(key, fields[key], vocabulary) for key in shown}, always)


def _champ(name: str, field: Forme, vocabulary: Vocabulary) -> dict[str, Any]:
    if name == "id":
        return {"title": "Identifiant", "description": "Il ne change jamais.", **ID}
    forme = _sans_defaut(field)
    if "items" in forme:  # a list that says nothing is left out
        return {**forme, "items": _valeur(forme["items"], vocabulary), "minItems": 1}
    return _valeur(forme, vocabulary)


def _sans_defaut(field: Forme) -> dict[str, Any]:
    """A field as a file has it: left out where nothing is known, whatever we then suppose."""
    return {key: value for key, value in without_null(dict(field)).items() if key != "default"}


def _valeur(forme: Forme, vocabulary: Vocabulary) -> dict[str, Any]:
    """What stands for one value: a term is one of its list's, a reference the id of a record."""
    said = {key: value for key, value in forme.items() if not key.startswith("x-")}
    if codes := [*vocabulary.codes(name)] if (name := forme.get("x-vocabulary")) else []:
        return {**said, "enum": codes}
    if kind := forme.get("x-reference"):
        return {**said, **(FICHE if kind == "*" else ID)}
    return said


def regles(site: Site, rules: Iterable[Regle]) -> dict[str, Any]:
    """What rules give of an actor: a field that is copied has the shape that it has here."""
    rules = tuple(rules)
    ours = definitions(site, "actors")["fiche"]["properties"]
    shapes = {rule.cible: _dite(rule, rule.forme or ours[rule.champs[0]]) for rule in rules}
    return objet(shapes, [rule.cible for rule in rules if rule.requis])


def _dite(rule: Regle, forme: Forme) -> Forme:
    titles = ", ".join(titres(rule.champs))
    said = {"title": titles} | ({"description": rule.note} if rule.note else {})
    return {**{key: value for key, value in said.items() if value}, **forme}
