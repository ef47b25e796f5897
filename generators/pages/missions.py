"""What is known of each of the seven missions in a département: how many actors, verified or to verify.

Finer terms count for the mission they belong to ("héberger" for "protéger"). Actors of the whole of
France are not counted: they would make every territory look covered. « Non renseigné » means that
nobody is known, never that nobody is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generators.network import freshness
from generators.network.dates import NBSP
from generators.network.network import Landscape, Network
from generators.records.models import Acteur
from generators.records.vocabulary import Vocabulary

Etat = Literal["oui", "verifier", "inconnu"]


@dataclass(frozen=True, slots=True)
class Mission:
    """One mission of a département: `connus` actors, of which `a_verifier` were verified too long ago."""

    code: str
    libelle: str
    connus: int
    a_verifier: int

    @property
    def etat(self) -> Etat:
        if not self.connus:
            return "inconnu"
        return "verifier" if self.a_verifier == self.connus else "oui"

    @property
    def compte(self) -> str:
        """ "3", "2, à vérifier", "3, dont 1 à vérifier", "non renseigné"."""
        if not self.connus:
            return "non renseigné"
        if not self.a_verifier:
            return str(self.connus)
        if self.a_verifier == self.connus:
            return f"{self.connus}, à{NBSP}vérifier"
        return f"{self.connus}, dont {self.a_verifier} à{NBSP}vérifier"


def of_landscape(network: Network, landscape: Landscape) -> list[Mission]:
    """The seven missions in the order of the vocabulary."""
    actors = active((*landscape.local, *landscape.regional))
    return [_mission(network, code, actors) for code in top_codes(network.records.vocabulary)]


def top_codes(vocabulary: Vocabulary) -> list[str]:
    return [code for code, term in vocabulary.lists["missions"].items() if term.parent is None]


def active(actors: Iterable[Acteur]) -> tuple[Acteur, ...]:
    """Those that work at present."""
    return tuple(acteur for acteur in actors if acteur.statut == "actif")


def _mission(network: Network, code: str, actors: Iterable[Acteur]) -> Mission:
    terms = network.records.vocabulary.lists["missions"]
    known = [a for a in actors if any(code in (m, terms[m].parent) for m in a.missions)]
    stale = sum(freshness.is_stale(acteur.verifie_le, network.today) for acteur in known)
    return Mission(code, terms[code].libelle, len(known), stale)
