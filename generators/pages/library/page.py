"""The library, narrowed by boxes and words; and a page a resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generators.exchange import jsonld
from generators.network import addresses
from generators.network.network import Network
from generators.pages.frame import cards, facets, feeds
from generators.pages.frame.cards import Carte
from generators.pages.frame.facets import Choix, Facette, Termes
from generators.pages.frame.page import Page, depth
from generators.pages.frame.render import Renderer, langue
from generators.pages.frame.trail import Etape
from generators.pages.index import words
from generators.pages.library import paths
from generators.pages.library.document import document
from generators.pages.library.paths import Pas
from generators.pages.search import entries
from generators.records.models import Ressource
from generators.words.folding import fold

URL = "ressources/"


def pages(network: Network, renderer: Renderer) -> Iterator[Page]:
    chapters = paths.chapitres(network)
    yield library(network, renderer, chapters)
    yield from paths.pages(renderer, chapters)
    steps = paths.pas(chapters)
    for ressource in network.records.resources.values():
        yield page(network, renderer, ressource, steps.get(ressource.id, ()))


def files(network: Network) -> Mapping[str, bytes]:
    """The index of the library's words."""
    return words.files(URL, [entries.ressource(network, r).textes for r in network.resources_latest_first])


def library(network: Network, renderer: Renderer, chapters: Sequence[paths.Chapitre]) -> Page:
    resources = network.resources_latest_first
    boxes = groups(network, resources)
    body = renderer.render(
        "ressources.html.j2",
        depth(URL),
        fiches=[(document(network, r), facets.jetons(terms(r))) for r in resources],
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


def groups(network: Network, resources: Sequence[Ressource]) -> list[Facette]:
    """The kinds first, then the groups of boxes in their order."""
    borne = [terms(ressource) for ressource in resources]
    vocabulary = network.records.vocabulary

    def group(liste: str, titre: str, choices: Sequence[Choix], repliee: bool = False) -> Facette:
        return facets.facette(liste, titre, borne, choices, repliee)

    kinds = facets.du_vocabulaire(vocabulary, "types_ressource")
    return [
        group("types", "Genre", facets.en_usage(kinds, (record["types"] for record in borne))),
        group("missions", "Mission", facets.du_vocabulaire(vocabulary, "missions")),
        group("publics", "Pour qui", facets.du_vocabulaire(vocabulary, "publics")),
        group("acces", "Accès", facets.du_vocabulaire(vocabulary, "acces")),
        group("annees", "Année de parution", _years(borne), repliee=True),
        group("producteurs", "Produite par", _publishers(network, resources), repliee=True),
        group("langues", "Langue", _languages(borne), repliee=True),
    ]


def _years(borne: Sequence[Termes]) -> list[Choix]:
    return [Choix(year, year) for year in sorted({y for r in borne for y in r["annees"]}, reverse=True)]


def _languages(borne: Sequence[Termes]) -> list[Choix]:
    return [Choix(code, langue(code)) for code in sorted({c for r in borne for c in r["langues"]})]


def _publishers(network: Network, resources: Sequence[Ressource]) -> list[Choix]:
    """Those that made most first."""
    names: dict[str, str] = {i: network.records.actors[i].nom for r in resources for i in r.producteurs}
    names |= {_code(r.editeur): r.editeur for r in resources if r.editeur}
    made = Counter(code for r in resources for code in terms(r)["producteurs"])
    order = sorted(names, key=lambda code: (-made[code], fold(names[code])))
    return [Choix(code, names[code]) for code in order]


def page(network: Network, renderer: Renderer, ressource: Ressource, steps: Sequence[Pas]) -> Page:
    url = addresses.ressource(ressource.id)
    body = renderer.render(
        "ressource.html.j2",
        depth(url),
        ressource=ressource,
        ariane=[Etape("Ressources", URL), Etape(renderer.libelle(ressource.type, "types_ressource"))],
        entree=document(network, ressource),
        pour_qui=audience(renderer, ressource),
        parcours=steps,
        missions=[renderer.libelle(code, "missions") for code in ressource.missions],
        voir_aussi=list(see_also(network, ressource)),
    )
    return Page(
        url=url,
        title=ressource.titre,
        description=ressource.resume,
        section="ressources",
        body=body,
        jsonld=jsonld.creative_work(network, ressource, renderer.site_url),
        maj=ressource.date_maj or ressource.verifie_le,
    )


def audience(renderer: Renderer, ressource: Ressource) -> str | None:
    """For whom: the record's own words when it has some, else the terms."""
    return ressource.publics_precisions or renderer.libelles(ressource.publics, "publics") or None


def see_also(network: Network, ressource: Ressource) -> Iterator[Carte]:
    """Who made it, where it was presented, who told of it."""
    actors = (network.records.actors[id_] for id_ in ressource.producteurs)
    yield from (cards.acteur(network, actor, "Produite par") for actor in actors)
    yield from cards.evenements(network, network.resource_events.get(ressource.id, ()))
    yield from cards.actualites(network, network.resource_news.get(ressource.id, ()))
    yield from cards.numeros(network, f"resources/{ressource.id}")
