"""A département or a region as one types it, by its code or any of its names; and what was meant else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from generators.cli.common import Mistake
from generators.land.places import Places
from generators.land.territories import Departement, Region, Territory
from generators.words.quoting import for_terminal
from generators.words.wording import fold, liste

T = TypeVar("T", bound=Territory)
#: Corsica's number until 1976, which its postcodes keep.
CORSICA = "20"


def departement_named(text: str, places: Places) -> Departement:
    """The département given by its code or its name. Raises `Mistake`."""
    found = _found(text, places.departements)
    if found is None:
        raise Mistake(f"aucun département ne s’appelle « {for_terminal(text)} » : {_meant(text, places)}")
    return found


def region_named(text: str, places: Places) -> str:
    """The code of a region given by its code or its name. Raises `Mistake`."""
    found = _found(text, places.regions)
    if found is None:
        departement = _found(text, places.departements)
        remedy = "écrivez 32 ou Hauts-de-France"
        if departement:
            region: Region = places.regions[departement.region]
            remedy = f"{departement.avec_code} est un département, pour sa région écrivez {region.code}"
        elif near := _near(text, places.regions.values()):
            remedy = f"écrivez {near.code} pour {near.article}"
        raise Mistake(f"aucune région ne s’appelle « {for_terminal(text)} » : {remedy}")
    return found.code


def _found(text: str, known: Mapping[str, T]) -> T | None:
    """By its code (« 2a », « 1 »), its name, with its article or its code beside it, or its nickname."""
    code = text.strip().upper()
    if found := known.get(code) or known.get(code.zfill(2)):
        return found
    wanted = fold(text)
    return next((one for one in known.values() if wanted in _names(one)), None) if wanted else None


def _names(one: Territory) -> Iterator[str]:
    yield from (fold(name) for name in (one.nom, one.article, one.du, one.avec_code))
    yield from (fold(one.nom).removeprefix("la "), *one.surnoms)


def _meant(text: str, places: Places) -> str:
    """What to write for what is no département: a region, a commune, a slip."""
    region = _found("Corse" if text.strip() == CORSICA else text, places.regions)
    if region:
        members = [one.code for one in places.departements_of_region(region.code)]
        return f"pour {region.article}, écrivez --region {region.code}, ou {liste(members, last='ou')}"
    codes = list(dict.fromkeys(one.departement for one in places.called(text)))[:3] if text.strip() else []
    if codes:
        return f"pour la commune, écrivez {liste(codes, last='ou')}"
    near = _near(text, places.departements.values())
    return f"écrivez {near.code} pour {near.article}" if near else "écrivez 59 ou Nord"


def _near(text: str, known: Iterable[T]) -> T | None:
    by_name = {fold(one.nom): one for one in known}
    close = get_close_matches(fold(text), by_name, n=1, cutoff=0.75)
    return by_name[close[0]] if close else None
