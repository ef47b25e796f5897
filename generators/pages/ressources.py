"""The library: every resource as a card, four chapters to read it by, and a page a resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generators.network import adresses, dates
from generators.network.network import Network
from generators.network.phrases import site
from generators.pages import cartes, flux, jsonld
from generators.pages.ariane import Etape
from generators.pages.cartes import ICONES, Carte
from generators.pages.page import Page, depth
from generators.pages.render import Renderer
from generators.records.models import Ressource
from generators.records.text import fold

URL = "ressources/"

#: The chapters of the library, in the order in which a professional meets the questions.
CHAPITRES = {
    "reperer": "Reconnaître les signes, oser en parler.",
    "proteger": "Évaluer le danger, signaler, mettre à l’abri.",
    "orienter": "Passer le relais à la bonne équipe.",
    "accompagner": "Suivre le jeune et sa famille dans la durée.",
}

#: What one does with a resource, before the name of the site that holds it.
VERBES = {
    "podcast": "Écouter sur",
    "replay": "Voir le replay sur",
    "video": "Voir la vidéo sur",
    "tutoriel": "Voir le tutoriel sur",
    "livre": "Voir le livre sur",
    "outil": "Ouvrir l’outil sur",
}


def pages(network: Network, renderer: Renderer) -> Iterator[Page]:
    yield library(network, renderer)
    for ressource in network.records.resources.values():
        yield page(network, renderer, ressource)


def library(network: Network, renderer: Renderer) -> Page:
    resources = network.resources_latest_first
    body = renderer.render(
        "ressources.html.j2",
        depth(URL),
        fiches=[entry(network, ressource) for ressource in resources],
        genres=list(counts(network, "types_ressource", (r.type for r in resources))),
        publics=list(counts(network, "publics", (p for r in resources for p in r.publics))),
        acces=list(counts(network, "acces", (r.acces for r in resources if r.acces))),
        chapitres=chapters(network),
        flux=flux.RESSOURCES,
    )
    return Page(
        url=URL,
        title="Ressources",
        description="Guides, outils, tutoriels, replays et podcasts du réseau, pour repérer, protéger, "
        "orienter et accompagner les mineurs victimes de prostitution.",
        section="ressources",
        body=body,
        flux=(flux.RESSOURCES,),
    )


@dataclass(frozen=True, slots=True)
class Entree:
    """A card of the library, with what its filters read."""

    ressource: Ressource
    url: str
    icone: str
    date: str | None
    par: str
    acces: str | None
    action: Action | None
    mots: str


@dataclass(frozen=True, slots=True)
class Action:
    """How to get the resource: an address and the words of its link."""

    url: str
    mots: str
    dehors: bool


def entry(network: Network, ressource: Ressource) -> Entree:
    return Entree(
        ressource=ressource,
        url=adresses.ressource(ressource.id),
        icone=ICONES.get(ressource.type, "fichier"),
        date=dates.date_partielle(ressource.date) if ressource.date else None,
        par=makers(network, ressource),
        acces=network.records.vocabulary.label("acces", ressource.acces) if ressource.acces else None,
        action=action(network, ressource),
        mots=fold(" ".join(_words(network, ressource))),
    )


def makers(network: Network, ressource: Ressource) -> str:
    """Who made it: the authors as the work names them, then the actors and the publisher."""
    actors = [network.records.actors[id_].nom for id_ in ressource.producteurs]
    return ", ".join([*ressource.auteurs, *actors, *([ressource.editeur] if ressource.editeur else [])])


def action(network: Network, ressource: Ressource) -> Action | None:
    """The way to it: online, by mail, or through the actor that made it; None when nobody said."""
    if ressource.url:
        return Action(ressource.url, f"{VERBES.get(ressource.type, 'Lire sur')} {site(ressource.url)}", True)
    if ressource.courriel:
        return Action(f"mailto:{ressource.courriel}", f"La demander à {ressource.courriel}", True)
    if ressource.acces == "sur-demande" and ressource.producteurs:
        maker = network.records.actors[ressource.producteurs[0]]
        return Action(adresses.acteur(maker.id), f"La demander : voir {maker.nom}", False)
    return None


def top_missions(network: Network, missions: Iterable[str]) -> set[str]:
    """The seven missions that finer terms belong to."""
    terms = network.records.vocabulary.lists["missions"]
    return {terms[code].parent or code for code in missions}


def counts(network: Network, name: str, codes: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Code, label and count of each term in use, in the order of the vocabulary."""
    found = Counter(codes)
    for code in network.records.vocabulary.codes(name):
        if found[code]:
            yield code, network.records.vocabulary.label(name, code), found[code]


def chapters(network: Network) -> list[tuple[str, str, str, list[Carte]]]:
    """Code, label, promise and resources of each chapter, latest first."""
    return [
        (code, network.records.vocabulary.label("missions", code), promise, _chapter(network, code))
        for code, promise in CHAPITRES.items()
    ]


def _chapter(network: Network, code: str) -> list[Carte]:
    return [
        cartes.ressource(network, ressource)
        for ressource in network.resources_latest_first
        if code in top_missions(network, ressource.missions)
    ]


def _words(network: Network, ressource: Ressource) -> Iterator[str]:
    vocabulary = network.records.vocabulary
    yield from (ressource.titre, ressource.resume, makers(network, ressource), *ressource.mots_cles)
    yield vocabulary.label("types_ressource", ressource.type)
    yield from (vocabulary.label("missions", code) for code in ressource.missions)
    yield from (vocabulary.label("publics", code) for code in ressource.publics)


def page(network: Network, renderer: Renderer, ressource: Ressource) -> Page:
    url = adresses.ressource(ressource.id)
    body = renderer.render(
        "ressource.html.j2",
        depth(url),
        ressource=ressource,
        ariane=[Etape("Ressources", URL), Etape(renderer.libelle(ressource.type, "types_ressource"))],
        entree=entry(network, ressource),
        pour_qui=audience(renderer, ressource),
        chapitres=[c for c in CHAPITRES if c in top_missions(network, ressource.missions)],
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
    )


def audience(renderer: Renderer, ressource: Ressource) -> str | None:
    """For whom: the record's own words when it has some, else the terms."""
    return ressource.publics_precisions or renderer.libelles(ressource.publics, "publics") or None


def see_also(network: Network, ressource: Ressource) -> Iterator[Carte]:
    yield from cartes.evenements(network, network.resource_events.get(ressource.id, ()))
    yield from cartes.actualites(network, network.resource_news.get(ressource.id, ()))
    yield from cartes.numeros(network, f"resources/{ressource.id}")
