"""What is new in the network, and what has grown old: what became of a record, and on which day.

A day comes from the record (`date_maj`, else `verifie_le`) and, where the repository's history is there,
from the commits that added or changed its file. Without history (no repository, no git, a clone cut short)
the records' own dates are all there is, and nothing fails: the same commit with its whole history gives the
same pages everywhere. A commit of many records (an import, a rewriting) is no news of each. After twelve
months a verification is shown « à vérifier ».
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generators.records.kinds import FICHES
from generators.records.models import Fiche

#: A commit of more records than this is bulk work.
BULK = 20
AJOUT, CHANGEMENT, VERIFICATION = "Nouvelle fiche", "Fiche mise à jour", "Fiche vérifiée"

_COMMIT = re.compile(r"@(\d{4}-\d{2}-\d{2})")
_FILE = re.compile(rf"([AMD])\t(?:.*/)?({'|'.join(FICHES)})/(?:.*/)?([a-z0-9-]+)\.yml")


@dataclass(frozen=True, slots=True)
class Trace:
    """What the history says of one record: the days of its file's arrival, last change and last removal."""

    ajoutee: date | None = None
    modifiee: date | None = None
    retiree: date | None = None


@dataclass(frozen=True, slots=True)
class Nouveaute:
    """A record and what last became of it. `ref` is its id with its folder."""

    ref: str
    jour: date
    geste: str


def traces(log: str) -> Mapping[str, Trace]:
    """The history of each record, from `git log --format=@%cs --name-status`, whatever its order."""
    found: dict[str, Trace] = defaultdict(Trace)
    for day, files in _commits(log):
        for ref, letter in files.items():
            if letter == "D" or len(files) <= BULK:
                found[ref] = _later(found[ref], day, letter)
    return dict(found)


def _commits(log: str) -> Iterator[tuple[date, dict[str, str]]]:
    day, files = None, dict[str, str]()
    for line in [*log.splitlines(), "@9999-12-31"]:
        if commit := _COMMIT.fullmatch(line):
            if day:
                yield day, files
            day, files = date.fromisoformat(commit[1]), {}
        elif record := _FILE.fullmatch(line):
            ref = f"{record[2]}/{record[3]}"
            files[ref] = "A" if ref in files else record[1]  # gone from one folder, come to another


def _later(trace: Trace, day: date, letter: str) -> Trace:
    """A file arrives once: one that was moved, or came back, keeps its first day."""
    if letter == "A":
        return replace(trace, ajoutee=min(filter(None, (trace.ajoutee, day))))
    if letter == "D":
        return replace(trace, retiree=max(filter(None, (trace.retiree, day))))
    return replace(trace, modifiee=max(filter(None, (trace.modifiee, day))))


def nouveaute(ref: str, fiche: Fiche, trace: Trace | None, today: date) -> Nouveaute:
    """The last thing that became of a record, up to today; an arrival outweighs a change of its day."""
    seen = trace or Trace()
    said = [(seen.modifiee, CHANGEMENT), (fiche.date_maj, CHANGEMENT), (seen.ajoutee, AJOUT)]
    known = [(day, word) for day, word in said if day and day <= today]
    if not known:
        return Nouveaute(ref, fiche.verifie_le, VERIFICATION)
    last = max(day for day, _ in known)
    return Nouveaute(ref, last, next(word for day, word in reversed(known) if day == last))


def latest(found: Iterable[Nouveaute], limit: int) -> list[Nouveaute]:
    """The last ones; of one day, those that came before those that changed, then by name."""
    gestures = (AJOUT, CHANGEMENT, VERIFICATION)
    return sorted(found, key=lambda n: (-n.jour.toordinal(), gestures.index(n.geste), n.ref))[:limit]


STALE_AFTER_MONTHS = 12


def months_since(day: date, today: date) -> int:
    """Whole months from one day to another; 0 when `day` is today or later."""
    months = (today.year - day.year) * 12 + today.month - day.month
    if today.day < day.day:
        months -= 1
    return max(months, 0)


def is_stale(verifie_le: date, today: date) -> bool:
    """True when the record was last verified twelve months ago or more."""
    return months_since(verifie_le, today) >= STALE_AFTER_MONTHS
