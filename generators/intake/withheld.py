"""What is taken out of a row before any rule sees it: a place that it hides, a mailbox that is somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from generators.intake.proposal import Left, Proposal, dropped, label
from generators.intake.reading import Context
from generators.land.territories import departement_in
from generators.records.models import Implantation
from generators.records.rules import clues
from generators.records.rules.base import words
from generators.words.wording import fold

#: A place is told by so many signs, and within a longer word by so many.
_LEAST: Final = 3
_SHORTEST: Final = 5
_NO_PLACE: Final = re.compile(r"adresse|lieu|oui|non|x|cedex|confidentiel\w*|secret\w*")


def without_place(made: Proposal, context: Context) -> Proposal:
    """The same without its place: the département stays, when it is known."""
    values = dict(made.values)
    code = _departement(values, context)
    needles = [*_needles(made, code, context)]
    for name in Implantation.RETENUS:
        values.pop(name, None)
    cells = dict.fromkeys(made.cells[name] for name in Implantation.RETENUS if name in made.cells)
    why = "le lieu est confidentiel : seul le département est gardé"
    left = [Left(", ".join(cells), label("lieu"), why)] if cells else []
    for name, value in list(values.items()):
        if name not in ("departement", "nom") and _tells(value, needles):
            values.pop(name)
            left.append(
                Left(made.cells.get(name, ""), label(name), "ce texte dit où est un lieu confidentiel")
            )
    blocked = made.blocked.difference(Implantation.RETENUS)
    values["adresse_confidentielle"] = "true"
    if code:
        values["departement"] = code
    why = "son nom dit où est un lieu confidentiel" if _tells(values.get("nom", ""), needles) else ""
    return replace(made, values=values, left=(*made.left, *left), blocked=blocked, why=why)


def _departement(values: Mapping[str, Any], context: Context) -> str | None:
    if said := values.get("departement"):
        return str(said)
    if said := values.get("code_insee"):
        return departement_in(str(said))
    here = context.places.departements_of_postcode(str(values.get("code_postal", "")))
    return here[0] if len(here) == 1 else None


def _needles(made: Proposal, departement: str | None, context: Context) -> Iterator[str]:
    """What would say the place, folded: its street, its commune, its codes, and its cells as they stand."""
    known = context.places.departements.get(departement or "")
    told = {fold(known.nom), known.code.lower(), "france"} if known else {"france"}
    said = [str(made.values.get(name, "")) for name in Implantation.RETENUS]
    addresses = {made.cells[name] for name in Implantation.RETENUS if name in made.cells}
    cells = (cell.text for cell in made.row.cells.values() if cell.address in addresses)
    for text in (*said, *cells):
        needle = " ".join(word for word in fold(text).split() if not _NO_PLACE.fullmatch(word))
        if len(needle) >= _LEAST and needle not in told:
            yield needle


def _tells(value: object, needles: Sequence[str]) -> bool:
    said = f" {fold(str(value))} "
    joined = said.replace(" ", "")
    return any(
        f" {needle} " in said or (len(needle) >= _SHORTEST and needle.replace(" ", "") in joined)
        for needle in needles
    )


def without_somebody(made: Proposal) -> Proposal:
    """The same without a mailbox that may be a person's, unless the sheet says that it is the service's."""
    address = str(made.values.get("courriel", ""))
    if not address or any(made.values.get(name) for name in ("courriel_de_service", "consentement")):
        return made
    about = {
        word
        for key in ("nom", "sigle", "nom_complet", "commune")
        for word in words(str(made.values.get(key, "")))
    }
    if not (clues.names_someone(address, about) or clues.may_name_someone(address, about)):
        return made
    return dropped(
        made, "courriel", "cette boîte est peut-être celle d’une personne, et son accord n’est pas dit"
    )
