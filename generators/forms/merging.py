"""An edited form laid over a record that somebody reviewed meanwhile, field by field.

Three versions meet: what the form said before, what stands now (the reviewer's), what the form says today. A
field that one side alone changed takes that side's value; one that both changed differently is nobody's to
decide here, and then nothing is written. Values are named by their fields alone, and never repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generators.forms.from_issue import House
from generators.forms.questions import Question, questions_of, verdict
from generators.records.kinds import KINDS
from generators.records.reading.files import Found
from generators.records.reading.source import read
from generators.records.writing import replaced

Path = tuple[str, ...]
_ABSENT: Final = object()
UNREADABLE: Final = "la version relue ne se lit plus comme une fiche"
UNSAFE: Final = "la version relue ne peut pas être complétée sans y perdre un commentaire ou une valeur"
TOGETHER: Final = "la version relue et la demande ne vont pas ensemble"
BOTH: Final = "la relecture et la demande ont changé le même champ"


@dataclass(frozen=True, slots=True)
class Merge:
    """The values of both, where the form's side changed something, and where both did, by path of keys."""

    values: Mapping[str, Any]
    changed: tuple[Path, ...]
    clashes: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """The file to propose, or None and `why`; `fields` are the labels of what changed, or of what clashes."""

    content: bytes | None
    fields: tuple[str, ...]
    why: str = ""


def merge(before: Mapping[str, Any], standing: Mapping[str, Any], edit: Mapping[str, Any]) -> Merge:
    """`standing` with what `edit` changed since `before`; keys in the order of `standing`."""
    values: dict[str, Any] = {}
    changed: list[Path] = []
    clashes: list[Path] = []
    for key in dict.fromkeys([*standing, *edit]):
        old, there, new = (each.get(key, _ABSENT) for each in (before, standing, edit))
        kept = there
        if new not in (old, there):
            if there == old:
                kept, changed = new, [*changed, (key,)]
            elif isinstance(there, dict) and isinstance(new, dict):
                inner = merge(old if isinstance(old, dict) else {}, there, new)
                kept = inner.values
                changed += [(key, *path) for path in inner.changed]
                clashes += [(key, *path) for path in inner.clashes]
            else:
                clashes.append((key,))
        if kept is not _ABSENT:
            values[key] = kept
    return Merge(values, tuple(changed), tuple(clashes))


def joined(before: bytes | None, standing: bytes, edit: bytes, file: Found, house: House) -> Joined:
    """The three files as one; without `before`, which nobody knows, nothing that differs is overwritten."""
    there, new = read(standing), read(edit)
    if there.traps or not isinstance(there.value, dict):
        return Joined(None, (), UNREADABLE)
    old = read(before).value if before else None
    found = merge(old if isinstance(old, dict) else {}, there.value, new.value)
    if found.clashes:
        return Joined(None, labels(file.kind, found.clashes), BOTH)
    told = labels(file.kind, found.changed)
    if not found.changed:
        return Joined(standing, ())
    content = replaced(standing, found.values, file)
    if content is None:
        return Joined(None, told, UNSAFE)
    problems = verdict(content, file, house.loaded, house.known.places, house.today)
    if errors := [tuple(p.field.split(".")) for p in problems if p.severity == "error"]:
        return Joined(None, labels(file.kind, errors), TOGETHER)
    return Joined(content, told)


def labels(kind: str, paths: Sequence[Path]) -> tuple[str, ...]:
    """What a form calls these fields, each once."""
    asked = questions_of(KINDS[kind].model)
    return tuple(dict.fromkeys(" : ".join(_titles(path, asked)) for path in paths if path != ("",)))


def _titles(path: Path, asked: Sequence[Question]) -> Iterator[str]:
    for key in path:
        question = next((question for question in asked if question.cle == key), None)
        if question is None:
            return
        yield question.titre
        asked = question.questions
