"""What people write in a cell, as values of our fields; what is not understood stays out, verbatim.

A value is text, or a list of texts, as a record's file holds it. A cell that says that nothing is known
(« - », « néant », « NC ») gives nothing, and leaves nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, Final, get_args, get_origin

from pydantic import TypeAdapter
from pydantic_core import ValidationError

from generators.intake.phones import numbers
from generators.intake.reading import Context, Reading
from generators.intake.table import Cell, parted
from generators.intake.terms import terms
from generators.intake.titles import PERSONNE, meanings
from generators.intake.where import Where, postcode, where
from generators.intake.zones import zones
from generators.records.models import Acteur
from generators.records.models.fields import list_of, written_as
from generators.records.secrecy import says_hidden
from generators.words.ages import Ages, ages
from generators.words.spoken_hours import spoken
from generators.words.wording import fold, majuscule

__all__ = ["PERSONNE", "Context", "Reading", "meanings", "reader_for", "unknown_terms"]

Reader = Callable[[str, Context], Reading]

_NOTHING: Final = frozenset(
    (
        "", "nc", "n c", "na", "n a", "neant", "non renseigne", "non renseignee", "non communique", "inconnu",
        "ras",        "a completer", "a renseigner", "sans objet", "so", "s o", "aucun", "aucune", "null",
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
_MAILBOX: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AT: Final = re.compile(
    r"\s*(?:\[\s*(?:at|arobase|@)\s*\]|\(\s*(?:at|arobase|@)\s*\)|\s@\s)\s*", re.IGNORECASE
)
_SITE: Final = re.compile(
    r"(?:https?\s?[:/]+\s?)?(?:[\w-]+\.)+[a-zà-ÿ]{2,}(?::\d+)?(?:[/?#][^\s<>«»\"]*)?", re.IGNORECASE
)
_NETWORKS: Final = re.compile(
    r"//(?:[\w-]+\.)*(?:facebook|instagram|linkedin|twitter|x|tiktok|snapchat)\.com", re.I
)
_STREET: Final = re.compile(r"^(?P<street>.*?)[\s,;–-]*\b(?P<place>(?:F-)?\d{2}\s?\d{3}\s+\D.*)$", re.DOTALL)
_BOX: Final = re.compile(r"\b(?:BP|CS|TSA)\s?\d+\b", re.IGNORECASE)


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
    if _plural(field):
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
    line = _line(text)
    return Reading({**values, key: line}) if len(line) <= _LINE else Reading(values, text)


# Places


def _place(text: str, context: Context) -> Reading:
    found = where(text, context.places)
    return Reading(_placed(found)) if found else Reading(left=text)


def _placed(found: Where) -> dict[str, object]:
    values: dict[str, object] = {"code_postal": found.postcode} if found.postcode else {}
    if found.commune:
        values |= {"commune": found.commune.nom, "code_insee": found.commune.code}
    return values


def _postcode(text: str, context: Context) -> Reading:
    code = postcode(text, context.places)
    return Reading({"code_postal": code}) if code else _place(text, context)


def _address(text: str, context: Context) -> Reading:
    """A street, with its commune after it or not; boxes and buildings apart."""
    if "confidentiel" in fold(text):
        return Reading({"adresse_confidentielle": "true"})
    found = _STREET.match(text)
    place = where(found["place"], context.places) if found else None
    street = found["street"] if found and place else text
    box = _BOX.search(street)
    street = _line(f"{street[: box.start()]} {street[box.end() :]}" if box else street).strip(" ,;–-")
    values = {"adresse": street, "complement_adresse": box[0] if box else ""}
    left = text if found and place is None else ""
    kept = {key: value for key, value in values.items() if value and len(value) <= _LINE and not left}
    return Reading(
        {**kept, **(_placed(place) if place else {})}, left or ("" if len(street) <= _LINE else text)
    )


def _departement(text: str, context: Context) -> Reading:
    """One is where a structure stands; several, a region or the country are what it covers."""
    found, left = zones(text, context.places)
    if left or not found:
        return Reading(left=text)
    level, _, code = found[0].partition(":")
    if len(found) == 1 and level == "departement":
        return Reading({"departement": code})
    return Reading({"zone_eligibilite": list(found)})


def _zones(text: str, context: Context) -> Reading:
    found, left = zones(text, context.places)
    return Reading({"zone_eligibilite": list(found)} if found else {}, "; ".join(left))


def _country(text: str, context: Context) -> Reading:
    key = fold(text)
    if key in ("france", "fr"):
        return Reading()
    every = context.places.countries.values()
    code = next((item.code for item in every if key in (fold(item.nom), item.code.lower())), None)
    return Reading({"pays": code}) if code else Reading(left=text)


def _hidden(text: str, _: Context) -> Reading:
    """In doubt a place is secret."""
    return Reading({"adresse_confidentielle": "true"} if says_hidden(text) else {})


def _degrees(field: str, text: str, context: Context) -> Reading:
    return _typed(field, text.replace(",", ".").replace("°", " ").strip(), context)


# Contacts


def _phone(text: str, _: Context) -> Reading:
    found = numbers(text)
    return Reading({"telephone": str(found.first)} if found.first else {}, "; ".join(found.left))


def _mailbox(text: str, _: Context) -> Reading:
    said = _AT.sub("@", re.sub(r"(?i)mailto:", "", text))
    found = [*dict.fromkeys(match[0].rstrip(".") for match in _MAILBOX.finditer(said))]
    sound = [box for box in found if _sound("courriel", box)]
    rest = _without(said, found, "ou", "et", "mail", "courriel", "e mail", "email")
    left = [*(box for box in found if box not in sound[:1]), *([rest] if rest else [])]
    return Reading({"courriel": sound[0]} if sound else {}, "; ".join(left))


def _site(text: str, _: Context) -> Reading:
    """The first address, whole: « www.exemple.fr » gets its https://; a page of a social network is none."""
    found = [match[0].rstrip(".,;)") for match in _SITE.finditer(_MAILBOX.sub(" ", text))]
    whole = {written: _address_of(written) for written in found}
    sound = [w for w, url in whole.items() if _sound("site_web", url) and not _NETWORKS.search(url)]
    rest = _without(text, found, "ou", "et", "site", "web", "internet", "site web", "site internet")
    left = [*(written for written in found if written not in sound[:1]), *([rest] if rest else [])]
    return Reading({"site_web": whole[sound[0]]} if sound else {}, "; ".join(left))


def _address_of(written: str) -> str:
    scheme = re.match(r"(https?)\s?[:/]+\s?", written, re.IGNORECASE)
    bare = written[scheme.end() :] if scheme else written
    host, slash, path = bare.partition("/")
    return f"{scheme[1].lower() if scheme else 'https'}://{host.lower()}{slash}{path}"


def _without(text: str, found: Iterable[str], *plain: str) -> str:
    """What else a text says, when it says something."""
    for each in found:
        text = text.replace(each, " ")
    rest = _line(text).strip(" ,;/|:–-<>()")
    return "" if fold(rest) in ("", *plain) else rest


def _contact(text: str, context: Context) -> Reading:
    """Numbers, mailboxes and sites in one cell; the words between them stay out."""
    said = _AT.sub("@", text)
    boxes = _MAILBOX.findall(said)
    rest = _MAILBOX.sub("\n", said)
    sites = [match[0] for match in _SITE.finditer(rest) if re.search(r"[a-z]{2}", match[0], re.IGNORECASE)]
    rest = _SITE.sub("\n", rest)
    reads = [
        *([_mailbox(" ; ".join(boxes), context)] if boxes else []),
        *([_site(" ; ".join(sites), context)] if sites else []),
        *([_phone(rest, context)] if fold(rest) else []),
    ]
    values = {key: value for read in reads for key, value in read.values.items()}
    return Reading(values, "; ".join(read.left for read in reads if read.left))


# Hours, texts, lists


def _hours(text: str, _: Context) -> Reading:
    found = spoken(text)
    values: dict[str, object] = {"horaires_accueil": found.notation} if found.notation else {}
    return Reading(
        {**values, "horaires_precisions": majuscule(found.beside)} if found.beside else values, found.left
    )


def _notation(text: str, context: Context) -> Reading:
    return Reading({"horaires_accueil": text}) if _sound("horaires_accueil", text) else _hours(text, context)


def _described(text: str, _: Context) -> Reading:
    """A short text is what one reads first; a longer one the presentation."""
    line = _line(text)
    if "\n" not in text.strip() and len(line) <= _SUMMARY:
        return Reading({"resume": line})
    return Reading({"presentation": text}) if _sound("presentation", text) else Reading(left=text)


def _number(field: str, text: str, _: Context) -> Reading:
    found = re.fullmatch(r"\D{0,24}?(\d{1,4})(?:[.,]0+)?\s*(?:ans?|places?|lits?)?\.?", text, re.IGNORECASE)
    return Reading({field: str(int(found[1]))}) if found else Reading(left=text)


def _siret(text: str, context: Context) -> Reading:
    return _typed("siret", re.sub(r"[\s.\-]", "", text), context)


def _nobody(_: str, __: Context) -> Reading:
    """A person's name is neither kept nor told."""
    return Reading()


def _typed(field: str, text: str, _: Context) -> Reading:
    """A value that the model of the field takes; a list, parted by lines, bars, semicolons or bullets."""
    if written_as(Acteur.model_fields[field]) == "groupe":
        groups = _groups(text)
        sound = groups and all(_sound(field, group) for group in groups)
        return Reading({field: groups}) if sound else Reading(left=text)
    if _plural(field):
        commas = "," if field == "mots_cles" else ""
        parts = [part for line in parted(text) for part in re.split(rf"[\n;•{commas}]|^\s*[-–]\s", line)]
        items = [_line(part).strip(" -–") for part in parts]
        kept = [item for item in items if item and _sound(field, item)]
        return Reading({field: kept} if kept else {}, "; ".join(i for i in items if i and i not in kept))
    value = text if written_as(Acteur.model_fields[field]) == "texte" else _line(text)
    return Reading({field: value}) if _sound(field, value) else Reading(left=text)


def _groups(text: str) -> list[object]:
    """The groups of keys of a list in JSON, as our own export writes one in a cell."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _line(text: str) -> str:
    return " ".join(text.split())


def _plural(field: str) -> bool:
    return get_origin(Acteur.model_fields[field].annotation) is tuple


def _sound(field: str, value: object) -> bool:
    try:
        _adapter(field).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(field: str) -> TypeAdapter[Any]:
    info = Acteur.model_fields[field]
    kept = get_args(info.annotation)[0] if _plural(field) else info.rebuild_annotation()
    return TypeAdapter(kept)


_READERS: Final[Mapping[str, Reader]] = {
    "lieu": _place,
    "commune": _place,
    "code_postal": _postcode,
    "adresse": _address,
    "departement": _departement,
    "zone_eligibilite": _zones,
    "pays": _country,
    "adresse_confidentielle": _hidden,
    "latitude": partial(_degrees, "latitude"),
    "longitude": partial(_degrees, "longitude"),
    "telephone": _phone,
    "courriel": _mailbox,
    "site_web": _site,
    "contact": _contact,
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
    PERSONNE: _nobody,
}
