"""What a row must not give away: that its place is kept secret, and what may be repeated of its cells.

In doubt a place is secret. « Écoute confidentielle » says nothing of a place, « adresse confidentielle »,
« lieu tenu secret », « confidentiel » alone or in the cell of a place do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generators.intake.table import Row, Table
from generators.intake.titles import meanings
from generators.records.models import Implantation
from generators.records.rules import persons
from generators.records.secrecy import says_hidden
from generators.words.wording import fold

#: The meanings of the columns that say where a thing is.
PLACE = frozenset({*Implantation.PRECIS, "departement", "lieu"})
_KEPT = r"(?:confidentiel\w*|secrete?s?|cachee?s?|masquee?s?)"
_NOUN = (
    r"(?:adresses?|lieux?|localisations?|implantations?|appartements?|foyers?|hebergements?|logements?|"
    r"maisons?|sites?(?! (?:web|internet))|locaux|villas?|residences?|coordonnees)"
)
_NOT_TOLD = (
    r"adresses? (?:\w+ ){0,3}?(?:protegees?|(?:non|pas) (?:\w+ )?(?:communi|diffus|publi|divulgu)\w+)"
    r"|ne (?:pas|jamais|rien) (?:communiquer|diffuser|publier|divulguer|donner|transmettre)(?: \w+){0,3} "
    r"(?:adresses?|lieux?|localisations?|coordonnees)"
    r"|(?:adresses?|lieux?|localisations?)(?: \w+){0,2} a ne (?:pas|jamais) \w+"
)
_HIDDEN = re.compile(rf"\b(?:{_NOUN}(?: (?!non\b|pas\b)\w+){{0,6}} {_KEPT}|{_KEPT} {_NOUN}|{_NOT_TOLD})\b")
_ALONE = re.compile(rf"{_KEPT}|(?:oui )?(?:strictement |totalement |reste )?confidentiel\w*")
_PARTS = re.compile(r"[.;,\n•|]")
#: Cells in which a number or a mailbox stands are repeated by nobody.
_CONTACT = re.compile(r"@|arobas|\d(?:\D{0,3}\d){7}")


def hides_place(row: Row, meanings: Mapping[str, str | None]) -> bool:
    """True when a cell of the row says, or may say, that its place is confidential."""
    return any(_hides(cell.text, title, meanings.get(title)) for title, cell in row.cells.items())


def _hides(text: str, title: str, meaning: str | None) -> bool:
    said = fold(text)
    if meaning == "adresse_confidentielle" or ("confidentiel" in fold(title) and "adresse" in fold(title)):
        return says_hidden(text)
    if meaning in PLACE and re.search(rf"\b{_KEPT}\b", said):
        return not re.fullmatch(rf"(?:non|pas) {_KEPT}", said)
    return bool(_ALONE.fullmatch(said) or any(_HIDDEN.search(fold(part)) for part in _PARTS.split(text)))


def exposes(table: Table) -> bool:
    """True when the sheet itself says what may not be public: a secret place, or how to reach somebody."""
    known = meanings(table.columns)
    return any(
        hides_place(row, known) or any(persons.told(cell.text, (), ()) for cell in row.cells.values())
        for row in table.rows
    )


def repeatable(text: str) -> bool:
    """True for what may be told where everybody reads: it names nobody, and reaches nobody."""
    return not _CONTACT.search(text) and not persons.told(text, (), ())
