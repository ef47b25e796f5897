"""The declaration of accessibility, computed from the grid of the RGAA's criteria (site/accessibilite.yml).

The RGAA 4.1.2 has 106 criteria in 13 themes; what a declaration says, and its three states, are those of the
order of 20 September 2019 (article 5 and its model). A rate is that of the criteria that were assessed and
apply; while some were not, nothing allows any other state than « non conforme », and the page says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from generators.records.models import Modele
from generators.records.reading.source import read
from generators.records.values.names import Phrase
from generators.words import dates

State = Literal["conforme", "non conforme", "non applicable", "non évalué"]
#: How many criteria each theme has, the first to the thirteenth.
COUNTS = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)


class Critere(Modele):
    """A criterion, in fewer words than its own: where we are, and what shows it.

    `preuves` are tests (`path::name`), `vu` the day on which somebody saw it.
    """

    critere: str
    titre: Phrase
    etat: State
    preuves: tuple[str, ...] = ()
    vu: date | None = None
    note: Phrase | None = None


class Theme(Modele):
    titre: Phrase
    criteres: tuple[Critere, ...] = Field(min_length=1)


class Grille(Modele):
    """All criteria, on the day when the last of them was looked at."""

    referentiel: str
    evalue_le: date
    themes: tuple[Theme, ...]

    @property
    def criteres(self) -> Iterator[Critere]:
        for theme in self.themes:
            yield from theme.criteres


def parse(text: str) -> Grille:
    """The grid that a YAML text writes; raises pydantic's ValidationError when it is none."""
    return Grille.model_validate(read(text.encode()).value)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the page says, all of it derived from the grid."""

    grille: Grille
    comptes: Counter[str]

    @property
    def total(self) -> int:
        return sum(self.comptes.values())

    @property
    def applicables(self) -> int:
        """Those that were assessed and apply."""
        return self.comptes["conforme"] + self.comptes["non conforme"]

    @property
    def taux(self) -> int | None:
        """In hundredths, rounded down: a site that is nearly conform is not."""
        return 100 * self.comptes["conforme"] // self.applicables if self.applicables else None

    @property
    def etat(self) -> str:
        """The state that the order allows."""
        if self.comptes["non évalué"] or self.taux is None or self.taux < 50:
            return "non conforme"
        return "totalement conforme" if self.taux == 100 else "partiellement conforme"

    @property
    def jour(self) -> str:
        return dates.jour(self.grille.evalue_le)

    @property
    def manquements(self) -> list[Critere]:
        return [one for one in self.grille.criteres if one.etat == "non conforme"]

    @property
    def par_theme(self) -> list[tuple[int, Theme, Counter[str]]]:
        """Each theme with its number and its own counts."""
        themes = enumerate(self.grille.themes, 1)
        return [(number, theme, _counted(theme.criteres)) for number, theme in themes]


def declaration(grille: Grille) -> Declaration:
    return Declaration(grille, _counted(tuple(grille.criteres)))


def _counted(criteres: tuple[Critere, ...]) -> Counter[str]:
    return Counter(critere.etat for critere in criteres)
