"""An emergency number: it stands once in the data, and on every page and letter."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generators.records.models.base import Modele, Source
from generators.records.values.types import Booleen, Ligne, NumeroTelephone, Url
from generators.words.wording import majuscule

#: What the pages call a number for: somebody is in danger now; one worries, or seeks advice.
Role = Literal["danger-immediat", "conseil"]


class Urgence(Modele):
    """A number to call when a child is in danger."""

    numero: NumeroTelephone = Field(title="Numéro", description="Tel qu’on le lit : 116 000.")
    libelle: Ligne = Field(title="Libellé", examples=["Enfance en danger"])
    description: Ligne = Field(title="Description")
    court: Ligne = Field(title="Libellé court", description="Celui de la barre d’urgence.")
    canal: Literal["tel", "sms"] = Field("tel", title="Canal")
    role: Role | None = Field(
        None,
        title="Rôle",
        description="Ce pour quoi les pages le nomment : danger-immediat, conseil.",
        examples=["conseil"],
    )
    barre: Booleen = Field(
        False, title="Dans la barre", description="true pour la barre d’urgence de chaque page."
    )
    ou: NumeroTelephone | None = Field(None, title="Ou", description="Le numéro de même rôle, montré à côté.")

    gratuit: Booleen = Field(False, title="Gratuit", description="true quand une source le dit.")
    quand: Ligne | None = Field(
        None, title="Quand", description="Quand on y répond.", examples=["jour et nuit, tous les jours"]
    )
    tchat: Url | None = Field(None, title="Tchat", description="La page où l’on écrit au lieu d’appeler.")
    sources: tuple[Source, ...] = Field(
        (), title="Sources", description="D’où viennent la gratuité, les heures et le tchat."
    )

    @property
    def conditions(self) -> str:
        """What one asks before one calls: « Gratuit, jour et nuit, tous les jours »; said once."""
        free = "gratuit" if self.gratuit and "gratuit" not in self.description else ""
        return majuscule(", ".join(filter(None, (free, self.quand))))

    @property
    def affichage(self) -> str:
        """The number as it is shown, its groups held together by no-break spaces."""
        return self.numero.replace(" ", "\u00a0")

    @property
    def href(self) -> str:
        return self.numero.href if self.canal == "tel" else "sms:" + self.numero.replace(" ", "")
