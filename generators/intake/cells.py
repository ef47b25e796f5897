"""What people write in a cell, as values of our fields; what is not understood stays out, verbatim.

A value is text, or a list of texts, as a record's file holds it. A cell that says that nothing is known
(« - », « néant », « NC ») gives nothing, and leaves nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from generators.intake import contacts, placing
from generators.intake.reading import Context, Reading
from generators.intake.sound import line, plural, sound
from generators.intake.table import Cell, parted
from generators.intake.terms import terms
from generators.intake.titles import PERSONNE, meanings
from generators.records.models import Acteur
from generators.records.models.fields import list_of, written_as
from generators.records.secrecy import says_hidden
from generators.words import habits
from generators.words.ages import Ages, ages
from generators.words.spoken_hours import spoken
from generators.words.wording import fold, majuscule

__all__ = ["PERSONNE", "Context", "Reading", "meanings", "reader_for", "unknown_terms"]

Reader = Callable[[str, Context], Reading]

_NOTHING: Final = frozenset(
    (
        "", "nc", "n c", "na", "n a", "neant", "non renseigne", "non renseignee", "non communique", "inconnu",
        "ras", "a completer", "a renseigner", "sans objet", "so", "s o", "aucun", "aucune", "null",
        "none", "vide",
    )
)  # fmt: skip
_SUMMARY: Final = 320
_LINE: Final = 240
_CELL: Final = 1_000
_LONGEST: Final = 8_000
#: What is read without a pattern.
_TEXTS: Final = frozenset(("description", "resume", "adresse_confidentielle"))
_OLD: Final = 1000


def reader_for(field: str) -> Reader:
    """How a column of this meaning is read; one that nobody knows is text."""
    if special := _READERS.get(field):
        return partial(_said, special if field in _TEXTS else partial(_short, special))
    if field in Acteur.model_fields:
        listed = list_of(Acteur.model_fields[field])
        return partial(_said, partial(_terms, field, listed) if listed else partial(_typed, field))
    return partial(_said, lambda text, _: Reading({field: text}))


def _said(reader: Reader, text: str, context: Context) -> Reading:
    """The reader's answer, when the cell says something, and no more than somebody reads."""
    if len(text) > _LONGEST:
        return Reading(left=text)
    return Reading() if fold(text) in _NOTHING else reader(text.strip(), context)


def _short(reader: Reader, text: str, context: Context) -> Reading:
    """Of a whole page, no number, no hour is taken: patterns are tried on what is as short as a cell."""
    return reader(text, context) if len(text) <= _CELL else Reading(left=text)


def unknown_terms(cells: Iterable[tuple[str, Cell]], context: Context) -> Iterator[tuple[str, str, str]]:
    """The words of term columns (field, cell) that nothing makes a term: list, word, address."""
    for name, cell in cells:
        field = Acteur.model_fields.get(name)
        listed = list_of(field) if field else None
        if listed and name != "frais" and fold(cell.text) not in _NOTHING:
            text = _aged(cell.text)[1] if name == "publics" else cell.text
            for word in terms(text, listed, context).unknown:
                yield listed, word, cell.address


# Terms


def _terms(field: str, listed: str, text: str, context: Context) -> Reading:
    """One term, or several: of a field that holds one, two different ones are not understood."""
    found = terms(text, listed, context)
    if plural(field):
        return Reading({field: list(found.codes)} if found.codes else {}, "; ".join(found.unknown))
    if len(found.codes) == 1 and not found.unknown:
        return Reading({field: found.codes[0]})
    return Reading(left=text if found.codes or found.unknown else "")


def _publics(text: str, context: Context) -> Reading:
    """« Jeunes 12-25 ans » is a public and two ages."""
    limits, rest = _aged(text)
    found = terms(rest, "publics", context)
    codes = [*found.codes]
    if limits and codes:
        codes = [*_of_ages(limits, codes, found.loose, context)]
    values: dict[str, object] = {"publics": codes} if codes else {}
    return Reading({**values, **(_limits(limits) if limits else {})}, "; ".join(found.unknown))


def _of_ages(limits: Ages, codes: list[str], loose: frozenset[str], context: Context) -> Iterator[str]:
    """The publics of a range of ages: « jeunes » of 18 years and more are those whose description says so."""
    described = context.vocabulary.lists.get("publics", {}).items()
    said = [(code, found) for code, term in described if (found := ages(term.description or ""))]
    within = [code for code, own in said if _meet(limits, own)]
    above = any(_meet(limits, own) and (limits.least or 0) >= (own.least or _OLD) for _, own in said)
    yield from (code for code in codes if not (above and code in loose))
    yield from (code for code in within if code not in codes)


def _meet(limits: Ages, own: Ages) -> bool:
    """Whether two ranges, both ends said, have more than a year in common."""
    if None in (limits.most, own.least, own.most):
        return False
    assert limits.most is not None and own.least is not None and own.most is not None
    return min(limits.most, own.most) > max(limits.least or 0, own.least)


def _aged(text: str) -> tuple[Ages | None, str]:
    found = ages(text)
    return found, found.rest if found else text


def _limits(found: Ages) -> dict[str, object]:
    limits = {"age_min": found.least, "age_max": found.most}
    return {key: str(age) for key, age in limits.items() if age is not None}


def _ages(text: str, _: Context) -> Reading:
    found = ages(text, bare=True)
    if fold(text) in ("tout age", "tous ages", "tous les ages", "sans limite d age", "pas de limite d age"):
        return Reading()
    return Reading(_limits(found), found.rest) if found else Reading(left=text)


def _frais(text: str, context: Context) -> Reading:
    """« Gratuit, sauf les ateliers »: the term, and in words what it does not say."""
    words = re.split(r"[\s,;:.()–-]+", text, maxsplit=1)
    first = terms(words[0], "frais", context).codes
    whole = terms(text, "frais", context)
    if len(whole.codes) == 1 and not whole.unknown:
        return Reading({"frais": whole.codes[0]})
    if fold(text) in ("oui", "non"):
        return Reading(left=text)
    said = {"frais": first[0]} if len(first) == 1 else {}
    return _beside(said, "frais_precisions", text)


def _beside(values: Mapping[str, object], key: str, text: str) -> Reading:
    """The text under a key that takes words, when it is short enough."""
    flat = line(text)
    return Reading({**values, key: flat}) if len(flat) <= _LINE else Reading(values, text)


# Hours, texts, lists


def _hidden(text: str, _: Context) -> Reading:
    """In doubt a place is secret."""
    return Reading({"adresse_confidentielle": "true"} if says_hidden(text) else {})


def _degrees(field: str, text: str, context: Context) -> Reading:
    return _typed(field, text.replace(",", ".").replace("°", " ").strip(), context)


def _hours(text: str, _: Context) -> Reading:
    found = spoken(text)
    values: dict[str, object] = {"horaires_accueil": found.notation} if found.notation else {}
    return Reading(
        {**values, "horaires_precisions": majuscule(found.beside)} if found.beside else values, found.left
    )


def _notation(text: str, context: Context) -> Reading:
    return Reading({"horaires_accueil": text}) if sound("horaires_accueil", text) else _hours(text, context)


def _described(text: str, _: Context) -> Reading:
    """A short text is what one reads first; a longer one the presentation."""
    flat = line(text)
    if "\n" not in text.strip() and len(flat) <= _SUMMARY:
        return Reading({"resume": flat})
    return Reading({"presentation": text}) if sound("presentation", text) else Reading(left=text)


def _number(field: str, text: str, _: Context) -> Reading:
    found = re.fullmatch(r"\D{0,24}?(\d{1,4})(?:[.,]0+)?\s*(?:ans?|places?|lits?)?\.?", text, re.IGNORECASE)
    return Reading({field: str(int(found[1]))}) if found else Reading(left=text)


def _siret(text: str, context: Context) -> Reading:
    return _typed("siret", re.sub(r"[\s.\-]", "", text), context)


def _structure(field: str, text: str, context: Context) -> Reading:
    """A record, by its id or by a name that nobody else has."""
    known = context.structures.get(fold(text))
    return Reading({field: known}) if known else _typed(field, text, context)


def _nobody(_: str, __: Context) -> Reading:
    """A person's name is neither kept nor told."""
    return Reading()


def _link(field: str, text: str, context: Context) -> Reading:
    """A whole address; « www.exemple.fr/orienter » is one."""
    return _typed(field, habits.site(text) or text, context)


def _typed(field: str, text: str, _: Context) -> Reading:
    """A value that the model of the field takes; a list, parted by lines, bars, semicolons or bullets."""
    if written_as(Acteur.model_fields[field]) == "groupe":
        groups = _groups(text)
        whole = groups and all(sound(field, group) for group in groups)
        return Reading({field: groups}) if whole else Reading(left=text)
    if plural(field):
        commas = "," if field == "mots_cles" else ""
        parts = [part for each in parted(text) for part in re.split(rf"[\n;•{commas}]|^\s*[-–]\s", each)]
        items = [line(part).strip(" -–") for part in parts]
        kept = [item for item in items if item and sound(field, item)]
        return Reading({field: kept} if kept else {}, "; ".join(i for i in items if i and i not in kept))
    value = text if written_as(Acteur.model_fields[field]) == "texte" else line(text)
    return Reading({field: value}) if sound(field, value) else Reading(left=text)


def _groups(text: str) -> list[object]:
    """The groups of keys of a list in JSON, as our own export writes one in a cell."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [*map(_said_of, found)] if isinstance(found, list) else []


def _said_of(group: object) -> object:
    """A group without what a file leaves out."""
    if not isinstance(group, dict):
        return group
    return {key: said for key, said in group.items() if said is not False}


_READERS: Final[Mapping[str, Reader]] = {
    "lieu": placing.place,
    "commune": placing.place,
    "code_postal": placing.postcode,
    "adresse": placing.address,
    "departement": placing.departement,
    "zone_eligibilite": placing.territories,
    "pays": placing.country,
    "adresse_confidentielle": _hidden,
    "latitude": partial(_degrees, "latitude"),
    "longitude": partial(_degrees, "longitude"),
    "telephone": contacts.phone,
    "courriel": contacts.mailbox,
    "site_web": contacts.site,
    "lien_mobilisation": partial(_link, "lien_mobilisation"),
    "accessibilite_lieu": partial(_link, "accessibilite_lieu"),
    "contact": contacts.contact,
    "horaires": _hours,
    "horaires_accueil": _notation,
    "publics": _publics,
    "ages": _ages,
    "age_min": partial(_number, "age_min"),
    "age_max": partial(_number, "age_max"),
    "capacite": partial(_number, "capacite"),
    "frais": _frais,
    "description": _described,
    "resume": _described,
    "siret": _siret,
    "porte_par": partial(_structure, "porte_par"),
    PERSONNE: _nobody,
}
