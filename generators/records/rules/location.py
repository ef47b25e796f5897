"""Where a record stands: the commune, its INSEE code, its postcode, its département and its position agree.

What decides is the table of communes in data/reference/ (Etalab, Licence Ouverte).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from generators.records.models import Implantation
from generators.records.places import Commune, Places, name_key
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.rules.countries import COUNTRIES

#: The widest communes of France reach this far from their centre; a wrong commune is mostly further.
MAX_KM = 40
_EARTH_KM = 6371.0


def _place(subject: Subject) -> Implantation | None:
    """The record's place, when it has one to show."""
    record = subject.record
    shown = isinstance(record, Implantation) and not record.adresse_confidentielle
    return record if shown else None  # type: ignore[return-value]


def insee_known(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if place and place.code_insee and place.code_insee not in context.places.communes:
        choice = _codes_of(place, context.places)
        yield Finding(
            ("code_insee",),
            f"« {place.code_insee} » n’est le code INSEE d’aucune commune d’aujourd’hui",
            choice or "cherchez-le sur le site de l’INSEE : la commune a pu changer de code en fusionnant",
        )


def insee_of_the_commune(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    commune = context.places.communes.get(place.code_insee or "") if place else None
    if not place or not commune or not place.commune or _named(place.commune, commune, context.places):
        return
    hint = _codes_of(place, context.places) or f"écrivez commune: {commune.nom}, ou corrigez le code"
    yield Finding(
        ("code_insee",),
        f"« {commune.code} » est le code INSEE de {commune.nom}, pas de {place.commune}",
        hint,
    )


def _named(text: str, commune: Commune, places: Places) -> bool:
    """True when `text` names the commune, its arrondissement, or adds CEDEX to it."""
    key = name_key(re.sub(r"\s+cedex.*", "", text, flags=re.IGNORECASE))
    parent = places.communes.get(commune.parent or "")
    names = {name_key(commune.nom)} | ({name_key(parent.nom)} if parent else set())
    return key in names or bool(re.fullmatch(rf"{re.escape(name_key(commune.nom))} \d+", key))


def commune_known(subject: Subject, context: Context) -> Iterator[Finding]:
    """A commune without its code has no département: say the code to add."""
    place = _place(subject)
    if not place or not place.commune or place.code_insee or place.pays:
        return
    if choice := _codes_of(place, context.places):
        yield warning(
            ("commune",), f"le code INSEE de {place.commune} manque : il donne le département", choice
        )
        return
    close = context.places.close_names(place.commune, place.departement)
    hint = f"écrivez {' ou '.join(close)}" if close else "écrivez son nom officiel, et ajoutez code_insee"
    yield Finding(("commune",), f"« {place.commune} » n’est le nom d’aucune commune", hint)


def _codes_of(place: Implantation, places: Places) -> str:
    """« ajoutez code_insee: 59183 », for the communes of this name, the postcode's first."""
    named = places.find(place.commune, place.departement) if place.commune else ()
    with_postcode = tuple(commune for commune in named if place.code_postal in commune.codes_postaux)
    found = (with_postcode or named)[:4]
    codes = " ou ".join(f"{commune.code} ({commune.nom}, {commune.departement})" for commune in found)
    return f"écrivez code_insee: {codes}" if codes else ""


def postcode_of_the_commune(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if not place or not place.code_postal or place.pays:
        return
    commune = context.places.communes.get(place.code_insee or "")
    served = context.places.by_postcode(place.code_postal)
    if not commune or place.code_postal in commune.codes_postaux:
        return
    if commune.departement not in context.places.departements_of_postcode(place.code_postal):
        yield Finding(
            ("code_postal",),
            f"le code postal {place.code_postal} n’est pas celui de {commune.nom} ({commune.departement})",
            _postcodes(commune),
        )
    elif served:
        names = ", ".join(other.nom for other in served[:3])
        yield warning(
            ("code_postal",), f"{place.code_postal} est le code postal de {names}", _postcodes(commune)
        )


def _postcodes(commune: Commune) -> str:
    return f"{commune.nom} a pour code postal {' ou '.join(commune.codes_postaux[:5])}"


def postcode_with_commune(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if place and (place.code_postal or place.adresse) and not place.commune:
        name = "code_postal" if place.code_postal else "adresse"
        yield warning((name,), "la commune manque", "ajoutez commune et code_insee")


def departement_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    record = subject.record
    if not isinstance(record, Implantation) or not record.departement:
        return
    if record.departement not in context.places.departements:
        codes = [code for code in context.places.departements if code.endswith(record.departement[-1])][:4]
        yield Finding(
            ("departement",),
            f"« {record.departement} » n’est le code d’aucun département",
            f"écrivez par exemple {', '.join(codes)}",
        )
        return
    said = context.places.departement_of_insee(record.code_insee or "")
    if said and said != record.departement:
        yield Finding(
            ("departement",),
            f"le code INSEE {record.code_insee} est dans le {said}, pas dans le {record.departement}",
            "retirez departement si le code INSEE est juste",
        )
    elif said:
        yield warning(
            ("departement",), "le code INSEE dit déjà le département", "retirez la ligne departement"
        )


def country_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    record = subject.record
    if not isinstance(record, Implantation) or not record.pays:
        return
    if record.pays not in COUNTRIES:
        yield Finding(
            ("pays",), f"« {record.pays} » n’est le code d’aucun pays", "écrivez par exemple BE, CH ou CA"
        )
    elif record.pays == "FR" or record.code_insee or record.departement:
        yield Finding(("pays",), "le pays ne s’écrit que hors de France", "retirez la ligne pays")


def position_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    place = _place(subject)
    if not place:
        return
    if (place.latitude is None) != (place.longitude is None):
        present, absent = ("latitude", "longitude") if place.longitude is None else ("longitude", "latitude")
        yield Finding((present,), f"la {present} est donnée sans la {absent}", "donnez les deux, ou aucune")
        return
    commune = context.places.communes.get(place.code_insee or "")
    if place.latitude is not None and place.longitude is not None and commune:
        yield from _far(place.latitude, place.longitude, commune)


def _far(latitude: float, longitude: float, commune: Commune) -> Iterator[Finding]:
    away = kilometres(latitude, longitude, commune)
    if away <= MAX_KM:
        return
    swapped = kilometres(longitude, latitude, commune) <= MAX_KM
    yield Finding(
        ("latitude",),
        f"ce point est à {away:.0f} km de {commune.nom}",
        "latitude et longitude sont échangées" if swapped else "vérifiez les deux nombres, ou retirez-les",
    )


def kilometres(latitude: float, longitude: float, commune: Commune) -> float:
    """The great-circle distance between a point and a commune (haversine)."""
    a, b = radians(latitude), radians(commune.latitude)
    half_lat, half_lon = (b - a) / 2, radians(commune.longitude - longitude) / 2
    return 2 * _EARTH_KM * asin(sqrt(sin(half_lat) ** 2 + cos(a) * cos(b) * sin(half_lon) ** 2))


_KINDS = ("actors", "events")
RULES = (
    Rule("insee-inconnu", insee_known, _KINDS),
    Rule("insee-d-une-autre-commune", insee_of_the_commune, _KINDS),
    Rule("commune-sans-insee", commune_known, _KINDS),
    Rule("code-postal-d-une-autre-commune", postcode_of_the_commune, _KINDS),
    Rule("commune-manquante", postcode_with_commune, _KINDS),
    Rule("departement", departement_agrees, _KINDS),
    Rule("pays", country_agrees, _KINDS),
    Rule("position", position_agrees, _KINDS),
)
