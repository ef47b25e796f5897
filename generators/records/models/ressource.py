"""A resource: a guide, a tool, a podcast, a report…"""

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
    Langue,
    Ligne,
    Resume,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste


class Ressource(Fiche, Boite):
    """Something that was produced, and where to get it."""

    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {"url_archive": Boite.BOITE}
    PERSONNES: ClassVar[tuple[str, ...]] = ("auteurs",)
    ESSENTIELS: ClassVar[tuple[str, ...]] = ("date", "producteurs", "missions", "publics", "acces", "url")

    titre: Ligne = Field(
        title="Titre",
        description="Le titre de la ressource, tel qu’elle le porte.",
        examples=["Aborder le sujet avec un jeune"],
    )
    type: Annotated[Code, Liste("types_ressource")] = Field(
        title="Type de ressource", description="Ce que c’est."
    )
    resume: Resume = Field(
        title="En une phrase", description="Ce qu’on y trouve, en une ou deux phrases simples (320 signes)."
    )
    presentation: Texte | None = Field(
        None, title="Présentation", description="Un texte plus long, en paragraphes (Markdown simple)."
    )
    date: Date | None = Field(
        None, title="Date de parution", description="L’année, le mois ou le jour.", examples=["2023-10-12"]
    )
    producteurs: tuple[IdActeur, ...] = Field(
        (), title="Produite par", description="Les acteurs du réseau qui l’ont produite."
    )
    auteurs: tuple[Ligne, ...] = Field(
        (), title="Auteurs", description="Les personnes, telles que l’ouvrage les nomme."
    )
    editeur: Ligne | None = Field(
        None, title="Éditeur", description="Quand il n’est pas un acteur de l’annuaire."
    )
    acteurs: tuple[IdActeur, ...] = Field(
        (),
        title="Acteurs concernés",
        description="Les structures de l’annuaire qui y ont part sans l’avoir produite : elles la "
        "présentent, s’en servent, ou y prennent la parole.",
        examples=["association-exemple"],
    )
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field(
        (), title="Missions", description="Ce qu’elle aide à faire, parmi les termes du réseau."
    )
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field(
        (), title="Pour qui", description="À qui elle s’adresse."
    )
    publics_precisions: Ligne | None = Field(
        None,
        title="Précisions sur les publics",
        description="Ce que les termes ne disent pas.",
        examples=["Éducateurs, enseignants, soignants"],
    )
    territoires: tuple[Territoire, ...] = Field(
        (),
        title="Territoires concernés",
        description="Quand elle ne vaut que pour un territoire.",
        examples=["departement:37"],
    )
    acces: Annotated[Code, Liste("acces")] | None = Field(
        None, title="Accès", description="Comment on l’obtient."
    )
    acces_precisions: Ligne | None = Field(
        None,
        title="Précisions sur l’accès",
        description="Ce que le terme ne dit pas.",
        examples=["Version imprimée sur demande"],
    )
    url: Url | None = Field(
        None,
        title="Adresse web",
        description="La page ou le fichier, adresse entière.",
        examples=["https://www.exemple.fr/guide.pdf"],
    )
    url_archive: Url | None = Field(
        None,
        title="Copie archivée",
        description="Une copie qui reste quand la page disparaît, par exemple sur web.archive.org.",
    )
    courriel: Courriel | None = Field(
        None,
        title="Courriel pour la demander",
        description="Une boîte de service, jamais celle d’une personne.",
        examples=["contact@association.fr"],
    )
    licence: Ligne | None = Field(
        None, title="Licence", description="Ce que l’auteur permet d’en faire.", examples=["CC BY 4.0"]
    )
    langue: Langue | None = Field(
        None,
        title="Langue",
        description="Quand une source la dit, en deux lettres : fr, en, nl…",
        examples=["fr"],
    )
    duree: Ligne | None = Field(
        None,
        title="Durée ou longueur",
        description="La durée d’écoute, ou le nombre de pages.",
        examples=["2 h 30", "80 pages"],
    )
    evenement: IdEvenement | None = Field(
        None,
        title="Présentée lors de",
        description="L’événement de l’agenda où elle a été présentée.",
        examples=["journee-exemple-2026"],
    )
