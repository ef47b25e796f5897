"""Proposals as the rules of `check` let them be, before anything is kept of them.

A value that breaks a rule is taken out and told, by its cell; a row of which no sound record can be made is
refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generators.forms.questions import file_of
from generators.intake.proposal import KIND, Place, Proposal, Source, dropped, label, naming
from generators.intake.records import whole
from generators.records.judging import judge
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import Loaded
from generators.records.reading.source import read
from generators.records.writing import written


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


def numbered(number: int) -> str:
    """The id under which a row is known until it has a record."""
    return f"ligne-{number}-de-l-import"


def _numbered(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals under ids of their own, by which they name one another."""
    ids = {made.id: numbered(number) for number, made in enumerate(proposals) if made.id}
    return [replace(naming(made, ids), id=numbered(number)) for number, made in enumerate(proposals)]


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
    gone: set[str] = set()
    for fault in sorted(faults):
        name = fault.field.partition(".")[0]
        if name in made.values and name not in _KEPT:
            made = dropped(made, name, fault.message)
            gone.add(name)
        elif name not in gone:
            return replace(made, why=_reason(made, name, fault))
    return made


#: What no record does without, and what hides a place.
_KEPT = frozenset({"nom", "sources", "adresse_confidentielle"})


def _reason(made: Proposal, name: str, fault: Problem) -> str:
    where = f" ({made.cells[name]})" if name in made.cells else ""
    remedy = f" ; {fault.hint}" if fault.hint else ""
    return f"{label(name) if name else 'la fiche'}{where} : {fault.message}{remedy}"
