"""The feeds of the site: which there are, what they are called, and the page that each belongs to.

`generators.pages.feeds.page` writes them; a page names its own in `Page.flux`, for its head.
"""

from __future__ import annotations

from dataclasses import dataclass

from generators.land.territories import Departement
from generators.network import addresses

FOLDER = "flux/"


@dataclass(frozen=True, slots=True)
class Lien:
    """A feed as a link: its title and its address, from the site's root."""

    titre: str
    url: str


ACTUALITES = Lien("PARÉ · Actualités", f"{FOLDER}actualites.atom")
EVENEMENTS = Lien("PARÉ · Agenda", f"{FOLDER}evenements.atom")
RESSOURCES = Lien("PARÉ · Ressources", f"{FOLDER}ressources.atom")
NEWSLETTER = Lien("PARÉ · Newsletter", f"{FOLDER}newsletter.atom")
#: What the home page offers to a feed reader.
ACCUEIL = (ACTUALITES, EVENEMENTS, RESSOURCES, NEWSLETTER)


def du_departement(departement: Departement) -> Lien:
    return Lien(f"PARÉ · {departement.avec_code}", addresses.flux_departement(departement.code))
