"""What the answers say, told in French for the terminal and for who reviews the proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generators.intake.replies import Outcome, Read, Sort
from generators.words.dates import jour
from generators.words.quoting import for_markdown, shortened
from generators.words.wording import no_break, nombre

#: The parts of the story, the most pressing first.
_PARTS: Mapping[Sort, str] = {
    "retrait": "Demandes de retrait ou d’opposition",
    "a-lire": "À lire par une personne",
    "retour": "Lettres revenues",
    "corrigee": "Fiches corrigées",
    "confirmee": "Fiches confirmées",
    "absence": "Absences, à réécrire plus tard",
    "automate": "Messages automatiques, laissés de côté",
}
_LONGUEUR = 200


def told(found: Read, count: int, *, written: bool) -> str:
    """The whole story, ending with a newline."""
    lines = [f"# {nombre(count, 'message lu', 'messages lus')}", "", _outcome(found, written=written), ""]
    for sort, title in _PARTS.items():
        if these := sorted((one for one in found.outcomes if one.sort == sort), key=_rank):
            lines += [f"## {title} ({len(these)})", "", *(line for one in these for line in _item(one)), ""]
    return no_break("\n".join(lines).rstrip() + "\n")


def _rank(one: Outcome) -> tuple[str, date]:
    return one.id or "", one.day or date.min


def _outcome(found: Read, *, written: bool) -> str:
    if not found.files:
        return "Aucune fiche ne change."
    count = nombre(len(found.files), "fiche")
    if written:
        return f"{count} à relire avant de proposer : « maillage report --base main » raconte ce qui change."
    return f"{count} à changer ; rien n’est écrit : relancez avec « --write » pour l’écrire."


def _item(one: Outcome) -> Iterator[str]:
    name = for_markdown(shortened(one.name, _LONGUEUR)) or "Sans objet"
    named = f"- **{name}**" + (f" (`{one.id}`)" if one.id else "")
    when = f"le {jour(one.day)}" if one.day else "sans date"
    parts = [f"par {for_markdown(one.role)}, {when}" if one.confirmed else when]
    if one.why:
        parts.append(one.why)
    if one.sort == "corrigee" and not one.confirmed:
        parts.append("la fiche n’est pas confirmée pour autant")
    yield f"{named} : {' ; '.join(parts)}."
    for title, before, after in one.fields:
        yield f"  - {title} : {_value(before)} → {_value(after)}" if before or after else f"  - {title}"
    if one.excerpt:
        yield f"  - « {for_markdown(one.excerpt)} »"


def _value(text: str) -> str:
    return for_markdown(shortened(text, _LONGUEUR)) or "rien"
