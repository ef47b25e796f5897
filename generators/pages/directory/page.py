"""The directory's page: a search box, boxes to tick, the list and the map, complete without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.pages.directory import lists, table
from generators.pages.directory import texts as annuaire_mots
from generators.pages.directory.table import BY_NAME, IN_PAGE
from generators.pages.frame import facets
from generators.pages.frame.page import Page
from generators.pages.frame.render import render
from generators.pages.index import places, words
from generators.pages.maps import interactive
from generators.pages.maps.symbols import symbols
from generators.pages.maps.tiles import PLAN
from generators.records.models import Acteur
from generators.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The directory, then its complete lists by mission and by name."""
    actors = listed(site)
    body = render(
        site,
        "directory/page.html.j2",
        depth=1,
        rangees=[(a, table.details(site, a)) for a in actors[:IN_PAGE]],
        noms=actors[IN_PAGE:BY_NAME],
        nombre_total=len(actors),
        facettes=facets.groups(table.FACETS, site, actors),
        symboles=symbols(site.records.vocabulary),
        carte_id=interactive.element_id(),
        plan=PLAN,
        horizons=site.places.horizons,
    )
    yield Page(
        url="annuaire/",
        title="Annuaire",
        description=site.identity.descriptions.annuaire,
        section="annuaire",
        body=body,
        images=PLAN.origine if PLAN else "",
    )
    yield from lists.pages(site, actors)


def listed(site: Site) -> tuple[Acteur, ...]:
    """The actors of the directory by name: those that still exist."""
    return site.network.open_actors


def files(site: Site) -> Mapping[str, bytes]:
    """What the browser reads: actors, places, words, site, and folium's script of the map."""
    actors = listed(site)
    texts = [annuaire_mots.textes(site, acteur) for acteur in actors]
    return {
        **table.files(site, actors),
        **places.files(site.places),
        **words.files("annuaire/", texts, annuaire_mots.besoins(site, actors)),
        **interactive.files(site.outlines),
    }
