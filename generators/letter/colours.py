"""Colours of the letter: those of the network, named by what they are for, in light and dark.

Every text pair has a contrast of 4.5 or more (WCAG 2.2, 1.4.3): `records/palette.py` refuses others.
"""

from __future__ import annotations

from collections.abc import Mapping

from generators.records.palette import Couleurs

_NAMES = {
    "encre": "encre",
    "texte": "texte",
    "douce": "douce",
    "lien": "lien",
    "bouton": "sapin",
    "sur_bouton": "sur_sapin",
    "bande": "brume",
    "trait": "trait",
    "fil": "fil",
}


def light(couleurs: Couleurs) -> Mapping[str, str]:
    clair = couleurs.clair
    grounds = {"papier": clair.lin, "feuille": clair.fond, "panneau": clair.lin}
    return _named(couleurs, "clair") | grounds | {"don": clair.gaude, "sur_don": clair.encre}


def dark(couleurs: Couleurs) -> Mapping[str, str]:
    """A button for gifts stays a light spot, under the same words."""
    sombre = couleurs.sombre
    grounds = {"papier": sombre.hors, "feuille": sombre.lin, "panneau": sombre.surface}
    return _named(couleurs, "sombre") | grounds | {"don": sombre.fil, "sur_don": couleurs.clair.encre}


def head(couleurs: Couleurs) -> Mapping[str, str]:
    """The masthead has the same colours in both."""
    clair, sombre = couleurs.clair, couleurs.sombre
    return {
        "fond": clair.sapin_survol,
        "titre": clair.sur_sapin,
        "sujet": sombre.texte,
        "periode": clair.gaude,
    }


def _named(couleurs: Couleurs, scheme: str) -> dict[str, str]:
    palette = getattr(couleurs, scheme)
    return {name: getattr(palette, token) for name, token in _NAMES.items()}
