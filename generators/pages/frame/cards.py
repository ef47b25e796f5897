"""A record as a card or a line that leads to its page: what « À voir aussi » and the lists show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from generators.land import coverage
from generators.network import addresses
from generators.records.kinds import kind_of, ref_of
from generators.records.models import Acteur, Actualite, Evenement, Fiche, Implantation, Numero, Ressource
from generators.records.models.fields import list_of
from generators.site import Site
from generators.words import dates
from generators.words.dates import DatePartielle


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


def carte(site: Site, record: Fiche) -> Carte:
    """A record of any kind: its own card, or what its kind declares of it (term, place, day)."""
    match record:
        case Acteur():
            return acteur(site, record)
        case Evenement():
            return evenement(site, record)
        case Ressource():
            return ressource(site, record)
        case Actualite():
            return actualite(record)
    kind = kind_of(record)
    place = coverage.place_phrase(record, site.places) if isinstance(record, Implantation) else None
    day = getattr(record, kind.date, None) if kind.date else None
    kicker = " · ".join(filter(None, (sorte(site, record), place, _day(day))))
    return Carte(addresses.reference(ref_of(record)), kind.title_of(record), kicker)


def sorte(site: Site, record: Fiche) -> str:
    """What a record is: its term, or the word of its kind."""
    kind = kind_of(record)
    liste = list_of(type(record).model_fields[kind.term]) if kind.term else None
    code = getattr(record, kind.term) if liste else None
    return site.records.vocabulary.label(liste, code) if liste and code else kind.label


def _day(value: date | datetime | DatePartielle | None) -> str | None:
    if isinstance(value, DatePartielle):
        return dates.date_partielle(value)
    return dates.jour(dates.le_jour(value)) if value else None


def mentions(site: Site, record: Fiche) -> Iterator[Carte]:
    """What else names a record: those of the kinds that have no links of their own, then the issues."""
    ref = ref_of(record)
    for found in site.network.mentions.get(ref, ()):
        kind, _, id_ = found.partition("/")
        yield carte(site, site.records.by_kind[kind][id_])
    yield from numeros(site, ref)


def numeros(site: Site, ref: str) -> Iterator[Carte]:
    """The issues of the newsletter that carried a record, written with its folder; each at that very item."""
    for id_ in site.network.issues_of.get(ref, ()):
        carte = numero(site.records.issues[id_])
        day = dates.jour(site.records.issues[id_].date)
        yield replace(carte, url=f"{carte.url}#{addresses.ancre(ref)}", surtitre=f"Paru le {day}")
