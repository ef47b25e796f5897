"""The missions of a département in figures: what its page shows of `generators.network.gaps`."""

from __future__ import annotations

from dataclasses import dataclass

from generators.network.gaps import Cell, State, first_rank
from generators.site import Site
from generators.words.typography import NBSP


@dataclass(frozen=True, slots=True)
class Mission:
    """One mission of a département, and how many are known there for it."""

    code: str
    libelle: str
    cellule: Cell

    @property
    def etat(self) -> State:
        return self.cellule.state

    @property
    def compte(self) -> str:
        """ "3", "2, à vérifier", "3, dont 1 à vérifier", "non renseigné", "aucun acteur connu"."""
        known, stale = self.cellule.known, self.cellule.stale
        match self.etat:
            case "oui" if stale:
                return f"{known}, dont {stale} à{NBSP}vérifier"
            case "oui":
                return str(known)
            case "verifier":
                return f"{known}, à{NBSP}vérifier"
            case "inconnu":
                return "non renseigné"
        return "aucun acteur connu"


def of_departement(site: Site, code: str) -> list[Mission]:
    """The missions of the first rank in the order of the vocabulary."""
    vocabulary = site.records.vocabulary
    return [
        Mission(mission, vocabulary.label("missions", mission), site.network.gaps.cell(code, mission))
        for mission in first_rank(vocabulary, "missions")
    ]
