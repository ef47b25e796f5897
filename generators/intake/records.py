"""Rows as records to propose: what is read goes in, what may not be public or is not understood stays out.

Nothing is written here. A proposal is judged by the rules of `check` before anything is kept of it: a value
that breaks one is taken out and told, by its cell; a row of which no sound record can be made is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from generators.forms.questions import Question, file_of, questions_of
from generators.intake.cells import reader_for
from generators.intake.hiding import PLACE, hides_place, repeatable
from generators.intake.reading import Context, Reading
from generators.intake.table import Cell, Row, parted
from generators.land.places import Places
from generators.land.territories import departement_in
from generators.records.models import Acteur, Implantation
from generators.records.models.fields import keys_of, list_of
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import Loaded
from generators.records.reading.source import read
from generators.records.rules import clues
from generators.records.rules.base import words
from generators.records.validate import judge
from generators.records.vocabulary import Vocabulary
from generators.records.writing import written
from generators.words.wording import fold, liste, majuscule

KIND: Final = "actors"
#: A term that says that nobody said: what a record takes where it needs one, and the list has it.
_NEUTRAL: Final = {"categorie": "non-precisee", "type": "organisation"}
#: The meanings of columns that speak of several fields.
_SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: tuple(PLACE) for name in PLACE},
    "horaires": ("horaires_accueil", "horaires_precisions"),
    "horaires_accueil": ("horaires_accueil", "horaires_precisions"),
    "ages": ("age_min", "age_max"),
    "publics": ("publics", "publics_precisions"),
    "frais": ("frais", "frais_precisions"),
    "zone_eligibilite": ("zone_eligibilite", "zone_precisions"),
    "contact": ("telephone", "courriel", "site_web"),
    "description": ("resume", "presentation"),
}
_LABELS: Final = {
    "lieu": "Lieu", "horaires": "Horaires", "ages": "Âges", "description": "Présentation",
    "contact": "Coordonnées",
}  # fmt: skip
#: The meanings of columns that reach somebody: nothing of them is repeated.
_CONTACTS: Final = frozenset({"telephone", "courriel", "contact"})
#: Of these a record has one.
_ONE: Final = frozenset({*_CONTACTS, "site_web"})
_RESUME: Final = 320
#: A place is told by so many signs, and within a longer word by so many.
_LEAST: Final = 3
_SHORTEST: Final = 5
_NO_PLACE: Final = re.compile(r"adresse|lieu|oui|non|x|cedex|confidentiel\w*|secret\w*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where proposals are judged: what is known, the land, the folders, the day."""

    loaded: Loaded
    places: Places
    data: Path
    root: Path
    today: date


@dataclass(frozen=True, slots=True)
class Left:
    """What stays out: its cell, the field that it would fill, why, and its text when it may be repeated."""

    address: str
    label: str
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row says of a structure, as its record would write it.

    `cells`: field → the address of its cell. `blocked` are the fields of which the row says something that
    stays out: what was known of them is no more contradicted than confirmed. `unknown` are the words that no
    term has, by list. `why` is the reason of a refusal.
    """

    row: Row
    values: Mapping[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    left: tuple[Left, ...] = ()
    blocked: frozenset[str] = frozenset()
    unknown: tuple[tuple[str, str], ...] = ()
    id: str = ""
    why: str = ""

    @property
    def name(self) -> str:
        return str(self.values.get("nom", ""))

    @property
    def shown(self) -> str:
        """The row as the story names it: with its name, when that may be repeated."""
        if not self.name or (self.why and (self.hidden or not repeatable(self.name))):
            return f"ligne {self.row.number}"
        return f"« {self.name} » (ligne {self.row.number})"


@cache
def _asked() -> Mapping[str, Question]:
    """Every field, as the forms ask for it."""
    return {question.cle: question for question in questions_of(Acteur)}


def label(name: str) -> str:
    """What the forms call a field."""
    return _LABELS.get(name) or (_asked()[name].titre if name in _asked() else name)


def fields_of(meaning: str) -> frozenset[str]:
    """The fields that a column of this meaning speaks of."""
    return frozenset(_SEVERAL.get(meaning, (meaning,)))


def proposed(row: Row, meanings: Mapping[str, str | None], context: Context, *, fields: bool) -> Proposal:
    """What a row says; with `fields`, its columns are our fields already."""
    values: dict[str, Any] = {}
    cells: dict[str, str] = {}
    left: list[Left] = []
    blocked: set[str] = set()
    unknown: list[tuple[str, str]] = []
    hidden = hides_place(row, meanings)
    for meaning, cell, reading in _readings(row, meanings, context, fields=fields):
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
            more = "la fiche n’en garde qu’un" if reading.values and meaning in _ONE else "n’est pas compris"
            left.append(_left(cell, meaning, more, reading.left, hidden=hidden))
            blocked |= fields_of(meaning) - set(values)
            if (terms := _list(meaning)) and not hidden and repeatable(reading.left):
                unknown += [(terms, word) for word in reading.left.split("; ")]
    made = Proposal(row, values, cells, hidden, tuple(left), frozenset(blocked), tuple(unknown))
    return _without_somebody(_hiding(made, context) if hidden else made)


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
    question = _asked().get(name)
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


def _list(meaning: str) -> str | None:
    found = Acteur.model_fields.get(meaning)
    return list_of(found) if found else None


def _left(cell: Cell, meaning: str, why: str, text: str, *, hidden: bool) -> Left:
    shown = text if not hidden and meaning not in _CONTACTS and repeatable(text) else ""
    return Left(cell.address, label(meaning), why, shown)


def _hiding(made: Proposal, context: Context) -> Proposal:
    """The same without its place: the département stays, when it is known."""
    values = dict(made.values)
    code = _departement(values, context)
    needles = [*_needles(made, code, context)]
    for name in Implantation.RETENUS:
        values.pop(name, None)
    cells = dict.fromkeys(made.cells[name] for name in Implantation.RETENUS if name in made.cells)
    why = "le lieu est confidentiel : seul le département est gardé"
    left = [Left(", ".join(cells), label("lieu"), why)] if cells else []
    for name, value in list(values.items()):
        if name not in ("departement", "nom") and _tells(value, needles):
            values.pop(name)
            left.append(
                Left(made.cells.get(name, ""), label(name), "ce texte dit où est un lieu confidentiel")
            )
    blocked = made.blocked.difference(Implantation.RETENUS)
    values["adresse_confidentielle"] = "true"
    if code:
        values["departement"] = code
    why = "son nom dit où est un lieu confidentiel" if _tells(values.get("nom", ""), needles) else ""
    return replace(made, values=values, left=(*made.left, *left), blocked=blocked, why=why)


def _departement(values: Mapping[str, Any], context: Context) -> str | None:
    if said := values.get("departement"):
        return str(said)
    if said := values.get("code_insee"):
        return departement_in(str(said))
    here = context.places.departements_of_postcode(str(values.get("code_postal", "")))
    return here[0] if len(here) == 1 else None


def _needles(made: Proposal, departement: str | None, context: Context) -> Iterator[str]:
    """What would say the place, folded: its street, its commune, its codes, and its cells as they stand."""
    known = context.places.departements.get(departement or "")
    told = {fold(known.nom), known.code.lower(), "france"} if known else {"france"}
    said = [str(made.values.get(name, "")) for name in Implantation.RETENUS]
    addresses = {made.cells[name] for name in Implantation.RETENUS if name in made.cells}
    cells = (cell.text for cell in made.row.cells.values() if cell.address in addresses)
    for text in (*said, *cells):
        needle = " ".join(word for word in fold(text).split() if not _NO_PLACE.fullmatch(word))
        if len(needle) >= _LEAST and needle not in told:
            yield needle


def _tells(value: object, needles: Sequence[str]) -> bool:
    said = f" {fold(str(value))} "
    joined = said.replace(" ", "")
    return any(
        f" {needle} " in said or (len(needle) >= _SHORTEST and needle.replace(" ", "") in joined)
        for needle in needles
    )


def _without_somebody(made: Proposal) -> Proposal:
    """The same without a mailbox that may be a person's, unless the sheet says that it is the service's."""
    address = str(made.values.get("courriel", ""))
    if not address or any(made.values.get(name) for name in ("courriel_de_service", "consentement")):
        return made
    about = {
        word
        for key in ("nom", "sigle", "nom_complet", "commune")
        for word in words(str(made.values.get(key, "")))
    }
    if not (clues.names_someone(address, about) or clues.may_name_someone(address, about)):
        return made
    return _dropped(
        made, "courriel", "cette boîte est peut-être celle d’une personne, et son accord n’est pas dit"
    )


def _dropped(made: Proposal, name: str, why: str) -> Proposal:
    left = Left(made.cells.get(name, f"ligne {made.row.number}"), label(name), why)
    values = {key: value for key, value in made.values.items() if key != name}
    return replace(made, values=values, left=(*made.left, left), blocked=made.blocked | {name})


@dataclass(frozen=True, slots=True)
class Source:
    """What a source is cited as: its document, its date, its address on the web."""

    document: str
    date: str
    url: str | None = None

    @property
    def entry(self) -> dict[str, str]:
        """As `sources` lists it."""
        said = {"document": self.document, "date": self.date}
        return {**said, "url": self.url} if self.url else said


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
        name: code for name, code in _NEUTRAL.items() if code in vocabulary.lists.get(_list(name) or "", {})
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
    terms = vocabulary.lists.get(_list(name) or "", {})
    return [terms[code].libelle.lower() for code in codes if code in terms]


def sieved(
    proposals: Sequence[Proposal], source: Source, defaults: Mapping[str, str], place: Place
) -> tuple[list[Proposal], Loaded]:
    """The proposals as the rules let them be, each with the id under which it is known in what comes back.

    What breaks a rule goes; a proposal that has nothing more to give up is refused.
    """
    vocabulary = place.loaded.records.vocabulary
    done = _numbered(proposals)
    while True:
        alive = [made for made in done if not made.why]
        files = {made.id: file_of(KIND, made.id, place.data, place.root) for made in alive}
        contents = {
            files[made.id]: written(whole(made, source, defaults, vocabulary), files[made.id])
            for made in alive
        }
        more, problems = judged(contents, place)
        faults: dict[str, list[Problem]] = {}
        for problem in problems:
            if problem.severity == "error":
                faults.setdefault(problem.path, []).append(problem)
        if not faults:
            kept = {file.id: read(data).value for file, data in contents.items()}
            return [_as_written(made, kept.get(made.id)) for made in done], more
        done = [
            _mended(made, faults.get(files[made.id].shown, ())) if made.id in files else made for made in done
        ]


def _numbered(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals under ids of their own, by which they name one another."""
    ids = {made.id: f"ligne-{number}-de-l-import" for number, made in enumerate(proposals) if made.id}
    return [
        replace(naming(made, ids), id=f"ligne-{number}-de-l-import") for number, made in enumerate(proposals)
    ]


def naming(made: Proposal, ids: Mapping[str, str]) -> Proposal:
    """A proposal that names other records by these ids."""
    changed: dict[str, Any] = {}
    for question in _asked().values():
        if question.nature == "reference" and (value := made.values.get(question.cle)):
            listed = [ids.get(each, each) for each in value] if isinstance(value, list) else None
            changed[question.cle] = ids.get(value, value) if listed is None else listed
    return replace(made, values={**made.values, **changed}) if changed else made


def _as_written(made: Proposal, values: Mapping[str, Any] | None) -> Proposal:
    """Its values as they are read again from a file, to be compared with what another file said."""
    return (
        made
        if values is None
        else replace(made, values={key: values[key] for key in values if key in made.values})
    )


def judged(contents: Mapping[Found, bytes], place: Place) -> tuple[Loaded, list[Problem]]:
    """All that is known with these files, and what `check` says of them."""
    more, problems = place.loaded.with_records(contents)
    shown = {file.shown for file in contents}
    keys = frozenset((file.kind, file.id) for file in contents)
    found = judge(more, place.places, place.today, only=keys) if contents else ()
    return more, [problem for problem in {*problems, *found} if problem.path in shown]


def _mended(made: Proposal, faults: Sequence[Problem]) -> Proposal:
    """A proposal without what breaks the rules; refused when that is what a record can't do without."""
    dropped: set[str] = set()
    for fault in sorted(faults):
        name = fault.field.partition(".")[0]
        if name in made.values and name not in _KEPT:
            made = _dropped(made, name, fault.message)
            dropped.add(name)
        elif name not in dropped:
            return replace(made, why=_reason(made, name, fault))
    return made


#: What no record does without, and what hides a place.
_KEPT = frozenset({"nom", "sources", "adresse_confidentielle"})


def _reason(made: Proposal, name: str, fault: Problem) -> str:
    where = f" ({made.cells[name]})" if name in made.cells else ""
    remedy = f" ; {fault.hint}" if fault.hint else ""
    return f"{label(name) if name else 'la fiche'}{where} : {fault.message}{remedy}"
