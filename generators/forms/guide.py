"""What the guide has from the models: the page of every field, the table of the e-mail services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generators.forms.questions import Question, questions_of
from generators.mail.drafts import Service
from generators.mail.services import SERVICES
from generators.records.identity import FILE, TITLE, Identite
from generators.records.kinds import KINDS
from generators.words.wording import liste, majuscule

#: Every field, made whole; and the page whose table of services alone is made.
FIELDS = "docs/guide/champs.md"
LETTER = "docs/guide/lettre.md"
_END = "<!-- fin -->"
_HEAD = """\
# Tous les champs

<!-- Cette page est faite par « maillage schema » : ne la modifiez pas à la main. -->

Chaque tableau suit l’ordre des lignes d’une fiche. La clé est le mot à gauche des deux-points, dans le
fichier ; l’atelier et les formulaires montrent à sa place les premiers mots de la troisième colonne. Seuls
les champs marqués « toujours » sont nécessaires : ce que personne ne dit reste vide. Une clé qui en contient
d’autres a son tableau plus loin, sous son nom.

Un [exemple complet de chaque fiche](exemples.md) montre à quoi tout cela ressemble, et le
[guide](../../CONTRIBUTING.md) dit comment s’en servir."""

Group = tuple[Question, ...]


def fields() -> str:
    """The page of every field: a part for each kind, one for what several share, one for the identity."""
    asked = {kind: questions_of(kind.model) for kind in KINDS.values()}
    groups = {kind: dict(_groups(each, "", set())) for kind, each in asked.items()}
    uses = Counter(group for each in groups.values() for group in each.values())
    shared = {path: group for each in groups.values() for path, group in each.items() if uses[group] > 1}
    parts = [_HEAD]
    for kind, own in groups.items():
        tables = _tables(asked[kind], {path: group for path, group in own.items() if uses[group] == 1})
        parts.append(_part(majuscule(kind.asked), f"Les fichiers de `{kind.home}/`.", tables))
    parts.append(
        _part(
            "Ce que plusieurs fiches ont en commun", "Dans toutes les sortes de fiches.", _tables((), shared)
        )
    )
    identity = questions_of(Identite)
    tables = _tables(identity, dict(_groups(identity, "", set())))
    return "\n\n".join([*parts, _part(TITLE, f"Le fichier `data/{FILE}`.", tables)]) + "\n"


def _part(title: str, where: str, tables: str) -> str:
    folded = f"<details markdown>\n<summary>Ses champs</summary>\n\n{tables}\n\n</details>"
    return f"## {title}\n\n{where}\n\n{folded}"


def _tables(asked: Sequence[Question], groups: Mapping[str, Group]) -> str:
    """The table of a form, and those of its groups of keys, by the path of the key that holds each."""
    under = [f"Sous `{path}` :\n\n{_table(group)}" for path, group in groups.items()]
    return "\n\n".join([_table(asked), *under] if asked else under)


def _groups(asked: Sequence[Question], path: str, seen: set[Group]) -> Iterator[tuple[str, Group]]:
    """The groups of keys, with the path of the key that holds each; each group once."""
    for question in asked:
        if question.questions and question.questions not in seen:
            seen.add(question.questions)
            yield f"{path}{question.cle}", question.questions
            yield from _groups(question.questions, f"{path}{question.cle}.", seen)


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


def services() -> str:
    """The table of the e-mail services that we reach: the keys of their entry, the variables of each."""
    rows = (
        f"| {one.name} | `{one.code}` | {_settings(one)} | {liste(_roles(one.secrets))} |"
        for one in SERVICES
        if one.connect
    )
    head = (
        "| Service | `service` | Clés dans `data/reseau.yml` | Variables d’environnement |\n|---|---|---|---|"
    )
    return "\n".join([head, *rows])


def _settings(service: Service) -> str:
    needed, wished = (
        {key: one.role for key, one in service.settings.items() if one.required is required}
        for required in (True, False)
    )
    parts = [liste(_roles(needed))] if needed else []
    return ", et ".join([*parts, f"si l’on veut {liste(_roles(wished))}"] if wished else parts)


def _roles(named: Mapping[str, str]) -> list[str]:
    return [f"`{name}` ({role})" for name, role in named.items()]


def with_services(page: str) -> str:
    """The page of the letter with its table made again, between its marks."""
    before, mark, rest = page.partition("<!-- services -->")
    return f"{before}{mark}\n\n{services()}\n\n{_END}{rest.partition(_END)[2]}" if mark else page
