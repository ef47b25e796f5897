"""A filled issue form as a record: the file to propose, and what to answer to who filled it.

The answer is Markdown that GitHub shows: all that comes from the form stands inside a fence that it cannot
close, so that it mentions nobody, links nowhere and closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generators.forms.answers import Known
from generators.forms.issue_forms import CHANGES, PROMISE, RECORD, entries
from generators.forms.issue_reading import CHANGE, Filled, Values, changes, read_body, values_of
from generators.forms.questions import LIEU_PRECIS, PREMIERE, file_of, judged, name_fault, name_of, verdict
from generators.records.kinds import FICHES
from generators.records.problems import Problem
from generators.records.reading.files import Found, slug
from generators.records.reading.load import Loaded
from generators.records.reading.source import read
from generators.records.writing import rewritten


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a form gives: a file and its content when it holds, and the answer in Markdown."""

    file: Found | None
    content: bytes
    answer: str


@dataclass(frozen=True, slots=True)
class House:
    """What a form is judged against."""

    loaded: Loaded
    known: Known
    data: Path
    root: Path
    today: date


def proposal(body: str, house: House) -> Proposal:
    """The record of a filled form, or why there is none."""
    filled = read_body(body)
    if filled is None:
        return _refused("Ce message n’est pas un formulaire rempli : choisissez-en un dans « New issue ».")
    if filled.kind == CHANGE:
        return _corrected(filled, house)
    values, told = values_of(filled, house.known)
    told = (*_promises(filled), *_doubled(filled), *told, *_missing(filled))
    if told or _betrays(values):
        return _refused(_NOT_YET, told, secret=_betrays(values))
    return _judged(filled.kind, values, house)


_THANKS = (
    "Merci : l’équipe lit ce message, vérifie auprès de la structure, et corrige la fiche. "
    "Rien n’est publié avant.\n"
)
_NOT_YET = (
    "La fiche n’est pas encore écrite. Corrigez le message ci-dessus (« Edit ») : la réponse se refera."
)
_EXPOSED = (
    "**Un lieu confidentiel est décrit ici, et ce message est public.** Effacez l’adresse du message, puis "
    "demandez à l’équipe de supprimer cette demande : GitHub en garde les versions précédentes."
)


def _corrected(filled: Filled, house: House) -> Proposal:
    """The record that a report names, with what it says; only thanks when people must do it all."""
    kind, _, id_ = filled.answer(RECORD).strip("/ ").partition("/")
    file = house.loaded.files.get((kind, id_)) if kind in FICHES else None
    source = house.loaded.sources.get((kind, id_))
    told = (*_promises(filled), *_doubled(filled))
    if file is None or source is None or told:
        return _refused(_NOT_YET, told) if told else Proposal(None, b"", _THANKS)
    asked = changes(kind, filled.answer(CHANGES), house.known)
    if not asked.values:
        return Proposal(None, b"", _THANKS + _listed("À reporter à la main", asked.left))
    before = read(source).value
    values = {key: value for key, value in {**before, **asked.values}.items() if value is not None}
    content = rewritten(source, values, file)
    problems = verdict(content, file, house.loaded, house.known.places, house.today)
    if errors := tuple(problem for problem in problems if problem.severity == "error"):
        return _refused(_NOT_YET, _sentences(kind, errors))
    head = f"{_THANKS}\nLa correction de `{file.house}` est prête à relire.\n"
    return Proposal(file, content, head + _listed("À reporter à la main", asked.left))


def _judged(kind: str, values: Values, house: House) -> Proposal:
    id_ = slug(name_of(kind, values))  # whatever was written for a name or a year
    if fault := name_fault(id_, kind, house.loaded):
        return _refused(
            _NOT_YET, (f"{fault} : dites plutôt ce qui a changé, avec « Signaler un changement »",)
        )
    file = file_of(kind, id_, house.data, house.root)
    content, problems = judged(values, file, house.loaded, house.known.places, house.today)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors:
        return _refused(_NOT_YET, _sentences(kind, errors))
    head = f"La fiche `{file.house}` est prête. L’équipe la relit avant de la publier.\n"
    return Proposal(file, content, head + _listed("À regarder", _sentences(kind, problems)))


def _refused(sentence: str, told: Sequence[str] = (), *, secret: bool = False) -> Proposal:
    warning = f"{_EXPOSED}\n\n" if secret else ""
    return Proposal(None, b"", f"{warning}{sentence}\n{_listed('À corriger', told)}")


def _promises(filled: Filled) -> tuple[str, ...]:
    unticked = re.findall(r"^- \[ \] (.+)$", filled.answer(PROMISE), flags=re.MULTILINE)
    return (f"{PROMISE} : cochez chaque case",) if unticked else ()


def _doubled(filled: Filled) -> tuple[str, ...]:
    return tuple(
        f"{label} : ce titre vient deux fois, retirez le second de votre texte" for label in filled.doubled
    )


def _missing(filled: Filled) -> tuple[str, ...]:
    needed = (entry.label for entry in entries(filled.kind) if entry.question.obligatoire)
    return tuple(f"{label} : une réponse est nécessaire" for label in needed if not filled.answer(label))


def _betrays(values: Values) -> bool:
    return values.get(PREMIERE) == "true" and any(key in values for key in LIEU_PRECIS)


def _sentences(kind: str, problems: Sequence[Problem]) -> tuple[str, ...]:
    labels = {".".join(map(str, entry.path)): entry.label for entry in entries(kind)}
    return tuple(_sentence(problem, labels) for problem in problems)


def _sentence(problem: Problem, labels: Mapping[str, str]) -> str:
    key = problem.field
    label = labels.get(key) or labels.get(key.partition(".")[0]) or key
    remedy = f"\n  → {problem.hint}" if problem.hint else ""
    return f"{label} : {problem.message}{remedy}" if label else f"{problem.message}{remedy}"


def _listed(title: str, told: Sequence[str]) -> str:
    if not told:
        return ""
    text = "\n".join(f"- {sentence}" for sentence in told)
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n{title} :\n\n{fence}text\n{text}\n{fence}\n"
