"""The actors as GeoJSON (RFC 7946): longitude first, WGS 84, and no point for a confidential place."""

from __future__ import annotations

from generators.exchange import rules
from generators.exchange.derived import PRECISION, PRECISIONS
from generators.exchange.formes import ID, URI, Forme, liste, objet, un_de
from generators.exchange.rules import COURRIEL, Regle, appliquer, copie, en_ligne, entete, lieu, under_head
from generators.exchange.schemas import ENTETE, groupes, regles
from generators.exchange.tables import plein
from generators.land import coverage
from generators.records.models import Acteur
from generators.site import Site


def titre(site: Site) -> str:
    return f"{rules.du_reseau(site, 'Acteurs')}, sur la carte"


REGLES: tuple[Regle, ...] = (
    *copie("nom", "type", "categorie", "role", "statut", "resume"),
    *(
        Regle(name, (name,), lambda _, acteur, name=name: list(getattr(acteur, name)), forme=None)  # type: ignore[misc]
        for name in ("missions", "publics", "zone_eligibilite")
    ),
    *copie("telephone", "ligne_pour"),
    Regle("lignes", ("lignes",), lambda _, acteur: [plein(ligne) for ligne in acteur.lignes], forme=None),
    Regle("courriel", ("courriel",), lambda _, acteur: acteur.courriel_ouvert, COURRIEL, None),
    *copie("site_web", "horaires_accueil"),
    *lieu("adresse", "code_postal", "commune"),
    *copie("adresse_confidentielle"),
    Regle(
        "code_departement",
        ("code_insee", "departement"),
        lambda site, acteur: coverage.departement_of(acteur, site.places),
    ),
    Regle(
        "precision",
        ("latitude", "longitude"),
        lambda site, acteur: coverage.precision_of(acteur, site.places),
        PRECISION,
        un_de(*PRECISIONS),
    ),
    Regle(
        "verifie_le",
        ("verifie_le",),
        lambda _, acteur: acteur.verifie_le.isoformat() if acteur.verifie_le else None,
        forme=None,
    ),
    Regle("page", (), lambda site, acteur: site.page("actors", acteur.id), forme=URI),
)


def geojson(site: Site) -> bytes:
    """All the actors; one whose place is unknown or withheld has a null geometry (RFC 7946, 3.2)."""
    head = {"type": "FeatureCollection", **entete(site, titre(site))}
    return under_head(head, "features", site.each(_row, site.records.actors.values()))


def _row(site: Site, acteur: Acteur) -> bytes:
    return en_ligne(_feature(site, acteur))


def _feature(site: Site, acteur: Acteur) -> dict[str, object]:
    point = coverage.point_of(acteur, site.places)
    geometry = {"type": "Point", "coordinates": [point[1], point[0]]} if point else None
    return {
        "type": "Feature",
        "id": acteur.id,
        "geometry": geometry,
        "properties": appliquer(REGLES, site, acteur),
    }


def forme(site: Site) -> Forme:
    """What the file holds, as a JSON Schema."""
    degrees = ({"type": "number", "minimum": -most, "maximum": most} for most in (180, 90))
    pair = {"type": "array", "prefixItems": [*degrees], "items": False, "minItems": 2}
    point = objet({"type": un_de("Point"), "coordinates": pair}, ("type", "coordinates"))
    about = "null quand le lieu n’est pas connu, ou ne doit pas l’être."
    feature = {
        "type": un_de("Feature"),
        "id": ID,
        "geometry": {"anyOf": [point, {"type": "null"}], "description": about},
        "properties": regles(site, REGLES),
    }
    whole = objet(
        {"type": un_de("FeatureCollection"), **ENTETE, "features": liste(objet(feature, feature))},
        ("type", *ENTETE, "features"),
    )
    return {**whole, "$defs": groupes(site, "actors")}
