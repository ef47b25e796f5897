"""All that is generated: schemas, issue forms, and the guide's tables of fields and of e-mail services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generators.forms.issue_forms import forms
from generators.forms.questions import Question, questions_of
from generators.forms.schemas import schemas
from generators.mail.drafts import Service
from generators.mail.services import SERVICES
from generators.records.identity import IDENTITY, Identite
from generators.records.kinds import FICHES, KINDS
from generators.records.vocabulary import Vocabulary
from generators.words.phrases import liste, majuscule


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
