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
from typing import Any

from generators.forms.answers import Known
from generators.forms.issue_forms import CHANGES, PROMISE, RECORD, entries
from generators.forms.issue_reading import (
    CHANGE,
    Filled,
    Values,
    changes,
    named,
    read_back,
    read_body,
    values_of,
)
from generators.forms.questions import LIEU_PRECIS, PREMIERE, file_of, judged, name_fault, name_of, verdict
from generators.records.kinds import FICHES
from generators.records.problems import Problem
from generators.records.reading.files import Found, slug
from generators.records.reading.load import Loaded
from generators.records.reading.source import read
from generators.records.secrecy import hides, says_hidden
from generators.records.values.types import FAUX
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
    values, unclear = values_of(filled, house.known)
    told = (*_promises(filled), *_doubled(filled), *_missing(filled))
    secret = _confidential(filled)
    if told or unclear or (secret and _placed(values)):
        return _refused(_NOT_YET, (*told, *_told(unclear, secret)), exposed=secret or _mobile(filled, values))
    return _judged(filled, values, house)


_THANKS = (
    "Merci : l’équipe lit ce message, vérifie auprès de la structure, et corrige la fiche. "
    "Rien n’est publié avant.\n"
)
_NOT_YET = (
    "La fiche n’est pas encore écrite. Corrigez le message ci-dessus (« Edit ») : la réponse se refera."
)
_WHOSE = "Un numéro de mobile : retirez-le, ou dites qu’il est celui du service"
_EXPOSED = (
    "**Ce message est public, et dit peut-être ce qui ne doit pas l’être** : où est un lieu confidentiel, ou "
    "comment joindre une personne. L’effacer ne suffit pas : GitHub en garde les versions précédentes. "
    "Demandez tout de suite à l’équipe de supprimer cette demande, puis faites-en une autre sans ces mots."
)


def _corrected(filled: Filled, house: House) -> Proposal:
    """The record that a report names, with what it says; only thanks when people must do it all."""
    kind, _, id_ = filled.answer(RECORD).strip("/ ").partition("/")
    file = house.loaded.files.get((kind, id_)) if kind in FICHES else None
    source = house.loaded.sources.get((kind, id_))
    told = (*_promises(filled), *_doubled(filled))
    if file is None or source is None or told:
        return _refused(_NOT_YET, told) if told else Proposal(None, b"", _THANKS)
    before = read(source).value
    asked = changes(kind, filled.answer(CHANGES), house.known)
    secret, mobile = (
        hides(before),
        _mobile(filled, asked.values, source + _of_service(before, asked.values)),
    )
    left = tuple(named(kind, each) for each in asked.left) if secret or mobile else asked.left
    head = (f"{_EXPOSED}\n\n" if mobile or (secret and left) else "") + _THANKS
    if not asked.values:
        return Proposal(None, b"", head + _listed("À reporter à la main", left))
    values = {key: value for key, value in {**before, **asked.values}.items() if value is not None}
    content = rewritten(source, values, file)
    problems = verdict(content, file, house.loaded, house.known.places, house.today)
    if errors := tuple(problem for problem in problems if problem.severity == "error"):
        return _refused(_NOT_YET, _sentences(kind, errors, secret), exposed=secret or _personal(errors))
    ready = f"{head}\nLa correction de `{file.house}` est prête à relire.\n"
    return Proposal(file, content, ready + _listed("À reporter à la main", left))


def _judged(filled: Filled, values: Values, house: House) -> Proposal:
    kind, secret = filled.kind, _confidential(filled)
    id_ = slug(name_of(kind, values))  # whatever was written for a name or a year
    if fault := name_fault(id_, kind, house.loaded):
        return _refused(
            _NOT_YET, (f"{fault} : dites plutôt ce qui a changé, avec « Signaler un changement »",)
        )
    file = file_of(kind, id_, house.data, house.root)
    content, problems = judged(values, file, house.loaded, house.known.places, house.today)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    mobile = _mobile(filled, values)
    if errors or mobile:
        told = _sentences(kind, errors, secret) or (_WHOSE,)
        return _refused(_NOT_YET, told, exposed=secret or mobile or _personal(errors))
    head = f"La fiche `{file.house}` est prête. L’équipe la relit avant de la publier.\n"
    said = () if secret else tuple(read_back(filled, values, house.known))
    notes = _listed("Compris", said) + _listed("À regarder", _sentences(kind, problems, secret))
    return Proposal(file, content, head + notes)


def _refused(sentence: str, told: Sequence[str] = (), *, exposed: bool = False) -> Proposal:
    warning = f"{_EXPOSED}\n\n" if exposed else ""
    return Proposal(None, b"", f"{warning}{sentence}\n{_listed('À corriger', told)}")


def _confidential(filled: Filled) -> bool:
    """True unless the form says clearly that no place of the record is confidential."""
    labels = (entry.label for entry in entries(filled.kind) if entry.question.cle == PREMIERE)
    return any(says_hidden(said) for label in labels if (said := filled.answer(label)))


def _placed(values: Values) -> bool:
    return any(key in values for key in LIEU_PRECIS)


def _of_service(before: Mapping[str, Any], asked: Mapping[str, Any]) -> bytes:
    """The new number of a line that the record says to be the service's."""
    return str(
        asked.get("telephone") if before.get("telephone_de_service") not in (None, *FAUX) else ""
    ).encode()


def _mobile(filled: Filled, values: Mapping[str, Any], known: bytes = b"") -> bool:
    """True when an answer holds a mobile number that nothing says to be a service's."""
    agreed = any(values.get(key) not in (None, *FAUX) for key in ("telephone_de_service", "consentement"))
    told = (found[0] for text in filled.answers.values() for found in _MOBILE.finditer(text))
    own = _digits(known.decode("utf-8", "replace"))
    return not agreed and any(_digits(number)[-9:] not in own for number in told)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _personal(errors: Sequence[Problem]) -> bool:
    """True when what is wrong is how somebody is reached, or who."""
    return any(error.field.rpartition(".")[2] in _PERSONAL for error in errors)


_MOBILE = re.compile(
    r"(?<!\d)(?:(?:\+|00)\s?33\s?(?:\(0\))?|\(?0)[\s.\-/\u00a0]*[67]\)?(?:[\s.\-/\u00a0]*\d){8}(?!\d)"
)
#: What a sentence repeats of an answer: between quotes, a number, a mailbox.
_SAID = re.compile(r"(?<=« )[^»]*?(?=\s»)|\+?\d[\d\s.\-/()]{4,}\d|[\w.+-]+@[\w.-]+")
_PERSONAL = ("telephone", "courriel", "verifie_par")


def _told(sentences: Sequence[str], secret: bool) -> tuple[str, ...]:
    """The sentences; of a record that keeps a place to itself, no more than the titles of its fields."""
    if not secret:
        return tuple(sentences)
    return tuple(f"{sentence.partition(' : ')[0]} : à corriger" for sentence in sentences)


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


def _sentences(kind: str, problems: Sequence[Problem], secret: bool) -> tuple[str, ...]:
    labels = {".".join(map(str, entry.path)): entry.label for entry in entries(kind)}
    return _told([_sentence(problem, labels) for problem in problems], secret)


def _sentence(problem: Problem, labels: Mapping[str, str]) -> str:
    key = problem.field
    label = labels.get(key) or labels.get(key.partition(".")[0]) or key
    message = _SAID.sub("…", problem.message) if _personal([problem]) else problem.message
    remedy = f"\n  → {problem.hint}" if problem.hint else ""
    return f"{label} : {message}{remedy}" if label else f"{message}{remedy}"


def _listed(title: str, told: Sequence[str]) -> str:
    if not told:
        return ""
    text = "\n".join(f"- {sentence}" for sentence in told)
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n{title} :\n\n{fence}text\n{text}\n{fence}\n"
