"""schema.org descriptions of the records, for search engines: small, and silent on what is withheld.

The types come from the vocabulary (`schema_org`); https://schema.org/Organization, /Event, /CreativeWork.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from generators.network import adresses, when
from generators.network.network import Network
from generators.pages import territoires
from generators.records.models import Acteur, Evenement, Implantation, Ressource

Thing = Mapping[str, object]


def organization(network: Network, acteur: Acteur, site_url: str) -> Thing:
    """An actor. One whose place is confidential has no address at all, not even its département."""
    return _thing(
        _type(network, "types_acteur", acteur.type, "Organization"),
        name=acteur.nom,
        alternateName=acteur.nom_complet,
        description=acteur.resume,
        identifier=_page(site_url, adresses.acteur(acteur.id)),
        url=acteur.site_web or _page(site_url, adresses.acteur(acteur.id)),
        telephone=acteur.telephone,
        email=acteur.courriel,
        address=None if acteur.adresse_confidentielle else postal_address(acteur),
        areaServed=_area(network, acteur),
        parentOrganization=_organization(network, acteur.porte_par) if acteur.porte_par else None,
    )


def event(network: Network, evenement: Evenement, site_url: str) -> Thing:
    """An event, with its status and whether one goes there or follows it online."""
    status = "Cancelled" if evenement.annule else "Postponed" if evenement.reporte_au else "Scheduled"
    return _thing(
        _type(network, "types_evenement", evenement.type, "Event"),
        name=evenement.titre,
        description=evenement.resume,
        url=_page(site_url, adresses.evenement(evenement.id)),
        startDate=_moment(evenement.debut, evenement),
        endDate=_moment(evenement.fin, evenement) if evenement.fin else None,
        eventStatus=f"https://schema.org/Event{status}",
        eventAttendanceMode=_attendance(evenement),
        location=_location(evenement, site_url),
        organizer=[_organization(network, id_) for id_ in evenement.organisateurs],
        isAccessibleForFree=True if evenement.frais == "gratuit" else None,
    )


def creative_work(network: Network, ressource: Ressource, site_url: str) -> Thing:
    publisher = [_organization(network, id_) for id_ in ressource.producteurs]
    return _thing(
        _type(network, "types_ressource", ressource.type, "CreativeWork"),
        name=ressource.titre,
        description=ressource.resume,
        url=ressource.url or _page(site_url, adresses.ressource(ressource.id)),
        datePublished=ressource.date,
        inLanguage=ressource.langue,
        author=_named("Person", *ressource.auteurs),
        publisher=publisher or _named("Organization", ressource.editeur),
        license=ressource.licence,
        isAccessibleForFree=True if ressource.acces == "libre" else None,
    )


def _named(type_: str, *names: str | None) -> list[Thing]:
    return [{"@type": type_, "name": name} for name in names if name]


def postal_address(record: Implantation) -> Thing | None:
    """Where a record stands, when its commune is known."""
    if not record.commune:
        return None
    return {
        "@type": "PostalAddress",
        **_present(streetAddress=record.adresse, postalCode=record.code_postal),
        "addressLocality": record.commune,
        "addressCountry": record.pays or "FR",
    }


def _thing(type_: str, **properties: object) -> Thing:
    return {"@context": "https://schema.org", "@type": type_, **_present(**properties)}


def _present(**properties: object) -> dict[str, object]:
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def _type(network: Network, liste: str, code: str, default: str) -> str:
    return network.records.vocabulary.lists[liste][code].schema_org or default


def _page(site_url: str, url: str) -> str | None:
    return site_url + url if site_url.startswith("http") else None


def _organization(network: Network, id_: str) -> Thing:
    return {"@type": "Organization", "name": network.records.actors[id_].nom}


def _area(network: Network, acteur: Acteur) -> list[str]:
    return [territoires.nom(zone, network.places) for zone in acteur.zone_eligibilite]


def _moment(value: date | datetime, evenement: Evenement) -> str:
    """A day as a day; an hour with its distance from UTC, so that it is the same instant everywhere."""
    if isinstance(value, datetime):
        return when.instant(value, evenement.fuseau).isoformat(timespec="minutes")
    return value.isoformat()


def _attendance(evenement: Evenement) -> str:
    somewhere = bool(evenement.lieu or evenement.commune)
    mode = {(True, True): "Mixed", (True, False): "Online"}.get((evenement.en_ligne, somewhere), "Offline")
    return f"https://schema.org/{mode}EventAttendanceMode"


def _location(evenement: Evenement, site_url: str) -> Thing | None:
    address = postal_address(evenement)
    if address:
        return {"@type": "Place", "name": evenement.lieu or evenement.commune, "address": address}
    if evenement.en_ligne and (url := _page(site_url, adresses.evenement(evenement.id))):
        return {"@type": "VirtualLocation", "url": evenement.url or url}
    return None
