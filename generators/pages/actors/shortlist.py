"""The shortlist: an empty sheet that the browser fills with the actors named in the address's fragment."""

from __future__ import annotations

from collections.abc import Iterator

from generators.network import addresses
from generators.pages.frame.page import Page, depth
from generators.pages.frame.render import render
from generators.pages.maps.symbols import symbols
from generators.site import Site


def pages(site: Site) -> Iterator[Page]:
    body = render(
        site,
        "actors/shortlist.html.j2",
        depth(addresses.SELECTION),
        symboles=symbols(site.records.vocabulary),
        urgences=[urgence for urgence in site.records.urgences if urgence.barre],
    )
    yield Page(
        url=addresses.SELECTION,
        title="Ma sélection",
        description="Les contacts que vous avez choisis : à imprimer, à envoyer, à garder.",
        section="annuaire",
        body=body,
    )
