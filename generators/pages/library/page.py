"""The library, narrowed by boxes and words; and a page a resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generators.exchange import jsonld
from generators.network import addresses
from generators.pages.frame import cards, facets, feeds
from generators.pages.frame.cards import Carte
from generators.pages.frame.facets import Choix, Facette, Termes
from generators.pages.frame.page import Page, depth
from generators.pages.frame.render import langue, libelle, libelles, render
from generators.pages.frame.trail import Etape
from generators.pages.index import words
from generators.pages.library import paths
from generators.pages.library.document import document
from generators.pages.library.paths import Pas
from generators.pages.search import entries
from generators.records.models import Ressource
from generators.site import Site
from generators.words.folding import fold

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
    boxes = groups(site, resources)
    body = render(
        site,
        "library/index.html.j2",
        depth(URL),
        fiches=[(document(site, r), facets.jetons(terms(r))) for r in resources],
        genres=boxes[0],
        facettes=boxes[1:],
        parents=facets.parents(boxes),
        chapitres=chapters,
        flux=feeds.RESSOURCES,
    )
    return Page(
        url=URL,
        title="Ressources",
        description="Guides, outils, tutoriels, replays et podcasts du réseau, pour repérer, protéger, "
        "orienter et accompagner les mineurs victimes de prostitution.",
        section="ressources",
        body=body,
        flux=(feeds.RESSOURCES,),
    )


def terms(ressource: Ressource) -> Termes:
    """What the boxes ask of a resource."""
    return {
        "types": (ressource.type,),
        "missions": ressource.missions,
        "publics": ressource.publics,
        "acces": (ressource.acces,) if ressource.acces else (),
        "annees": (ressource.date[:4],) if ressource.date else (),
        "producteurs": (*ressource.producteurs, *([_code(ressource.editeur)] if ressource.editeur else [])),
        "langues": (ressource.langue,),
    }


def _code(name: str) -> str:
    """The code of a publisher that is no actor."""
    return fold(name).replace(" ", "-")


def groups(site: Site, resources: Sequence[Ressource]) -> list[Facette]:
    """The kinds first, then the groups of boxes in their order."""
    borne = [terms(ressource) for ressource in resources]
    vocabulary = site.records.vocabulary

    def group(liste: str, titre: str, choices: Sequence[Choix], repliee: bool = False) -> Facette:
        return facets.facette(liste, titre, borne, choices, repliee)

    kinds = facets.du_vocabulaire(vocabulary, "types_ressource")
    return [
        group("types", "Genre", facets.en_usage(kinds, (record["types"] for record in borne))),
        group("missions", "Mission", facets.du_vocabulaire(vocabulary, "missions")),
        group("publics", "Pour qui", facets.du_vocabulaire(vocabulary, "publics")),
        group("acces", "Accès", facets.du_vocabulaire(vocabulary, "acces")),
        group("annees", "Année de parution", _years(borne), repliee=True),
        group("producteurs", "Produite par", _publishers(site, resources), repliee=True),
        group("langues", "Langue", _languages(borne), repliee=True),
    ]


def _years(borne: Sequence[Termes]) -> list[Choix]:
    return [Choix(year, year) for year in sorted({y for r in borne for y in r["annees"]}, reverse=True)]


def _languages(borne: Sequence[Termes]) -> list[Choix]:
    return [Choix(code, langue(code)) for code in sorted({c for r in borne for c in r["langues"]})]


def _publishers(site: Site, resources: Sequence[Ressource]) -> list[Choix]:
    """Those that made most first."""
    names: dict[str, str] = {i: site.records.actors[i].nom for r in resources for i in r.producteurs}
    names |= {_code(r.editeur): r.editeur for r in resources if r.editeur}
    made = Counter(code for r in resources for code in terms(r)["producteurs"])
    order = sorted(names, key=lambda code: (-made[code], fold(names[code])))
    return [Choix(code, names[code]) for code in order]


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
        maj=ressource.date_maj or ressource.verifie_le,
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
    yield from cards.numeros(site, f"resources/{ressource.id}")
