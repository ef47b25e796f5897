"""What a letter says besides the data: who sends it, where the site is, how to write, give and leave.

A fact that nobody has given is None, and the letter links to a page of the site instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from generators.land.places import Places
from generators.records.reading.load import Records

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
class Reglages:
    """The settings of every letter. `site_url` is the address of the site, with or without a last slash.

    `desinscription` is an address that unsubscribes in one click (RFC 8058), where there is one; the
    services put in their own. `abrege` shortens every letter that is over its budget, not only those that ask
    for it. `contact` and `expediteur` are mailboxes of the team, once it has named them.
    """

    site_url: str
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
    abrege: bool = False
    #: the actors who send the letter: they are not thanked in it
    emetteurs: frozenset[str] = frozenset({"pare", "droit-d-enfance"})

    @property
    def base(self) -> str:
        """The site's address with its last slash: what an address of the site is joined to."""
        return self.site_url.rstrip("/") + "/"

    @property
    def host(self) -> str:
        return urlsplit(self.base).hostname or ""

    @property
    def adresse_contact(self) -> str:
        """Where one writes to the team: its mailbox, or the page of the site that has a form."""
        return f"mailto:{self.contact}" if self.contact else f"{self.base}signaler/"

    @property
    def adresse_expediteur(self) -> str:
        """The sender's mailbox: an RFC 5322 message needs one, even before the team has chosen it."""
        return self.expediteur or f"newsletter@{self.host}"

    @property
    def adresse_desinscription(self) -> str:
        """Where one leaves the list: in one click where that exists, else by the site's page."""
        return self.desinscription or f"{self.base}newsletter/#se-desinscrire"


@dataclass(frozen=True, slots=True)
class Fonds:
    """What letters are made from, all read beforehand.

    `gabarits` are the templates of newsletter/templates/ by file name; `images` the pictures of
    newsletter/images/ by their path in it.
    """

    records: Records
    places: Places
    gabarits: Mapping[str, str]
    images: Mapping[str, bytes]
