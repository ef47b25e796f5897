"""Whose network this is: what pages, exports and letters say of it, besides its records.

A fact that nobody has given is None, and what would tell it leads to a page of the site instead.
"""

from __future__ import annotations

from dataclasses import dataclass

MISSION = (
    "Fondation de protection de l’enfance, reconnue d’utilité publique depuis 1866, Droit d’Enfance "
    "accueille et accompagne en Île-de-France plusieurs centaines de garçons et de filles que l’Aide "
    "sociale à l’enfance lui confie. Elle gère le 116\u00a0000 Enfants disparus et est le membre français "
    "du Service social international."
)
CONTACT = (
    "Un événement, une initiative, un outil à partager avec le réseau\u00a0? L’équipe du projet PARÉ vous "
    "lit et prépare le prochain numéro."
)


@dataclass(frozen=True, slots=True)
class Identity:
    """The network's own facts.

    `desinscription` is an address that unsubscribes in one click (RFC 8058), where there is one; the e-mail
    services put in their own. `contact` and `expediteur` are mailboxes of the team, once it has named them.
    """

    marque: str = "PARÉ"
    marque_suite: str = "le réseau"
    sujet: str = "contre la prostitution des mineurs"
    expediteur_nom: str = "PARÉ, le réseau"
    expediteur: str | None = None
    contact: str | None = None
    contact_texte: str = CONTACT
    desinscription: str | None = None
    fondation: str = "Droit d’Enfance"
    adresse_postale: str = "Droit d’Enfance, 76 avenue Pierre Brossolette, 92240 Malakoff"
    mission: str = MISSION
    don: str = "https://www.droitdenfance.org/faire-un-don/"
    #: the actors who send the letter: they are not thanked in it
    emetteurs: frozenset[str] = frozenset({"pare", "droit-d-enfance"})
