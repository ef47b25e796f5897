"""The body of the home page: a map with true counts, the next dates, the latest news, the latest letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from generators.land import coverage
from generators.network import addresses
from generators.pages.events.line import EventLine, ligne
from generators.pages.frame import cards, page
from generators.pages.frame.render import render
from generators.pages.maps.france import france_map
from generators.pages.maps.markers import Marker
from generators.pages.maps.svg import symbols
from generators.records.models import Actualite, Numero
from generators.site import Site
from generators.words.wording import liste, nombre

DATES, NEWS = 4, 3


def accueil_body(site: Site) -> str:
    covered = site.network.gaps.covered
    drawn = list(markers(site))
    shapes = {marker.categorie for marker in drawn}
    return render(
        site,
        "home/page.html.j2",
        0,
        carte_svg=france_map(site.outlines, covered, drawn, href=addresses.departement),
        symboles=symbols(site.records.vocabulary),
        nombre_acteurs=len(site.network.acting_actors),
        nombre_departements=len(covered),
        categories=[
            {"code": code, "court": term.court or term.libelle}
            for code, term in site.records.vocabulary.lists["categories"].items()
            if code in shapes
        ],
        exemples=list(examples(site)),
        a_venir=[ligne(site, event) for event in site.network.coming[:DATES]],
        passes=[_with_year(ligne(site, event)) for event in site.network.past[:DATES]],
        actualites=[_news(site, news) for news in site.network.news_latest_first[:NEWS]],
        nouveautes=cards.new_in_network(site),
        flux=page.SITE_FEEDS,
        numeros=[urgence for urgence in site.records.urgences if urgence.barre],
        lettre=next((_letter(issue) for issue in site.network.issues_latest_first), None),
    )


def markers(site: Site) -> Iterator[Marker]:
    """One marker for each actor at work that stands in the country, where it stands."""
    for acteur in filter(attrgetter("actif"), site.network.acting_actors):
        point = coverage.point_of(acteur, site.places)
        if point and not coverage.is_abroad(acteur):
            yield Marker(*point, acteur.categorie, acteur.nom)


def examples(site: Site) -> Iterator[str]:
    """Searches to try, each of which finds something: a département and a need, a need, a town."""
    actors = [acteur for acteur in site.network.acting_actors if acteur.actif]
    for code, term in site.records.vocabulary.categories.items():
        offering = [actor for actor in actors if actor.categorie == code]
        if term.exemple and offering:
            homes = (coverage.departement_of(actor, site.places) for actor in offering)
            place = next((home for home in homes if home), "")
            yield f"{place} {(term.court or term.libelle).lower()}".strip()
    towns = Counter(acteur.commune for acteur in actors if acteur.commune and acteur.commune != "Paris")
    yield from (town for town, _ in towns.most_common(1))


def _with_year(line: EventLine) -> EventLine:
    return replace(line, mois=f"{line.mois} {line.annee}")


@dataclass(frozen=True, slots=True)
class LatestNews:
    url: str
    titre: str
    territoire: str
    resume: str


def _news(site: Site, news: Actualite) -> LatestNews:
    kicker = coverage.kicker(news.territoires, site.places)
    return LatestNews(addresses.actualite(news.id), news.titre, kicker, news.resume)


@dataclass(frozen=True, slots=True)
class LatestLetter:
    url: str
    titre: str
    resume: str


def _letter(issue: Numero) -> LatestLetter:
    """The latest issue, with what it holds: "9 dates, 11 actualités et 7 ressources."."""
    rubrics = ((issue.agenda, "date"), (issue.actualites, "actualité"), (issue.ressources, "ressource"))
    counts = [nombre(len(rubric.choix), unit) for rubric, unit in rubrics if rubric]
    return LatestLetter(addresses.numero(issue.id), cards.titre_numero(issue), f"{liste(counts)}.")
