"""Communes and postcodes as people write them: « 6000 NICE », « Lyon 3e », « RENNES CEDEX 7 », « St Ouen ».

A name that several communes bear is nobody's to guess: a postcode or a département beside it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generators.land.places import Places, name_key
from generators.land.territories import Commune
from generators.words.wording import fold

_POSTCODE: Final = re.compile(r"(?<![\d])(?:F[-\s]?)?(\d{2}[\s.]?\d{3}|\d{4}|2[ABab]\d{3})(?:\.0)?(?!\d)")
_CEDEX: Final = re.compile(r"\bcedex\b(?:\s*\d{1,2}\b)?", re.IGNORECASE)
_BESIDE: Final = re.compile(
    r"\(([^()]*)\)|,\s*([^,]+)$|\s[-–]\s*(\d{2,3}|2[AB])$|^(\d{2}|2[AB])\s*[-–]\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Where:
    """What a text says of a place: `commune` is whole, the municipal arrondissement being in its postcode."""

    postcode: str | None = None
    commune: Commune | None = None


def postcode(text: str, places: Places) -> str | None:
    """« 6000 », « 59 000 », « F-59000 », « 59000 CEDEX 9 » as five digits; None for what is no postcode."""
    bare = _CEDEX.sub("", text).strip(" .,")
    found = _POSTCODE.fullmatch(bare)
    return _five(found[1], places) if found else None


def _five(digits: str, places: Places) -> str | None:
    code = re.sub(r"\D", "", digits).zfill(5)
    if digits[:2].upper() in ("2A", "2B"):
        return None
    return code if places.departements_of_postcode(code) else None


def where(text: str, places: Places, departement: str | None = None) -> Where | None:
    """The place of a text; None when it is not understood, or could be several."""
    said = " ".join(text.split()).strip(" ,.;-–")
    code: str | None = None
    if found := _POSTCODE.search(said):
        code = _five(found[1], places)
        if code is None:
            return None
        said = f"{said[: found.start()]} {said[found.end() :]}"
    said, departement = _without_departement(_CEDEX.sub(" ", said), places, departement)
    name = re.sub(r"\s+", " ", said).strip(" ,.;-–/()")
    if not name:
        return Where(code) if code else None
    commune = _commune(name, code, departement, places)
    return Where(code or _of_arrondissement(name, places), commune) if commune else None


def _of_arrondissement(name: str, places: Places) -> str | None:
    """« Lyon 3e » → "69003": the postcode says the arrondissement, which the commune does not."""
    found = [one.codes_postaux for one in communes_named(name, places) if one.parent]
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None


def _without_departement(said: str, places: Places, known: str | None) -> tuple[str, str | None]:
    """« Lille (59) », « Lille, Nord », « 59 - Lille »: the département beside the name."""
    found = _BESIDE.search(said)
    if not found:
        return said, known
    beside = next(group for group in found.groups() if group is not None)
    code = beside.strip().upper().zfill(2)
    if code not in places.departements:
        code = _departements(places).get(fold(beside), "")
    if not code:
        return said, known
    return f"{said[: found.start()]} {said[found.end() :]}", code


@lru_cache(maxsize=4)
def _departements(places: Places) -> Mapping[str, str]:
    return {fold(item.nom): item.code for item in places.departements.values()}


def _commune(name: str, code: str | None, departement: str | None, places: Places) -> Commune | None:
    named = [_whole(one, places) for one in communes_named(name, places)]
    if code is None:
        inside = places.communes_of(departement) if departement else ()
        own = [one for one in named if departement in (None, one.departement)]
        return _only(own) or _only(_longer(name, inside))
    here = {_whole(one, places).code: _whole(one, places) for one in places.by_postcode(code)}
    if here:
        return _only([one for one in named if one.code in here]) or _only(_longer(name, here.values()))
    # A postcode that no commune has is that of a CEDEX: its digits say the département.
    territories = places.departements_of_postcode(code)
    inside = tuple(one for territory in territories for one in places.communes_of(territory))
    return _only([one for one in named if one.departement in territories]) or _only(_longer(name, inside))


_name = lru_cache(maxsize=65536)(name_key)


def _only(found: list[Commune]) -> Commune | None:
    codes = {one.code for one in found}
    return found[0] if len(codes) == 1 else None


def _whole(commune: Commune, places: Places) -> Commune:
    return places.communes[commune.parent] if commune.parent else commune


def communes_named(name: str, places: Places) -> tuple[Commune, ...]:
    """Those of this name today, and those that took in one of it; an arrondissement as itself."""
    key = _key(name)
    former = (places.communes.get(code) for code in _former(places).get(key, ()))
    every = {one.code: one for one in (*places.find(key), *former) if one}
    return tuple(every.values())


def _key(name: str) -> str:
    """« Lyon 3è arr. », « Paris XIe » are left to `name_key`, which knows « Lyon 3 »."""
    key = name_key(name)
    found = re.fullmatch(r"(paris|lyon|marseille) (?:0?(\d{1,2}))(?: ?(?:er|e|eme|ieme))?(?: arr\w*)?", key)
    return f"{found[1]} {found[2]}" if found else key


def _longer(name: str, among: Iterable[Commune]) -> list[Commune]:
    """Those whose name begins so: « Évry » for Évry-Courcouronnes."""
    key = name_key(name)
    return [one for one in among if _name(one.nom).startswith(f"{key} ")]


@lru_cache(maxsize=4)
def _former(places: Places) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, code in places.former_names:
        key = name_key(name)
        found[key] = (*found.get(key, ()), code)
    return found
