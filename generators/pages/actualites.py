"""The news of the network: one page, each item in full under its own anchor, latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generators.network import dates
from generators.network.network import Network
from generators.network.phrases import majuscule
from generators.pages import cartes, flux, territoires
from generators.pages.cartes import Carte
from generators.pages.page import Page, depth
from generators.pages.render import Renderer
from generators.records.models import Actualite

URL = "actualites/"


def pages(network: Network, renderer: Renderer) -> Iterator[Page]:
    body = renderer.render("actualites.html.j2", depth(URL), periodes=periods(network), flux=flux.ACTUALITES)
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
    """A news item with its kicker and what it leads to."""

    actualite: Actualite
    territoire: str
    liens: tuple[Carte, ...]


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
    return Nouvelle(news, kicker, tuple(_links(network, news)))


def _links(network: Network, news: Actualite) -> Iterator[Carte]:
    yield from (cartes.acteur(network, network.records.actors[id_]) for id_ in news.acteurs)
    yield from cartes.evenements(network, news.evenements)
    yield from cartes.ressources(network, news.ressources)
    yield from cartes.numeros(network, f"news/{news.id}")
