"""The feeds of the site: which there are, what they are called, and the page that each belongs to.

`generators.pages.feeds.page` writes them; a page names its own in `Page.flux`, for its head.
"""

from __future__ import annotations

from dataclasses import dataclass

from generators.land.territories import Departement
from generators.network import addresses
from generators.network.network import PLAIN
from generators.records.identity import Identite
from generators.records.kinds import EVENTS, ISSUES, NEWS, RESOURCES, Kind
from generators.site import Site

FOLDER = "flux/"


@dataclass(frozen=True, slots=True)
class Lien:
    """A feed as a link: its name among those of the network, and its address from the site's root."""

    titre: str
    url: str

    def entier(self, reseau: Identite) -> str:
        """Its title among those of other networks, in a feed reader."""
        return f"{reseau.nom} · {self.titre}"


def du_genre(kind: Kind) -> Lien:
    """The feed of a kind of record."""
    return Lien(kind.feed, f"{FOLDER}{kind.file}.atom")


def about(site: Site, kind: Kind) -> str:
    """What the feed of a kind holds; that of the news, the network says itself."""
    return kind.about or site.identity.descriptions.flux


ACTUALITES, EVENEMENTS, RESSOURCES = du_genre(NEWS), du_genre(EVENTS), du_genre(RESOURCES)
NEWSLETTER = Lien(ISSUES.feed, f"{FOLDER}newsletter.atom")
#: What the home page offers to a feed reader.
ACCUEIL = (ACTUALITES, EVENEMENTS, RESSOURCES, NEWSLETTER, *(du_genre(kind) for kind in PLAIN if kind.feed))


def du_departement(departement: Departement) -> Lien:
    return Lien(f"{departement.avec_code}", addresses.flux_departement(departement.code))
