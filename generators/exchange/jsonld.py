"""schema.org descriptions of the records, for search engines: small, and silent on what is withheld.

The types come from the vocabulary (`schema_org`); https://schema.org/Organization, /Event, /CreativeWork.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.exchange.clocks import DAYS
from generators.exchange.jsonld_events import event
from generators.exchange.schedules import semaine
from generators.exchange.things import (
    Thing,
    amenities,
    area,
    audience,
    named,
    named_organization,
    postal_address,
    present,
    thing,
    type_of,
)
from generators.network import addresses
from generators.records.models import Acteur, Ressource
from generators.site import Site
from generators.words.hours import closures
from generators.words.wording import NBSP

__all__ = ["creative_work", "event", "organization"]


def organization(site: Site, acteur: Acteur) -> Thing:
    """An actor. One whose place is confidential has no address at all, not even its département;
    one that does not act, no telephone nor mailbox.
    """
    page, acts = site.url(addresses.acteur(acteur.id)), site.network.acts(acteur)
    return thing(
        type_of(site, "types_acteur", acteur.type, "Organization"),
        name=acteur.nom,
        alternateName=[name for name in (acteur.sigle, acteur.nom_complet) if name],
        description=acteur.resume,
        identifier=page,
        iso6523Code=f"0009:{acteur.siret}" if acteur.siret else None,
        url=acteur.site_web or page,
        sameAs=[compte.url for compte in acteur.comptes if compte.url],
        telephone=_dialled(acteur.telephone.href) if acteur.telephone and acts else None,
        contactPoint=[*_lines(site, acteur)] if acts else None,
        email=acteur.courriel_ouvert if acts else None,
        address=None if acteur.adresse_confidentielle else postal_address(acteur),
        location=None if acteur.adresse_confidentielle else _place(site, acteur),
        areaServed=area(site, acteur.zone_eligibilite),
        parentOrganization=named_organization(site, acteur.porte_par) if acteur.porte_par else None,
        knowsLanguage=list(acteur.langues),
        makesOffer=_offer(site, acteur) if acts else None,
        keywords=list(acteur.mots_cles),
    )


def _lines(site: Site, acteur: Acteur) -> Iterator[Thing]:
    """The lines of an actor that has several, or one for some people alone: what it is for, its hours."""
    for ligne in acteur.toutes_lignes if acteur.lignes or acteur.ligne_pour else ():
        number, hours = (
            _dialled(ligne.telephone.href),
            [*_hours(ligne.horaires_accueil), *_closures(site, ligne.horaires_accueil)],
        )
        yield {
            "@type": "ContactPoint",
            **present(contactType=ligne.pour, telephone=number, hoursAvailable=hours),
        }


def _dialled(href: str) -> str:
    return href.removeprefix("tel:")


def _hours(notation: str | None) -> Iterator[Thing]:
    """A plain week, a rule a line; none when the notation says more than that."""
    for rule in semaine(notation) if notation else ():
        days = [f"https://schema.org/{_DAYS[day]}" for day in rule.byday.split(",")]
        closes = rule.ferme.replace("24:00", "23:59")
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": rule.ouvre,
            "closes": closes,
        }


def _closures(site: Site, notation: str | None) -> Iterator[Thing]:
    """The days of the year to come on which it is closed; opening and closing at midnight says so."""
    for first, last in closures(notation, site.today) if notation else ():
        yield {
            "@type": "OpeningHoursSpecification",
            "validFrom": first.isoformat(),
            "validThrough": last.isoformat(),
            "opens": "00:00",
            "closes": "00:00",
        }


_DAYS: Mapping[str, str] = dict(
    zip(DAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True)
)


def _offer(site: Site, acteur: Acteur) -> Thing | None:
    """What it does for whom, and the form by which one is referred: an organisation has no such property."""
    gender = acteur.genre_accueilli
    suggested = site.records.vocabulary.lists["genre_accueilli"][gender].schema_org if gender else None
    form = acteur.lien_mobilisation
    service = present(
        audience={"@type": "PeopleAudience", "suggestedGender": suggested} if suggested else None,
        availableChannel={"@type": "ServiceChannel", "serviceUrl": form} if form else None,
    )
    if not service:
        return None
    return {"@type": "Offer", "itemOffered": {"@type": "Service", "name": acteur.nom, **service}}


#: What a search engine takes only with facts that no record has, and what stands in its place: of a video it
#: asks for a thumbnail and the instant when it was put online.
#: https://developers.google.com/search/docs/appearance/structured-data/video
_ASKS_MORE: Mapping[str, str] = {"VideoObject": "CreativeWork"}


def creative_work(site: Site, ressource: Ressource) -> Thing:
    type_ = type_of(site, "types_ressource", ressource.type, "CreativeWork")
    publisher = [named_organization(site, id_) for id_ in ressource.producteurs]
    licence = ressource.licence or ""
    access = site.records.vocabulary.label("acces", ressource.acces) if ressource.acces else None
    return thing(
        _ASKS_MORE.get(type_, type_),
        name=ressource.titre,
        description=ressource.resume,
        url=ressource.url or site.url(addresses.ressource(ressource.id)),
        archivedAt=ressource.url_archive,
        datePublished=ressource.date,
        inLanguage=ressource.langue,
        author=named("Person", *ressource.auteurs),
        mentions=[named_organization(site, id_) for id_ in ressource.acteurs],
        publisher=publisher or named("Organization", ressource.editeur),
        license=licence if licence.startswith("http") else None,
        copyrightNotice=None if licence.startswith("http") else licence,
        conditionsOfAccess=f"{NBSP}: ".join(part for part in (access, ressource.acces_precisions) if part),
        isAccessibleForFree=True if ressource.acces == "libre" else None,
        audience=audience(site, ressource.publics),
        spatialCoverage=area(site, ressource.territoires),
        keywords=list(ressource.mots_cles),
    )


def _place(site: Site, acteur: Acteur) -> Thing | None:
    """The point that the record gives (a commune's middle is nobody's place), what one finds there, and when
    it is closed."""
    geo = None
    if acteur.latitude is not None and acteur.longitude is not None:
        geo = {"@type": "GeoCoordinates", "latitude": acteur.latitude, "longitude": acteur.longitude}
    acts = site.network.acts(acteur)
    place = present(
        geo=geo,
        amenityFeature=amenities(site, acteur),
        specialOpeningHoursSpecification=[*_closures(site, acteur.horaires_accueil)] if acts else None,
    )
    return {"@type": "Place", **place} if place else None
