"""All that is generated from the models: JSON Schemas (draft 2020-12), issue forms, the guide's tables.

The schemas are for editors that check YAML while one writes. An editor sees YAML's own types, so a field
whose text looks like a number or a date to YAML (`59140`, `119`) is allowed as such; what the values mean is
for `maillage check` to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from generators.forms.issue_forms import forms
from generators.forms.questions import Question, questions_of
from generators.mail.drafts import Service
from generators.mail.services import SERVICES
from generators.records.identity import IDENTITY, TITLE, Identite
from generators.records.kinds import FICHES, KINDS
from generators.records.models.fields import keys_of
from generators.records.vocabulary import Vocabulary
from generators.words.wording import liste, majuscule

DIALECT = "https://json-schema.org/draft/2020-12/schema"


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
    node = _without_null({k: v for k, v in node.items() if k != "default" or v is not None})
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


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    """`anyOf: [X, null]` as X: an absent field is left out, never null."""
    if choices := [c for c in node.get("anyOf", []) if c != {"type": "null"}]:
        rest = {key: value for key, value in node.items() if key != "anyOf"}
        return choices[0] | rest if len(choices) == 1 else rest | {"anyOf": choices}
    return node


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


def table(kind: str) -> str:
    """The table of a kind of record, or of the identity; the groups' own tables follow it."""
    asked = questions_of(Identite if kind == IDENTITY else KINDS[kind].model)
    parts = [_table(asked)]
    parts += [f"Sous `{path}` :\n\n{_table(group)}" for path, group in _groups(asked, "", set())]
    return "\n\n".join(parts)


def _table(asked: Sequence[Question]) -> str:
    head = "| clé | à remplir | ce qu’on y met | exemple |\n|---|---|---|---|"
    return "\n".join([head, *(_row(question) for question in asked)])


def _row(question: Question) -> str:
    words = ". ".join(part.rstrip(".") for part in (question.titre, question.aide) if part)
    if question.liste:
        words += f". Termes de la liste `{question.liste}` du vocabulaire"
    if question.nature == "oui-non":
        words += ". On écrit `true`"
    if question.choix:
        words += ". " + ", ".join(f"`{choice}`" for choice in question.choix)
    example = f"`{question.exemple}`" if question.exemple else ""
    cells = (f"`{question.cle}`", "toujours" if question.obligatoire else "", words, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _groups(
    asked: Sequence[Question], path: str, seen: set[tuple[Question, ...]]
) -> Iterator[tuple[str, tuple[Question, ...]]]:
    """The groups of keys, with the path of the key that holds each; each group once."""
    for question in asked:
        if question.questions and question.questions not in seen:
            seen.add(question.questions)
            yield f"{path}{question.cle}", question.questions
            yield from _groups(question.questions, f"{path}{question.cle}.", seen)


def services() -> str:
    """The table of the e-mail services that we reach: what is typed, and the variables that each needs."""
    rows = (f"| {one.name} | `{one.code}` | {_variables(one)} |" for one in SERVICES if one.connect)
    return "\n".join(["| Service | `--service` | Variables |\n|---|---|---|", *rows])


def _variables(service: Service) -> str:
    needed, wished = (
        [f"`{name}` ({role})" for name, role in some.items()] for some in (service.required, service.optional)
    )
    return liste(needed) + (f", et si l’on veut {liste(wished)}" if wished else "")


GUIDE = "CONTRIBUTING.md"
_END = "<!-- fin -->"


def generated_files(vocabulary: Vocabulary, guide: str) -> Mapping[str, bytes]:
    """Path in the project → content. `guide` is the guide as it stands: only its tables change."""
    files = {f"data/schemas/{name}": text.encode() for name, text in schemas(vocabulary).items()}
    files |= {path: text.encode() for path, text in forms(vocabulary).items()}
    return files | {GUIDE: with_tables(guide).encode()}


def with_tables(guide: str) -> str:
    """The guide with its tables made again, between their marks; a new kind comes after the one before."""
    previous = ""
    for name, kind in FICHES.items():
        mark = f"<!-- champs:{name} -->"
        if mark not in guide and previous and previous in guide:
            title = f"## {majuscule(kind.asked)} : `{kind.home}/`"
            place = guide.index(_END, guide.index(previous)) + len(_END)
            guide = f"{guide[:place]}\n\n{title}\n\n{mark}\n{_END}{guide[place:]}"
        guide, previous = _between(mark, _folded(name), guide), mark
    guide = _between(f"<!-- champs:{IDENTITY} -->", _folded(IDENTITY), guide)
    return _between("<!-- services -->", f"\n{services()}\n", guide)


def _folded(name: str) -> str:
    return f"<details markdown>\n<summary>Tous les champs</summary>\n\n{table(name)}\n\n</details>"


def _between(mark: str, text: str, guide: str) -> str:
    before, found, rest = guide.partition(mark)
    return f"{before}{mark}\n{text}\n{_END}{rest.partition(_END)[2]}" if found else guide
