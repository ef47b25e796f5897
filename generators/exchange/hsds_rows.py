"""The rows of HSDS that an actor gives, table by table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generators.exchange.hsds_hours import horaires
from generators.exchange.hsds_rules import (
    ORGANISATION,
    SERVICE,
    Row,
    est_organisation,
    est_service,
    phrases,
    structure,
    sur_place,
    terme,
    uuid,
)
from generators.exchange.hsds_terms import TAXONOMIES, termes_de
from generators.exchange.rules import appliquer, joint, renseigne
from generators.land import coverage
from generators.records.models import Acteur
from generators.site import Site
from generators.words.wording import majuscule


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it holds, the fields of ours that feed it, and the rows that an actor gives."""

    nom: str
    titre: str
    champs: tuple[str, ...]
    lignes: Callable[[Site, Acteur], Iterable[Row]]


def _organisations(site: Site, acteur: Acteur) -> Iterator[Row]:
    if est_organisation(site, acteur):
        yield appliquer(ORGANISATION, site, acteur)


def _identifiants(site: Site, acteur: Acteur) -> Iterator[Row]:
    if acteur.siret and est_organisation(site, acteur):
        yield {
            "id": uuid("organization_identifier", acteur.id, "siret"),
            "organization_id": uuid("organization", acteur.id),
            "identifier_scheme": "FR-INSEE",
            "identifier_type": "SIRET",
            "identifier": acteur.siret,
        }


def _services(site: Site, acteur: Acteur) -> Iterator[Row]:
    if est_service(site, acteur):
        yield appliquer(SERVICE, site, acteur)


def _lieux(site: Site, acteur: Acteur) -> Iterator[Row]:
    organization = uuid("organization", structure(site, acteur).id)
    terms = site.records.vocabulary.lists["modes_accueil"]
    if sur_place(acteur):
        yield renseigne(
            {
                "id": uuid("location", acteur.id),
                "location_type": "physical",
                "organization_id": organization,
                "name": acteur.nom,
                "description": coverage.place_phrase(acteur, site.places),
                "latitude": acteur.latitude,
                "longitude": acteur.longitude,
            }
        )
    if est_service(site, acteur) and any(terms[mode].hsds == "virtual" for mode in acteur.modes_accueil):
        yield renseigne(
            {
                "id": uuid("location", acteur.id, "virtual"),
                "location_type": "virtual",
                "organization_id": organization,
                "name": acteur.nom,
                "url": acteur.site_web,
            }
        )


def _adresses(site: Site, acteur: Acteur) -> Iterator[Row]:
    """Only whole addresses: the standard requires street, city, département and postcode."""
    code = coverage.departement_of(acteur, site.places)
    departement = site.places.departements.get(code or "")
    if not (sur_place(acteur) and acteur.adresse and acteur.commune and acteur.code_postal and departement):
        return
    yield renseigne(
        {
            "id": uuid("address", acteur.id),
            "location_id": uuid("location", acteur.id),
            "address_1": acteur.adresse,
            "address_2": acteur.complement_adresse,
            "city": acteur.commune,
            "region": site.places.regions[departement.region].nom,
            "state_province": departement.nom,
            "postal_code": acteur.code_postal,
            "country": acteur.pays or "FR",
            "address_type": "physical",
        }
    )


def _accessibilites(site: Site, acteur: Acteur) -> Iterator[Row]:
    """What the place has, a row each; its page in Acceslibre alone where no term is told."""
    if not sur_place(acteur):
        return
    for code in acteur.accessibilite or ([""] if acteur.accessibilite_lieu else []):
        term = site.records.vocabulary.lists["accessibilite"][code] if code else None
        yield renseigne(
            {
                "id": uuid("accessibility", acteur.id, code),
                "location_id": uuid("location", acteur.id),
                "description": term.libelle if term else None,
                "details": term.description if term else None,
                "url": acteur.accessibilite_lieu,
            }
        )


def _langues(site: Site, acteur: Acteur) -> Iterator[Row]:
    for code in acteur.langues if est_service(site, acteur) else ():
        yield {
            "id": uuid("language", acteur.id, code),
            "service_id": uuid("service", acteur.id),
            "name": site.records.vocabulary.label("langues", code),
            "code": code,
        }


def _services_sur_lieu(site: Site, acteur: Acteur) -> Iterator[Row]:
    if est_service(site, acteur):
        for location in _lieux(site, acteur):
            yield {
                "id": uuid("service_at_location", acteur.id, str(location["location_type"])),
                "service_id": uuid("service", acteur.id),
                "location_id": location["id"],
            }


def _liens(site: Site, acteur: Acteur) -> dict[str, str]:
    """The rows of which an actor is made: its organisation, its service, or both."""
    found = {}
    if est_organisation(site, acteur):
        found["organization"] = uuid("organization", acteur.id)
    if est_service(site, acteur):
        found["service"] = uuid("service", acteur.id)
    return found


def _telephones(site: Site, acteur: Acteur) -> Iterator[Row]:
    """Its lines; the standard ties no hours to a number, and those of the others stand in words."""
    if not joint(site, acteur, acteur.telephone):
        return
    links = {f"{table}_id": id_ for table, id_ in _liens(site, acteur).items()}
    main = (uuid("phone", acteur.id), acteur.telephone, acteur.ligne_pour)
    others = (
        (uuid("phone", acteur.id, ligne.telephone), ligne.telephone, phrases(ligne.pour, ligne.horaires))
        for ligne in acteur.lignes
    )
    for id_, number, about in (main, *others):
        row = {"id": id_, **links, "number": str(number), "type": "voice"}
        yield renseigne({**row, "description": about and majuscule(about)})


def _territoires(site: Site, acteur: Acteur) -> Iterator[Row]:
    for zone in acteur.zone_eligibilite if est_service(site, acteur) else ():
        yield renseigne(
            {
                "id": uuid("service_area", acteur.id, zone),
                "service_id": uuid("service", acteur.id),
                "name": coverage.named(zone, site.places),
                "description": acteur.zone_precisions,
                "extent": zone,
                "extent_type": "text",
            }
        )


def _attributs(site: Site, acteur: Acteur) -> Iterator[Row]:
    for entity, link in _liens(site, acteur).items():
        for liste, code in termes_de(acteur):
            yield {
                "id": uuid("attribute", entity, acteur.id, liste, code),
                "link_id": link,
                "taxonomy_term_id": terme(liste, code),
                "link_type": liste,
                "link_entity": entity,
            }


_TABLES = (
    Table(
        "organization",
        "Les structures",
        tuple(dict.fromkeys(champ for regle in ORGANISATION for champ in regle.champs)),
        _organisations,
    ),
    Table("organization_identifier", "Leur SIRET", ("siret",), _identifiants),
    Table(
        "service",
        "Les services qu’elles rendent",
        tuple(dict.fromkeys(champ for regle in SERVICE for champ in regle.champs)),
        _services,
    ),
    Table(
        "location",
        "Les lieux, sur place ou à distance",
        ("commune", "code_insee", "departement", "latitude", "longitude", "modes_accueil"),
        _lieux,
    ),
    Table(
        "address",
        "Les adresses complètes",
        ("adresse", "complement_adresse", "code_postal", "commune", "pays"),
        _adresses,
    ),
    Table(
        "accessibility",
        "Ce qu’un lieu a pour les personnes handicapées",
        ("accessibilite", "accessibilite_lieu"),
        _accessibilites,
    ),
    Table("language", "Les langues parlées", ("langues",), _langues),
    Table("service_at_location", "Quel service en quel lieu", (), _services_sur_lieu),
    Table("phone", "Les téléphones", ("telephone", "ligne_pour", "lignes"), _telephones),
    Table("schedule", "Les horaires", ("horaires_accueil", "horaires_precisions"), horaires),
    Table("service_area", "Les territoires couverts", ("zone_eligibilite", "zone_precisions"), _territoires),
    Table("attribute", "Les termes de chacun", tuple(TAXONOMIES), _attributs),
)
TABLES: Mapping[str, Table] = {table.nom: table for table in _TABLES}


def lignes(site: Site, acteur: Acteur, table: str) -> Iterable[Row]:
    """The rows that an actor gives to a table."""
    return TABLES[table].lignes(site, acteur)
