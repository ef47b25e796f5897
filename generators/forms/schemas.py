"""All that is generated from the models: JSON Schemas (draft 2020-12), issue forms, pages of the guide.

The schemas are for editors that check YAML while one writes. An editor sees YAML's own types, so a field
whose text looks like a number or a date to YAML (`59140`, `119`) is allowed as such; what the values mean is
for `maillage check` to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from generators.forms.guide import FIELDS, LETTER, fields, with_services
from generators.forms.issue_forms import forms
from generators.records.identity import IDENTITY, TITLE, Identite
from generators.records.kinds import KINDS
from generators.records.models.fields import keys_of
from generators.records.models.shapes import DIALECT, without_null
from generators.records.vocabulary import Vocabulary
from generators.words.wording import majuscule


def schemas(vocabulary: Vocabulary) -> Mapping[str, str]:
    """File name → text of the schema, for every kind of record and for the identity."""
    kinds = {kind.schema: _text(kind.model, majuscule(kind.asked), vocabulary) for kind in KINDS.values()}
    found = kinds | {IDENTITY: _text(Identite, TITLE, vocabulary)}
    return {f"{name}.json": text for name, text in found.items()}


def _text(model: type[BaseModel], title: str, vocabulary: Vocabulary) -> str:
    schema = _translate(model.model_json_schema(), vocabulary)
    # The id is the file's name: it is not written in the file.
    schema["properties"] = {key: schema["properties"][key] for key in keys_of(model)}
    schema["required"] = [field for field in schema["required"] if field != "id"]
    head = {"$schema": DIALECT, "title": title}
    return (
        json.dumps(head | {k: v for k, v in schema.items() if k not in head}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _translate(node: Any, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 (a JSON value)
    """The schema for an editor: terms written out, English titles and nulls gone, YAML's types allowed."""
    if isinstance(node, list):
        return [_translate(item, vocabulary) for item in node]
    if not isinstance(node, dict):
        return node
    node = without_null({k: v for k, v in node.items() if k != "default" or v is not None})
    if name := node.pop("x-vocabulary", None):
        return node | _terms(name, vocabulary)
    if node.pop("x-reference", None):
        node["description"] = node.get("description", "L’identifiant d’une autre fiche.")
    if node.get("type") == "string":
        node["type"] = _yaml_types(node)
    translated = {}
    for key, value in node.items():
        if key in ("properties", "$defs"):
            translated[key] = {name: _translate(each, vocabulary) for name, each in value.items()}
        elif key == "description" and value.isascii():
            continue  # a docstring: for developers, not for the staff
        elif key in ("default", "examples", "enum", "const", "pattern", "required"):
            translated[key] = value
        else:
            translated[key] = _translate(value, vocabulary)
    return translated


def _yaml_types(node: dict[str, Any]) -> str | list[str]:
    """Text, and the number that YAML may see in it: 59140, 119, 2023."""
    if {"format", "enum", "const"} & node.keys():
        return "string"
    pattern = node.get("pattern", "")
    digits = any(re.fullmatch(pattern, sample) for sample in ("59140", "59", "2023", "73282932000074"))
    return ["string", "integer"] if not pattern or digits else "string"


def _terms(name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    terms = vocabulary.lists[name]
    labels = (f"- {code} : {term.libelle}" for code, term in terms.items())
    return {"type": "string", "enum": list(terms), "description": "\n".join(labels)}


def generated_files(vocabulary: Vocabulary, letter: str) -> Mapping[str, bytes]:
    """Path in the project → content. Of `letter`, a page of the guide, only the table changes."""
    files = {f"data/schemas/{name}": text.encode() for name, text in schemas(vocabulary).items()}
    files |= {path: text.encode() for path, text in forms(vocabulary).items()}
    return files | {FIELDS: fields().encode(), LETTER: with_services(letter).encode()}
