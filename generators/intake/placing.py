"""Where a structure stands and what it covers, from a cell: commune, street, territory, country."""

from __future__ import annotations

import re
from typing import Final

from generators.intake.reading import Context, Reading
from generators.intake.sound import line
from generators.intake.where import Where, where
from generators.intake.where import postcode as five_digits
from generators.intake.zones import zones
from generators.words.wording import fold

_LINE: Final = 240
_STREET: Final = re.compile(r"^(?P<street>.*?)[\s,;–-]*\b(?P<place>(?:F-)?\d{2}\s?\d{3}\s+\D.*)$", re.DOTALL)
_BOX: Final = re.compile(r"\b(?:BP|CS|TSA)\s?\d+\b", re.IGNORECASE)


def place(text: str, context: Context) -> Reading:
    """A commune, a postcode, or both."""
    found = where(text, context.places)
    return Reading(_placed(found)) if found else Reading(left=text)


def _placed(found: Where) -> dict[str, object]:
    values: dict[str, object] = {"code_postal": found.postcode} if found.postcode else {}
    if found.commune:
        values |= {"commune": found.commune.nom, "code_insee": found.commune.code}
    return values


def postcode(text: str, context: Context) -> Reading:
    """A postcode, with its commune or alone."""
    code = five_digits(text, context.places)
    return Reading({"code_postal": code}) if code else place(text, context)


def address(text: str, context: Context) -> Reading:
    """A street, with its commune after it or not; boxes and buildings apart."""
    if "confidentiel" in fold(text):
        return Reading({"adresse_confidentielle": "true"})
    found = _STREET.match(text)
    here = where(found["place"], context.places) if found else None
    street = found["street"] if found and here else text
    box = _BOX.search(street)
    street = line(f"{street[: box.start()]} {street[box.end() :]}" if box else street).strip(" ,;–-")
    values = {"adresse": street, "complement_adresse": box[0] if box else ""}
    left = text if found and here is None else ""
    kept = {key: value for key, value in values.items() if value and len(value) <= _LINE and not left}
    return Reading(
        {**kept, **(_placed(here) if here else {})}, left or ("" if len(street) <= _LINE else text)
    )


def departement(text: str, context: Context) -> Reading:
    """One is where a structure stands; several, a region or the country are what it covers."""
    found, left = zones(text, context.places)
    if left or not found:
        return Reading(left=text)
    level, _, code = found[0].partition(":")
    if len(found) == 1 and level == "departement":
        return Reading({"departement": code})
    return Reading({"zone_eligibilite": list(found)})


def territories(text: str, context: Context) -> Reading:
    """What a structure covers."""
    found, left = zones(text, context.places)
    return Reading({"zone_eligibilite": list(found)} if found else {}, "; ".join(left))


def country(text: str, context: Context) -> Reading:
    """A country abroad; France says nothing."""
    key = fold(text)
    if key in ("france", "fr"):
        return Reading()
    every = context.places.countries.values()
    code = next((item.code for item in every if key in (fold(item.nom), item.code.lower())), None)
    return Reading({"pays": code}) if code else Reading(left=text)
