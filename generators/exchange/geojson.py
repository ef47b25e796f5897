"""The actors as GeoJSON (RFC 7946): longitude first, WGS 84, and no point for a confidential place."""

from __future__ import annotations

from generators.exchange.edition import Edition, as_json
from generators.exchange.rules import Regle, appliquer, copie, lieu
from generators.land import coverage
from generators.records.models import Acteur

TITRE = "Acteurs du réseau PARÉ, sur la carte"

REGLES: tuple[Regle, ...] = (
    *copie("nom", "type", "categorie", "statut", "resume"),
    *(
        Regle(name, (name,), lambda _, acteur, name=name: list(getattr(acteur, name)))  # type: ignore[misc]
        for name in ("missions", "publics", "zone_eligibilite")
    ),
    *copie("telephone", "courriel", "site_web", "horaires_accueil"),
    *lieu("adresse", "code_postal", "commune"),
    *copie("adresse_confidentielle"),
    Regle(
        "code_departement",
        ("code_insee", "departement"),
        lambda edition, acteur: coverage.departement_of(acteur, edition.network.places),
    ),
    Regle(
        "precision",
        ("latitude", "longitude"),
        lambda edition, acteur: precision(edition, acteur),
        "« adresse » quand la fiche donne sa position ; « commune » quand le point est celui de la commune.",
    ),
    Regle("verifie_le", ("verifie_le",), lambda _, acteur: acteur.verifie_le.isoformat()),
    Regle("page", (), lambda edition, acteur: edition.page("actors", acteur.id)),
)


def precision(edition: Edition, acteur: Acteur) -> str | None:
    """What the point stands for, None when there is none."""
    if coverage.point_of(acteur, edition.network.places) is None:
        return None
    return "adresse" if acteur.latitude is not None and acteur.longitude is not None else "commune"


def geojson(edition: Edition) -> bytes:
    """All the actors; one whose place is unknown or withheld has a null geometry (RFC 7946, 3.2)."""
    features = [_feature(edition, acteur) for acteur in edition.network.records.actors.values()]
    return as_json({"type": "FeatureCollection", **edition.entete(TITRE), "features": features})


def _feature(edition: Edition, acteur: Acteur) -> dict[str, object]:
    point = coverage.point_of(acteur, edition.network.places)
    geometry = {"type": "Point", "coordinates": [point[1], point[0]]} if point else None
    return {
        "type": "Feature",
        "id": acteur.id,
        "geometry": geometry,
        "properties": appliquer(REGLES, edition, acteur),
    }
