"""The news of the network: one page, each item in full under its own anchor, latest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from generators.land import coverage
from generators.pages.frame import cards, facets, page
from generators.pages.frame.cards import Carte
from generators.pages.frame.facets import Facette, Option
from generators.pages.frame.page import Maker, Page, depth
from generators.pages.frame.render import render
from generators.pages.frame.suites import Suites, first, named, rest
from generators.records.kinds import NEWS
from generators.records.models import Acteur, Actualite
from generators.site import Site
from generators.words import dates
from generators.words.wording import majuscule

URL = "actualites/"


def makers(site: Site) -> Iterator[Maker]:
    """What makes the page of the news, and those that go on where they are many."""
    yield Maker(URL, NEWS.section, partial(news_page, site))
    for number, news in enumerate(rest(site.network.news_latest_first), start=2):
        yield Maker(suites(site).address(number), NEWS.section, partial(suite, site, news, number))


def suites(site: Site) -> Suites:
    """The further pages, by the months that they hold."""
    names = [named(found, _period) for found in rest(site.network.news_latest_first)]
    return Suites(URL, "Actualités", NEWS.section, names)


def suite(site: Site, news: Sequence[Actualite], number: int) -> Page:
    found = suites(site).page(site, "news/suite.html.j2", number, periodes=periods(site, news))
    return replace(found, scripts=("imprimer", "actualites"))


def news_page(site: Site) -> Page:
    boxes, news = groups(site), site.network.news_latest_first
    more = suites(site).links
    body = render(
        site,
        "news/page.html.j2",
        depth(URL),
        periodes=periods(site, first(news)),
        suites=more,
        titres=[(url, found) for (url, _), found in zip(more, rest(news), strict=True)],
        numero=0,
        facettes=boxes,
        total=len(site.records.news),
        flux=page.NEWS_FEED,
    )
    return Page(
        url=URL,
        title="Actualités",
        description=site.identity.descriptions.actualites,
        section="actualites",
        body=body,
        flux=(page.NEWS_FEED,),
        scripts=("imprimer", "actualites") if site.records.news else (),
        cases=bool(site.records.news),
    )


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A news item with its kicker, what it leads to, and what the boxes ask of it."""

    actualite: Actualite
    territoire: str
    liens: tuple[Carte, ...]
    jetons: str


def periods(site: Site, news: Iterable[Actualite]) -> list[tuple[str, list[NewsItem]]]:
    """The items by month, or by year for those whose month is not known: "Octobre 2023"."""
    groups = groupby(news, key=_period)
    return [(name, [nouvelle(site, news) for news in found]) for name, found in groups]


def _period(news: Actualite) -> str:
    if len(news.date) == 4:
        return str(news.date)
    return majuscule(f"{dates.mois(news.date.first_day)} {news.date.first_day.year}")


def nouvelle(site: Site, news: Actualite) -> NewsItem:
    kicker = coverage.kicker(news.territoires, site.places)
    return NewsItem(news, kicker, tuple(_links(site, news)), facets.tokens(facets.terms(FACETS, site, news)))


def _actors(site: Site, _: Sequence[Actualite], told: Counter[str]) -> list[Option]:
    """Those of whom most is told first."""
    actors = [actor for actor in site.network.actors_by_name if told[actor.id]]
    names = Counter(actor.nom for actor in actors)
    ordered = sorted(actors, key=lambda a: -told[a.id])
    return [Option(a.id, _told_apart(site, a) if names[a.nom] > 1 else a.nom) for a in ordered[: facets.MOST]]


FACETS: tuple[facets.FacetRule[Actualite], ...] = (
    facets.of_places(lambda site, news: facets.zone_codes(news.territoires, site.places)),
    facets.FacetRule("acteurs", "Acteur", lambda _, news: news.acteurs, _actors, repliee=True),
    facets.of_years("Année", lambda _, news: [news.date[:4]]),
)


def groups(site: Site) -> list[Facette]:
    """The groups of boxes, of what the news names."""
    found = facets.groups(FACETS, site, site.network.news_latest_first)
    return [facette for facette in found if facette.cases]


def _told_apart(site: Site, actor: Acteur) -> str:
    """One of several actors of one name: "La Boussole (Dunkerque, dans le Nord (59))"."""
    place = coverage.place_phrase(actor, site.places)
    return f"{actor.nom} ({place})" if place else actor.nom


def _links(site: Site, news: Actualite) -> Iterator[Carte]:
    yield from (cards.acteur(site, site.records.actors[id_]) for id_ in news.acteurs)
    yield from cards.evenements(site, news.evenements)
    yield from cards.ressources(site, news.ressources)
    yield from cards.mentions(site, news)
