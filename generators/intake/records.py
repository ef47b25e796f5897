"""Rows as records to propose: what is read goes in, what may not be public or is not understood stays out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generators.intake.cells import reader_for
from generators.intake.contacts import beside
from generators.intake.hiding import hides_place, repeatable
from generators.intake.proposal import Left, Proposal, Source, asked, fields_of, label, list_named
from generators.intake.reading import Context, Reading
from generators.intake.table import Cell, Row, parted
from generators.intake.withheld import without_place, without_somebody
from generators.records.models import Acteur
from generators.records.models.fields import keys_of
from generators.records.vocabulary import Vocabulary
from generators.words.wording import liste, majuscule

#: A term that says that nobody said: what a record takes where it needs one, and the list has it.
_NEUTRAL: Final = {"categorie": "non-precisee", "type": "organisation"}
#: The meanings of columns that reach somebody: nothing of them is repeated.
_CONTACTS: Final = frozenset({"telephone", "courriel", "contact"})
_UNREAD: Final = "n’est pas compris"
#: Why the rest of a cell stays out, of which something came in.
_MORE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("courriel", "site_web"), "la fiche n’en garde qu’un"),
    "telephone": "portable, fax ou mots à lire : une ligne du service s’ajoute à la main",
    "contact": "un seul courriel, un seul site ; les portables et les mots restent à lire",
}
_RESUME: Final = 320


def proposed(row: Row, meanings: Mapping[str, str | None], context: Context, *, fields: bool) -> Proposal:
    """What a row says; with `fields`, its columns are our fields already."""
    values: dict[str, Any] = {}
    cells: dict[str, str] = {}
    left: list[Left] = []
    blocked: set[str] = set()
    unknown: list[tuple[str, str]] = []
    hidden = hides_place(row, meanings)
    titles = {cell.address: title for title, cell in row.cells.items()}
    for meaning, cell, read in _readings(row, meanings, context, fields=fields):
        reading = read if fields else beside(read, titles[cell.address], values)
        for name, value in reading.values.items():
            if name not in keys_of(Acteur) or value in ("", None, []):
                continue
            if isinstance(value, (list, tuple)):
                known = values.setdefault(name, [])
                known += [item for item in map(_text, value) if item not in known]
            elif name in values and values[name] != _text(value):
                left.append(
                    _left(cell, name, "une autre colonne remplit déjà ce champ", str(value), hidden=hidden)
                )
            else:
                values[name] = _text(value)
            cells.setdefault(name, cell.address)
        if reading.left:
            more = _MORE.get(meaning, _UNREAD) if reading.values else _UNREAD
            left.append(_left(cell, meaning, more, reading.left, hidden=hidden))
            blocked |= fields_of(meaning) - set(values)
            if (terms := list_named(meaning)) and not hidden and repeatable(reading.left):
                unknown += [(terms, word) for word in reading.left.split("; ")]
    made = Proposal(row, values, cells, hidden, tuple(left), frozenset(blocked), tuple(unknown))
    return without_somebody(without_place(made, context) if hidden else made)


def _readings(
    row: Row, meanings: Mapping[str, str | None], context: Context, *, fields: bool
) -> Iterator[tuple[str, Cell, Reading]]:
    """Each cell that has a meaning, read; a postcode and a commune that stand apart are read together."""
    known = [(meaning, cell) for title, cell in row.cells.items() if (meaning := meanings.get(title))]
    by_meaning = dict(reversed(known))
    together = not fields and {"code_postal", "commune"} <= by_meaning.keys()
    if together:
        first, second = by_meaning["code_postal"], by_meaning["commune"]
        both = reader_for("lieu")(f"{first.text} {second.text}", context)
        together = not both.left
        if together:
            yield "lieu", second, both
    for meaning, cell in known:
        if not (together and meaning in ("code_postal", "commune")):
            yield (
                meaning,
                cell,
                _typed(meaning, cell, context) if fields else reader_for(meaning)(cell.text, context),
            )


def _typed(name: str, cell: Cell, context: Context) -> Reading:
    """A cell of a table whose columns are our fields; its terms may be those of a standard."""
    question = asked().get(name)
    if question is None:
        return Reading({})
    if cell.text == question.defaut:
        return Reading({})
    if question.nature in ("terme", "groupe"):
        return reader_for(name)(cell.text, context)
    return Reading({name: parted(cell.text) if question.plusieurs else cell.text})


def _text(value: object) -> Any:  # noqa: ANN401 (a text, or a group of texts)
    """A value as a file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {key: _text(each) for key, each in value.items() if each not in (None, "", [])}
    if isinstance(value, (list, tuple)):
        return [_text(each) for each in value]
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in str(value).strip().splitlines())
    return "\n".join(lines)


def _left(cell: Cell, meaning: str, why: str, text: str, *, hidden: bool) -> Left:
    shown = text if not hidden and meaning not in _CONTACTS and repeatable(text) else ""
    return Left(cell.address, label(meaning), why, shown)


def whole(
    made: Proposal, source: Source, defaults: Mapping[str, str], vocabulary: Vocabulary
) -> dict[str, Any]:
    """A record with what the row says, and what every record needs."""
    values = {**defaults, **made.values}
    if "resume" not in values:
        values["resume"] = _summary(values, source, vocabulary)
    return {**values, "sources": values.get("sources") or [source.entry]}


def needed(vocabulary: Vocabulary) -> dict[str, str]:
    """The terms that records take where a source says none, as far as the lists have them."""
    return {
        name: code
        for name, code in _NEUTRAL.items()
        if code in vocabulary.lists.get(list_named(name) or "", {})
    }


def _summary(values: Mapping[str, Any], source: Source, vocabulary: Vocabulary) -> str:
    """One sentence, of what the source says and nothing else."""
    if text := str(values.get("presentation", "")).replace("\n", " "):
        cut = text if len(text) <= _RESUME else text[: text.rfind(". ", 0, _RESUME) + 1]
        if cut:
            return cut
    said = [liste(_labels(values.get(name, ()), name, vocabulary)) for name in ("missions", "publics")]
    if said[0]:
        return f"{majuscule(said[0])}." + (f" Pour : {said[1]}." if said[1] else "")
    return f"Structure citée dans « {source.document} »."


def _labels(codes: Iterable[str], name: str, vocabulary: Vocabulary) -> list[str]:
    terms = vocabulary.lists.get(list_named(name) or "", {})
    return [terms[code].libelle.lower() for code in codes if code in terms]
