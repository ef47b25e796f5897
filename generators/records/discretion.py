"""What others may read over a shoulder: a link that is shared, the title of a tab, the subject of a letter.

The network lists the words of its subject. What stands outside a page (the description that a shared link
shows, its picture, its title) never says one; a text of a record that does gives way to what its rubric says
of itself.
"""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from generators.records.models.base import Modele
from generators.records.values.types import Ligne, Url
from generators.words.seen import readings
from generators.words.wording import fold


class Discret(Modele):
    """The words that stay inside the pages, and what stands outside in their place."""

    mots: tuple[Ligne, ...] = Field(
        (),
        title="Mots à taire",
        description="Ceux du sujet, ou ce qu’ils ont de commun : « addict » tait aussi « addiction » et "
        "« polyaddiction ». Les liens partagés et leurs images ne les disent jamais.",
        examples=["addict"],
    )
    titre: Ligne = Field(
        "Annuaire",
        title="Titre discret",
        description="Celui que prend l’onglet quand on le demande ; il ne dit ni le sujet ni le réseau.",
        examples=["Adresses utiles"],
    )
    sortie: Url = Field(
        "https://meteofrance.com/",
        title="Page de sortie",
        description="Où mène « Quitter vite » : une page que tout le monde pourrait lire.",
        examples=["https://meteofrance.com/"],
    )

    def says(self, text: str) -> str | None:
        """The first of the words that a text says, whatever its accents, its case or what hides in it."""
        if not self.mots:
            return None
        read = _read(text)
        return next((word for word, folded in _folded(self.mots) if folded in read), None)


@lru_cache(maxsize=512)
def _read(text: str) -> str:
    """All that a reader may see in a text, folded; a title is asked of for its link and for its letter."""
    return " ".join(fold(reading) for reading in readings(text))


@lru_cache(maxsize=16)
def _folded(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((word, fold(word)) for word in words)
