"""`geste`: what the staff do to a record in one go, with all that it needs; one module an action.

`made` runs any of them: it finds the record, shows what changes and what else speaks of it, and writes it.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generators.cli.common import DONE, PROBLEMS, Mistake, print_problems, project_of, today_of

if TYPE_CHECKING:
    from datetime import date

    from generators.care.changes import Files
    from generators.land.places import Places
    from generators.records.reading.files import Found
    from generators.records.reading.load import Loaded

#: The actions as they are typed, and what each does.
ACTIONS = {
    "annuler": "Annuler un événement : il n’aura pas lieu.",
    "reporter": "Reporter un événement à une autre date.",
    "en-ligne": "Dire qu’un événement prévu sur place se tient finalement en ligne.",
    "complet": "Dire qu’il n’y a plus de place à un événement, ou à une de ses séances.",
    "retablir": "Revenir sur une annulation, un report, un passage en ligne, un « complet ».",
    "fermer": "Dire qu’une structure a fermé, et qui la remplace.",
}
Values = Mapping[str, Any]
#: What a gesture makes of the values of a record, among the others.
Change = Callable[[Values, "Loaded"], Values]


def day_of(words: Sequence[str] | None) -> date | None:
    """The day that was typed. Raises `Mistake`."""
    from datetime import date

    from generators.words import habits

    if not words:
        return None
    said = " ".join(words)
    if (day := habits.written("jour", said)) is None:
        raise Mistake(f"« {said} » n’est pas un jour : écrivez par exemple 31 août 2026")
    return date.fromisoformat(day)


def on_date(values: Values, day: date, said: Values, today: date) -> Values:
    """A gesture on one date of a series. Raises `Mistake` for what comes back on no date."""
    from generators.forms.gestures import on_one_date

    try:
        return on_one_date(values, day, said, today)
    except LookupError as none:
        raise Mistake("cet événement ne revient pas : retirez --date") from none


def on_session(values: Values, session: int, said: Values, today: date) -> Values:
    """A gesture on one of its sessions, counted from 1. Raises `Mistake` for one that is not there."""
    from generators.forms.gestures import on_a_session

    try:
        return on_a_session(values, session, said, today)
    except LookupError as none:
        there = f"en a {none.args[0]}" if none.args[0] else "n’a pas de séances"
        raise Mistake(f"cet événement {there} : « --seance {session} » n’en désigne pas une") from none


def made(
    arguments: argparse.Namespace,
    kind: str,
    change: Change,
    left: Callable[[Values], Sequence[str]] | None = None,
) -> int:
    """Make a gesture on the record that was named; nothing is written that `check` would refuse.

    `left` says what the record still holds that no longer fits.
    """
    from generators.forms.questions import verdict
    from generators.land.places import load_places
    from generators.publish import write
    from generators.records.reading.load import Written, load, written
    from generators.records.reading.source import read
    from generators.records.writing import replaced
    from generators.words.wording import liste, no_break

    project, today = project_of(arguments), today_of(arguments)
    loaded, places = load(project.data, project.newsletter), load_places(project.reference)
    file = found(arguments.id, kind, loaded)
    before = loaded.sources.get((kind, file.id))
    if before is None:
        print_problems(tuple(problem for problem in loaded.problems if problem.path == file.shown))
        return PROBLEMS
    values = read(before).value
    after = change(values, loaded)
    if {**values, "date_maj": ""} == {**after, "date_maj": ""}:
        print(f"{file.shown} le dit déjà : rien n’a été écrit.")
        return DONE
    content = replaced(before, after, file)
    if content is None:
        raise Mistake(
            f"{file.shown} ne peut pas être récrite sans y perdre un commentaire : changez-la à la main"
        )
    problems = verdict(content, file, loaded, places, today)
    if any(problem.severity == "error" for problem in problems):
        print_problems(problems)
        print("Rien n’a été écrit.", file=sys.stderr)
        return PROBLEMS
    sides = written(project.data, project.newsletter)
    new = {**sides, (kind, file.id): Written(file.shown, after)}
    print(no_break("\n".join(_story((sides, new), loaded, places, today))))
    if left and (there := left(after)):
        print(no_break(f"\nÀ revoir dans la fiche, qui parle encore de la première date : {liste(there)}."))
    if arguments.dry_run:
        print("\nRien n’a été écrit (--dry-run).")
        return DONE
    write({file.file.name: content}, file.file.parent)
    print(f"\n{file.shown} est écrite. « maillage serve » montre la page.")
    return DONE


def _story(sides: tuple[Files, Files], loaded: Loaded, places: Places, today: date) -> Iterator[str]:
    """What changes, field by field, then what else speaks of a record that ends."""
    from generators.care.changes import compare, ended
    from generators.network.mentions import mentions

    for change in compare(*sides, loaded.records.vocabulary, places):
        yield f"{change.nom}\n"
        for each in change.champs:
            gone = f"{each.avant}, retiré" if not each.apres else f"{each.avant} → {each.apres}"
            yield f"  {each.nom} : {gone if each.avant else each.apres}"
    told = [sentence for key in ended(*sides) for sentence in mentions(key, loaded.records, today)]
    if told:
        yield "\nCe qui en parle :\n"
        yield from (f"  - {sentence}" for sentence in told)


def found(text: str, kind: str, loaded: Loaded) -> Found:
    """The record that somebody names: by its id, its file, or its very name. Raises `Mistake`."""
    from generators.records.kinds import FICHES
    from generators.words.wording import fold

    id_ = text.strip().rpartition("/")[2].removesuffix(".yml")
    if file := loaded.files.get((kind, id_)):
        return file
    noun = FICHES[kind].reader
    for other in FICHES.values():
        if (other.name, id_) in loaded.files:
            raise Mistake(f"« {id_} » est {other.reader.a}, et il faut ici {noun.a}")
    names = {fold(FICHES[kind].title_of(record)): name for name, record in loaded.records.of(kind).items()}
    if exact := names.get(fold(text)):
        return loaded.files[kind, exact]
    within = [name for said, name in names.items() if fold(text) and fold(text) in said]
    near = within or difflib.get_close_matches(id_, [name for of, name in loaded.files if of == kind], n=3)
    meant = f" ; vouliez-vous dire {' ou '.join(near[:5])} ?" if near else ""
    none = "aucune" if noun.feminine else "aucun"
    raise Mistake(f"{none} {noun.one} ne s’appelle « {text} »{meant}")
