"""The panel of an item: its official title, who, for whom, when, where, how to call, write, register, get it.

A structure that is only cited, or does not work now, has no contact; nothing that a record withholds is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generators.land import coverage
from generators.letter import events
from generators.letter.shapes import Row
from generators.records.kinds import ACTORS, kind_of
from generators.records.models import Acteur, Actualite, Appel, Boite, Choix, Evenement, Fiche, Ressource
from generators.records.models.fields import references
from generators.site import Site
from generators.words import dates
from generators.words.hours import in_one_line
from generators.words.wording import fold, insecable, liste, majuscule, nom_de_site, sans_point


def official(choix: Choix, fiche: Fiche) -> tuple[Row, ...]:
    """The official title of what an issue calls otherwise, by which it is found; a news item has none."""
    kind = kind_of(fiche)
    title = kind.title_of(fiche)
    if not choix.titre or not kind.official or fold(title) in fold(choix.titre):
        return ()
    return (Row(kind.official, title),)


def rows(fiche: Fiche, site: Site, on: date) -> Iterator[Row]:
    """The practical information of a record in an issue of the day `on`, each address once."""
    seen: set[str] = set()
    for row in _rows(fiche, site, on):
        if row.url not in seen:
            yield row
        seen |= {row.url} if row.url else set()


def _rows(fiche: Fiche, site: Site, on: date) -> Iterator[Row]:
    match fiche:
        case Evenement():
            return _event_rows(fiche, site, on)
        case Actualite():
            return _news_rows(fiche, site, on)
        case Acteur():
            return _actor_rows(fiche, site)
        case Ressource():
            return _resource_rows(fiche, site)
    return _makers_rows(fiche, site)


def _event_rows(event: Evenement, site: Site, on: date) -> Iterator[Row]:
    vocabulary = site.records.vocabulary
    yield from events.changes(event)
    yield from events.when_and_where(event, site.places, on)
    if event.organisateurs:
        yield Row("Par", liste([site.records.actors[id_].nom for id_ in event.organisateurs]))
    audience = liste([vocabulary.label("publics", code).lower() for code in event.publics])
    if audience := event.publics_precisions or audience:
        yield Row("Pour qui", majuscule(sans_point(audience)))
    cost = events.price(event, vocabulary)
    if cost:
        yield Row("Prix", cost)
    yield from events.registration(event, on, said=cost or "")
    if events.is_open(event, on) and not (event.inscription and event.inscription.joignable):
        yield from _reached(event.organisateurs, site)


def _news_rows(news: Actualite, site: Site, on: date) -> Iterator[Row]:
    """What it announces, then its services, then how whoever else acts is reached."""
    if event := events.announced_by(news, site.records.events, on):
        yield from events.when_and_where(event, site.places, on)
        yield from events.registration(event, on)
    named = [site.records.actors[id_] for id_ in news.acteurs]
    services = [one for one in named if _called(one, site)]
    for service in services:
        yield from _service_rows(service, site, service.nom if len(services) > 1 else None)
    if news.courriel:
        yield Row("Écrire", news.courriel, f"mailto:{news.courriel}")
    yield from _reached((id_ for id_ in news.acteurs if site.records.actors[id_] not in services), site)


def _called(acteur: Acteur, site: Site) -> bool:
    """True of a service of which a news item says all: one calls it, and somebody said how, or when."""
    hours = acteur.horaires_accueil or acteur.horaires_precisions
    said = acteur.toutes_lignes or acteur.courriel_ouvert or acteur.comptes or hours
    called = site.records.vocabulary.types_acteur[acteur.type].a_appeler and _works(acteur, site)
    return called and bool(said)


def _actor_rows(acteur: Acteur, site: Site) -> Iterator[Row]:
    yield from _service_rows(acteur, site, None)
    if _works(acteur, site):
        if acteur.boite_pour and acteur.courriel:
            said = f"{majuscule(acteur.boite_pour)} : {acteur.courriel}"
            yield Row("Écrire", said, f"mailto:{acteur.courriel}")
        if acteur.site_web:
            yield Row("Site", nom_de_site(acteur.site_web), acteur.site_web)


def _service_rows(acteur: Acteur, site: Site, name: str | None) -> Iterator[Row]:
    """For whom, who carries it; of one that acts, its lines, each with its hours, its mailbox, its accounts.

    `name` is said first, where several are told one after the other.
    """
    label = site.records.vocabulary.label
    if name:
        yield Row("Service", name)
    if who := [label("publics", code).lower() for code in acteur.publics]:
        yield Row("Pour qui", majuscule(liste(who)))
    if acteur.porte_par:
        yield Row("Porté par", placed(site.records.actors[acteur.porte_par], site, acteur))
    if _works(acteur, site):
        yield from _contact(acteur)


def _contact(acteur: Acteur) -> Iterator[Row]:
    for ligne in acteur.toutes_lignes:
        number = insecable(ligne.telephone)
        said = f"{majuscule(ligne.pour)} : {number}" if ligne.pour else number
        yield Row("Appeler", said, ligne.telephone.href)
        if ligne.horaires:
            yield Row("Horaires", sans_point(ligne.horaires))
    if acteur.courriel_ouvert:
        yield Row("Écrire", acteur.courriel_ouvert, f"mailto:{acteur.courriel_ouvert}")
    for compte in acteur.comptes:
        said = f"{compte.compte} ({compte.pour})" if compte.pour else compte.compte
        yield Row(compte.reseau, said, compte.url)
    alone = in_one_line(acteur.horaires_accueil, acteur.horaires_precisions)
    if alone and not acteur.telephone:
        yield Row("Horaires", sans_point(alone))


def _reached(ids: Iterable[str], site: Site) -> Iterator[Row]:
    """How each of these structures is reached, in a row: by telephone, else by mail."""
    for acteur in (site.records.actors[id_] for id_ in ids):
        if not _works(acteur, site):
            continue
        if acteur.telephone:
            yield Row("Appeler", f"{acteur.nom} : {insecable(acteur.telephone)}", acteur.telephone.href)
        elif acteur.courriel_ouvert:
            yield Row(
                "Écrire", f"{acteur.nom} : {acteur.courriel_ouvert}", f"mailto:{acteur.courriel_ouvert}"
            )


def _works(acteur: Acteur, site: Site) -> bool:
    return site.network.acts(acteur) and acteur.actif


def placed(acteur: Acteur, site: Site, beside: Acteur | None = None) -> str:
    """A structure with its département, else that of what it carries: « AGSS de l’UDAF (Nord) »."""
    where = departement(acteur, site) or (beside and departement(beside, site))
    return f"{acteur.nom} ({where})" if where and fold(where) not in fold(acteur.nom) else acteur.nom


def named(acteur: Acteur) -> str:
    """A structure’s name with the acronym by which texts may call it: « Protection judiciaire … (PJJ) »."""
    told = not acteur.sigle or f" {fold(acteur.sigle)} " in f" {fold(acteur.nom)} "
    return acteur.nom if told else f"{acteur.nom} ({acteur.sigle})"


def departement(acteur: Acteur, site: Site) -> str | None:
    """The name of a structure’s département."""
    code = coverage.departement_of(acteur, site.places)
    return site.places.departements[code].nom if code else None


def _resource_rows(resource: Ressource, site: Site) -> Iterator[Row]:
    """Who, when, how to get it. Authors go without their functions: a panel is read at a glance."""
    makers = liste([site.records.actors[name].nom for name in resource.producteurs])
    if by := liste([name.partition(",")[0] for name in resource.auteurs]) or makers:
        yield Row("Par", sans_point(by))
    published = site.records.vocabulary.types_ressource[resource.type].edite
    publisher = resource.editeur or (makers if resource.auteurs and published else None)
    if publisher:
        yield Row("Éditeur", publisher)
    if resource.date:
        yield Row("Date", majuscule(dates.date_partielle(resource.date)))
    label = site.records.vocabulary.label("acces", resource.acces) if resource.acces else None
    if access := resource.acces_precisions or label:
        yield Row("Accès", majuscule(sans_point(access)))
    if resource.courriel:
        yield Row("Demander", resource.courriel, f"mailto:{resource.courriel}")
    elif not resource.url:
        yield from _reached(resource.producteurs, site)


def _makers_rows(fiche: Fiche, site: Site) -> Iterator[Row]:
    """Who a record of another kind names, and how to call and to write."""
    actors = dict.fromkeys(id_ for kind, id_ in references(fiche) if kind == ACTORS.name)
    if actors:
        yield Row("Par", liste([site.records.actors[id_].nom for id_ in actors]))
    if isinstance(fiche, Appel) and fiche.telephone:
        yield Row("Appeler", insecable(fiche.telephone), fiche.telephone.href)
    if isinstance(fiche, Boite) and fiche.courriel:
        yield Row("Écrire", fiche.courriel, f"mailto:{fiche.courriel}")
