"""Colours of the letter, in light and dark: the site's own, named by what they are for.

Every text pair has a contrast of 4.5 or more (WCAG 2.2, 1.4.3); a test measures them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

CLAIR: Final = MappingProxyType(
    {
        "papier": "#F6F3EC",
        "feuille": "#FFFFFF",
        "encre": "#12282A",
        "texte": "#2C4244",
        "douce": "#465A5B",
        "lien": "#0B5F5C",
        "bouton": "#0C5350",
        "sur_bouton": "#FFFFFF",
        "bande": "#E7F1EE",
        "panneau": "#F6F3EC",
        "trait": "#D9DCD3",
        "don": "#FFD978",
        "sur_don": "#12282A",
        "fil": "#E0A100",
    }
)
SOMBRE: Final = MappingProxyType(
    {
        "papier": "#0B1516",
        "feuille": "#132324",
        "encre": "#F1F6F4",
        "texte": "#D8E2DF",
        "douce": "#B3C3C0",
        "lien": "#8FDBCE",
        "bouton": "#86D3C6",
        "sur_bouton": "#08201F",
        "bande": "#1B3634",
        "panneau": "#1D3031",
        "trait": "#2E4445",
        "don": "#F2C04E",
        "sur_don": "#12282A",
        "fil": "#F2C04E",
    }
)
#: The masthead has the same colours in both.
TETE: Final = MappingProxyType(
    {"fond": "#083B39", "titre": "#FFFFFF", "sujet": "#D8E2DF", "periode": "#FFD978"}
)
#: Foreground and background of every text; names of CLAIR and SOMBRE.
PAIRES: Final = (
    ("douce", "papier"), ("encre", "feuille"), ("texte", "feuille"), ("douce", "feuille"),
    ("lien", "feuille"), ("bouton", "feuille"), ("encre", "bande"), ("texte", "bande"), ("bouton", "bande"),
    ("encre", "panneau"), ("lien", "panneau"), ("sur_bouton", "bouton"), ("sur_don", "don"),
)  # fmt: skip
