"""The network's colours, in light and dark, named by what they are for; and which ones must be read on which.

Each has one value here and stands nowhere else: stylesheets, mark, pictures and letter ask for it by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import Field

from generators.records.models.base import Modele
from generators.records.values.names import LEAST, Couleur, contrast

WHITE: Final = "#ffffff"


class Palette(Modele):
    """The colours of one scheme."""

    fond: Couleur = Field(title="Fond de la page")
    surface: Couleur = Field(title="Fond des cartes et des champs")
    lin: Couleur = Field(title="Fond des bandeaux, du pied de page et de la lettre")
    brume: Couleur = Field(title="Fond de ce qui est choisi")
    maille: Couleur = Field(title="Territoire couvert, sur les cartes")
    gaude: Couleur = Field(title="Surligneur")
    encre: Couleur = Field(title="Texte et titres")
    texte: Couleur = Field(title="Texte courant de la lettre")
    douce: Couleur = Field(title="Texte secondaire")
    lien: Couleur = Field(title="Liens")
    sapin: Couleur = Field(title="Boutons et actions")
    sapin_survol: Couleur = Field(title="Boutons survolés, et tête de la lettre")
    sur_sapin: Couleur = Field(title="Texte des boutons")
    bord: Couleur = Field(title="Contour des champs")
    trait: Couleur = Field(title="Filets")
    limite: Couleur = Field(title="Limites, sur les cartes")
    hors: Couleur = Field(title="Carte hors de France")
    fil: Couleur = Field(title="Points de couture au-dessus des titres ; jamais du texte")
    barre: Couleur = Field(title="Barre des numéros d’urgence, sous du texte blanc")
    ouvert: Couleur = Field(title="Ouvert, confirmé")
    ouvert_fond: Couleur = Field(title="Fond de « ouvert »")
    alerte: Couleur = Field(title="À vérifier")
    alerte_fond: Couleur = Field(title="Fond de « à vérifier »")
    garance: Couleur = Field(title="Danger, annulé")
    garance_fond: Couleur = Field(title="Fond de « danger »")
    info: Couleur = Field(title="Avis, adresse protégée")
    info_fond: Couleur = Field(title="Fond de « avis »")
    brin_a: Couleur = Field(title="Premier brin de la marque")
    brin_b: Couleur = Field(title="Deuxième brin de la marque, et son point")
    brin_c: Couleur = Field(title="Troisième brin de la marque")
    manque_verifier_fond: Couleur = Field(title="Carte des manques : fond de « à vérifier »")
    manque_non: Couleur = Field(title="Carte des manques : personne de connu")
    manque_non_trait: Couleur = Field(title="Carte des manques : trait de « personne de connu »")


class Couleurs(Modele):
    """The colours of both schemes."""

    clair: Palette = Field(title="Sur fond clair")
    sombre: Palette = Field(title="Sur fond sombre")


#: Grounds on which any text may stand.
GROUNDS: Final = ("fond", "surface", "lin", "brume")
_TEXTS: Final = ("encre", "texte", "douce", "lien", "sapin", "ouvert", "alerte", "garance", "info")
#: Text and ground, besides every text on every ground; each stands together in both schemes.
_PAIRS: Final = (
    *((text, ground) for text in _TEXTS for ground in GROUNDS),
    ("sur_sapin", "sapin"),
    ("sur_sapin", "sapin_survol"),
    ("encre", "gaude"),
    ("encre", "maille"),
    *((tint, f"{tint}_fond") for tint in ("ouvert", "alerte", "garance", "info")),
)
_SCHEMES: Final = ("clair", "sombre")


@dataclass(frozen=True, slots=True)
class Blurred:
    """A colour at `loc` that is read badly on `ground`, which is there for `what`."""

    loc: tuple[str, str]
    colour: str
    ground: str
    what: str
    ratio: float


def blurred(couleurs: Couleurs) -> Iterator[Blurred]:
    """The colours that would not be read where they stand (WCAG 2.2, 1.4.3), the worst ground of each."""
    for scheme in _SCHEMES:
        palette: Palette = getattr(couleurs, scheme)
        worst: dict[str, Blurred] = {}
        for text, ground in _PAIRS:
            _keep(worst, scheme, text, getattr(palette, text), getattr(palette, ground), ground)
        _keep(worst, scheme, "barre", palette.barre, WHITE, "son texte, qui est blanc")
        yield from worst.values()
    yield from _letter(couleurs)


def _letter(couleurs: Couleurs) -> Iterator[Blurred]:
    """What stands on the letter's head, and on its button for gifts in the dark: both mix the schemes."""
    clair, sombre = couleurs.clair, couleurs.sombre
    worst: dict[str, Blurred] = {}
    for scheme, text, colour in (("sombre", "texte", sombre.texte), ("clair", "gaude", clair.gaude)):
        _keep(worst, scheme, text, colour, clair.sapin_survol, "la tête de la lettre")
    _keep(worst, "sombre", "fil", sombre.fil, clair.encre, "les mots du bouton de don")
    yield from worst.values()


def _keep(worst: dict[str, Blurred], scheme: str, text: str, colour: str, ground: str, what: str) -> None:
    ratio = contrast(colour, ground)
    if ratio < LEAST and (text not in worst or ratio < worst[text].ratio):
        worst[text] = Blurred((scheme, text), colour, ground, what, ratio)
