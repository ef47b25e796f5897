"""The network in Open Referral's Human Services Data Specification, HSDS 3.0: one JSON file a table.

https://docs.openreferral.org/en/v3.0/ ; each file is the array of a table's rows, as its tabular profile
has them. An id is the UUID that follows from ours (RFC 9562, version 5): it is the same in every build,
whatever the site's address. Closed actors are left out; a suspended one is `temporarily closed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha1
from uuid import NAMESPACE_URL, uuid5

from generators.exchange.clocks import semaine
from generators.exchange.rules import (
    COURRIEL,
    QUI_AGIT,
    Regle,
    appliquer,
    description,
    en_ligne,
    est_structure,
    joint,
    offre,
    renseigne,
    rows_as_json,
    structure_de,
)
from generators.land import coverage
from generators.records.models import Acteur
from generators.site import Site
from generators.words.wording import majuscule, phrase

STATUTS = frozenset({"actif", "suspendu"})
#: The lists that become taxonomies, by the field of an actor that takes their terms.
TAXONOMIES: Mapping[str, str] = {
    "type": "types_acteur",
    "categorie": "categories",
    "role": "roles",
    "missions": "missions",
    "publics": "publics",
    "genre_accueilli": "genre_accueilli",
    "disponibilite_urgence": "disponibilite_urgence",
}
NOMS_TAXONOMIES = {
    "types_acteur": "Types de structure",
    "categories": "Catégories",
    "roles": "Rôles",
    "missions": "Missions",
    "publics": "Publics",
    "genre_accueilli": "Filles, garçons",
    "disponibilite_urgence": "Accueil en urgence",
}
_ESPACE = uuid5(NAMESPACE_URL, "urn:maillage:hsds").bytes
Row = dict[str, object]


def uuid(table: str, *parts: str) -> str:
    """The id of a row: that of its table and of what it stands for.

    What `uuid.uuid5` gives, written out: there are hundreds of thousands, and it takes three times as long.
    """
    name = sha1(_ESPACE + "/".join((table, *parts)).encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(name[16], 16) & 3]
    return f"{name[:8]}-{name[8:12]}-5{name[13:16]}-{variant}{name[17:20]}-{name[20:32]}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it holds, the fields of ours that feed it, and the rows that an actor gives."""

    nom: str
    titre: str
    champs: tuple[str, ...]
    lignes: Callable[[Site, Acteur], Iterable[Row]]


def _structure(site: Site, acteur: Acteur) -> Acteur:
    return structure_de(acteur, site.records.actors, STATUTS)


def _est_structure(site: Site, acteur: Acteur) -> bool:
    return est_structure(site, acteur, STATUTS)


def _est_service(site: Site, acteur: Acteur) -> bool:
    """A suspended structure is a service too: only services have a status."""
    return offre(site, acteur) or (acteur.statut == "suspendu" and site.network.acts(acteur))


def _libelles(site: Site, liste: str, codes: Iterable[str]) -> str:
    """Labels and precisions as short sentences."""
    labels = [site.records.vocabulary.label(liste, code) for code in codes]
    return phrase(", ".join(labels)) if labels else ""


def _phrases(*parts: str | None) -> str:
    return " ".join(phrase(part) for part in parts if part)


def _sur_demande(site: Site, acteur: Acteur) -> str:
    ways = _libelles(site, "modes_mobilisation", acteur.modes_mobilisation)
    who = _libelles(site, "mobilisable_par", acteur.mobilisable_par)
    form = f"Formulaire : {acteur.lien_mobilisation}" if acteur.lien_mobilisation else ""
    return f"{_phrases(who, ways, acteur.mobilisation_precisions)} {form}".strip()


def _frais(site: Site, acteur: Acteur) -> str:
    fees = _libelles(site, "frais", [acteur.frais] if acteur.frais else [])
    return _phrases(fees, acteur.frais_precisions)


def _attente(site: Site, acteur: Acteur) -> str:
    state = [acteur.nouvelles_situations] if acteur.nouvelles_situations else []
    wait = acteur.delai_attente
    label = site.records.vocabulary.label("delai_attente", wait) if wait else ""
    told = f"{label} ({acteur.delai_su_le})" if wait else None
    return _phrases(_libelles(site, "nouvelles_situations", state), told)


def _statut(site: Site, acteur: Acteur) -> str | None:
    return site.records.vocabulary.lists["statuts"][acteur.statut].hsds


ORGANISATION: tuple[Regle, ...] = (
    Regle("id", (), lambda _, acteur: uuid("organization", acteur.id)),
    Regle("name", ("nom",), lambda _, acteur: acteur.nom),
    Regle("alternate_name", ("nom_complet", "sigle"), lambda _, acteur: acteur.nom_complet or acteur.sigle),
    Regle("description", ("resume", "presentation", "services"), lambda _, acteur: description(acteur)),
    Regle(
        "email",
        ("courriel",),
        lambda site, acteur: joint(site, acteur, acteur.courriel_ouvert),
        f"{COURRIEL} {QUI_AGIT}",
    ),
    Regle("website", ("site_web",), lambda _, acteur: acteur.site_web),
    Regle("uri", (), lambda site, acteur: site.page("actors", acteur.id)),
    Regle(
        "legal_status",
        ("type",),
        lambda site, acteur: site.records.vocabulary.label("types_acteur", acteur.type),
    ),
)

SERVICE: tuple[Regle, ...] = (
    Regle("id", (), lambda _, acteur: uuid("service", acteur.id)),
    Regle(
        "organization_id",
        ("porte_par",),
        lambda site, acteur: uuid("organization", _structure(site, acteur).id),
        "La structure qui porte ; d’une chaîne, la plus haute.",
    ),
    Regle("name", ("nom",), lambda _, acteur: acteur.nom),
    Regle("alternate_name", ("nom_complet", "sigle"), lambda _, acteur: acteur.nom_complet or acteur.sigle),
    Regle("description", ("resume", "presentation", "services"), lambda _, acteur: description(acteur)),
    Regle("url", ("site_web",), lambda _, acteur: acteur.site_web),
    Regle("email", ("courriel",), lambda _, acteur: acteur.courriel_ouvert, COURRIEL),
    Regle("status", ("statut",), _statut),
    Regle(
        "application_process",
        ("modes_mobilisation", "mobilisable_par", "mobilisation_precisions", "lien_mobilisation"),
        _sur_demande,
        "En toutes lettres.",
    ),
    Regle("fees_description", ("frais", "frais_precisions"), _frais, "En toutes lettres."),
    Regle(
        "wait_time",
        ("nouvelles_situations", "delai_attente"),
        _attente,
        "En toutes lettres ; le délai, avec le jour où il était vrai.",
    ),
    Regle(
        "eligibility_description",
        ("publics", "publics_precisions", "conditions_acces"),
        lambda site, acteur: _phrases(
            _libelles(site, "publics", acteur.publics), acteur.publics_precisions, acteur.conditions_acces
        ),
        "En toutes lettres ; les publics sont aussi des termes (attribute).",
    ),
    Regle("minimum_age", ("age_min",), lambda _, acteur: acteur.age_min),
    Regle("maximum_age", ("age_max",), lambda _, acteur: acteur.age_max),
    Regle(
        "assured_date",
        ("verifie_le",),
        lambda _, acteur: acteur.verifie_le.isoformat() if acteur.verifie_le else None,
    ),
    Regle(
        "last_modified",
        ("date_maj", "verifie_le"),
        lambda _, acteur: f"{acteur.revisee_le.isoformat()}T00:00:00Z",
        "La date de vérification quand la fiche n’a pas de date de mise à jour.",
    ),
)


def _organisations(site: Site, acteur: Acteur) -> Iterator[Row]:
    if _est_structure(site, acteur):
        yield appliquer(ORGANISATION, site, acteur)


def _identifiants(site: Site, acteur: Acteur) -> Iterator[Row]:
    if acteur.siret and _est_structure(site, acteur):
        yield {
            "id": uuid("organization_identifier", acteur.id, "siret"),
            "organization_id": uuid("organization", acteur.id),
            "identifier_scheme": "FR-INSEE",
            "identifier_type": "SIRET",
            "identifier": acteur.siret,
        }


def _services(site: Site, acteur: Acteur) -> Iterator[Row]:
    if _est_service(site, acteur):
        yield appliquer(SERVICE, site, acteur)


def _lieux(site: Site, acteur: Acteur) -> Iterator[Row]:
    organization = uuid("organization", _structure(site, acteur).id)
    terms = site.records.vocabulary.lists["modes_accueil"]
    if _sur_place(acteur):
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
    if _est_service(site, acteur) and any(terms[mode].hsds == "virtual" for mode in acteur.modes_accueil):
        yield renseigne(
            {
                "id": uuid("location", acteur.id, "virtual"),
                "location_type": "virtual",
                "organization_id": organization,
                "name": acteur.nom,
                "url": acteur.site_web,
            }
        )


def _sur_place(acteur: Acteur) -> bool:
    """True when the record gives a place that may be known."""
    return bool(acteur.commune or acteur.latitude is not None) and not acteur.adresse_confidentielle


def _adresses(site: Site, acteur: Acteur) -> Iterator[Row]:
    """Only whole addresses: the standard requires street, city, département and postcode."""
    code = coverage.departement_of(acteur, site.places)
    departement = site.places.departements.get(code or "")
    if not (_sur_place(acteur) and acteur.adresse and acteur.commune and acteur.code_postal and departement):
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
    if not _sur_place(acteur):
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
    for code in acteur.langues if _est_service(site, acteur) else ():
        yield {
            "id": uuid("language", acteur.id, code),
            "service_id": uuid("service", acteur.id),
            "name": site.records.vocabulary.label("langues", code),
            "code": code,
        }


def _services_sur_lieu(site: Site, acteur: Acteur) -> Iterator[Row]:
    if _est_service(site, acteur):
        for location in _lieux(site, acteur):
            yield {
                "id": uuid("service_at_location", acteur.id, str(location["location_type"])),
                "service_id": uuid("service", acteur.id),
                "location_id": location["id"],
            }


def _liens(site: Site, acteur: Acteur) -> dict[str, str]:
    """The rows of which an actor is made: its organisation, its service, or both."""
    found = {}
    if _est_structure(site, acteur):
        found["organization"] = uuid("organization", acteur.id)
    if _est_service(site, acteur):
        found["service"] = uuid("service", acteur.id)
    return found


def _telephones(site: Site, acteur: Acteur) -> Iterator[Row]:
    """Its lines; the standard ties no hours to a number, and those of the others stand in words."""
    if not joint(site, acteur, acteur.telephone):
        return
    links = {f"{table}_id": id_ for table, id_ in _liens(site, acteur).items()}
    main = (uuid("phone", acteur.id), acteur.telephone, acteur.ligne_pour)
    others = (
        (uuid("phone", acteur.id, ligne.telephone), ligne.telephone, _phrases(ligne.pour, ligne.horaires))
        for ligne in acteur.lignes
    )
    for id_, number, about in (main, *others):
        row = {"id": id_, **links, "number": str(number), "type": "voice"}
        yield renseigne({**row, "description": about and majuscule(about)})


def _horaires(site: Site, acteur: Acteur) -> Iterator[Row]:
    if not (acteur.horaires_accueil or acteur.horaires_precisions) or not _est_service(site, acteur):
        return
    said = {"description": acteur.horaires_accueil, "notes": acteur.horaires_precisions}
    for number, rule in enumerate(semaine(acteur.horaires_accueil or "") or [{}]):
        key = {"id": uuid("schedule", acteur.id, str(number)), "service_id": uuid("service", acteur.id)}
        yield renseigne({**key, **rule, **said})


def _territoires(site: Site, acteur: Acteur) -> Iterator[Row]:
    for zone in acteur.zone_eligibilite if _est_service(site, acteur) else ():
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
        for field, liste in TAXONOMIES.items():
            value = getattr(acteur, field)
            for code in value if isinstance(value, tuple) else filter(None, (value,)):
                yield {
                    "id": uuid("attribute", entity, acteur.id, liste, code),
                    "link_id": link,
                    "taxonomy_term_id": uuid("taxonomy_term", liste, code),
                    "link_type": liste,
                    "link_entity": entity,
                }


TABLES: tuple[Table, ...] = (
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
    Table("schedule", "Les horaires", ("horaires_accueil", "horaires_precisions"), _horaires),
    Table("service_area", "Les territoires couverts", ("zone_eligibilite", "zone_precisions"), _territoires),
    Table("attribute", "Les termes de chacun", tuple(TAXONOMIES), _attributs),
)

REMARQUES = (
    "Les structures fermées n’y sont pas ; une structure suspendue y est un service « temporarily closed ».",
    "Le rôle d’une fiche y est un terme (attribute). Celle qui n’agit pas (institution, producteur, "
    "structure seulement citée) y est une structure, jamais un service, et n’a ni téléphone, ni courriel, ni "
    "horaires.",
    "Un service n’y paraît que si la fiche agit, et est portée par une structure, énumère ce qu’on y "
    "obtient, dit comment ou par qui elle se sollicite, ou est suspendue.",
    "Une adresse n’y paraît que si l’on connaît sa voie, sa commune et son code postal, que HSDS exige.",
    "Les horaires y sont à l’heure du lieu, sans décalage : celui de Paris change avec la saison. La "
    "notation d’OpenStreetMap y est toujours ; des règles hebdomadaires s’y ajoutent quand elle ne dit rien "
    "d’autre.",
    "Ce à quoi sert chaque ligne, et les horaires de celles qui s’ajoutent à la première, y sont en toutes "
    "lettres (phone.description) : HSDS ne donne d’horaires qu’aux services et aux lieux.",
    "Le SIRET d’un service porté par une structure n’y est pas, ni ses horaires quand la fiche n’est pas un "
    "service.",
)


Rows = Callable[[Site], Iterator[Row]]


def tables() -> dict[str, Rows]:
    """Table → what gives its rows."""
    found: dict[str, Rows] = {table.nom: partial(_rows, table) for table in TABLES}
    return found | {"taxonomy": _taxonomies, "taxonomy_term": _termes}


def _rows(table: Table, site: Site) -> Iterator[Row]:
    return (row for acteur in _actors(site) for row in table.lignes(site, acteur))


def _actors(site: Site) -> Iterator[Acteur]:
    return (a for a in site.records.actors.values() if a.statut in STATUTS)


def en_json(name: str, site: Site) -> bytes:
    """A table as a file."""
    if name in _TABLES:
        return rows_as_json(site.each(partial(_written, name), _actors(site)))
    return rows_as_json(map(en_ligne, tables()[name](site)))


def _written(name: str, site: Site, acteur: Acteur) -> bytes:
    return b",".join(map(en_ligne, _TABLES[name].lignes(site, acteur)))


_TABLES: Mapping[str, Table] = {table.nom: table for table in TABLES}


def _taxonomies(site: Site) -> Iterator[Row]:
    for liste, name in NOMS_TAXONOMIES.items():
        if not site.records.vocabulary.lists.get(liste):
            continue
        about = f"La liste « {name} » du vocabulaire du réseau {site.identity.nom}."
        yield {"id": uuid("taxonomy", liste), "name": name, "description": about}


def _termes(site: Site) -> Iterator[Row]:
    for liste, name in NOMS_TAXONOMIES.items():
        for code, term in site.records.vocabulary.lists.get(liste, {}).items():
            yield renseigne(
                {
                    "id": uuid("taxonomy_term", liste, code),
                    "code": f"{liste}:{code}",
                    "name": term.libelle,
                    "description": term.description or term.libelle,
                    "parent_id": uuid("taxonomy_term", liste, term.parent) if term.parent else None,
                    "taxonomy": name,
                    "language": "fr",
                    "taxonomy_id": uuid("taxonomy", liste),
                }
            )
