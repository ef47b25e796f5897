"""What an import did, told in French to who runs it or reviews it: as text, or as Markdown.

What a sheet says is text there and nothing else; nothing that was kept out of the records is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generators.care.changes import Champ
from generators.intake.memory import IGNORED
from generators.intake.outcome import Doubt, Outcome, Written
from generators.intake.proposal import Left, label
from generators.records.problems import Problem
from generators.words.fitting import fitted
from generators.words.quoting import for_log, for_markdown, shortened
from generators.words.wording import liste, no_break, nombre

Form = Literal["text", "markdown"]
#: What finds the comment again, so that one comment is brought up to date.
MARK: Final = "<!-- maillage:import -->"
#: So many lines of a part are told, the others counted; so many signs of a value.
_MOST: Final = 200
_LONGEST: Final = 200
_ELSEWHERE: Final = "Le reste est dans le journal de la commande."


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    lines: tuple[str, ...]


def told(outcome: Outcome, name: str, memory: str, form: Form = "text", *, dry: bool = False) -> str:
    """The whole story, ending with a newline; `memory` is where the source's file stands."""
    parts = [part for part in _parts(outcome, memory) if part.lines]
    if outcome.refusal:
        opening = outcome.refusal[:1].upper() + outcome.refusal[1:]
    else:
        opening = _opening(outcome, dry=dry)
    if form == "text":
        return _text(f"Import « {name} » : {opening}", parts)
    return _markdown(f"## Import de « {name} »", opening, parts)


def _opening(outcome: Outcome, *, dry: bool) -> str:
    counts = (
        (len(outcome.new), "nouvelle fiche", "nouvelles fiches"),
        (len(outcome.completed), "fiche complétée", "fiches complétées"),
        (outcome.unchanged, "fiche inchangée", "fiches inchangées"),
        (len(outcome.doubts), "ligne à décider", "lignes à décider"),
        (len(outcome.refused), "ligne refusée", "lignes refusées"),
    )
    said = [nombre(count, one, many) for count, one, many in counts if count] or ["rien ne change"]
    end = " Rien n’est écrit : c’est un essai." if dry else ""
    return f"{nombre(outcome.rows, 'ligne lue', 'lignes lues')} ; {liste(said)}.{end}"


def _parts(outcome: Outcome, memory: str) -> Iterator[_Part]:
    yield _Part("Nouvelles fiches", tuple(map(_new, outcome.new)))
    yield _Part("Fiches complétées", tuple(line for one in outcome.completed for line in _completed(one)))
    yield _Part(
        "Conflits : une personne et la source ont changé le même champ ; la fiche reste comme elle est",
        tuple(
            f"{one.name} ({one.file}), {one.field.nom} : la fiche dit {_value(one.field.avant)}, "
            f"la source {_value(one.field.apres)}"
            for one in outcome.conflicts
        ),
    )
    yield _Part(
        f"À décider : est-ce la même structure ? (--decide, ou {memory})", tuple(map(_doubt, outcome.doubts))
    )
    yield _Part(
        f"Colonnes à décider : le champ, ou « {IGNORED} » ({memory}, colonnes)", tuple(outcome.columns)
    )
    yield _Part(
        f"Mots à décider : le terme, ou « {IGNORED} » ({memory}, termes)",
        tuple(f"« {word} », liste {name}" for name, word in outcome.words),
    )
    yield _Part("Lignes refusées", tuple(f"{row} : {why}" for row, why in outcome.refused))
    yield _Part("Laissé de côté", tuple(map(_left, outcome.left)))
    yield _Part("Doubles possibles", tuple(_problems(outcome.doubles)))
    yield _Part(
        "Disparues du fichier : leurs fiches restent ; fermez celles qui le sont (statut: ferme)",
        tuple(f"{name} ({id_})" for name, id_ in outcome.gone),
    )
    yield _Part("Ce qui manque aux nouvelles fiches", tuple(_lacking(outcome.new)))
    yield _Part("À corriger avant de publier", tuple(_problems(outcome.broken)))
    yield _Part("À regarder", (*outcome.notes, *_problems(outcome.watched)))


def _new(one: Written) -> str:
    hidden = ", lieu confidentiel : le département seul" if one.hidden else ""
    return f"{one.name} ({one.file}){hidden}"


def _completed(one: Written) -> Iterator[str]:
    if one.loses:
        yield (
            f"{one.name} ({one.file}) : son lieu est maintenant confidentiel, et quitte la fiche ; ce que le "
            "dépôt en a dit reste dans son historique : CONTRIBUTING.md, « Ce qui n’entre jamais, et comment "
            "l’effacer »"
        )
    for field in one.fields:
        yield f"{one.name} ({one.file}), {_change(field)}"


def _change(field: Champ) -> str:
    if not field.avant:
        return f"{field.nom} : {_value(field.apres)}"
    return f"{field.nom} : {_value(field.avant)} → {_value(field.apres)}"


def _value(text: str) -> str:
    return f"« {shortened(text, _LONGEST)} »" if text else "rien"


def _doubt(doubt: Doubt) -> str:
    found = (
        f"{name} ({id_}, {liste(map(_shared, fields)) or 'nom'})" for id_, name, fields in doubt.candidates
    )
    return f"{doubt.row} : {liste(found, 'ou')} ?"


def _shared(field: str) -> str:
    return {"nom": "même nom", "nom~": "nom proche"}.get(field) or f"même champ {label(field)}"


def _left(left: Left) -> str:
    what = f"{left.label} : " if left.label else ""
    text = f" : « {shortened(left.text, _LONGEST)} »" if left.text else ""
    return f"{left.address}, {what}{left.why}{text}"


def _lacking(new: Sequence[Written]) -> Iterator[str]:
    lacking: dict[str, list[str]] = {}
    for one in new:
        for name in one.lacks:
            lacking.setdefault(name, []).append(one.name)
    for name, records in lacking.items():
        who = "toutes" if len(records) == len(new) > 1 else shortened(", ".join(records), 2 * _LONGEST)
        yield f"{name} : {who}"


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    """Each thing that `check` says, once, with the files of which it says it."""
    files: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        files.setdefault((problem.message, problem.hint), []).append(problem.path)
    for (message, hint), paths in files.items():
        who = paths[0] if len(paths) == 1 else nombre(len(paths), "fiche")
        yield f"{who} : {message}" + (f" → {hint}" if hint else "")


def _text(head: str, parts: Iterable[_Part]) -> str:
    lines = [for_log(no_break(head))]
    for part in parts:
        lines += ["", for_log(no_break(f"{part.title} :"))]
        lines += [f"  - {for_log(no_break(line))}" for line in _some(part.lines)]
    return "\n".join(lines) + "\n"


def _markdown(head: str, opening: str, parts: Iterable[_Part]) -> str:
    told = [MARK, no_break(head), for_markdown(no_break(opening))]
    for part in parts:
        listed = "\n".join(f"- {for_markdown(no_break(line))}" for line in _some(part.lines))
        told.append(f"### {for_markdown(no_break(part.title))}\n\n{listed}")
    return fitted("\n\n".join(told) + "\n", _ELSEWHERE)


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"et {nombre(len(lines) - _MOST, 'autre ligne', 'autres lignes')}"
