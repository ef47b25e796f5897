"""The directory's page: a search box, boxes to tick, the list and the map, complete without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generators.network.freshness import is_stale
from generators.network.network import Network
from generators.pages import annuaire_json, annuaire_listes, annuaire_mots, carte, facettes, lieux, mots
from generators.pages.annuaire_json import BY_NAME, IN_PAGE
from generators.pages.facettes import Case, Facette
from generators.pages.page import Page
from generators.pages.plan import PLAN
from generators.pages.render import Renderer
from generators.pages.svgmap import symbols
from generators.records.models import Acteur
from generators.records.outlines import Outlines


def pages(network: Network, renderer: Renderer) -> Iterator[Page]:
    """The directory, then its complete lists by mission and by name."""
    actors = listed(network)
    body = renderer.render(
        "annuaire.html.j2",
        depth=1,
        rangees=[(a, annuaire_json.details(renderer, a)) for a in actors[:IN_PAGE]],
        noms=actors[IN_PAGE:BY_NAME],
        nombre_total=len(actors),
        facettes=(seuls(network, actors), *boxes(network, actors)),
        symboles=symbols(),
        carte_id=carte.element_id(),
        plan=PLAN,
        horizons=carte.HORIZONS,
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
    yield from annuaire_listes.pages(network, renderer, actors)


def listed(network: Network) -> tuple[Acteur, ...]:
    """The actors of the directory by name: those that still exist."""
    return tuple(a for a in network.actors_by_name if a.statut != "ferme")


def seuls(network: Network, actors: Sequence[Acteur]) -> Facette:
    """The boxes that ask for a state; how many are open is only known when the page is read."""
    fresh = sum(not is_stale(a.verifie_le, network.today) for a in actors)
    free = sum(a.frais == "gratuit" for a in actors)
    found = (
        Case("ouvert", "Ouvert maintenant", 0),
        Case("verifie", "Vérifié depuis moins de 12\u00a0mois", fresh),
        Case("gratuit", "Gratuit", free),
    )
    return Facette("seulement", "Afficher seulement", found)


def boxes(network: Network, actors: Sequence[Acteur]) -> tuple[Facette, ...]:
    """The groups of boxes, one a list of the vocabulary."""
    borne = [annuaire_json.terms(acteur) for acteur in actors]

    def group(name: str, title: str, repliee: bool = False) -> Facette:
        choices = facettes.du_vocabulaire(network.records.vocabulary, name)
        return facettes.facette(name, title, borne, choices, repliee)

    return (
        group("missions", "Mission"),
        group("publics", "Pour qui"),
        group("categories", "Ce que l’on y trouve"),
        group("types_acteur", "Type de structure", repliee=True),
        group("modes_accueil", "Accueil", repliee=True),
        group("mobilisable_par", "Qui peut solliciter", repliee=True),
    )


def files(network: Network, renderer: Renderer, outlines: Outlines) -> Mapping[str, bytes]:
    """What the browser reads: actors, places, words, outlines, and folium's script of the map."""
    actors = listed(network)
    texts = [annuaire_mots.textes(network, acteur) for acteur in actors]
    return {
        **annuaire_json.files(network, renderer, actors),
        **lieux.files(network.places),
        **mots.files("annuaire/", texts, annuaire_mots.besoins(network, actors)),
        **carte.files(outlines),
    }
