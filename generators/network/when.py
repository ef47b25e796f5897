"""Days and instants of the network: when an event takes place, what is new, and what has grown old.

An event has its own time zone, whole days, sessions, or dates that come back. What became of a record has a
day from the record (`date_maj`, else its confirmation) and, where the repository's history is there, from
the commits that added or changed its file. Without history (no repository, no git, a clone cut short) the
records' own dates are all there is, and nothing fails: the same commit with its whole history gives the
same pages everywhere. A commit, or a day, of many records (an import, a rewriting) is no news of each.
After twelve months a confirmation is to be asked for again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from generators.land.territories import PARIS
from generators.records import recurrence
from generators.records.kinds import EVENTS, FICHES
from generators.records.models import Evenement, Fiche
from generators.records.recurrence import Occurrence
from generators.words.dates import le_jour

NEVER = date(9999, 12, 30)


def start(event: Evenement) -> datetime:
    """The first instant of the event, with its time zone (midnight for a whole day)."""
    return instant(event.debut, event.fuseau, time.min)


def end(event: Evenement) -> datetime:
    """The instant from which the event is over: the end said, else the end of its last day.

    Of a series, that of its last date; an endless one is never over.
    """
    if recurrence.is_endless(event):
        return instant(NEVER, event.fuseau)
    if event.recurrence:
        return max(end(one.event) for one in recurrence.occurrences(event, NEVER))
    value = event.fin or event.debut
    if isinstance(value, datetime) and event.fin:
        return instant(value, event.fuseau, time.min)
    return _end_of_day(value, event.fuseau)


def is_past(event: Evenement, today: date) -> bool:
    """True when the event was over before `today` began in Paris."""
    return end(event) <= _begin(today)


def begins(event: Evenement, today: date) -> datetime:
    """When it is to begin as far as is known: on its new date once it was put off, or its next one."""
    held = next_date(event, today)
    return instant(held.reporte_au or held.debut, held.fuseau)


def next_date(event: Evenement, today: date) -> Evenement:
    """The event as it takes place next: of a series its next date that was not called off, else its last."""
    if event.recurrence is None:
        return event
    dates = [one.event for one in all_dates(event, today)]
    coming = [one for one in dates if not is_past(one, today)]
    held = [one for one in coming if not one.annule] or coming
    return held[0] if held else dates[-1]


def all_dates(event: Evenement, today: date) -> list[Occurrence]:
    """The dates of a series as they take place, past ones too, up to the horizon of the day."""
    found = recurrence.occurrences(event, max(today, le_jour(event.debut)) + recurrence.HORIZON)
    return sorted(found, key=lambda one: start(one.event))


def over(event: Evenement) -> datetime:
    """The instant from which nobody waits for it any more: its end, or that of the day it was put off to."""
    if event.reporte_au is None:
        return end(event)
    return _end_of_day(event.reporte_au, event.fuseau)


def is_over(event: Evenement, today: date) -> bool:
    """True when nobody waited for it any more before `today` began in Paris."""
    return over(event) <= _begin(today)


def deadline(event: Evenement) -> datetime | None:
    """The instant until which one may register: the moment said, or the end of the day said."""
    until = event.inscription.avant_le if event.inscription else None
    if until is None or isinstance(until, datetime):
        return instant(until, event.fuseau) if until else None
    return _end_of_day(until, event.fuseau)


def is_closed(event: Evenement, today: date) -> bool:
    """True when the deadline had gone by before `today` began in Paris."""
    until = deadline(event)
    return until is not None and until <= _begin(today)


def last_day(until: datetime) -> date:
    """The last day that begins, in Paris, before an instant."""
    return (until.astimezone(ZoneInfo(PARIS)) - timedelta(microseconds=1)).date()


def _begin(today: date) -> datetime:
    return datetime.combine(today, time.min, ZoneInfo(PARIS))


def _end_of_day(value: date | datetime, zone: str) -> datetime:
    day = value.date() if isinstance(value, datetime) else value
    return instant(day + timedelta(days=1), zone)


def as_utc(instant: datetime) -> str:
    """ISO 8601 in UTC, to the minute: what the browser compares with its clock."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def instant(value: date | datetime, zone: str, clock: time = time.min) -> datetime:
    """A written day or moment as an instant of its zone; a whole day begins at `clock`."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=ZoneInfo(zone))
    return datetime.combine(value, clock, ZoneInfo(zone))


#: A commit of more records than this is bulk work.
BULK = 20
AJOUT, CHANGEMENT, VERIFICATION = "Nouvelle fiche", "Fiche mise à jour", "Fiche confirmée"

_COMMIT = re.compile(r"@(\d{4}-\d{2}-\d{2})")
_FILE = rf"(?:.*/)?({'|'.join(FICHES)})/(?:.*/)?([a-z0-9-]+)\.yml"
PATH, FILE = re.compile(_FILE), re.compile(rf"([AMD])\t{_FILE}")


@dataclass(frozen=True, slots=True)
class Trace:
    """What the history says of one record: the days of its file's arrival, last change and last removal.

    `contact` is the last day on which how one reaches it changed. `revision`, of an event alone, is the
    instant at which its last change came to the branch, whatever else changed with it.
    """

    ajoutee: date | None = None
    modifiee: date | None = None
    retiree: date | None = None
    contact: date | None = None
    revision: datetime | None = None


@dataclass(frozen=True, slots=True)
class Nouveaute:
    """A record and what last became of it. `ref` is its id with its folder."""

    ref: str
    jour: date
    geste: str


def traces(log: str, contacts: str = "", revisions: Mapping[str, int] | None = None) -> Mapping[str, Trace]:
    """The history of each record, from `git log --format=@%cs --name-status`, whatever its order.

    `contacts` is the same of the changes that touched how one reaches what the record tells of; `revisions`
    gives of each file the instant (seconds since 1970) of its last change.
    """
    found: dict[str, Trace] = defaultdict(Trace)
    for day, files in _commits(log):
        for ref, letter in files.items():
            if letter == "D" or len(files) <= BULK:
                found[ref] = _later(found[ref], day, letter)
    for day, files in _commits(contacts):
        for ref in files if len(files) <= BULK else ():
            found[ref] = replace(found[ref], contact=max(filter(None, (found[ref].contact, day))))
    for path, seconds in (revisions or {}).items():
        record = PATH.fullmatch(path)
        if record and record[1] == EVENTS.name:
            ref, revision = f"{record[1]}/{record[2]}", datetime.fromtimestamp(seconds, UTC)
            found[ref] = replace(found[ref], revision=max(filter(None, (found[ref].revision, revision))))
    return dict(found)


def _commits(log: str) -> Iterator[tuple[date, dict[str, str]]]:
    day, files = None, dict[str, str]()
    for line in [*log.splitlines(), "@9999-12-31"]:
        if commit := _COMMIT.fullmatch(line):
            if day:
                yield day, files
            day, files = date.fromisoformat(commit[1]), {}
        elif record := FILE.fullmatch(line):
            ref = f"{record[2]}/{record[3]}"
            files[ref] = "A" if ref in files else record[1]  # gone from one folder, come to another


def _later(trace: Trace, day: date, letter: str) -> Trace:
    """A file arrives once: one that was moved, or came back, keeps its first day."""
    if letter == "A":
        return replace(trace, ajoutee=min(filter(None, (trace.ajoutee, day))))
    if letter == "D":
        return replace(trace, retiree=max(filter(None, (trace.retiree, day))))
    return replace(trace, modifiee=max(filter(None, (trace.modifiee, day))))


def changed_on(record: Fiche, trace: Trace | None) -> date:
    """The day from which a record reads as it does: what it says, or the day of its own last commit."""
    said = record.revisee_le
    return max(said, trace.modifiee) if trace and trace.modifiee else said


def revised(event: Evenement, trace: Trace | None) -> datetime:
    """The instant of an event's last revision: later with each change that git knows of, else as it says.

    A second after its day once it, a session or a date is called off, or it is put off or held online: where
    git tells nothing, this is a change too.
    """
    dates = event.recurrence.exceptions if event.recurrence else ()
    partly = any(one.annule for one in event.seances) or any(one.annule for one in dates)
    off = event.annule or event.reporte_au or event.passe_en_ligne or partly
    said = datetime.combine(event.revisee_le, time.min, UTC) + timedelta(seconds=1 if off else 0)
    return max(said, trace.revision) if trace and trace.revision else said


def nouveaute(ref: str, fiche: Fiche, trace: Trace | None, today: date) -> Nouveaute | None:
    """The last thing that became of a record, up to today; an arrival outweighs a change of its day.

    None of a record of which neither the history nor itself says anything: that it exists is no news.
    """
    seen = trace or Trace()
    said = [(seen.modifiee, CHANGEMENT), (fiche.date_maj, CHANGEMENT), (seen.ajoutee, AJOUT)]
    known = [(day, word) for day, word in said if day and day <= today]
    if not known:
        return Nouveaute(ref, fiche.verifie_le, VERIFICATION) if fiche.verifie_le else None
    last = max(day for day, _ in known)
    return Nouveaute(ref, last, next(word for day, word in reversed(known) if day == last))


_GESTURES = (AJOUT, CHANGEMENT, VERIFICATION)
#: After how many days nothing is new any more.
NEW_FOR = timedelta(days=120)
#: More records than this to which the same befell on one day: an import, or the keeping of the house.
BUSY_DAY = {AJOUT: BULK, CHANGEMENT: 5, VERIFICATION: BULK}


def telling(found: Mapping[str, Nouveaute], today: date) -> Mapping[str, Nouveaute]:
    """Those that are news to a reader: lately, and not one of the many that one day's work touched."""
    days = Counter((one.jour, one.geste) for one in found.values())
    return {
        ref: one
        for ref, one in found.items()
        if one.jour > today - NEW_FOR and days[one.jour, one.geste] <= BUSY_DAY[one.geste]
    }


def latest_new(found: Iterable[Nouveaute], limit: int) -> list[Nouveaute]:
    """The last ones; of one day, those that came before those that changed, then each kind in its turn."""
    turns = Counter[tuple[date, str, str]]()
    rows = []
    for one in sorted(found, key=attrgetter("ref")):
        kind = one.ref.partition("/")[0]
        rows.append(
            (-one.jour.toordinal(), _GESTURES.index(one.geste), turns[one.jour, one.geste, kind], one)
        )
        turns[one.jour, one.geste, kind] += 1
    return [row[3] for row in sorted(rows, key=lambda row: (*row[:3], row[3].ref))[:limit]]


STALE_AFTER_MONTHS = 12


def months_since(day: date, today: date) -> int:
    """Whole months from one day to another; 0 when `day` is today or later."""
    months = (today.year - day.year) * 12 + today.month - day.month
    if today.day < day.day:
        months -= 1
    return max(months, 0)


def is_stale(verifie_le: date | None, today: date) -> bool:
    """True when nobody confirmed the record within twelve months."""
    return verifie_le is None or months_since(verifie_le, today) >= STALE_AFTER_MONTHS
