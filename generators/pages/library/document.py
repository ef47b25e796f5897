"""A resource in a few words: its card in the library, who made it, and how to get it."""

from __future__ import annotations

from dataclasses import dataclass

from generators.network import addresses
from generators.records.models import Ressource
from generators.site import Site
from generators.words import dates
from generators.words.phrases import nom_de_site


@dataclass(frozen=True, slots=True)
class Action:
    """How to get the resource: an address and the words of its link."""

    url: str
    mots: str
    dehors: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A resource as a card says it."""

    ressource: Ressource
    url: str
    icone: str
    date: str | None
    par: str
    acces: str | None
    action: Action | None


def document(site: Site, ressource: Ressource) -> Document:
    return Document(
        ressource=ressource,
        url=addresses.ressource(ressource.id),
        icone=site.records.vocabulary.types_ressource[ressource.type].icone,
        date=dates.date_partielle(ressource.date) if ressource.date else None,
        par=makers(site, ressource),
        acces=site.records.vocabulary.label("acces", ressource.acces) if ressource.acces else None,
        action=action(site, ressource),
    )


def makers(site: Site, ressource: Ressource) -> str:
    """Who made it: the authors as the work names them, then the actors and the publisher."""
    actors = [site.records.actors[id_].nom for id_ in ressource.producteurs]
    return ", ".join([*ressource.auteurs, *actors, *([ressource.editeur] if ressource.editeur else [])])


def action(site: Site, ressource: Ressource) -> Action | None:
    """The way to it: online, by mail, or through the actor that made it; None when nobody said."""
    if ressource.url:
        verb = site.records.vocabulary.types_ressource[ressource.type].verbe
        return Action(ressource.url, f"{verb} {nom_de_site(ressource.url)}", True)
    if ressource.courriel:
        return Action(f"mailto:{ressource.courriel}", f"La demander à {ressource.courriel}", True)
    if ressource.acces == "sur-demande" and ressource.producteurs:
        maker = site.records.actors[ressource.producteurs[0]]
        return Action(addresses.acteur(maker.id), f"La demander\u00a0: voir {maker.nom}", False)
    return None
