"""The positions that were asked for, and whose address no public record gives any more.

`data/geocodage.json` keeps what the geocoder answered, by address. Once a record becomes confidential it has
no address, and the line that keeps it says nothing of whose it was: any that no public record gives, in a
département where a place is confidential, may be that place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from generators.land.territories import departement_in
from generators.records.models import Implantation
from generators.records.models.fields import parts
from generators.records.problems import Problem
from generators.records.records import Key, Records
from generators.records.withheld import Secret
from generators.words.wording import no_break

#: The file in data/, and how a secret that comes from it is named.
FILE: Final = "geocodage.json"
KEPT: Final[Key] = ("data", FILE)
_BETWEEN = " | "


def key_of(adresse: str, code_postal: str | None, code_insee: str) -> str:
    """The name of an answer among those that are kept."""
    return _BETWEEN.join((adresse, code_postal or "", code_insee))


def given(records: Records) -> frozenset[str]:
    """The names of the answers that public records still ask for."""
    places = (place for _, record in records.all() for _, place in parts(record, Implantation))
    return frozenset(
        key_of(place.adresse, place.code_postal, place.code_insee)
        for place in places
        if place.adresse and place.code_insee and not place.adresse_confidentielle
    )


@dataclass(frozen=True, slots=True, repr=False)
class Stray:
    """A line of the file that may say a confidential place, and the place as a secret."""

    line: int
    secret: Secret


def strays(records: Records, kept: bytes) -> tuple[Stray, ...]:
    """The answers that may be a confidential record's; none in a file that can't be read."""
    try:
        rows = json.loads(kept or b"{}")
    except (ValueError, RecursionError):
        return ()
    return tuple(_strays(records, rows, kept)) if isinstance(rows, dict) else ()


def _strays(records: Records, rows: dict[str, Any], kept: bytes) -> Iterator[Stray]:
    hidden = frozenset(_hidden(records))
    asked = given(records) if hidden else frozenset[str]()
    lines = kept.decode("utf-8", "replace").splitlines()
    for name, row in rows.items():
        street, code_postal, code_insee = (*name.split(_BETWEEN), "", "")[:3]
        if name not in asked and departement_in(code_insee) in hidden:
            written = json.dumps(name, ensure_ascii=False)
            line = next((number for number, text in enumerate(lines, 1) if written in text), 1)
            told = {"adresse": street, "code_postal": code_postal, "code_insee": code_insee}
            yield Stray(line, Secret(KEPT, (*told.items(), *_point(row))))


def _hidden(records: Records) -> Iterator[str]:
    """The départements in which a place is confidential."""
    for _, record in records.all():
        for _, place in parts(record, Implantation):
            if place.adresse_confidentielle:
                yield place.departement or departement_in(place.code_insee or "")


def _point(row: object) -> Iterator[tuple[str, object]]:
    if isinstance(row, dict):
        yield from ((key, row[key]) for key in ("latitude", "longitude") if isinstance(row.get(key), float))


_MESSAGE = no_break(
    "cette ligne garde une adresse qu’aucune fiche publique ne donne, dans un département où un lieu est "
    "confidentiel"
)
_HINT = no_break(
    "lancez « maillage geocode », qui la retire, ou retirez-la ; si c’était celle du lieu, l’historique du "
    "dépôt la garde : CONTRIBUTING.md dit comment l’en ôter"
)


def told(records: Records, kept: bytes) -> Iterator[Problem]:
    """A warning a line: a record that becomes confidential must be published without its place at once."""
    for stray in strays(records, kept):
        yield Problem(f"data/{FILE}", stray.line, 1, "", _MESSAGE, _HINT, "warning")
