"""What a reader of cells is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generators.land.places import Places
from generators.records.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """Fields of our record, as YAML would hold them; `left` is what could not be read, as it was written."""

    values: Mapping[str, object] = field(default_factory=dict)
    left: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The land, the terms, and what was decided: list → their word, folded → our code ("" for none).

    `structures` are the records and rows that one name alone bears: the name, folded → its id.
    """

    places: Places
    vocabulary: Vocabulary
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    structures: Mapping[str, str] = field(default_factory=dict)
