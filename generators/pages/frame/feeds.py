"""The feeds of the site: which there are, what they are called, and the page that each belongs to.

`generators.pages.feeds.page` writes them; a page names its own in `Page.flux`, for its head.
"""

from __future__ import annotations

from dataclasses import dataclass

from generators.land.territories import Departement
from generators.network import addresses
from generators.records.identity import Identite

FOLDER = "flux/"


@dataclass(frozen=True, slots=True)
class Lien:
    """A feed as a link: its name among those of the network, and its address from the site's root."""

    titre: str
    url: str

    def entier(self, reseau: Identite) -> str:
        """Its title among those of other networks, in a feed reader."""
        return f"{reseau.nom} · {self.titre}"


ACTUALITES = Lien("Actualités", f"{FOLDER}actualites.atom")
EVENEMENTS = Lien("Agenda", f"{FOLDER}evenements.atom")
RESSOURCES = Lien("Ressources", f"{FOLDER}ressources.atom")
NEWSLETTER = Lien("Newsletter", f"{FOLDER}newsletter.atom")
#: What the home page offers to a feed reader.
ACCUEIL = (ACTUALITES, EVENEMENTS, RESSOURCES, NEWSLETTER)


def du_departement(departement: Departement) -> Lien:
    return Lien(f"{departement.avec_code}", addresses.flux_departement(departement.code))
