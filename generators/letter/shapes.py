"""A letter as values: everything is worded, nothing is drawn yet.

Addresses of the site are relative to its root ("agenda/rapport-ciivise/"); `join` puts the root before
them, for an e-mail (the site's address) or for a page (the way back up).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generators.records.models import Urgence
from generators.words.dates import DatePartielle

#: Signs that RFC 3986 does not allow in an address, and that e-mail services take for their tags.
_ESCAPED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '{}[]|\\"<>'})


def join(root: str, url: str) -> str:
    """An address of the site behind `root`; any other address (https:, tel:, mailto:…) as it is."""
    return (url if re.match(r"[a-z]+:", url) else root + url).translate(_ESCAPED)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its label says where it leads."""

    libelle: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of practical information; `url` makes the value a link (a phone, a mailbox)."""

    nom: str
    valeur: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an item; `largeur` and `hauteur` are those at which an e-mail shows it."""

    url: str
    alt: str
    largeur: int
    hauteur: int


@dataclass(frozen=True, slots=True)
class Item:
    """One chosen record, as the issue words it: its act (`bouton`), then its page (`page`).

    The page is drawn where the act leads elsewhere. `lieu`, where or whose it is, tells two labels apart. A
    `bref` item has a short text and its title for a button: the rest is on the web page.
    """

    ancre: str
    surtitre: str
    titre: str
    texte: str
    lignes: tuple[Row, ...]
    bouton: Link
    page: Link
    tuile: tuple[str, str] | None = None
    agenda: Link | None = None
    lieu: str = ""
    image: Picture | None = None
    bref: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A rubric: `ancre` is its address in the page, `court` its name on a button."""

    ancre: str
    court: str
    titre: str
    sous_titre: str | None
    compte: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """An issue, ready to be drawn."""

    id: str
    titre: str
    periode: str
    date: DatePartielle
    apercu: str
    editorial: tuple[str, ...]
    signature: str | None
    parties: tuple[Part, ...]
    urgences: tuple[Urgence, ...]
    structures: tuple[Link, ...]
    abrege: bool = False

    @property
    def url(self) -> str:
        """The page of the issue."""
        return f"newsletter/{self.id}/"

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for partie in self.parties for item in partie.items)
