"""What one does of a record: the act that its button asks for, decided from the record and nothing else.

To register, to read, to listen, to see the replay, to call, to write: at the organiser's, the publisher's or
the service's own address. A label promises what stands at that address: nobody registers for what is full,
closed, called off or past, nothing is read on the first page of a site, and no cited structure is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generators.letter import events
from generators.letter.shapes import Link
from generators.network import when
from generators.records.kinds import kind_of
from generators.records.models import Acteur, Actualite, Appel, Boite, Evenement, Fiche, Ressource
from generators.records.vocabulary import Vocabulary
from generators.site import Site
from generators.words import dates, urls
from generators.words.wording import contracte, minuscule, nom_de_site

#: A longer label goes over two lines of a telephone.
LONG = 45


def act(fiche: Fiche, site: Site, on: date) -> Link | None:
    """The act of a record in an issue of the day `on`; None when one can only read its page."""
    match fiche:
        case Evenement():
            return of_event(fiche, on)
        case Actualite():
            return _of_news(fiche, site, on)
        case Acteur():
            return reach(fiche, site)
        case Ressource():
            return _of_resource(fiche, site.records.vocabulary)
    return _of_any(fiche)


def of_event(event: Evenement, on: date) -> Link | None:
    """To register while one can, else the organiser's own page; once it is over, what remains of it."""
    if event.annule or event.reporte_au:
        return None
    if register := next(registrations(event, on), None):
        return register
    if when.is_past(event, on):
        return remains(event)
    return _on_site("Voir sa page sur", event.url) if event.url and not event.sans_place else None


def registrations(event: Evenement, on: date) -> Iterator[Link]:
    """Each way to register that is open on a day: online first, then by mail, then by telephone."""
    if not events.is_open(event, on):
        return
    told, ways = events.day(event), event.inscription
    if ways and ways.url:
        yield Link(f"S’inscrire : {told}", ways.url)
    for lien in ways.liens if ways else ():
        if not lien.complet:
            yield Link(f"S’inscrire : {minuscule(lien.titre)}, {told}", lien.url)
    for session in events.open_sessions(event, on):
        if session.url:
            yield Link(f"S’inscrire : {dates.periode_courte(session.debut, session.fin)}", session.url)
    if ways and ways.courriel:
        yield Link(f"S’inscrire par courriel : {told}", f"mailto:{ways.courriel}")
    if ways and ways.telephone:
        yield Link(f"S’inscrire par téléphone : {told}", ways.telephone.href)


def remains(event: Evenement) -> Link | None:
    """What one sees or reads elsewhere of an event that took place; our page tells the rest."""
    told = events.day(event)
    if event.replay:
        return _opened(f"Voir le replay : {told}", event.replay)
    if len(event.documents) == 1 and not event.compte_rendu:
        return _opened(f"Lire le document : {told}", event.documents[0].url)
    return None


def _of_news(news: Actualite, site: Site, on: date) -> Link | None:
    """To register for what it announces, else its own link, else a service that can be called."""
    announced = events.announced_by(news, site.records.events, on)
    if announced and (register := next(registrations(announced, on), None)):
        return register
    if news.url:
        return _on_site("Lire sur", news.url)
    named = [site.records.actors[id_] for id_ in news.acteurs]
    called = [one for one in named if site.records.vocabulary.types_acteur[one.type].a_appeler]
    reached = [link for one in called if (link := reach(one, site))]
    phones = (link for link in reached if link.url.startswith("tel:"))
    mailbox = _write(news.courriel, news.courriel) if news.courriel else None
    return next(phones, None) or mailbox or next(iter(reached), None)


def reach(acteur: Acteur, site: Site) -> Link | None:
    """To call a structure, else to write, else its site; None of one that is cited, or suspended."""
    if not site.network.acts(acteur) or not acteur.actif:
        return None
    name = acteur.sigle if acteur.sigle and len(acteur.nom) > LONG - len("Appeler ") else acteur.nom
    if acteur.telephone:
        return _call(name, acteur)
    if acteur.courriel_ouvert:
        return _write(name, acteur.courriel_ouvert)
    return _on_site("Voir sa page sur", acteur.site_web) if acteur.site_web else None


def _call(name: str, called: Appel) -> Link:
    assert called.telephone
    return Link(_short(f"Appeler le {called.telephone}", f"Appeler {name}"), called.telephone.href)


def _write(name: str, mailbox: str) -> Link:
    label = f"Écrire {contracte('à', name)}"
    return Link(_short(f"Écrire à {mailbox}", label), f"mailto:{mailbox}")


def _of_resource(resource: Ressource, vocabulary: Vocabulary) -> Link | None:
    """What one does of its kind, as its access allows; the copy that is kept, without its own page."""
    if resource.url:
        verb, kept_for = vocabulary.use(resource.type, resource.acces)
        return _on_site(verb, resource.url, kept_for)
    if resource.url_archive:
        return _on_site("Voir la copie gardée sur", resource.url_archive)
    if resource.courriel:
        label = vocabulary.label("types_ressource", resource.type)
        return Link(f"Demander par courriel : {minuscule(label)}", f"mailto:{resource.courriel}")
    return None


def _on_site(verb: str, url: str, kept_for: str | None = None) -> Link:
    """« Écouter sur exemple.fr », « Lire sur exemple.fr (abonnés) »; of a first page, which site it is."""
    verb = "Aller sur le site" if urls.is_home(url) else verb
    more = f" ({kept_for})" if kept_for else ""
    label = f"{verb} {nom_de_site(url)}{more}"
    elsewhere = "d’origine" if verb.endswith(" site") else "un autre site"
    return Link(_short(f"{verb} {elsewhere}{more}", label), url)


def _opened(label: str, url: str) -> Link:
    """A label for what stands at an address, unless that is only the first page of a site."""
    return _on_site("", url) if urls.is_home(url) else Link(label, url)


def _short(shorter: str, longer: str) -> str:
    return longer if len(longer) <= LONG else shorter


def _of_any(fiche: Fiche) -> Link | None:
    """A record of a kind that has a telephone or a mailbox."""
    name = kind_of(fiche).title_of(fiche)
    if isinstance(fiche, Appel) and fiche.telephone:
        return _call(name, fiche)
    return _write(name, fiche.courriel) if isinstance(fiche, Boite) and fiche.courriel else None
