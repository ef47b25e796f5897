"""A news item: a fact of the network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from generators.records.models.base import Boite, Fiche
from generators.records.values.types import (
    Courriel,
    Date,
    IdActeur,
    IdEvenement,
    IdRessource,
    Ligne,
    Resume,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste


class Actualite(Fiche, Boite):
    """What happened, where, and who did it."""

    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {"url": Boite.BOITE}
    ESSENTIELS: ClassVar[tuple[str, ...]] = ("territoires", "acteurs", "url")

    titre: Ligne = Field(
        title="Titre",
        description="Ce qui s’est passé, en une ligne.",
        examples=["Un point écoute ouvre à Dunkerque"],
    )
    date: Date = Field(
        title="Date", description="La date du fait, ou à défaut celle de la source.", examples=["2023-10"]
    )
    resume: Resume = Field(
        title="En une phrase", description="Le fait, en une ou deux phrases simples (320 signes)."
    )
    presentation: Texte | None = Field(
        None, title="Présentation", description="Un texte plus long, en paragraphes (Markdown simple)."
    )
    territoires: tuple[Territoire, ...] = Field(
        (),
        title="Territoires concernés",
        description="Où le fait a lieu, ou ce qu’il concerne.",
        examples=["departement:59"],
    )
    acteurs: tuple[IdActeur, ...] = Field(
        (), title="Acteurs", description="Les structures de l’annuaire qui y ont part."
    )
    evenements: tuple[IdEvenement, ...] = Field(
        (), title="Événements liés", description="Les événements de l’agenda dont il est question."
    )
    ressources: tuple[IdRessource, ...] = Field(
        (), title="Ressources liées", description="Les ressources dont il est question."
    )
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field(
        (), title="Missions", description="Ce dont il s’agit, parmi les termes du réseau."
    )
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field(
        (), title="Publics", description="Qui est concerné."
    )
    url: Url | None = Field(
        None,
        title="Adresse web",
        description="La page où en lire plus, adresse entière.",
        examples=["https://www.exemple.fr/actualite"],
    )
    courriel: Courriel | None = Field(
        None,
        title="Courriel",
        description="Une boîte de service où en savoir plus, jamais celle d’une personne.",
        examples=["contact@association.fr"],
    )
