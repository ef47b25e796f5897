"""What is remembered of a source: how its columns read, what was decided, what it said last.

`data/imports/NAME.yml` is written by the import and corrected by people; a comment stays where it stands.
What the source said last is written as the records write it, after what may not be public was taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal

from pydantic import Field

from generators.records.models import Acteur, Implantation
from generators.records.models.base import Modele
from generators.records.models.fields import keys_of
from generators.records.problems import Problem
from generators.records.reading.messages import bytes_of, of_trap, validated
from generators.records.reading.source import YamlFile, read
from generators.records.rules.confidential import PURGE
from generators.records.secrecy import hides
from generators.records.values.types import Date, Entier, IdActeur, Ligne, Url
from generators.records.vocabulary import Vocabulary
from generators.records.writing.layout import Comments, attached, found_in, laid_out
from generators.words.wording import fold, no_break

FOLDER: Final = PurePosixPath("imports")
#: Where files wait to be imported, below `FOLDER`.
INBOX: Final = "inbox"
#: A source of twenty thousand rows.
MAX_BYTES: Final = 32 * 1024 * 1024
#: What a person has not decided yet, and what is left out for good.
TO_DECIDE: Final = "a_decider"
IGNORED: Final = "ignorer"
Decision = Literal["nouvelle", "ignorer"]
Said = Mapping[str, Any]


class _Colonne(Modele):
    colonne: Ligne
    champ: Ligne


class _Mot(Modele):
    liste: Ligne
    mot: Ligne
    terme: Ligne


class _Defaut(Modele):
    champ: Ligne
    valeur: Ligne


class _Rangee(Modele):
    clef: Ligne
    fiche: IdActeur | None = None
    decision: Decision | None = None
    a_decider: tuple[IdActeur, ...] = ()
    pas_la_meme: tuple[IdActeur, ...] = ()


class _Ecrite(_Rangee):
    """A row as it is written: what the source said has the keys of a record, and few of them."""

    dit: Acteur | None = None


class _Memoire(Modele):
    document: Ligne
    date: Date
    url: Url | None = None
    lignes_min: Entier
    lignes_max: Entier
    clef: tuple[Ligne, ...] = Field(min_length=1)
    colonnes: tuple[_Colonne, ...] = ()
    defauts: tuple[_Defaut, ...] = ()
    termes: tuple[_Mot, ...] = ()
    lignes: tuple[_Rangee, ...] = ()


class _Ecrit(_Memoire):
    lignes: tuple[_Ecrite, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the source: the record it is, what is to decide or was, and what it said last."""

    record: str | None = None
    decision: Decision | None = None
    asked: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    said: Said = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """All that is remembered of a source. `terms`: list → their word → our code, or what is to decide."""

    document: str
    date: str
    url: str | None
    least: int
    most: int
    key: tuple[str, ...]
    columns: Mapping[str, str]
    defaults: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)

    def decided(self) -> dict[str, dict[str, str]]:
        """List → their word, folded → our code, where a person said which; "" for a word to leave out."""
        return {
            name: {
                fold(word): "" if code == IGNORED else code
                for word, code in words.items()
                if code != TO_DECIDE
            }
            for name, words in self.terms.items()
        }


def read_memory(data: bytes, shown: str, vocabulary: Vocabulary) -> tuple[Memory | None, tuple[Problem, ...]]:
    """The memory that a file holds, or None and what a person is to correct in it."""
    document = read(data, limit=MAX_BYTES)
    problems = [of_trap(trap, shown) for trap in document.traps]
    if not isinstance(document.value, dict):
        return None, tuple(problems)
    rows = document.value.get("lignes")
    listed = rows if isinstance(rows, list) else []
    said = [row.get("dit") if isinstance(row, dict) else None for row in listed]
    bare = [_without_said(row) for row in listed]
    values = {**document.value, **({"lignes": bare} if isinstance(rows, list) else {})}
    found, told = validated(_Memoire, values, document, shown, vocabulary)
    problems += told
    if found is not None:
        problems += _odd(found, said, document, shown, vocabulary)
    if found is None or any(problem.severity == "error" for problem in problems):
        return None, tuple(sorted(problems))
    return _memory(found, said), tuple(sorted(problems))


def memories(data: Path, root: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What a person is to correct in the memories of all sources, for `maillage check`."""
    for path in sorted((data / FOLDER).glob("*.yml")):
        shown = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
        problems: list[Problem] = []
        if (content := bytes_of(path, shown, MAX_BYTES, problems)) is not None:
            problems += read_memory(content, shown, vocabulary)[1]
        yield from problems


def _without_said(row: object) -> object:
    return {key: value for key, value in row.items() if key != "dit"} if isinstance(row, dict) else row


def _odd(
    found: _Memoire, said: list[object], document: YamlFile, shown: str, vocabulary: Vocabulary
) -> list[Problem]:
    """What the shapes don't say: fields and terms that don't exist, a key that comes twice."""
    known = keys_of(Acteur)
    problems: list[Problem] = []

    def tell(loc: tuple[str | int, ...], message: str, hint: str) -> None:
        place = document.place(loc)
        name = ".".join(map(str, loc))
        problems.append(Problem(shown, *place, name, no_break(message), no_break(hint)))

    for number, mot in enumerate(found.termes):
        terms = vocabulary.lists.get(mot.liste)
        if terms is None:
            tell(("termes", number, "liste"), f"« {mot.liste} » n’est pas une liste du vocabulaire", _REDO)
        elif mot.terme not in (*terms, TO_DECIDE, IGNORED):
            hint = f"écrivez l’un de : {', '.join(terms)}, ou {IGNORED}"
            tell(("termes", number, "terme"), f"« {mot.terme} » n’est pas dans cette liste", hint)
    for number, defaut in enumerate(found.defauts):
        if defaut.champ not in known:
            tell(("defauts", number, "champ"), f"« {defaut.champ} » n’est pas un champ des fiches", _REDO)
    seen: set[str] = set()
    for number, row in enumerate(found.lignes):
        if row.clef in seen:
            tell(("lignes", number, "clef"), "cette clef vient deux fois", "gardez une seule des deux lignes")
        seen.add(row.clef)
        one = said[number]
        if one is not None and not (isinstance(one, dict) and set(one) <= set(known)):
            tell(("lignes", number, "dit"), "ce que la source disait n’a pas les champs d’une fiche", _REDO)
        elif one and hides(one) and (told := {*Implantation.RETENUS} & {*one}):
            where = ("lignes", number, "dit", min(told))
            tell(where, "le lieu est confidentiel, et cette ligne le dit", f"retirez-la{PURGE}")
    return problems


_REDO = "corrigez ce mot, ou retirez ce passage : l’import suivant le refait"


def _memory(found: _Memoire, said: list[Any]) -> Memory:
    terms: dict[str, dict[str, str]] = {}
    for mot in found.termes:
        terms.setdefault(mot.liste, {})[mot.mot] = mot.terme
    lines = {
        row.clef: Line(
            str(row.fiche) if row.fiche else None,
            row.decision,
            tuple(map(str, row.a_decider)),
            tuple(map(str, row.pas_la_meme)),
            said[number] or {},
        )
        for number, row in enumerate(found.lignes)
    }
    return Memory(
        found.document,
        str(found.date),
        found.url,
        found.lignes_min,
        found.lignes_max,
        found.clef,
        {one.colonne: one.champ for one in found.colonnes},
        {one.champ: one.valeur for one in found.defauts},
        terms,
        lines,
    )


_HEAD = """\
# Ce que l’import retient de cette source. Une personne peut tout y corriger : le suivant en tient compte.
# colonnes : le champ que remplit chaque colonne, ou « ignorer ». termes : ce que veut dire chaque mot.
# lignes : « fiche » dit quelle fiche est cette ligne ; où « a_decider » en propose, écrivez « fiche » et
# la bonne, ou « decision: nouvelle ». « dit » est ce que la source disait la dernière fois.
"""


def write_memory(memory: Memory, before: bytes = b"") -> bytes:
    """The file of a memory, with the comments of what stood there before."""
    text = before.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    comments = attached(text, read(text.encode(), limit=MAX_BYTES)) if found_in(text) else Comments()
    return f"{'' if text else _HEAD}{laid_out(_values(memory), _Ecrit, comments)}".encode()


def _values(memory: Memory) -> dict[str, Any]:
    values: dict[str, Any] = {
        "document": memory.document,
        "date": memory.date,
        "url": memory.url,
        "lignes_min": str(memory.least),
        "lignes_max": str(memory.most),
        "clef": list(memory.key),
        "colonnes": [{"colonne": title, "champ": name} for title, name in memory.columns.items()],
        "defauts": [{"champ": name, "valeur": value} for name, value in memory.defaults.items()],
        "termes": [
            {"liste": name, "mot": word, "terme": code}
            for name, words in sorted(memory.terms.items())
            for word, code in words.items()
        ],
        "lignes": [_row(key, line) for key, line in memory.lines.items()],
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _row(key: str, line: Line) -> dict[str, Any]:
    values: dict[str, Any] = {
        "clef": key,
        "fiche": line.record,
        "decision": line.decision,
        "a_decider": list(line.asked),
        "pas_la_meme": list(line.others),
        "dit": dict(line.said),
    }
    return {name: value for name, value in values.items() if value not in (None, [], {})}
