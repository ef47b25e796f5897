"""A record in a few words that lead to its page: a card, a line of « Quoi de neuf », a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from generators.land import coverage
from generators.network import addresses
from generators.network.network import Landscape
from generators.network.when import Nouveaute, latest_new, next_date
from generators.records.kinds import ACTORS, KINDS, kind_of, ref_of
from generators.records.models import Acteur, Actualite, Evenement, Fiche, Implantation, Numero, Ressource
from generators.records.models.fields import list_of
from generators.site import Site
from generators.words import dates, urls
from generators.words.dates import DatePartielle
from generators.words.wording import nom_de_site


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
    kicker = lien or site.network.sort_of(item)[1]
    return Carte(addresses.acteur(item.id), item.nom, " · ".join(part for part in (kicker, place) if part))


def evenement(site: Site, item: Evenement) -> Carte:
    kind = site.records.vocabulary.label("types_evenement", item.type)
    when = dates.jour(dates.le_jour(next_date(item, site.today).debut))
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
        when = dates.quand(site.records.issues[id_].date)
        yield replace(carte, url=f"{carte.url}#{addresses.ancre(ref)}", surtitre=f"Paru {when}")


HERE, LOCAL = 6, 5


@dataclass(frozen=True, slots=True)
class Novelty:
    """A line: `geste` says what became of the record ("Nouvelle fiche"), `jour` when."""

    url: str
    titre: str
    genre: str
    geste: str
    jour: date


def new_in_network(site: Site) -> list[Novelty]:
    """What lists show: of the structures, those that act."""
    shown = {ref_of(actor) for actor in site.network.acting_actors}
    known = site.network.news_of_records.items()
    found = (one for ref, one in known if ref in shown or not ref.startswith(f"{ACTORS.name}/"))
    return _lines(site, found, HERE)


def new_in_departement(site: Site, landscape: Landscape) -> list[Novelty]:
    """What stands there, covers it or happened there; of the structures, those that act."""
    open_ = (acteur for acteur in landscape.local if landscape.acts(acteur) and not acteur.ferme)
    records = (*open_, *landscape.events, *landscape.news, *landscape.others)
    known = site.network.news_of_records
    return _lines(site, (known[ref] for record in records if (ref := ref_of(record)) in known), LOCAL)


def _lines(site: Site, found: Iterable[Nouveaute], limit: int) -> list[Novelty]:
    return [_line(site, one) for one in latest_new(found, limit)]


def _line(site: Site, one: Nouveaute) -> Novelty:
    kind, _, id_ = one.ref.partition("/")
    title = KINDS[kind].title_of(site.records.of(kind)[id_])
    return Novelty(addresses.reference(one.ref), title, KINDS[kind].label, one.geste, one.jour)


@dataclass(frozen=True, slots=True)
class Action:
    """How to get the resource: an address, the words of its link; `site_seul`: a site's, not the work's."""

    url: str
    mots: str
    dehors: bool
    site_seul: bool = False


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A resource as a card says it."""

    ressource: Ressource
    url: str
    icone: str
    date: str | None
    par: str
    acces: str | None
    action: Action | None


def document(site: Site, ressource: Ressource) -> DocumentCard:
    return DocumentCard(
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
        return _online(site, ressource, ressource.url)
    if ressource.courriel:
        return Action(f"mailto:{ressource.courriel}", f"La demander à {ressource.courriel}", True)
    if ressource.producteurs:
        maker = site.records.actors[ressource.producteurs[0]]
        said = (
            "La demander\u00a0: voir" if ressource.acces == "sur-demande" else "Voir qui l’a produite\u00a0:"
        )
        return Action(addresses.acteur(maker.id), f"{said} {maker.nom}", False)
    return None


def _online(site: Site, ressource: Ressource, url: str) -> Action:
    """An address that opens the work says what one does there; that of a first page, which site it is."""
    name = nom_de_site(url)
    if urls.is_home(url):
        return Action(url, f"Aller sur le site {name}", True, site_seul=True)
    verb, kept_for = site.records.vocabulary.use(ressource.type, ressource.acces)
    return Action(url, f"{verb} {name} ({kept_for})" if kept_for else f"{verb} {name}", True)
