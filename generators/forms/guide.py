"""All that is generated from the models: schemas, issue forms, and the field tables of the guide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generators.forms.issue_forms import forms
from generators.forms.questions import Question, questions_of
from generators.forms.schemas import schemas
from generators.records.kinds import FICHES, KINDS
from generators.records.vocabulary import Vocabulary


def table(kind: str) -> str:
    """The table of a kind of record; the groups' own tables follow it."""
    asked = questions_of(KINDS[kind].model)
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


GUIDE = "CONTRIBUTING.md"


def generated_files(vocabulary: Vocabulary, guide: str) -> Mapping[str, bytes]:
    """Path in the project → content. `guide` is the guide as it stands: only its tables change."""
    files = {f"data/schemas/{name}": text.encode() for name, text in schemas(vocabulary).items()}
    files |= {path: text.encode() for path, text in forms(vocabulary).items()}
    return files | {GUIDE: with_tables(guide).encode()}


def with_tables(guide: str) -> str:
    """The guide with its field tables made again, between their marks."""
    for kind in FICHES:
        mark = f"<!-- champs:{kind} -->"
        folded = f"<details markdown>\n<summary>Tous les champs</summary>\n\n{table(kind)}\n\n</details>"
        pattern = re.escape(mark) + r".*?<!-- fin -->"
        text = f"{mark}\n{folded}\n<!-- fin -->"
        guide = re.sub(pattern, lambda _, text=text: text, guide, flags=re.DOTALL)  # type: ignore[misc]
    return guide
