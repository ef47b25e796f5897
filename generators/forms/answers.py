"""What somebody typed, as a record would write it; or why not, and what was probably meant.

Nothing is asked or printed here. An answer is a value, a refusal with a remedy and perhaps a suggestion, or
several choices between which only the person can tell.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generators.forms.questions import Question
from generators.land.places import Places
from generators.records.vocabulary import Vocabulary
from generators.words import habits
from generators.words.wording import NBSP, fold

Choice = tuple[str, str]  # what the record writes, what the person reads


@dataclass(frozen=True, slots=True)
class Known:
    """What answers may name: the terms, the territories, the records (kind → id → name)."""

    vocabulary: Vocabulary
    places: Places
    names: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an answer can’t be taken; `suggestion` is a value that an empty answer will then accept."""

    message: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """More than one thing has this name."""

    choices: tuple[Choice, ...]


Answer = str | Refused | Several


def choices(question: Question, known: Known) -> tuple[Choice, ...]:
    """The closed list of a question, in its order; empty when there is none."""
    if question.liste:
        terms = known.vocabulary.lists[question.liste]
        return tuple((code, term.libelle) for code, term in terms.items())
    if question.choix:
        return tuple((choice, choice) for choice in question.choix)
    return ()


def split(question: Question, text: str) -> list[str]:
    """The answers typed at once: "1, 3" and "1 3" for a closed list, "75, 92" for départements."""
    numbers = re.fullmatch(r"[\d\s,;]+", text)
    if not question.liste and not (numbers and question.nature == "territoire"):
        return [text]
    return [part.strip() for part in re.split(r"[,;\s]" if numbers else r"[,;]", text) if part.strip()]


def understood(question: Question, text: str, known: Known) -> Answer:
    """One answer to a question, before the model judges its value."""
    text = text.strip()
    match question.nature:
        case "terme" | "choix":
            return _term(question, text, known)
        case "oui-non":
            return _yes_or_no(text)
        case "reference":
            return _reference(question.genre or "", text, known)
        case "territoire":
            return territory(text, known.places)
    if question.cle == "departement":
        return departement(text, known.places)
    if question.cle in _AGES and (both := habits.ages(text)):
        return both[_AGES.index(question.cle)]
    return habits.written(question.nature, text) or text


#: What two ages said at once answer: « de 12 à 25 ans ».
_AGES = ("age_min", "age_max")


def besides(question: Question, text: str) -> Mapping[str, str]:
    """What an answer says to another question of the same form."""
    both = habits.ages(text) if question.cle == _AGES[0] else None
    return {_AGES[1]: both[1]} if both else {}


def told_back(question: Question, text: str, value: str, known: Known) -> str:
    """How an answer was understood, in words; nothing where it is taken as it was typed."""
    if text == value:
        return ""
    if question.nature == "reference":
        return known.names[question.genre or ""].get(value, "")
    if labels := dict(choices(question, known)):
        return labels.get(value, "") if fold(labels.get(value, "")) != fold(text) else ""
    if question.nature == "entier" and (both := besides(question, text)):
        return f"de {value} à {both[_AGES[1]]}{NBSP}ans"
    return habits.said(question.nature, value) if question.nature in habits.NATURES else ""


def _term(question: Question, text: str, known: Known) -> Answer:
    listed = choices(question, known)
    if text.isdigit() and 1 <= int(text) <= len(listed):
        return listed[int(text) - 1][0]
    by_name = {fold(label): code for code, label in listed} | {code: code for code, _ in listed}
    if found := by_name.get(fold(text)) or by_name.get(text):
        return found
    near = difflib.get_close_matches(fold(text), by_name, n=1, cutoff=0.55)
    return Refused(f"« {text} » n’est pas dans la liste", by_name[near[0]] if near else None)


def _yes_or_no(text: str) -> Answer:
    if fold(text) in {"o", "oui", "vrai", "true", "y", "yes"}:
        return "true"
    if fold(text) in {"n", "non", "faux", "false", "no"}:
        return "false"
    return Refused(f"« {text} » n’est ni oui ni non : tapez o ou n")


def _reference(kind: str, text: str, known: Known) -> Answer:
    names = known.names[kind]
    if text in names:
        return text
    wanted = fold(text).split()
    found = [(id_, name) for id_, name in names.items() if all(w in fold(f"{name} {id_}") for w in wanted)]
    exact = [id_ for id_, name in found if fold(name) == fold(text)]
    if len(exact) == 1:
        return exact[0]
    if len(found) == 1:
        (id_, name), *_ = found
        return Refused(f"aucune fiche ne s’appelle « {text} », mais l’une s’appelle « {name} »", id_)
    if found:
        return Several(tuple(found))
    by_name = {fold(name): id_ for id_, name in names.items()} | {id_: id_ for id_ in names}
    near = difflib.get_close_matches(fold(text), by_name, n=1, cutoff=0.6)
    message = f"aucune fiche ne s’appelle « {text} »"
    return Refused(message, by_name[near[0]] if near else None)


def _only(found: Iterable[Choice]) -> str | Several:
    listed = tuple(found)
    return listed[0][0] if len(listed) == 1 else Several(listed)


def departement(text: str, places: Places) -> Answer:
    """A département by its code or its name."""
    code = text.upper().zfill(2)
    if code in places.departements:
        return code
    by_name = {fold(item.nom): item.code for item in places.departements.values()}
    return _by_name(text, by_name, "aucun département ne s’appelle")


def _by_name(text: str, by_name: Mapping[str, str], message: str) -> Answer:
    if found := by_name.get(fold(text)):
        return found
    near = difflib.get_close_matches(fold(text), by_name, n=1, cutoff=0.6)
    return Refused(f"{message} « {text} »", by_name[near[0]] if near else None)


def territory(text: str, places: Places) -> Answer:
    """A zone as the records write it, or by name: "Nord" is a département, "Hauts-de-France" a region."""
    level, code = text.partition(":")[::2]
    if code and level in (tables := _tables(places)):
        return text if code in tables[level] else Refused(f"« {text} » ne désigne aucun territoire")
    if code:
        return text  # a country, or what the model refuses
    wanted = fold(text)
    if wanted in {"toute la france", "france"}:
        return "france"
    found = list(_territories(wanted, text, places))
    if found:
        return _only(found)
    names = {fold(item.nom): f"departement:{item.code}" for item in places.departements.values()}
    names |= {fold(item.nom): f"region:{item.code}" for item in places.regions.values()}
    return _by_name(text, names, "aucun territoire ne s’appelle")


def _tables(places: Places) -> Mapping[str, Mapping[str, object]]:
    return {
        "region": places.regions,
        "departement": places.departements,
        "epci": places.epcis,
        "commune": places.communes,
    }


def _territories(wanted: str, text: str, places: Places) -> Iterator[Choice]:
    for region in places.regions.values():
        if fold(region.nom) == wanted:
            yield f"region:{region.code}", f"la région {region.nom}"
    for item in places.departements.values():
        if fold(item.nom) == wanted or item.code == text.upper():
            yield f"departement:{item.code}", f"le département {item.avec_code}"
    for epci in places.epcis.values():
        if fold(epci.nom) == wanted:
            yield f"epci:{epci.code}", epci.nom
    for commune in places.find(text):
        yield f"commune:{commune.code}", f"la commune {commune.nom} ({commune.departement})"


def commune(text: str, places: Places) -> Answer:
    """The INSEE code of a commune given by its name, its postcode, both, or that code."""
    text = text.strip()
    if text.upper() in places.communes and not places.by_postcode(text):
        return text.upper()
    found = places.by_postcode(text) if re.fullmatch(r"\d{5}", text) else places.called(text)
    if found:
        return _only((item.code, f"{item.nom} ({', '.join(item.codes_postaux[:3])})") for item in found)
    if text.upper() in places.communes:
        return text.upper()
    near = places.close_names(text, limit=1)
    told = f"aucune commune ne s’appelle « {text} »"
    return Refused(told, near[0] if near else None)
