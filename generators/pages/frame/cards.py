"""A record as a card or a line that leads to its page: what « À voir aussi » and the lists show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generators.land import coverage
from generators.network import addresses
from generators.records.models import Acteur, Actualite, Evenement, Numero, Ressource
from generators.site import Site
from generators.words import dates


@dataclass(frozen=True, slots=True)
class Carte:
    """What a card says. `url` is relative to the site's root."""

    url: str
    titre: str
    surtitre: str | None = None
    sous_titre: str | None = None
    texte: str | None = None
    genre: str | None = None
    icone: str | None = None
    date: str | None = None


def acteur(site: Site, item: Acteur, lien: str | None = None) -> Carte:
    """An actor; `lien` says what it is to the page that shows it ("Service", "Partenaire")."""
    place = coverage.place_phrase(item, site.places)
    kicker = lien or site.records.vocabulary.label("categories", item.categorie)
    return Carte(addresses.acteur(item.id), item.nom, " · ".join(part for part in (kicker, place) if part))


def evenement(site: Site, item: Evenement) -> Carte:
    kind = site.records.vocabulary.label("types_evenement", item.type)
    when = dates.jour(dates.le_jour(item.debut))
    return Carte(addresses.evenement(item.id), item.titre, f"{kind} · {when}")


def ressource(site: Site, item: Ressource) -> Carte:
    kind = site.records.vocabulary.label("types_ressource", item.type)
    parts = (kind, dates.date_partielle(item.date) if item.date else None)
    return Carte(addresses.ressource(item.id), item.titre, " · ".join(part for part in parts if part))


def actualite(item: Actualite) -> Carte:
    kicker = f"Actualité · {dates.date_partielle(item.date)}"
    return Carte(addresses.actualite(item.id), item.titre, kicker)


def numero(item: Numero) -> Carte:
    return Carte(addresses.numero(item.id), titre_numero(item), "Newsletter")


def titre_numero(item: Numero) -> str:
    """ "La newsletter du 3e trimestre 2023"."""
    link = " du " if item.periode[:1].isdigit() else ", "
    return f"{item.titre}{link}{item.periode}"


def evenements(site: Site, ids: Iterable[str]) -> Iterator[Carte]:
    return (evenement(site, site.records.events[id_]) for id_ in ids)


def ressources(site: Site, ids: Iterable[str]) -> Iterator[Carte]:
    return (ressource(site, site.records.resources[id_]) for id_ in ids)


def actualites(site: Site, ids: Iterable[str]) -> Iterator[Carte]:
    return (actualite(site.records.news[id_]) for id_ in ids)


def numeros(site: Site, ref: str) -> Iterator[Carte]:
    """The issues of the newsletter that carried a record, written with its folder; each at that very item."""
    for id_ in site.network.issues_of.get(ref, ()):
        carte = numero(site.records.issues[id_])
        day = dates.jour(site.records.issues[id_].date)
        yield replace(carte, url=f"{carte.url}#{addresses.ancre(ref)}", surtitre=f"Paru le {day}")
