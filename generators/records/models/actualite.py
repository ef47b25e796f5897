"""A news item: a fact of the network."""

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
    IdRessource,
    Jour,
    Ligne,
    Resume,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste


class Actualite(Fiche):
    """What happened, where, and who did it."""

    titre: Ligne = Field(title="Titre")
    date: Date = Field(
        title="Date", description="La date du fait, ou à défaut celle de la source.", examples=["2023-10"]
    )
    resume: Resume = Field(title="En une phrase")
    presentation: Texte | None = Field(None, title="Présentation")
    territoires: tuple[Territoire, ...] = Field((), title="Territoires concernés")
    acteurs: tuple[IdActeur, ...] = Field((), title="Acteurs")
    evenements: tuple[IdEvenement, ...] = Field((), title="Événements liés")
    ressources: tuple[IdRessource, ...] = Field((), title="Ressources liées")
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field((), title="Missions")
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field((), title="Publics")
    url: Url | None = Field(None, title="Adresse web")
    courriel: Courriel | None = Field(None, title="Courriel")
    courriel_de_service: Booleen = Field(False, title="Boîte de service")
    consentement: Jour | None = Field(
        None,
        title="Consentement",
        description="Le jour où une personne a accepté par écrit que son adresse soit publique.",
    )
