"""A filled issue form as a record: the file to propose, and what to answer to who filled it.

The answer is Markdown that GitHub shows: all that comes from the form stands inside a fence that it cannot
close, so that it mentions nobody, links nowhere and closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generators.forms.answers import Known
from generators.forms.issue_forms import CHANGE as CHANGE_FORM
from generators.forms.issue_forms import CHANGES, FUNCTION, PROMISE, RECORD, entries
from generators.forms.issue_reading import (
    CHANGE,
    Changes,
    Filled,
    Values,
    changes,
    named,
    read_back,
    read_body,
    values_of,
)
from generators.forms.questions import (
    PREMIERE,
    Question,
    file_of,
    judged,
    name_fault,
    name_of,
    questions,
    verdict,
)
from generators.records.kinds import FICHES
from generators.records.problems import Problem
from generators.records.reading.files import Found, slug
from generators.records.reading.load import Loaded
from generators.records.reading.source import read
from generators.records.rules.contacts import mobiles
from generators.records.secrecy import hides, says_hidden
from generators.records.values.types import FAUX
from generators.records.writing import rewritten
from generators.words.assent import assents, with_function
from generators.words.seen import readings
from generators.words.wording import liste


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
    told = (*_promises(filled), *_doubled(filled), *_missing(filled), *unclear)
    return _judged(filled, values, told, house)


_THANKS = (
    "Merci : l’équipe lit ce message, vérifie auprès de la structure, et corrige la fiche. "
    "Rien n’est publié avant.\n"
)
_NOT_YET = (
    "La fiche n’est pas encore écrite. Corrigez le message ci-dessus (« Edit ») : la réponse se refera."
)
_WHOSE = "Un numéro de mobile : retirez-le, ou dites qu’il est celui du service"
_ERASE = (
    "1. Corrigez le message : « … », puis « Edit ».\n"
    "2. GitHub garde les versions d’avant : à côté de la date, ouvrez « edited », choisissez chaque version, "
    "puis « Options » et « Delete revision from history ».\n"
    "3. Sans ce menu, demandez tout de suite à l’équipe de supprimer cette demande.\n\n"
)
_OF_SOMEBODY = "le numéro, l’adresse ou le nom d’une personne"
_OF_A_PLACE = "ce qui dit où est le lieu confidentiel"
#: Stands for a name that a new record can't bear, while the rest of the form is judged.
_NAMELESS = "fiche-sans-nom"


def _exposed(*, place: bool, person: bool) -> str:
    """What to take away from a message that anyone reads, and how to take it from its history too."""
    told = [what for what, found in ((_OF_SOMEBODY, person), (_OF_A_PLACE, place)) if found]
    return f"**Ce message est public : supprimez-en {liste(told, 'et')}.**\n\n{_ERASE}" if told else ""


def _corrected(filled: Filled, house: House) -> Proposal:
    """The record that a report names, with what it says; only thanks when people must do it all."""
    kind, _, id_ = filled.answer(RECORD).strip("/ ").partition("/")
    file = house.loaded.files.get((kind, id_)) if kind in FICHES else None
    source = house.loaded.sources.get((kind, id_))
    told = (*_promises(filled), *_doubled(filled))
    if file is None or source is None or told:
        return _refused(_NOT_YET, told) if told else Proposal(None, b"", _THANKS)
    before = read(source).value
    function, text = with_function(filled.answer(CHANGES))
    function = filled.answer(FUNCTION) or function
    if assents(text):
        if not function:
            return _refused(_NOT_YET, (f"{FUNCTION} : dites-la, pour que la fiche soit confirmée",))
        asked = Changes({"verifie_le": house.today.isoformat(), "verifie_par": function.strip()}, ())
    else:
        asked = changes(kind, text, house.known, before)
    secret, mobile = (
        hides(before),
        _mobile(filled, asked.values, source + _of_service(before, asked.values)),
    )
    left = tuple(named(kind, each) for each in asked.left) if secret or mobile else asked.left
    head = _exposed(place=bool(secret and left), person=mobile) + _THANKS
    if not asked.values:
        return Proposal(None, b"", head + _listed("À reporter à la main", left))
    values = {key: value for key, value in {**before, **asked.values}.items() if value is not None}
    content = rewritten(source, values, file)
    problems = verdict(content, file, house.loaded, house.known.places, house.today)
    if errors := tuple(problem for problem in problems if problem.severity == "error"):
        alarm = _exposed(place=secret, person=mobile or _personal(errors))
        return _refused(_NOT_YET, _sentences(kind, errors, secret), alarm)
    what = "confirmation" if "verifie_par" in asked.values else "correction"
    ready = f"{head}\nLa {what} de `{file.house}` est prête à relire.\n"
    return Proposal(file, content, ready + _listed("À reporter à la main", left))


def _judged(filled: Filled, values: Values, told: tuple[str, ...], house: House) -> Proposal:
    """The record, or all that is wrong with it at once; `told` is what the form itself lacks."""
    kind, secret = filled.kind, _confidential(filled)
    id_ = slug(name_of(kind, values))  # whatever was written for a name or a year
    if values and (fault := name_fault(id_, kind, house.loaded)):
        if id_:
            told += (f"{fault} : dites plutôt ce qui a changé, avec « {CHANGE_FORM[1]} »",)
        id_ = _NAMELESS
    file = file_of(kind, id_, house.data, house.root)
    content, problems, errors = _problems(values, file, house)
    mobile = _mobile(filled, values)
    if told or errors or mobile:
        asked = {sentence.partition(" : ")[0] for sentence in told}
        more = [one for one in _sentences(kind, errors, secret) if one.partition(" : ")[0] not in asked]
        sentences = tuple(dict.fromkeys((*_told(told, secret), *more))) or (_WHOSE,)
        alarm = _exposed(place=secret and bool(more or values), person=mobile or _personal(errors))
        return _refused(_NOT_YET, sentences, alarm)
    head = f"La fiche `{file.house}` est prête. L’équipe la relit avant de la publier.\n"
    said = () if secret else tuple(read_back(filled, values, house.known))
    notes = _listed("Compris", said) + _listed("À regarder", _sentences(kind, problems, secret))
    return Proposal(file, content, head + notes)


def _problems(
    values: Values, file: Found, house: House
) -> tuple[bytes, tuple[Problem, ...], tuple[Problem, ...]]:
    """The file, all that `check` will say of it, and its errors.

    Rules read a sound record only: what no model takes is told, set aside, and the rest is judged as well.
    """
    content, problems = judged(values, file, house.loaded, house.known.places, house.today)
    errors = _errors(problems)
    if house.loaded.with_record(file, content)[0] is None:
        wrong = {error.field.partition(".")[0] for error in errors}
        sound = {key: value for key, value in values.items() if key not in wrong}
        filled = {**sound, **_fillers(file.kind, {*sound}, house)}
        _, more = judged(filled, file, house.loaded, house.known.places, house.today)
        told = {key for key in filled if key not in sound} | wrong
        errors += tuple(one for one in _errors(more) if one.field.partition(".")[0] not in told)
    return content, problems, errors


def _errors(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == "error")


def _fillers(kind: str, written: Collection[str], house: House) -> Values:
    """Something sound for each required answer that is not there."""
    needed = (asked for asked in questions(kind) if asked.obligatoire and asked.cle not in written)
    return {asked.cle: _filler(asked, house) for asked in needed}


def _filler(asked: Question, house: House) -> Any:  # noqa: ANN401 (as a file writes it)
    if asked.nature == "groupe":
        inside = {part.cle: _filler(part, house) for part in asked.questions if part.obligatoire}
        return [inside] if asked.plusieurs else inside
    if asked.liste:
        return next(iter(house.known.vocabulary.lists[asked.liste]))
    return {"date": "2020", "jour": "2020-01-01", "jour-ou-heure": "2020-01-01"}.get(asked.nature, "Fiche")


def _refused(sentence: str, told: Sequence[str] = (), alarm: str = "") -> Proposal:
    return Proposal(None, b"", f"{alarm}{sentence}\n{_listed('À corriger', told)}")


def _confidential(filled: Filled) -> bool:
    """True unless the form says clearly that no place of the record is confidential."""
    labels = (entry.label for entry in entries(filled.kind) if entry.question.cle == PREMIERE)
    return any(says_hidden(said) for label in labels if (said := filled.answer(label)))


def _of_service(before: Mapping[str, Any], asked: Mapping[str, Any]) -> bytes:
    """The new number of a line that the record says to be the service's."""
    return str(
        asked.get("telephone") if before.get("telephone_de_service") not in (None, *FAUX) else ""
    ).encode()


def _mobile(filled: Filled, values: Mapping[str, Any], known: bytes = b"") -> bool:
    """True when an answer holds a mobile number that nothing says to be a service's."""
    told = (number for text in filled.answers.values() for one in readings(text) for number in mobiles(one))
    lines = [line for line in values.get("lignes", ()) if isinstance(line, dict) and _agreed(line)]
    own = _digits(f"{known.decode('utf-8', 'replace')} {lines}")
    return not _agreed(values) and any(number not in own for number in told)


def _agreed(values: Mapping[str, Any]) -> bool:
    return any(values.get(key) not in (None, *FAUX) for key in ("telephone_de_service", "consentement"))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _personal(errors: Sequence[Problem]) -> bool:
    """True when what is wrong is how somebody is reached, or who."""
    return any(error.field.rpartition(".")[2] in _PERSONAL for error in errors)


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
