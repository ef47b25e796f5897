"""A letter over its budget, shortened: no item is dropped; the last of each rubric become brief.

A brief item has its text cut, and its title leads to the web page. What it no longer says in the e-mail
(place, price, calendar, phone) stands on the page of the issue, which is never shortened; neither is the
text part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generators.letter.shapes import Item, Lettre, Lien, Partie

#: How many items of each rubric stay whole, and the signs of a brief one's text: the mildest first.
ETAPES = ((12, 160), (8, 160), (5, 160), (3, 160), (2, 160), (1, 160), (0, 160), (0, 90), (0, 50))
#: Rows of the panel that the kicker takes over.
QUAND = ("Date", "Heure", "Nouvelle date")


def shorter(lettre: Lettre) -> Iterator[Lettre]:
    """The letter ever shorter."""
    for whole, size in ETAPES:
        parties = tuple(_shorter(partie, lettre, whole, size) for partie in lettre.parties)
        yield replace(lettre, parties=parties, abrege=True)


def _shorter(partie: Partie, lettre: Lettre, whole: int, size: int) -> Partie:
    brief = (_short(item, lettre, size) for item in partie.items[whole:])
    return replace(partie, items=(*partie.items[:whole], *brief))


def _short(item: Item, lettre: Lettre, size: int) -> Item:
    when = ", ".join(row.valeur for row in item.lignes if row.nom in QUAND)
    return replace(
        item,
        surtitre=" · ".join(part for part in (when, item.surtitre) if part),
        texte=cut(item.texte, size),
        lignes=(),
        bouton=Lien(item.titre, f"{lettre.url}#{item.ancre}"),
        tuile=None,
        agenda=None,
        image=None,
        bref=True,
    )


def cut(text: str, size: int) -> str:
    """`text` within `size` signs, after its last whole word, with « … » when something is missing."""
    if len(text) <= size:
        return text
    kept = text[:size].rpartition(" ")[0] or text[: size - 1]
    return kept.rstrip(" ,;:.!?«(–-\u00a0") + "…"
