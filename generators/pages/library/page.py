"""The library, narrowed by boxes and words; and a page a resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generators.exchange import jsonld
from generators.network import addresses
from generators.pages.frame import cards, facets
from generators.pages.frame import page as feeds
from generators.pages.frame.cards import Carte, document
from generators.pages.frame.facets import Choix
from generators.pages.frame.page import Etape, Page, depth
from generators.pages.frame.render import langue, libelle, libelles, render
from generators.pages.index import search as entries
from generators.pages.index import words
from generators.pages.library import paths
from generators.pages.library.paths import Pas
from generators.records.models import Ressource
from generators.site import Site
from generators.words.phrases import en_lettres, majuscule
from generators.words.typography import fold

URL = "ressources/"


def pages(site: Site) -> Iterator[Page]:
    chapters = paths.chapitres(site)
    yield library(site, chapters)
    yield from paths.pages(site, chapters)
    steps = paths.pas(chapters)
    for ressource in site.records.resources.values():
        yield page(site, ressource, steps.get(ressource.id, ()))


def files(site: Site) -> Mapping[str, bytes]:
    """The index of the library's words."""
    return words.files(URL, [entries.ressource(site, r).textes for r in site.network.resources_latest_first])


def library(site: Site, chapters: Sequence[paths.Chapitre]) -> Page:
    resources = site.network.resources_latest_first
    boxes = facets.groups(FACETS, site, resources)
    body = render(
        site,
        "library/index.html.j2",
        depth(URL),
        fiches=[(document(site, r), facets.tokens(facets.terms(FACETS, site, r))) for r in resources],
        genres=boxes[0],
        facettes=boxes[1:],
        chapitres=chapters,
        parcours=majuscule(en_lettres(len(chapters), "parcours", "parcours")),
        flux=feeds.RESSOURCES,
    )
    return Page(
        url=URL,
        title="Ressources",
        description=site.identity.descriptions.ressources,
        section="ressources",
        body=body,
        flux=(feeds.RESSOURCES,),
    )


def _publishers_of(_: Site, ressource: Ressource) -> Iterator[str]:
    yield from ressource.producteurs
    if ressource.editeur:
        yield _code(ressource.editeur)


def _code(name: str) -> str:
    """The code of a publisher that is no actor."""
    return fold(name).replace(" ", "-")


def _publishers(site: Site, resources: Sequence[Ressource], made: Counter[str]) -> list[Choix]:
    """Those that made most first."""
    names: dict[str, str] = {i: site.records.actors[i].nom for r in resources for i in r.producteurs}
    names |= {_code(r.editeur): r.editeur for r in resources if r.editeur}
    order = sorted(names, key=lambda code: (-made[code], fold(names[code])))
    return [Choix(code, names[code]) for code in order]


def _languages(_: Site, __: Sequence[Ressource], counts: Counter[str]) -> list[Choix]:
    return [Choix(code, langue(code)) for code in sorted(counts)]


#: The kinds first: people choose by them before all else.
FACETS: tuple[facets.Rule[Ressource], ...] = (
    facets.of_field("type", "types_ressource", "Genre", liste="types", used=True),
    facets.of_field("missions", "missions", "Mission"),
    facets.of_field("publics", "publics", "Pour qui"),
    facets.of_field("acces", "acces", "Accès"),
    facets.of_years("Année de parution", lambda _, r: [r.date[:4]] if r.date else []),
    facets.Rule("producteurs", "Produite par", _publishers_of, _publishers, repliee=True),
    facets.Rule("langues", "Langue", lambda _, r: [r.langue], _languages, repliee=True),
)


def page(site: Site, ressource: Ressource, steps: Sequence[Pas]) -> Page:
    url = addresses.ressource(ressource.id)
    body = render(
        site,
        "library/page.html.j2",
        depth(url),
        ressource=ressource,
        ariane=[Etape("Ressources", URL), Etape(libelle(site, ressource.type, "types_ressource"))],
        entree=document(site, ressource),
        pour_qui=audience(site, ressource),
        parcours=steps,
        missions=[libelle(site, code, "missions") for code in ressource.missions],
        voir_aussi=list(see_also(site, ressource)),
    )
    return Page(
        url=url,
        title=ressource.titre,
        description=ressource.resume,
        section="ressources",
        body=body,
        jsonld=jsonld.creative_work(site, ressource),
        maj=ressource.revisee_le,
    )


def audience(site: Site, ressource: Ressource) -> str | None:
    """For whom: the record's own words when it has some, else the terms."""
    return ressource.publics_precisions or libelles(site, ressource.publics, "publics") or None


def see_also(site: Site, ressource: Ressource) -> Iterator[Carte]:
    """Who made it, where it was presented, who told of it."""
    actors = (site.records.actors[id_] for id_ in ressource.producteurs)
    yield from (cards.acteur(site, actor, "Produite par") for actor in actors)
    yield from cards.evenements(site, site.network.resource_events.get(ressource.id, ()))
    yield from cards.actualites(site, site.network.resource_news.get(ressource.id, ()))
    yield from cards.mentions(site, ressource)
