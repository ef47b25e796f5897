"""`import`: a table of structures as records. What a person wrote since the last time is never overwritten.

Everything is reckoned before anything is written; the memory of the source is written last.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pydantic_core import PydanticCustomError

from generators.cli.common import DONE, PROBLEMS, Mistake, print_problems, project_of, read, today_of
from generators.intake import tables
from generators.intake.hiding import exposes
from generators.intake.importing import imported
from generators.intake.memory import FOLDER, INBOX, Memory, read_memory, write_memory
from generators.intake.outcome import NEW, Decide, Doubt, Outcome
from generators.intake.proposal import Place, Source
from generators.intake.story import told
from generators.land.places import load_places
from generators.project import Project
from generators.publish import Refused, write
from generators.records.reading.load import load
from generators.records.values.types import ID_PATTERN, url
from generators.records.values.written import partial_date
from generators.words.quoting import for_log

#: « partenaires-2026-11.xlsx »: the source and the date of its document.
_NAMED = re.compile(rf"({ID_PATTERN}?)-(\d{{4}}(?:-\d{{2}}(?:-\d{{2}})?)?)")

_EXPOSED = (
    "le fichier déposé est public, et dit ce qui ne doit pas l’être (un lieu confidentiel, comment joindre "
    "une personne) : « Ce qui n’entre jamais, et comment l’effacer », dans CONTRIBUTING.md"
)


def run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    if arguments.inbox:
        return _inbox(arguments, project)
    if not arguments.source:
        raise Mistake("dites de quelle source vient ce fichier : --source partenaires")
    return _take(arguments, project, arguments.file, arguments.source, arguments.date)


def _inbox(arguments: argparse.Namespace, project: Project) -> int:
    """Import what waits, one file after the other; what was read goes."""
    folder = project.data / FOLDER / INBOX
    waiting = [path for path in sorted(folder.glob("*")) if path.suffix != ".md" and path.is_file()]
    if not waiting:
        print("Rien n’attend d’être importé.")
    status = DONE
    for path in waiting:
        named = _NAMED.fullmatch(path.stem)
        if named is None:
            raise Mistake(
                f"{path.name} : donnez-lui le nom de sa source et sa date, comme partenaires-2026-11.xlsx"
            )
        status = max(status, _take(arguments, project, path, named[1], named[named.lastindex or 0]))
    return status


def _take(arguments: argparse.Namespace, project: Project, path: Path, name: str, day: str | None) -> int:
    if not re.fullmatch(ID_PATTERN, name):
        raise Mistake(
            "le nom de la source s’écrit en minuscules sans accent, chiffres et tirets : partenaires"
        )
    loaded = load(project.data, project.newsletter)
    file = project.data / FOLDER / f"{name}.yml"
    before = read(file)
    shown = (file.relative_to(project.root) if file.is_relative_to(project.root) else file).as_posix()
    memory, problems = read_memory(before, shown, loaded.records.vocabulary) if before else (None, ())
    print_problems(problems)
    if before and memory is None:
        return PROBLEMS
    source = _source(arguments, memory, name, day)
    try:
        table = tables.read(path)
    except tables.Unreadable as why:
        print(told(Outcome(0, str(why)), name, shown, arguments.format), end="")
        return PROBLEMS
    place = Place(loaded, load_places(project.reference), project.data, project.root, today_of(arguments))
    outcome = imported(table, memory, source, place, _asker(arguments))
    if arguments.inbox and exposes(table):
        outcome.notes.insert(0, _EXPOSED)
    print(told(outcome, name, shown, arguments.format, dry=arguments.dry_run), end="")
    if not arguments.dry_run and outcome.memory is not None:
        _write(outcome, file, before)
        if arguments.inbox:
            path.unlink()
    return PROBLEMS if outcome.asks else DONE


def _source(arguments: argparse.Namespace, memory: Memory | None, name: str, day: str | None) -> Source:
    document = arguments.document or (memory.document if memory else None)
    if arguments.inbox and document is None:
        document = f"Fichier « {name} »"
    if document is None:
        raise Mistake('dites de quel document viennent les faits : --document "Tableau des partenaires"')
    if day is None:
        raise Mistake("dites la date du document : --date 2026-11")
    with suppress(PydanticCustomError):
        if partial_date(day).first_day > today_of(arguments):
            raise Mistake(f"la date du document, {day}, n’est pas encore venue")
        if arguments.url:
            url(arguments.url)
        return Source(document, day, arguments.url or (memory.url if memory else None))
    raise Mistake("la date s’écrit 2026, 2026-11 ou 2026-11-29, et l’adresse commence par https://")


def _asker(arguments: argparse.Namespace) -> Decide | None:
    if not arguments.decide:
        return None
    if not sys.stdin.isatty():
        raise Mistake("« --decide » pose des questions : lancez-la dans un terminal")
    return ask


def ask(doubt: Doubt) -> str | None:
    """Which record a row is: its number, « n » for none of them, nothing for later."""
    print(for_log(f"\n{doubt.row} : est-ce la même structure que…"))
    for number, (id_, name, _) in enumerate(doubt.candidates, start=1):
        print(for_log(f"  {number}. {name} ({id_})"))
    while True:
        answer = input("Son numéro, n si c’est une autre, Entrée pour plus tard > ").strip().lower()
        if not answer:
            return None
        if answer in {"n", "non"}:
            return NEW
        if answer.isdigit() and 0 < int(answer) <= len(doubt.candidates):
            return doubt.candidates[int(answer) - 1][0]
        print("  ✗ un numéro de la liste, n, ou rien")


def _write(outcome: Outcome, file: Path, before: bytes) -> None:
    """Lay the files down, the memory last; what was written is put back when the disk refuses one."""
    assert outcome.memory is not None
    files = {found.file: content for found, content in outcome.files.items()}
    files[file] = write_memory(outcome.memory, before)
    old = {path: read(path) for path in files}
    done: list[Path] = []
    try:
        for path, content in files.items():
            write({path.name: content}, path.parent)
            done.append(path)
    except Refused:
        _put_back({path: old[path] for path in done})
        raise


def _put_back(old: Mapping[Path, bytes]) -> None:
    for path, content in old.items():
        if content:
            write({path.name: content}, path.parent)
        else:
            path.unlink(missing_ok=True)
