"""The rows that have a record, as files: made, or laid over what people wrote, as `check` lets them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from generators.care.changes import Champ, compare
from generators.forms.questions import file_of
from generators.intake.memory import Line, Memory
from generators.intake.merge import Change, Merged, cited, merged
from generators.intake.outcome import Conflict, Outcome, Written
from generators.intake.proposal import KIND, Place, Proposal, Source, fields_of, label
from generators.intake.records import whole
from generators.intake.sieve import judged
from generators.records.judging import judge
from generators.records.models import Acteur, Implantation
from generators.records.models.fields import keys_of
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import Loaded
from generators.records.reading.load import Written as Standing
from generators.records.reading.source import read
from generators.records.rules.duplicates import REMEDY
from generators.records.secrecy import hides
from generators.records.writing import replaced, written
from generators.words.wording import no_break

_UNSAFE: Final = "sa fiche ne peut pas être complétée sans y perdre un commentaire ou une valeur"
_BROKEN: Final = "sa fiche a déjà une erreur : corrigez-la d’abord (maillage check)"
_KEPT: Final = "sa fiche garde son lieu pour elle : ce que la source en dit n’y entre pas"
_STILL: Final = "son lieu est maintenant confidentiel, et sa fiche le dit encore ; corrigez-la à la main"
#: What a record ought to say, and a sheet often does not.
_ASKED: Final = ("type", "categorie", "role", "resume", "commune", "telephone")


class Settling:
    """Files in the making, each with its row; `lines` and `out` are completed on the way."""

    def __init__(
        self,
        memory: Memory,
        source: Source,
        place: Place,
        lines: dict[str, Line],
        absent: Collection[str],
        out: Outcome,
    ) -> None:
        self.memory, self.source, self.place = memory, source, place
        self.lines, self.out = lines, out
        self.absent = {name for meaning in absent for name in fields_of(meaning)}
        self.pending: dict[Found, tuple[bytes, str, Proposal, Written]] = {}

    def settle(self, rows: Sequence[tuple[str, Proposal]]) -> None:
        for key, made in rows:
            line = self.lines[key]
            known = key in self.memory.lines and self.memory.lines[key].record == line.record
            if known or (KIND, str(line.record)) in self.place.loaded.files:
                self._lay(key, made, line)
            else:
                self._create(key, made, line)
        self._keep()

    def _create(self, key: str, made: Proposal, line: Line) -> None:
        file = file_of(KIND, str(line.record), self.place.data, self.place.root)
        values = whole(made, self.source, self.memory.defaults, self.place.loaded.records.vocabulary)
        lacks = tuple(_lacks(made))
        self.lines[key] = replace(line, said=_said(made.values))
        told = Written(made.name, file.shown, made.row.number, lacks=lacks, hidden=made.hidden)
        self.pending[file] = (written(values, file), key, made, told)

    def _lay(self, key: str, made: Proposal, line: Line) -> None:
        """Lay the row over its record."""
        record = (KIND, str(line.record))
        file, before = self.place.loaded.files.get(record), self.place.loaded.sources.get(record)
        if file is None or before is None:
            why = _BROKEN if file else f"sa fiche, {line.record}, n’est plus là : rien n’est refait"
            self.out.refused.append((made.shown, why))
            return
        there = read(before).value
        blocked = {*made.blocked, *self.absent}
        done = merged(line.said, made.values, there, blocked)
        secret = made.hidden or hides(there)
        self.lines[key] = replace(line, said=_remembered(line.said, made.values, blocked, secret=secret))
        self._conflicting(file, there, done)
        if not done.changed and not done.place_hidden:
            self.out.unchanged += 1
            return
        given = [change.field for change in done.changed if change.after]
        values = {**done.values, "sources": cited(there.get("sources"), self.source.entry, given)}
        content = replaced(before, values, file)
        if content is None:
            self._refuse(key, made, _UNSAFE)
            return
        told = Written(
            _name(there, file),
            file.shown,
            made.row.number,
            tuple(c for c in self._compared(file, there, values) if not c.nom.startswith("Sources")),
            hidden=secret,
            loses=done.place_hidden,
        )
        self.pending[file] = (content, key, made, told)

    def _conflicting(self, file: Found, there: Mapping[str, Any], done: Merged) -> None:
        for change in done.conflicts:
            fields = self._compared(file, there, _with(there, change))
            self.out.conflicts += [Conflict(_name(there, file), file.shown, one) for one in fields]
        if done.place_kept:
            self.out.notes.append(f"{_name(there, file)} : {_KEPT}")

    def _compared(
        self, file: Found, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> tuple[Champ, ...]:
        """The fields that differ, as people call them; of a record that hides its place, what may be told."""
        key = (file.kind, file.id)
        old, new = ({key: Standing(file.shown, dict(values))} for values in (before, after))
        changes = compare(old, new, self.place.loaded.records.vocabulary)
        return changes[0].champs if changes else ()

    def _refuse(self, key: str, made: Proposal, why: str) -> None:
        """Say why, and remember of the row what was known before."""
        self.out.refused.append((made.shown, why))
        line, before = self.lines[key], self.memory.lines.get(key)
        if before is not None:
            self.lines[key] = before
        elif (KIND, str(line.record)) in self.place.loaded.files:
            self.lines[key] = replace(line, said={})
        else:
            del self.lines[key]

    def _keep(self) -> None:
        """Keep what `check` accepts; refuse the rest, one row at a time."""
        while True:
            contents = {file: content for file, (content, *_) in self.pending.items()}
            more, problems = judged(contents, self.place)
            wrong = {p.path: p for p in sorted(problems, reverse=True) if p.severity == "error"}
            failed = [file for file in self.pending if file.shown in wrong]
            if not failed:
                break
            for file in failed:
                _, key, made, told = self.pending.pop(file)
                fault = wrong[file.shown]
                named = f"{label(fault.field.partition('.')[0])} : " if fault.field else ""
                loud = f"{_STILL} : " if told.loses else ""
                self._refuse(key, made, f"{loud}{named}{fault.message}")
        self.out.files = contents
        for file, (_, _, _, told) in self.pending.items():
            known = (file.kind, file.id) in self.place.loaded.files
            (self.out.completed if known else self.out.new).append(told)
        self._watch(more, problems, {file.shown for file in contents})

    def _watch(self, more: Loaded, problems: Collection[Problem], ours: Collection[str]) -> None:
        """What `check` says besides: possible doubles, doubts, and other records that ours break."""
        if not ours:
            return
        before = {*judge(self.place.loaded, self.place.places, self.place.today)}
        after = judge(more, self.place.places, self.place.today)
        fresh = sorted(problem for problem in problems if problem not in before)
        self.out.doubles = [problem for problem in fresh if problem.hint == no_break(REMEDY)]
        self.out.watched = [problem for problem in fresh if problem.hint != no_break(REMEDY)]
        self.out.broken = [
            p for p in after if p.severity == "error" and p.path not in ours and p not in before
        ]


def _lacks(made: Proposal) -> Iterator[str]:
    for name in _ASKED:
        if name not in made.values and not (made.hidden and name in Implantation.RETENUS):
            yield label(name)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is remembered of a row: in the order of a file, so that the same says the same."""
    return {name: values[name] for name in keys_of(Acteur) if name in values and name != "sources"}


def _remembered(
    last: Mapping[str, Any], now: Mapping[str, Any], blocked: Collection[str], *, secret: bool
) -> dict[str, Any]:
    """What the source said last: of what it does not say this time, what it said before."""
    kept = {name: value for name, value in last.items() if name in blocked}
    withheld = Implantation.RETENUS if secret else ()
    return {name: value for name, value in _said({**kept, **now}).items() if name not in withheld}


def _with(there: Mapping[str, Any], change: Change) -> dict[str, Any]:
    values = {**there, change.field: change.after}
    return {name: value for name, value in values.items() if value != ""}


def _name(there: Mapping[str, Any], file: Found) -> str:
    return str(there.get("nom") or file.id)
