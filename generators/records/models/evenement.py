"""An event: when, where, for whom, its programme, and what remained of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generators.records.models.base import Fiche, Implantation, Modele
from generators.records.types import (
    Booleen,
    Courriel,
    Entier,
    Heure,
    IdActeur,
    IdEvenement,
    IdRessource,
    Jour,
    JourOuHeure,
    Ligne,
    NumeroTelephone,
    Resume,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste


class Seance(Modele):
    """One session of an event that has several."""

    titre: Ligne | None = Field(None, title="Titre")
    debut: JourOuHeure = Field(title="Début", examples=["2023-11-06"])
    fin: JourOuHeure | None = Field(None, title="Fin")
    precisions: Ligne | None = Field(None, title="Précisions")
    complet: Booleen = Field(False, title="Complet")


class Inscription(Modele):
    """How to take part."""

    obligatoire: Booleen | None = Field(None, title="Obligatoire")
    url: Url | None = Field(None, title="Page d’inscription")
    courriel: Courriel | None = Field(None, title="Courriel")
    courriel_de_service: Booleen = Field(False, title="Boîte de service")
    telephone: NumeroTelephone | None = Field(None, title="Téléphone")
    telephone_de_service: Booleen = Field(False, title="Ligne de service")
    consentement: Jour | None = Field(
        None,
        title="Consentement",
        description="Le jour où une personne a accepté par écrit que son adresse ou son mobile soit public.",
    )
    avant_le: JourOuHeure | None = Field(None, title="Avant le")
    places: Entier | None = Field(None, title="Places")
    complet: Booleen = Field(False, title="Complet")
    precisions: Ligne | None = Field(None, title="Précisions")


class Intervenant(Modele):
    """A speaker of a public event, named with their function."""

    nom: Ligne = Field(title="Nom")
    fonction: Ligne | None = Field(None, title="Fonction")
    acteur: IdActeur | None = Field(None, title="Structure", description="La fiche de sa structure.")
    texte: Texte | None = Field(
        None, title="Intervention", description="Ce dont la personne parle, ou a parlé."
    )
    a_confirmer: Booleen = Field(False, title="À confirmer")


class Creneau(Modele):
    """A slot of the programme."""

    jour: Jour | None = Field(
        None, title="Jour", description="Seulement pour un événement de plusieurs jours."
    )
    debut: Heure | None = Field(None, title="Début", examples=["10:45"])
    fin: Heure | None = Field(None, title="Fin", examples=["12:30"])
    titre: Ligne = Field(title="Titre")
    type: Literal["session", "pause", "ouverture", "cloture"] = Field("session", title="Type")
    texte: Texte | None = Field(None, title="Texte")
    intervenants: tuple[Intervenant, ...] = Field((), title="Intervenants")
    debat: Ligne | None = Field(None, title="Débat", examples=["Débat avec les participants, par écrit"])


class Document(Modele):
    """A document of the event: slides, flyer, report."""

    titre: Ligne = Field(title="Titre")
    url: Url = Field(title="Adresse web")


class Evenement(Fiche, Implantation):
    """A meeting, training, webinar, conference…"""

    titre: Ligne = Field(title="Titre")
    type: Annotated[Code, Liste("types_evenement")] = Field(title="Type d’événement")
    resume: Resume = Field(title="En une phrase")
    presentation: Texte | None = Field(None, title="Présentation")
    debut: JourOuHeure = Field(
        title="Début",
        description="Un jour, ou un jour et son heure, à l’heure du lieu.",
        examples=["2023-11-14T14:30"],
    )
    fin: JourOuHeure | None = Field(None, title="Fin", examples=["2023-11-14T16:30"])
    fuseau: Ligne = Field(
        "Europe/Paris",
        title="Fuseau horaire",
        examples=["Europe/Paris", "America/Martinique", "Indian/Reunion"],
    )
    seances: tuple[Seance, ...] = Field((), title="Séances", description="Quand l’événement en a plusieurs.")
    lieu: Ligne | None = Field(None, title="Lieu", examples=["Cinéma Le Palace"])
    en_ligne: Booleen = Field(False, title="En ligne")
    plateforme: Ligne | None = Field(None, title="Plateforme", examples=["Teams"])
    territoires: tuple[Territoire, ...] = Field((), title="Territoires concernés")
    organisateurs: tuple[IdActeur, ...] = Field((), title="Organisateurs")
    partenaires: tuple[IdActeur, ...] = Field((), title="Partenaires")
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field((), title="Missions")
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field((), title="Publics")
    publics_precisions: Ligne | None = Field(None, title="Précisions sur les publics")
    inscription: Inscription | None = Field(None, title="Inscription")
    frais: Annotated[Code, Liste("frais")] | None = Field(None, title="Frais")
    frais_precisions: Ligne | None = Field(None, title="Précisions sur les frais")
    programme: tuple[Creneau, ...] = Field((), title="Programme")
    intervenants: tuple[Intervenant, ...] = Field(
        (), title="Intervenants", description="Quand ils ne sont pas placés dans un programme horaire."
    )
    url: Url | None = Field(None, title="Page de l’événement")
    annule: Booleen = Field(False, title="Annulé")
    reporte_au: JourOuHeure | None = Field(None, title="Reporté au")
    serie: IdEvenement | None = Field(
        None, title="Suite de", description="L’événement que celui-ci prolonge."
    )
    participants: Entier | None = Field(None, title="Participants")
    participants_precisions: Ligne | None = Field(None, title="Précisions sur les participants")
    compte_rendu: Texte | None = Field(None, title="Compte rendu")
    replay: Url | None = Field(None, title="Replay")
    documents: tuple[Document, ...] = Field((), title="Documents")
    ressources: tuple[IdRessource, ...] = Field((), title="Ressources présentées")
