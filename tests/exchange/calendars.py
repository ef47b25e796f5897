"""Calendars as programs of others read them: libical, ical.js, khal, icalendar.

Each gives the dates that it finds, those of series one by one, as rows: name, start, end, state. Instants are
in UTC ("2026-12-01T08:00Z"), whole days are days, their end exclusive.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import icalendar
from dateutil.rrule import rrulestr

from tests.debian import LIBICAL, found
from tests.node import node

ROOT = Path(__file__).parents[2]
#: An endless series is followed so far.
MANY = 100


class Row(NamedTuple):
    """A date that a reader found."""

    part: str
    start: str
    end: str
    state: str


Window = tuple[date, date]


def said(value: date | datetime) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    assert value.tzinfo is not None
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def part(uid: str) -> str:
    return uid.removesuffix("@droitdenfance.org")


def by_icalendar(content: bytes, window: Window) -> list[Row]:
    parts = icalendar.Calendar.from_ical(content).walk("VEVENT")
    apart = {(e["uid"], e["recurrence-id"].dt) for e in parts if "recurrence-id" in e}
    rows = [
        Row(part(str(e["uid"])), said(start), said(start + (e.end - e.start)), str(e["status"]))
        for e in parts
        for start in _unfolded(e)
        if "recurrence-id" in e or (e["uid"], start) not in apart
    ]
    return sorted(
        row for row in rows if row.end > window[0].isoformat() and row.start < window[1].isoformat()
    )


def _unfolded(event: Any) -> Iterator[date | datetime]:
    """The starts of a series, its rule followed by dateutil so many times."""
    if "rrule" not in event:
        yield event.start
        return
    days = not isinstance(event.start, datetime)
    first = datetime.combine(event.start, time.min) if days else event.start
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=first)
    for moment in islice(rule, MANY):
        start = moment.date() if days else moment
        if start not in event.exdates:
            yield start


PROGRAM = """
import ICAL from "%s";
import { readFileSync } from "node:fs";
const said = (t) => t.isDate ? t.toString() : t.toJSDate().toISOString().replace(":00.000Z", "Z");
const whole = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of whole.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const all = whole.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const apart = all.filter((one) => one.isRecurrenceException());
const found = [];
for (const one of all.filter((event) => !event.isRecurrenceException())) {
  const tell = (item, begin, end) =>
    found.push([item.uid, said(begin), said(end), item.component.getFirstPropertyValue("status")]);
  if (!one.isRecurring()) { tell(one, one.startDate, one.endDate); continue; }
  for (const other of apart) if (other.uid === one.uid) one.relateException(other);
  const dates = one.iterator();
  for (let next = dates.next(); next; next = dates.next()) {
    const { item, startDate, endDate } = one.getOccurrenceDetails(next);
    if (said(startDate) >= "%s") break;
    tell(item, startDate, endDate);
  }
}
console.log(JSON.stringify(found));
"""


def by_ical_js(content: bytes, window: Window, folder: Path) -> list[Row]:
    program = folder / "deplier.mjs"
    library = (ROOT / "node_modules/ical.js/dist/ical.js").as_uri()
    program.write_text(PROGRAM % (library, window[1].isoformat()), encoding="utf-8")
    done = subprocess.run(
        [node(), str(program)], input=content, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    rows: list[list[str]] = json.loads(done.stdout)
    return sorted(Row(part(uid), *rest) for uid, *rest in rows)


KHAL = """
[calendars]
[[agenda]]
path = {folder}/agenda
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%MZ
longdatetimeformat = %Y-%m-%dT%H:%MZ
default_timezone = UTC
local_timezone = UTC
[default]
default_calendar = agenda
[sqlite]
path = {folder}/memoire
"""


def by_khal(content: bytes, window: Window, folder: Path) -> list[Row]:
    """Without an end it shows one hour, and the last of whole days."""
    (folder / "agenda").mkdir()
    (folder / "reglages").write_text(KHAL.format(folder=folder), encoding="utf-8")
    (folder / "tout.ics").write_bytes(content)
    command = [sys.executable, "-m", "khal", "-c", str(folder / "reglages")]
    form = "{uid}|{start-long-full}|{end-long-full}|{status}|{all-day}"
    days = (window[1] - window[0]).days
    listed = ("list", "--day-format", "", "--format", form, window[0].isoformat(), f"{days}d")
    for words in (("import", "--batch", str(folder / "tout.ics")), listed):
        done = subprocess.run([*command, *words], capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
    return sorted({_of_khal(line) for line in done.stdout.splitlines() if line})


def _of_khal(line: str) -> Row:
    uid, start, end, state, whole = line.split("|")
    if whole == "True":
        last = date.fromisoformat(end[:10])
        start, end = start[:10], (last + timedelta(days=1)).isoformat()
    return Row(part(uid), start, end, state.strip())


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_: ClassVar[Any] = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


class _Span(ctypes.Structure):
    """`struct icaltime_span`: instants, in seconds since 1970."""

    _fields_: ClassVar[Any] = [("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", ctypes.c_int)]


_EACH = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Span), ctypes.c_void_p)


def _libical() -> Any:
    library = ctypes.CDLL(found(LIBICAL))
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for name, result, *arguments in (
        ("icalparser_parse_string", pointer, text),
        ("icalcomponent_string_to_kind", ctypes.c_int, text),
        ("icalcomponent_get_first_component", pointer, pointer, ctypes.c_int),
        ("icalcomponent_get_next_component", pointer, pointer, ctypes.c_int),
        ("icalcomponent_get_uid", text, pointer),
        ("icalcomponent_get_status", ctypes.c_int, pointer),
        ("icalproperty_enum_to_string", text, ctypes.c_int),
        ("icalcomponent_get_dtstart", _Time, pointer),
        ("icalcomponent_get_recurrenceid", _Time, pointer),
        ("icaltime_as_timet_with_zone", ctypes.c_long, _Time, pointer),
        ("icaltime_from_string", _Time, text),
        ("icalcomponent_foreach_recurrence", None, pointer, _Time, _Time, _EACH, pointer),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def by_libical(content: bytes, window: Window) -> list[Row]:
    """Which of the dates of a series has an entry of its own is for the program to see: so it is here."""
    library = _libical()
    whole, kind = library.icalparser_parse_string(content), library.icalcomponent_string_to_kind(b"VEVENT")
    parts = []
    one = library.icalcomponent_get_first_component(whole, kind)
    while one:
        parts.append(one)
        one = library.icalcomponent_get_next_component(whole, kind)
    given = [library.icalcomponent_get_recurrenceid(one) for one in parts]
    begins = [library.icalcomponent_get_dtstart(one) for one in parts]
    apart = {
        (library.icalcomponent_get_uid(one), library.icaltime_as_timet_with_zone(of, begin.zone))
        for one, of, begin in zip(parts, given, begins, strict=True)
        if of.year
    }
    rows = []
    for one, of, begin_at in zip(parts, given, begins, strict=True):
        uid, days = library.icalcomponent_get_uid(one), bool(begin_at.is_date)
        state = library.icalproperty_enum_to_string(library.icalcomponent_get_status(one)).decode()
        for start, end in _spans(library, one, window):
            if of.year or (uid, start) not in apart:
                begin, finish = (datetime.fromtimestamp(at, UTC) for at in (start, end))
                told = (begin.date(), finish.date()) if days else (begin, finish)
                rows.append(Row(part(uid.decode()), *map(said, told), state))
    return sorted(rows)


def _spans(library: Any, one: int, window: Window) -> Iterator[tuple[int, int]]:
    spans: list[tuple[int, int]] = []

    @_EACH
    def each(_: int, span: Any, __: int) -> None:
        spans.append((span.contents.start, span.contents.end))

    bounds = (library.icaltime_from_string(f"{day:%Y%m%d}T000000Z".encode()) for day in window)
    library.icalcomponent_foreach_recurrence(one, *bounds, each, None)
    return iter(spans)
