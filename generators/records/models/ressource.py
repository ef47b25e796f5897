"""A resource: a guide, a tool, a podcast, a report…"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generators.records.models.base import Fiche
from generators.records.types import (
    Booleen,
    Courriel,
    Date,
    IdActeur,
    IdEvenement,
    Jour,
    Langue,
    Ligne,
    Resume,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste


class Ressource(Fiche):
    """Something that was produced, and where to get it."""

    titre: Ligne = Field(title="Titre")
    type: Annotated[Code, Liste("types_ressource")] = Field(title="Type de ressource")
    resume: Resume = Field(title="En une phrase")
    presentation: Texte | None = Field(None, title="Présentation")
    date: Date | None = Field(None, title="Date de parution", examples=["2023-10-12"])
    producteurs: tuple[IdActeur, ...] = Field(
        (), title="Produite par", description="Les acteurs du réseau qui l’ont produite."
    )
    auteurs: tuple[Ligne, ...] = Field(
        (), title="Auteurs", description="Les personnes, telles que l’ouvrage les nomme."
    )
    editeur: Ligne | None = Field(
        None, title="Éditeur", description="Quand il n’est pas un acteur de l’annuaire."
    )
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field((), title="Missions")
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field((), title="Pour qui")
    publics_precisions: Ligne | None = Field(None, title="Précisions sur les publics")
    territoires: tuple[Territoire, ...] = Field((), title="Territoires concernés")
    acces: Annotated[Code, Liste("acces")] | None = Field(None, title="Accès")
    acces_precisions: Ligne | None = Field(None, title="Précisions sur l’accès")
    url: Url | None = Field(None, title="Adresse web")
    url_archive: Url | None = Field(None, title="Copie archivée")
    courriel: Courriel | None = Field(None, title="Courriel pour la demander")
    courriel_de_service: Booleen = Field(False, title="Boîte de service")
    consentement: Jour | None = Field(
        None,
        title="Consentement",
        description="Le jour où une personne a accepté par écrit que son adresse soit publique.",
    )
    licence: Ligne | None = Field(None, title="Licence")
    langue: Langue = Field("fr", title="Langue")
    duree: Ligne | None = Field(None, title="Durée ou longueur", examples=["2 h 30", "80 pages"])
    evenement: IdEvenement | None = Field(None, title="Présentée lors de")
