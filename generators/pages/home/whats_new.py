"""« Quoi de neuf »: the records that came or changed last, as lines of the home page and of a département."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generators.network import addresses, whats_new
from generators.network.network import Landscape
from generators.network.whats_new import Nouveaute
from generators.records.models import Acteur, Actualite, Evenement, Ressource
from generators.site import Site

HERE, LOCAL = 6, 5
GENRES = {"actors": "Structure", "events": "Rendez-vous", "resources": "Ressource", "news": "Actualité"}


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line: `geste` says what became of the record ("Nouvelle fiche"), `jour` when."""

    url: str
    titre: str
    genre: str
    geste: str
    jour: date


def du_reseau(site: Site) -> list[Ligne]:
    closed = {f"actors/{actor.id}" for actor in site.records.actors.values() if actor.statut == "ferme"}
    return _lines(site, (one for ref, one in site.network.nouveautes.items() if ref not in closed), HERE)


def du_departement(site: Site, landscape: Landscape) -> list[Ligne]:
    """What stands there, covers it or happened there; no closed structure, as everywhere on the page."""
    refs = [
        *(f"actors/{acteur.id}" for acteur in landscape.local if acteur.statut != "ferme"),
        *(f"events/{event.id}" for event in landscape.events),
        *(f"news/{news.id}" for news in landscape.news),
    ]
    return _lines(site, (site.network.nouveautes[ref] for ref in refs), LOCAL)


def _lines(site: Site, found: Iterable[Nouveaute], limit: int) -> list[Ligne]:
    return [_line(site, one) for one in whats_new.latest(found, limit)]


def _line(site: Site, one: Nouveaute) -> Ligne:
    kind, _, id_ = one.ref.partition("/")
    title = _title(site.records.of(kind)[id_])
    return Ligne(addresses.reference(one.ref), title, GENRES[kind], one.geste, one.jour)


def _title(fiche: object) -> str:
    match fiche:
        case Acteur():
            return fiche.nom
        case Evenement() | Ressource() | Actualite():
            return fiche.titre
    raise TypeError(f"no title: {fiche!r}")
