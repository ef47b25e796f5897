"""The news of the network: one page, each item in full under its own anchor, latest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generators.network import coverage, dates
from generators.network.network import Network
from generators.network.phrases import majuscule
from generators.pages import cartes, facettes, facettes_lieux, flux, territoires
from generators.pages.cartes import Carte
from generators.pages.facettes import Choix, Facette, Termes
from generators.pages.page import Page, depth
from generators.pages.render import Renderer
from generators.records.models import Acteur, Actualite

URL = "actualites/"


def pages(network: Network, renderer: Renderer) -> Iterator[Page]:
    boxes = groups(network)
    body = renderer.render(
        "actualites.html.j2",
        depth(URL),
        periodes=periods(network),
        facettes=boxes,
        parents=facettes.parents(boxes),
        total=len(network.records.news),
        flux=flux.ACTUALITES,
    )
    yield Page(
        url=URL,
        title="Actualités",
        description="Ce qui se passe dans le réseau contre la prostitution des mineurs : ouvertures, "
        "projets, études, territoire par territoire.",
        section="actualites",
        body=body,
        flux=(flux.ACTUALITES,),
    )


@dataclass(frozen=True, slots=True)
class Nouvelle:
    """A news item with its kicker, what it leads to, and what the boxes ask of it."""

    actualite: Actualite
    territoire: str
    liens: tuple[Carte, ...]
    jetons: str


def periods(network: Network) -> list[tuple[str, list[Nouvelle]]]:
    """The items by month, or by year for those whose month is not known: "Octobre 2023"."""
    groups = groupby(network.news_latest_first, key=lambda news: _period(news))
    return [(name, [nouvelle(network, news) for news in found]) for name, found in groups]


def _period(news: Actualite) -> str:
    if len(news.date) == 4:
        return str(news.date)
    return majuscule(f"{dates.mois(news.date.first_day)} {news.date.first_day.year}")


def nouvelle(network: Network, news: Actualite) -> Nouvelle:
    kicker = territoires.kicker(news.territoires, network.places)
    return Nouvelle(news, kicker, tuple(_links(network, news)), facettes.jetons(terms(network, news)))


def terms(network: Network, news: Actualite) -> Termes:
    """What the boxes ask of a news item."""
    return {
        "territoires": facettes_lieux.codes(news.territoires, network.places),
        "acteurs": news.acteurs,
        "annees": (news.date[:4],),
    }


def groups(network: Network) -> list[Facette]:
    """The groups of boxes, of what the news names."""
    borne = [terms(network, news) for news in network.news_latest_first]
    used = {code for record in borne for code in record["territoires"]}
    years = sorted({year for record in borne for year in record["annees"]}, reverse=True)
    found = [
        facettes.facette("territoires", "Territoire", borne, facettes_lieux.choix(used, network.places)),
        facettes.facette("acteurs", "Acteur", borne, _actors(network, borne), repliee=True),
        facettes.facette("annees", "Année", borne, [Choix(year, year) for year in years], repliee=True),
    ]
    return [facette for facette in found if facette.cases]


def _actors(network: Network, borne: Sequence[Termes]) -> list[Choix]:
    """Those of whom most is told first."""
    told = Counter(code for record in borne for code in record["acteurs"])
    actors = [actor for actor in network.actors_by_name if told[actor.id]]
    names = Counter(actor.nom for actor in actors)
    ordered = sorted(actors, key=lambda a: -told[a.id])
    return [Choix(a.id, _told_apart(network, a) if names[a.nom] > 1 else a.nom) for a in ordered]


def _told_apart(network: Network, actor: Acteur) -> str:
    """One of several actors of one name: "La Boussole (Dunkerque, dans le Nord (59))"."""
    place = coverage.place_phrase(actor, network.places)
    return f"{actor.nom} ({place})" if place else actor.nom


def _links(network: Network, news: Actualite) -> Iterator[Carte]:
    yield from (cartes.acteur(network, network.records.actors[id_]) for id_ in news.acteurs)
    yield from cartes.evenements(network, news.evenements)
    yield from cartes.ressources(network, news.ressources)
    yield from cartes.numeros(network, f"news/{news.id}")
