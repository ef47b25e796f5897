"""An issue of the newsletter: what is chosen, in which order, and the editorial."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from generators.records.models.base import Modele, Surveillee
from generators.records.values.types import Booleen, Date, IdFiche, Ligne, Resume, Texte, Url


class Image(Modele):
    """A picture of an item, from newsletter/images/."""

    fichier: Ligne = Field(title="Fichier", examples=["2023-t3/trois-anneaux.png"])
    alt: Ligne = Field(
        title="Texte de remplacement", description="Ce que montre l’image, pour qui ne la voit pas."
    )


class Bouton(Modele):
    """The button of an item: its label says where it leads, and no two share a label."""

    libelle: Ligne = Field(title="Libellé", max_length=35, examples=["S’inscrire au webinaire"])
    url: Url | None = Field(
        None, title="Adresse web", description="À défaut, la page de la fiche sur le site."
    )


class Choix(Modele):
    """A record chosen for the issue, with what is written otherwise than in the record."""

    fiche: IdFiche = Field(title="Fiche", examples=["events/rapport-ciivise"])
    surtitre: Ligne | None = Field(None, title="Surtitre", examples=["Nord · 59"])
    titre: Ligne | None = Field(None, title="Titre", max_length=90)
    texte: Resume | None = Field(None, title="Texte")
    bouton: Bouton | None = Field(None, title="Bouton")
    image: Image | None = Field(None, title="Image")


class Rubrique(Modele):
    """A rubric and its items."""

    titre: Ligne = Field(title="Titre", examples=["Agenda"])
    sous_titre: Ligne | None = Field(None, title="Sous-titre")
    compte: Ligne | None = Field(
        None, title="Unité du compte", description="Ce que compte le bouton : « dates », « initiatives »."
    )
    choix: tuple[Choix, ...] = Field(min_length=1, title="Fiches choisies")


class Numero(Surveillee):
    """One issue. `id` is the file's name, such as `2023-t3`."""

    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {"ressources": ("precisions_permises",)}

    id: str = Field(exclude=True, pattern=r"^\d{4}-t[1-4]$")
    titre: Ligne = Field(title="Titre", examples=["La newsletter"])
    periode: Ligne = Field(title="Période", examples=["3e trimestre 2023"])
    date: Date = Field(
        title="Date d’envoi",
        description="Aussi précise qu’elle est connue : l’année, le trimestre, le mois ou le jour.",
        examples=["2026-12-03", "2023-10"],
    )
    statut: Literal["brouillon", "publie"] = Field("brouillon", title="Statut")
    abrege: Booleen = Field(
        False,
        title="Lettre abrégée",
        description="true pour une lettre trop lourde : les dernières fiches de chaque rubrique y deviennent "
        "brèves, et leur titre mène à la page du numéro. Sans effet sur une lettre qui tient dans son poids.",
    )
    apercu: Resume = Field(title="Aperçu", description="La phrase que la messagerie montre sous l’objet.")
    editorial: Texte = Field(title="Éditorial")
    signature: Ligne | None = Field(
        None, title="Signature", examples=["L’équipe du réseau, association Exemple"]
    )
    agenda: Rubrique | None = Field(None, title="Agenda")
    actualites: Rubrique | None = Field(None, title="Actualités")
    ressources: Rubrique | None = Field(None, title="Ressources")

    @property
    def images(self) -> tuple[str, ...]:
        """The pictures that it shows, by their path in newsletter/images/."""
        rubrics = (rubric for rubric in (self.agenda, self.actualites, self.ressources) if rubric)
        return tuple(choice.image.fichier for rubric in rubrics for choice in rubric.choix if choice.image)
