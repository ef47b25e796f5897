"""An actor: an organisation, or a service of one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generators.records.models.base import Fiche, Implantation, Modele
from generators.records.types import (
    Booleen,
    Courriel,
    Entier,
    Horaires,
    IdActeur,
    Jour,
    Ligne,
    NumeroTelephone,
    Resume,
    Siret,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste


class Compte(Modele):
    """An account of the service on a network that its public uses."""

    reseau: Ligne = Field(title="Réseau", examples=["Snapchat"])
    compte: Ligne = Field(title="Compte", examples=["ecouteboussole"])
    url: Url | None = Field(None, title="Adresse web")
    pour: Ligne | None = Field(None, title="Pour qui", examples=["les jeunes"])


class Acteur(Fiche, Implantation):
    """An organisation or a service: what it does, for whom, where, and how to reach it."""

    nom: Ligne = Field(title="Nom", description="Le nom d’usage, tel que le public le connaît.")
    sigle: Ligne | None = Field(None, title="Sigle", examples=["CNAPE"])
    nom_complet: Ligne | None = Field(
        None,
        title="Nom complet",
        description="Le nom développé, quand le nom d’usage est un sigle ou une marque.",
    )
    type: Annotated[Code, Liste("types_acteur")] = Field(title="Type de structure")
    categorie: Annotated[Code, Liste("categories")] = Field(
        title="Catégorie",
        description="Ce que l’on vient d’abord y chercher ; donne la forme du repère sur la carte.",
    )
    porte_par: IdActeur | None = Field(
        None,
        title="Porté par",
        description="La structure dont dépend ce service.",
        examples=["agss-udaf-nord"],
    )
    partenaires: tuple[IdActeur, ...] = Field((), title="Partenaires")
    statut: Annotated[Code, Liste("statuts")] = Field(Code("actif"), title="Statut")
    resume: Resume = Field(
        title="En une phrase",
        description="Ce que fait la structure, en une ou deux phrases simples (320 signes).",
    )
    presentation: Texte | None = Field(
        None, title="Présentation", description="Un texte plus long, en paragraphes (Markdown simple)."
    )
    services: tuple[Ligne, ...] = Field(
        (), title="Pour quoi", description="Ce que l’on peut y obtenir, une ligne par service."
    )
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field((), title="Missions")
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field((), title="Publics")
    publics_precisions: Ligne | None = Field(None, title="Précisions sur les publics")
    age_min: Entier | None = Field(None, title="Âge minimum")
    age_max: Entier | None = Field(None, title="Âge maximum")
    capacite: Entier | None = Field(None, title="Places", description="Le nombre de places d’accueil.")
    zone_eligibilite: tuple[Territoire, ...] = Field(
        (),
        title="Territoire couvert",
        description="D’où l’on peut venir ou appeler : france, region:…, departement:…, epci:…, commune:…",
        examples=["departement:59"],
    )
    zone_precisions: Ligne | None = Field(None, title="Précisions sur le territoire")
    telephone: NumeroTelephone | None = Field(None, title="Téléphone", examples=["03 20 00 00 00"])
    telephone_de_service: Booleen = Field(
        False,
        title="Ligne de service",
        description="true quand le numéro est un mobile mais appartient au service, et non à une personne.",
    )
    courriel: Courriel | None = Field(None, title="Courriel", examples=["contact@association.fr"])
    courriel_de_service: Booleen = Field(
        False,
        title="Boîte de service",
        description="true quand l’adresse ressemble à un nom mais appartient au service.",
    )
    consentement: Jour | None = Field(
        None,
        title="Consentement",
        description="Le jour où une personne a accepté par écrit que son adresse ou son mobile soit public.",
    )
    site_web: Url | None = Field(None, title="Site web")
    comptes: tuple[Compte, ...] = Field((), title="Comptes", description="Snapchat, Instagram… du service.")
    horaires_accueil: Horaires | None = Field(
        None,
        title="Horaires",
        description="Dans la notation d’OpenStreetMap. Vide quand on ne les connaît pas.",
        examples=["Mo-Fr 08:00-20:00"],
    )
    horaires_precisions: Ligne | None = Field(None, title="Précisions sur les horaires")
    modes_accueil: tuple[Annotated[Code, Liste("modes_accueil")], ...] = Field((), title="Modes d’accueil")
    modes_mobilisation: tuple[Annotated[Code, Liste("modes_mobilisation")], ...] = Field(
        (), title="Comment solliciter"
    )
    mobilisable_par: tuple[Annotated[Code, Liste("mobilisable_par")], ...] = Field(
        (), title="Qui peut solliciter"
    )
    mobilisation_precisions: Ligne | None = Field(None, title="Précisions pour solliciter")
    conditions_acces: Ligne | None = Field(None, title="Conditions d’accès")
    nouvelles_situations: Annotated[Code, Liste("nouvelles_situations")] | None = Field(
        None,
        title="Nouvelles situations",
        description="Si la structure accepte en ce moment de nouvelles situations.",
    )
    frais: Annotated[Code, Liste("frais")] | None = Field(None, title="Frais")
    frais_precisions: Ligne | None = Field(None, title="Précisions sur les frais")
    siret: Siret | None = Field(None, title="SIRET")
