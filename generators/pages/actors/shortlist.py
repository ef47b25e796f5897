"""The shortlist: an empty sheet that the browser fills with the actors named in the address's fragment."""

from __future__ import annotations

from collections.abc import Iterator

from generators.network import addresses
from generators.network.network import Network
from generators.pages.frame.page import Page, depth
from generators.pages.frame.render import Renderer
from generators.pages.maps.symbols import symbols


def pages(network: Network, renderer: Renderer) -> Iterator[Page]:
    body = renderer.render(
        "selection.html.j2",
        depth(addresses.SELECTION),
        symboles=symbols(network.records.vocabulary),
        urgences=[urgence for urgence in network.records.urgences if urgence.barre],
    )
    yield Page(
        url=addresses.SELECTION,
        title="Ma sélection",
        description="Les contacts que vous avez choisis : à imprimer, à envoyer, à garder.",
        section="annuaire",
        body=body,
    )
