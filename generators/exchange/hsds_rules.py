"""What an organization and a service of HSDS take from an actor, field by field; and the ids of all rows.

An id is the UUID that follows from ours (RFC 9562, version 5): it is the same in every build, whatever the
site's address. Closed actors are left out; a suspended one is `temporarily closed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha1
from uuid import NAMESPACE_URL, uuid5

from generators.exchange.rules import (
    COURRIEL,
    QUI_AGIT,
    Regle,
    description,
    est_structure,
    joint,
    offre,
    structure_de,
)
from generators.records.models import Acteur
from generators.site import Site
from generators.words.wording import phrase

STATUTS = frozenset({"actif", "suspendu"})
_ESPACE = uuid5(NAMESPACE_URL, "urn:maillage:hsds").bytes
Row = dict[str, object]


def uuid(table: str, *parts: str) -> str:
    """The id of a row: that of its table and of what it stands for.

    What `uuid.uuid5` gives, written out: there are hundreds of thousands, and it takes three times as long.
    """
    name = sha1(_ESPACE + "/".join((table, *parts)).encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(name[16], 16) & 3]
    return f"{name[:8]}-{name[8:12]}-5{name[13:16]}-{variant}{name[17:20]}-{name[20:32]}"


@cache
def terme(liste: str, code: str = "") -> str:
    """The id of a term, which many actors have; without a code that of its list."""
    return uuid("taxonomy_term", liste, code) if code else uuid("taxonomy", liste)


def actifs(site: Site) -> Iterator[Acteur]:
    """The actors that the files tell of."""
    return (acteur for acteur in site.records.actors.values() if acteur.statut in STATUTS)


def structure(site: Site, acteur: Acteur) -> Acteur:
    return structure_de(acteur, site.records.actors, STATUTS)


def est_organisation(site: Site, acteur: Acteur) -> bool:
    return est_structure(site, acteur, STATUTS)


def est_service(site: Site, acteur: Acteur) -> bool:
    """A suspended structure is a service too: only services have a status."""
    return offre(site, acteur) or (acteur.statut == "suspendu" and site.network.acts(acteur))


def sur_place(acteur: Acteur) -> bool:
    """True when the record gives a place that may be known."""
    return bool(acteur.commune or acteur.latitude is not None) and not acteur.adresse_confidentielle


def _libelles(site: Site, liste: str, codes: Iterable[str]) -> str:
    """Labels and precisions as short sentences."""
    labels = [site.records.vocabulary.label(liste, code) for code in codes]
    return phrase(", ".join(labels)) if labels else ""


def phrases(*parts: str | None) -> str:
    return " ".join(phrase(part) for part in parts if part)


def _sur_demande(site: Site, acteur: Acteur) -> str:
    ways = _libelles(site, "modes_mobilisation", acteur.modes_mobilisation)
    who = _libelles(site, "mobilisable_par", acteur.mobilisable_par)
    form = f"Formulaire : {acteur.lien_mobilisation}" if acteur.lien_mobilisation else ""
    return f"{phrases(who, ways, acteur.mobilisation_precisions)} {form}".strip()


def _frais(site: Site, acteur: Acteur) -> str:
    fees = _libelles(site, "frais", [acteur.frais] if acteur.frais else [])
    return phrases(fees, acteur.frais_precisions)


def _attente(site: Site, acteur: Acteur) -> str:
    state = [acteur.nouvelles_situations] if acteur.nouvelles_situations else []
    wait = acteur.delai_attente
    label = site.records.vocabulary.label("delai_attente", wait) if wait else ""
    told = f"{label} ({acteur.delai_su_le})" if wait else None
    return phrases(_libelles(site, "nouvelles_situations", state), told)


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
        lambda site, acteur: uuid("organization", structure(site, acteur).id),
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
        lambda site, acteur: phrases(
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
        "Le plus récent de la mise à jour, de la confirmation et de la dernière source ; d’une source qui "
        "ne dit que le mois ou l’année, le premier jour.",
    ),
)
