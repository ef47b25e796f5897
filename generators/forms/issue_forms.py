"""GitHub's issue forms: a record asked on a web page, without the CMS and without any file.

One form a kind of record, and one to tell a change. What people send comes back as text under the labels
(`generators.forms.issue_reading` reads it), so the labels of a form are all different, and nothing else is.
https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from generators.forms.questions import PREMIERE, Question, asked_in, questions
from generators.records.kinds import FICHES, Kind
from generators.records.models import Surveillee
from generators.records.vocabulary import Vocabulary

FOLDER = ".github/ISSUE_TEMPLATE"
#: The label that starts the workflow; the guide says to create it.
LABEL = "fiche"
CHANGE = ("signalement", "Signaler un changement")
#: What the commune answers, what geocoding fills, and what only a reviewer may write.
#: Who proposes a record is seldom who may confirm it: the team writes that, once it was asked for.
_CONFIRMED = ("verifie_le", "verifie_par")
_ELSEWHERE = frozenset(
    {"code_postal", "code_insee", "latitude", "longitude", *_CONFIRMED, *Surveillee.INTERNES}
)
#: Between the values of one line, when a line is a group of keys.
SEPARATOR = " | "
PROMISE = "Avant d’envoyer"
#: The labels of the form that tells a change.
RECORD, CHANGES, KNOWN_BY, FUNCTION = (
    "Fiche",
    "Ce qui a changé",
    "Comment le savez-vous ?",
    "Votre fonction dans la structure",
)
CHANGE_LABELS = (RECORD, CHANGES, KNOWN_BY, FUNCTION, PROMISE)
_PROMISES = (
    "Je n’ai écrit ni le nom d’un jeune, ni rien qui permette de le reconnaître",
    "Je n’ai écrit ni l’adresse d’un lieu confidentiel, ni des coordonnées personnelles",
)
_PUBLIC = (
    "**Ce que vous écrivez ici est public, et le reste.** Jamais le nom d’un jeune, l’adresse d’un lieu "
    "confidentiel, ni le téléphone ou le courriel d’une personne.\n\n"
    "Une fois envoyé, le formulaire devient une proposition que l’équipe relit ; s’il y a une erreur, la "
    "réponse dit laquelle, et il suffit de corriger."
)
_OPTIONAL = "### Le reste est facultatif\n\nLaissez vide ce que vous ne savez pas : rien n’est inventé."


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a form: where its answer goes (`path`: keys and ranks), its label, and its question."""

    path: tuple[str | int, ...]
    label: str
    question: Question

    @property
    def id(self) -> str:
        """The name by which an address may fill the field in advance."""
        return "-".join(str(part) for part in self.path)


def entries(kind: str) -> tuple[Entry, ...]:
    """The fields of a kind's form, in its order."""
    asked = [question for question in questions(kind) if question.cle not in _ELSEWHERE]
    return tuple(entry for question in asked for entry in _entries(question))


def _entries(question: Question) -> Iterator[Entry]:
    if question.nature != "groupe":
        yield Entry((question.cle,), question.titre, question)
    elif question.obligatoire or not question.plusieurs:
        # A group alone, or the first of several: a field for each of its keys.
        start = (question.cle, 0) if question.plusieurs else (question.cle,)
        for part in asked_in(question):
            needed = part.obligatoire and question.obligatoire
            label = f"{question.titre} : {part.titre.lower()}"
            yield Entry((*start, part.cle), label, replace(part, obligatoire=needed))
    else:
        yield Entry((question.cle,), question.titre, question)


def columns(question: Question) -> tuple[Question, ...]:
    """What one line of a list of groups says, in order."""
    return tuple(part for part in question.questions if part.nature != "groupe")


def forms(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Path in the project → text."""
    made = {f"{FOLDER}/{kind.slug}.yml": _form(kind, vocabulary) for kind in FICHES.values()}
    return made | {f"{FOLDER}/{CHANGE[0]}.yml": _yaml(_change()), f"{FOLDER}/config.yml": _yaml(_CONFIG)}


_CONFIG: dict[str, Any] = {"blank_issues_enabled": True}


def _form(kind: Kind, vocabulary: Vocabulary) -> str:
    listed = [entry for entry in entries(kind.name) if vocabulary.has(entry.question.liste)]
    first = [entry for entry in listed if entry.question.obligatoire or entry.path == (PREMIERE,)]
    rest = [entry for entry in listed if entry not in first]
    body = [
        _markdown(_PUBLIC),
        *(_field(entry, vocabulary) for entry in first),
        _markdown(_OPTIONAL),
        *(_field(entry, vocabulary) for entry in rest),
        _promises(),
    ]
    return _yaml(_head(f"Proposer {kind.asked}", "Une fiche, sans rien installer.") | {"body": body})


def _change() -> dict[str, Any]:
    return _head(CHANGE[1], "Un changement, ou « tout est exact ».") | {
        "body": [
            _markdown(_PUBLIC),
            _input("fiche", RECORD, "Son adresse sur le site, ou son nom.", "actors/la-boussole-nord"),
            _area(
                "changements",
                CHANGES,
                "Ce que dit la fiche, et ce qu’il faut écrire. Rien n’a changé ? Écrivez « tout est exact ».",
                needed=True,
            ),
            _input("source", KNOWN_BY, "Vous y travaillez, vous avez appelé, c’est publié…", ""),
            _input(
                "fonction",
                FUNCTION,
                "Pour « tout est exact » : ce qu’y fait la personne qui confirme, jamais son nom.",
                "direction du service",
            ),
            _promises(),
        ]
    }


def _head(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "description": description, "title": f"{name} : ", "labels": [LABEL]}


def _markdown(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": LiteralScalarString(text)}}


def _input(id_: str, label: str, description: str, placeholder: str) -> dict[str, Any]:
    shown = {"placeholder": placeholder} if placeholder else {}
    return {"type": "input", "id": id_, "attributes": {"label": label, "description": description, **shown}}


def _area(id_: str, label: str, description: str, *, needed: bool) -> dict[str, Any]:
    field = {"type": "textarea", "id": id_, "attributes": {"label": label, "description": description}}
    return field | _validations(needed)


def _validations(needed: bool) -> dict[str, Any]:
    return {"validations": {"required": True}} if needed else {}


def _promises() -> dict[str, Any]:
    options = [{"label": promise, "required": True} for promise in _PROMISES]
    return {"type": "checkboxes", "id": "promesses", "attributes": {"label": PROMISE, "options": options}}


def _field(entry: Entry, vocabulary: Vocabulary) -> dict[str, Any]:
    question = entry.question
    attributes: dict[str, Any] = {"label": entry.label}
    if hint := _hint(question):
        attributes["description"] = hint
    if labels := choices(question, vocabulary):
        attributes |= {"multiple": True} if question.plusieurs else {}
        attributes["options"] = list(labels)
        kind = "dropdown"
    else:
        many = question.plusieurs or question.nature == "texte" or (question.maximum or 0) > 240
        kind = "textarea" if many else "input"
        attributes |= {"placeholder": question.exemple} if question.exemple else {}
    return {"type": kind, "id": entry.id, "attributes": attributes} | _validations(question.obligatoire)


def choices(question: Question, vocabulary: Vocabulary) -> Mapping[str, str]:
    """Label → what the record writes, for a closed list."""
    if question.liste:
        return {term.libelle: code for code, term in vocabulary.lists[question.liste].items()}
    if question.nature == "oui-non":
        return {"Oui": "true", "Non": "false"}
    return {choice: choice for choice in question.choix}


def _hint(question: Question) -> str:
    parts = [question.aide]
    if question.cle == "commune":
        parts = ["Le nom de la commune, ou son code postal : le code INSEE s’en déduit."]
    if question.nature == "groupe":
        names = SEPARATOR.join(part.titre.lower() for part in columns(question))
        parts.append(f"Une ligne par élément : {names}")
    elif question.plusieurs and not question.liste:
        parts.append("Une réponse par ligne.")
    if question.nature == "reference":
        parts.append("Le nom, ou l’identifiant, d’une fiche du site.")
    return " ".join(part if part.endswith((".", "…")) else f"{part}." for part in parts if part)


def _yaml(value: Mapping[str, Any]) -> str:
    writer = YAML()
    writer.width = 10_000
    writer.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    writer.dump(dict(value), text)
    return (
        f"# Fait par « maillage schema » à partir des modèles : ne pas corriger à la main.\n{text.getvalue()}"
    )


def labels_of(kind: str) -> Sequence[str]:
    """The headings under which a filled form comes back."""
    return [*(entry.label for entry in ordered(kind)), PROMISE]


def ordered(kind: str) -> tuple[Entry, ...]:
    """The fields as the form shows them: the required ones first."""
    listed = entries(kind)
    return tuple(sorted(listed, key=lambda e: not (e.question.obligatoire or e.path == (PREMIERE,))))
