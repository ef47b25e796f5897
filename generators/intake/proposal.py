"""What a row says of a structure, on its way to a record: its values, and what stays out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from generators.forms.questions import Question, questions_of
from generators.intake.hiding import PLACE, repeatable
from generators.intake.table import Row
from generators.land.places import Places
from generators.records.models import Acteur
from generators.records.models.fields import list_of
from generators.records.reading.load import Loaded

KIND: Final = "actors"
#: The meanings of columns that speak of several fields.
_SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: tuple(PLACE) for name in PLACE},
    "horaires": ("horaires_accueil", "horaires_precisions"),
    "horaires_accueil": ("horaires_accueil", "horaires_precisions"),
    "ages": ("age_min", "age_max"),
    "publics": ("publics", "publics_precisions"),
    "frais": ("frais", "frais_precisions"),
    "zone_eligibilite": ("zone_eligibilite", "zone_precisions"),
    "telephone": ("telephone", "ligne_pour", "lignes"),
    "contact": ("telephone", "ligne_pour", "lignes", "courriel", "site_web"),
    "description": ("resume", "presentation"),
}
_LABELS: Final = {
    "lieu": "Lieu", "horaires": "Horaires", "ages": "Âges", "description": "Présentation",
    "contact": "Coordonnées",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where proposals are judged: what is known, the land, the folders, the day."""

    loaded: Loaded
    places: Places
    data: Path
    root: Path
    today: date


@dataclass(frozen=True, slots=True)
class Left:
    """What stays out: its cell, the field that it would fill, why, and its text when it may be repeated."""

    address: str
    label: str
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row says of a structure, as its record would write it.

    `cells`: field → the address of its cell. `blocked` are the fields of which the row says something that
    stays out: what was known of them is no more contradicted than confirmed. `unknown` are the words that no
    term has, by list. `why` is the reason of a refusal.
    """

    row: Row
    values: Mapping[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    left: tuple[Left, ...] = ()
    blocked: frozenset[str] = frozenset()
    unknown: tuple[tuple[str, str], ...] = ()
    id: str = ""
    why: str = ""

    @property
    def name(self) -> str:
        return str(self.values.get("nom", ""))

    @property
    def shown(self) -> str:
        """The row as the story names it: with its name, when that may be repeated."""
        if not self.name or (self.why and (self.hidden or not repeatable(self.name))):
            return f"ligne {self.row.number}"
        return f"« {self.name} » (ligne {self.row.number})"


@dataclass(frozen=True, slots=True)
class Source:
    """What a source is cited as: its document, its date, its address on the web."""

    document: str
    date: str
    url: str | None = None

    @property
    def entry(self) -> dict[str, str]:
        """As `sources` lists it."""
        said = {"document": self.document, "date": self.date}
        return {**said, "url": self.url} if self.url else said


@cache
def asked() -> Mapping[str, Question]:
    """Every field, as the forms ask for it."""
    return {question.cle: question for question in questions_of(Acteur)}


def label(name: str) -> str:
    """What the forms call a field."""
    return _LABELS.get(name) or (asked()[name].titre if name in asked() else name)


def fields_of(meaning: str) -> frozenset[str]:
    """The fields that a column of this meaning speaks of."""
    return frozenset(_SEVERAL.get(meaning, (meaning,)))


def list_named(meaning: str) -> str | None:
    """The list of the vocabulary that a field is of."""
    found = Acteur.model_fields.get(meaning)
    return list_of(found) if found else None


def dropped(made: Proposal, name: str, why: str) -> Proposal:
    """The proposal without a field, and why."""
    left = Left(made.cells.get(name, f"ligne {made.row.number}"), label(name), why)
    values = {key: value for key, value in made.values.items() if key != name}
    return replace(made, values=values, left=(*made.left, left), blocked=made.blocked | {name})


def naming(made: Proposal, ids: Mapping[str, str]) -> Proposal:
    """A proposal that names other records by these ids."""
    changed: dict[str, Any] = {}
    for question in asked().values():
        if question.nature == "reference" and (value := made.values.get(question.cle)):
            listed = [ids.get(each, each) for each in value] if isinstance(value, list) else None
            changed[question.cle] = ids.get(value, value) if listed is None else listed
    return replace(made, values={**made.values, **changed}) if changed else made
