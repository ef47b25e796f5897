"""A network by hand, with an actor that says everything, and its exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from generators.site import Site
from tests.made import exports as files
from tests.pages.conftest import ACTORS, EVENTS, NEWS, RESOURCES, VERIFIED, make

__all__ = ["make"]

#: An actor with a value in every field, as its file would write it.
COMPLET: dict[str, object] = {
    "nom": "Point d’appui",
    "sigle": "PA",
    "nom_complet": "Point d’appui du Nord",
    "type": "departement",
    "categorie": "accompagnement",
    "porte_par": "maison-mere",
    "partenaires": ["ecoute-nord"],
    "statut": "actif",
    "resume": "Une équipe qui suit les jeunes.",
    "presentation": "Premier paragraphe.\n\n- une liste\n- de deux",
    "services": ["suivi | accueil", "=écoute"],
    "missions": ["accompagner", "soigner", "aller-vers"],
    "publics": ["mineurs", "familles"],
    "publics_precisions": "Les jeunes en fugue.",
    "age_min": "12",
    "age_max": "21",
    "capacite": "8",
    "genre_accueilli": "filles",
    "langues": ["fr", "fsl", "ar"],
    "disponibilite_urgence": "sur-appel",
    "lien_mobilisation": "https://www.point-appui.fr/orienter",
    "delai_attente": "moins-d-un-mois",
    "accessibilite": ["entree-plain-pied", "boucle-induction-magnetique"],
    "accessibilite_lieu": "https://acceslibre.beta.gouv.fr/app/59-dunkerque/a/association/erp/point-d-appui/",
    "zone_eligibilite": ["departement:59", "region:11", "commune:59183", "pays:BE"],
    "zone_precisions": "Et les communes voisines.",
    "telephone": "07 57 76 46 58",
    "telephone_de_service": "true",
    "courriel": "contact@point-appui.fr",
    "courriel_de_service": "true",
    "consentement": "2026-01-02",
    "site_web": "https://www.point-appui.fr/accueil",
    "comptes": [{"reseau": "Snapchat", "compte": "pa59", "pour": "les jeunes"}],
    "horaires_accueil": "Mo-We,Fr 09:00-12:00,14:00-18:00; Th 09:00-12:00; PH off",
    "horaires_precisions": "Sur rendez-vous l’été.",
    "ligne_pour": "jeunes",
    "lignes": [
        {"pour": "parents", "telephone": "03 20 00 00 01", "horaires_accueil": "Mo-Fr 18:00-22:00"},
        {"telephone": "3919"},
    ],
    "modes_accueil": ["en-presentiel", "a-distance"],
    "modes_mobilisation": ["telephoner", "utiliser-lien-mobilisation"],
    "mobilisable_par": ["usagers", "professionnels"],
    "mobilisation_precisions": "Répond sous deux jours.",
    "conditions_acces": "Aucune pièce à fournir.",
    "nouvelles_situations": "liste-attente",
    "frais": "gratuit",
    "frais_precisions": "Sauf les repas.",
    "siret": "13003013300016",
    "adresse": "1 rue du Port",
    "complement_adresse": "2e étage",
    "code_postal": "59140",
    "commune": "Dunkerque",
    "code_insee": "59183",
    "latitude": "51.0344",
    "longitude": "2.3768",
    "date_maj": "2026-11-01",
    "remarques": [{"titre": "Deux numéros", "texte": "La source en donne deux."}],
    "mots_cles": ["écoute", "suivi"],
    **VERIFIED,
}

RECORDS: Mapping[str, Mapping[str, dict[str, object]]] = {
    "actors": {
        **ACTORS,
        "crip-martinique": {**ACTORS["crip-martinique"], "telephone": "05 96 00 00 00"},
        "complet": COMPLET,
        "suspendu": {**ACTORS["maison-mere"], "nom": "Suspendu", "statut": "suspendu"},
    },
    "events": EVENTS,
    "resources": RESOURCES,
    "news": NEWS,
}


@pytest.fixture(scope="session")
def site(make: Callable[..., Site]) -> Site:
    return replace(make(**RECORDS), commit="0123456789abcdef0123456789abcdef01234567")


@pytest.fixture(scope="session")
def publie(site: Site) -> Mapping[str, bytes]:
    """Path under /donnees/ → file."""
    return published(site)


def published(site: Site) -> Mapping[str, bytes]:
    """Path under /donnees/ → file."""
    found = files(site).items()
    return {path.removeprefix("donnees/"): content for path, content in found if path.startswith("donnees/")}
