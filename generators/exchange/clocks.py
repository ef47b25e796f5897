"""Clocks as calendars write them: VTIMEZONE (RFC 5545, 3.6.5).

Where the clocks change by one rule a year it is written as that rule (RRULE), which every reader
understands: Outlook wants exactly one STANDARD and one DAYLIGHT, and ical.js forgets the DTSTART of a list
of dates. A zone that follows no rule over the years asked for gets one observance a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

#: The years described at least. Over fewer, the last Sunday of a month may look like the fourth; and the
#: same clock in every calendar spares those readers that keep the first one they meet under a name.
FIRST, LAST = 2010, 2030
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of clocks. `onset` is what the clock showed when it came (3.6.5, DTSTART)."""

    onset: datetime
    before: timedelta
    after: timedelta
    summer: bool

    @property
    def kind(self) -> tuple[bool, timedelta, timedelta]:
        return self.summer, self.before, self.after


@cache
def vtimezone(zone: str, first_year: int, last_year: int) -> bytes:
    """The clock of an IANA zone, right for every moment of these years."""
    first = min(first_year - 1, FIRST)
    changes = _changes(zone, first, max(last_year + 1, LAST))
    kinds = dict.fromkeys(change.kind for change in changes)
    groups = [[change for change in changes if change.kind == kind] for kind in kinds]
    rules = [_rule(group) for group in groups]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    if changes and all(rules):
        for group, rule in zip(groups, rules, strict=True):
            lines += _observance(group[0], rule)
    else:
        for change in [_initial(zone, first), *changes]:
            lines += _observance(change)
    return "".join(f"{line}\r\n" for line in [*lines, "END:VTIMEZONE"]).encode()


def _initial(zone: str, year: int) -> Change:
    """What holds when the years begin."""
    begin = datetime(year, 1, 1, tzinfo=ZoneInfo(zone))
    offset = begin.utcoffset() or timedelta()
    return Change(begin.replace(tzinfo=None), offset, offset, bool(begin.dst()))


#: No zone changes its clocks twice in less.
STEP = timedelta(days=7)


def _changes(zone: str, first_year: int, last_year: int) -> list[Change]:
    """The changes of clocks, found week by week, then to the minute."""
    clock = ZoneInfo(zone)
    begin, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    weeks = [begin + STEP * number for number in range((end - begin) // STEP + 1)]
    return [_change(clock, a, b) for a, b in pairwise(weeks) if _offset(clock, a) != _offset(clock, b)]


def _change(clock: ZoneInfo, low: datetime, high: datetime) -> Change:
    """The change that comes after `low` and not after `high`."""
    before = _offset(clock, low)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(clock, middle) == before else (low, middle)
    instant = high.replace(second=0, microsecond=0)
    local = instant.astimezone(clock)
    return Change(instant.replace(tzinfo=None) + before, before, _offset(clock, instant), bool(local.dst()))


def _offset(clock: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(clock).utcoffset() or timedelta()


def _rule(changes: Sequence[Change]) -> str | None:
    """One a year, in the same month, on the same weekday of the same rank, at the same hour: that rule."""
    onsets = [change.onset for change in changes]
    years = [onset.year for onset in onsets]
    alike = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    ranks = {(onset.day - 1) // 7 + 1 for onset in onsets}
    last = all((onset + timedelta(days=7)).month != onset.month for onset in onsets)
    if (
        years != list(range(years[0], years[0] + len(years)))
        or len(alike) > 1
        or not (last or len(ranks) == 1)
    ):
        return None
    rank = -1 if last else ranks.pop()
    return f"FREQ=YEARLY;BYMONTH={onsets[0].month};BYDAY={rank}{DAYS[onsets[0].weekday()]}"


def _observance(change: Change, rule: str | None = None) -> Iterator[str]:
    name = "DAYLIGHT" if change.summer else "STANDARD"
    yield f"BEGIN:{name}"
    yield f"DTSTART:{change.onset:%Y%m%dT%H%M%S}"
    if rule:
        yield f"RRULE:{rule}"
    yield f"TZOFFSETFROM:{_signed(change.before)}"
    yield f"TZOFFSETTO:{_signed(change.after)}"
    yield f"END:{name}"


def _signed(offset: timedelta) -> str:
    """An offset as RFC 5545 writes it: "+0100", "-0330"."""
    minutes = abs(int(offset.total_seconds())) // 60
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}{minutes % 60:02d}"
