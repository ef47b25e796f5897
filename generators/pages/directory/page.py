"""The directory's page: a search box, boxes to tick, the list and the map, complete without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generators.network.freshness import is_stale
from generators.pages.directory import lists, table
from generators.pages.directory import texts as annuaire_mots
from generators.pages.directory.table import BY_NAME, IN_PAGE
from generators.pages.frame import facets
from generators.pages.frame.facets import Case, Facette
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
        facettes=(seuls(site, actors), *boxes(site, actors)),
        symboles=symbols(site.records.vocabulary),
        carte_id=interactive.element_id(),
        plan=PLAN,
        horizons=interactive.HORIZONS,
    )
    yield Page(
        url="annuaire/",
        title="Annuaire",
        description="Les structures qui aident les mineurs victimes de prostitution, leurs familles et les "
        "professionnels : carte et liste.",
        section="annuaire",
        body=body,
        images=PLAN.origine if PLAN else "",
    )
    yield from lists.pages(site, actors)


def listed(site: Site) -> tuple[Acteur, ...]:
    """The actors of the directory by name: those that still exist."""
    return tuple(a for a in site.network.actors_by_name if a.statut != "ferme")


def seuls(site: Site, actors: Sequence[Acteur]) -> Facette:
    """The boxes that ask for a state; how many are open is only known when the page is read."""
    fresh = sum(not is_stale(a.verifie_le, site.today) for a in actors)
    free = sum(a.frais == "gratuit" for a in actors)
    found = (
        Case("ouvert", "Ouvert maintenant", 0),
        Case("verifie", "Vérifié depuis moins de 12\u00a0mois", fresh),
        Case("gratuit", "Gratuit", free),
    )
    return Facette("seulement", "Afficher seulement", found)


def boxes(site: Site, actors: Sequence[Acteur]) -> tuple[Facette, ...]:
    """The groups of boxes, one a list of the vocabulary."""
    borne = [table.terms(acteur) for acteur in actors]

    def group(name: str, title: str, repliee: bool = False) -> Facette:
        choices = facets.du_vocabulaire(site.records.vocabulary, name)
        return facets.facette(name, title, borne, choices, repliee)

    return (
        group("missions", "Mission"),
        group("publics", "Pour qui"),
        group("categories", "Ce que l’on y trouve"),
        group("types_acteur", "Type de structure", repliee=True),
        group("modes_accueil", "Accueil", repliee=True),
        group("mobilisable_par", "Qui peut solliciter", repliee=True),
    )


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
