"""What several descriptions of schema.org are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generators.land import coverage
from generators.land.territories import Zone
from generators.network import addresses
from generators.records.models import Implantation
from generators.site import Site

Thing = Mapping[str, object]


def audience(site: Site, publics: Iterable[str]) -> list[Thing]:
    labels = [site.records.vocabulary.label("publics", code) for code in publics]
    return [{"@type": "Audience", "audienceType": label} for label in labels]


def named(type_: str, *names: str | None) -> list[Thing]:
    return [{"@type": type_, "name": name} for name in names if name]


def postal_address(record: Implantation) -> Thing | None:
    """Where a record stands, when its commune is known."""
    if not record.commune:
        return None
    return {
        "@type": "PostalAddress",
        **present(streetAddress=record.adresse, postalCode=record.code_postal),
        "addressLocality": record.commune,
        "addressCountry": record.pays or "FR",
    }


def thing(type_: str, **properties: object) -> Thing:
    return {"@context": "https://schema.org", "@type": type_, **present(**properties)}


def present(**properties: object) -> dict[str, object]:
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def type_of(site: Site, liste: str, code: str, default: str) -> str:
    return site.records.vocabulary.lists[liste][code].schema_org or default


def named_organization(site: Site, id_: str) -> Thing:
    page = site.url(addresses.acteur(id_))
    return {"@type": "Organization", "name": site.records.actors[id_].nom, **present(url=page)}


def area(site: Site, zones: Iterable[Zone]) -> list[str]:
    return [coverage.name(zone, site.places) for zone in zones]


def amenities(site: Site, record: Implantation) -> list[Thing]:
    """https://schema.org/amenityFeature: what the place has for disabled people."""
    labels = (site.records.vocabulary.label("accessibilite", code) for code in record.accessibilite)
    return [{"@type": "LocationFeatureSpecification", "name": label, "value": True} for label in labels]
