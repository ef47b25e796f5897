"""Where synthetic structures stand: communes drawn by their population, and how a sentence names them."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate
from random import Random

from generators.land.places import Places
from generators.land.territories import Commune
from generators.words.wording import fold


class Tirage:
    """Draws communes by population; Paris, Lyon and Marseille by their arrondissements."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def commune(self, hasard: Random) -> Commune:
        return hasard.choices(self._communes, cum_weights=self._poids)[0]

    def zone(self, portee: str, commune: Commune, hasard: Random) -> list[str]:
        """What a structure of a commune covers, from a level: mostly that level, at times another."""
        level = hasard.choices([portee, "departement", "epci", "region"], [75, 15, 5, 5])[0]
        departement = self.places.departements[commune.departement]
        zones = {
            "commune": [f"commune:{commune.parent or commune.code}"],
            "epci": [f"epci:{commune.epci}"] if commune.epci else [f"commune:{commune.code}"],
            "departement": [f"departement:{departement.code}"],
            "region": [f"region:{departement.region}"],
            "france": ["france"],
        }
        return zones[level] + (self._voisin(commune, hasard) if level == "departement" else [])

    def _voisin(self, commune: Commune, hasard: Random) -> list[str]:
        """One time in twelve, a second département of the same region."""
        region = self.places.departements[commune.departement].region
        others = [d.code for d in self.places.departements_of_region(region) if d.code != commune.departement]
        return [f"departement:{hasard.choice(others)}"] if others and hasard.random() < 1 / 12 else []

    @cached_property
    def _communes(self) -> list[Commune]:
        divided = {commune.parent for commune in self.places.communes.values()}
        return [c for c in self.places.communes.values() if c.code not in divided and c.population > 0]

    @cached_property
    def _poids(self) -> list[int]:
        return list(accumulate(commune.population for commune in self._communes))


def de(nom: str) -> str:
    """« de Lille », « d’Angers », « du Havre », « des Ulis », « de La Rochelle »."""
    if nom.startswith(("Le ", "Les ")):
        return re.sub(r"^Le ", "du ", re.sub(r"^Les ", "des ", nom))
    return f"d’{nom}" if fold(nom)[:1] in "aeiouy" else f"de {nom}"


def a(nom: str) -> str:
    """« à Lille », « au Havre », « aux Ulis »."""
    if nom.startswith(("Le ", "Les ")):
        return re.sub(r"^Le ", "au ", re.sub(r"^Les ", "aux ", nom))
    return f"à {nom}"
