"""Four programs that are not ours read the same dates in the calendars: those that the records say.

Series over both changes of clocks, on clocks overseas, up to midnight, with a date that moved and one called
off; and every event of the repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from generators.exchange import calendar
from generators.network import when
from generators.site import Site
from tests.exchange import calendars
from tests.exchange.calendars import Row, Window, said
from tests.exchange.test_calendar import ACTORS, EVENTS, EXPECTED, event, moments
from tests.exchange.test_calendar_series import EXPECTED as OF_SERIE
from tests.exchange.test_calendar_series import SERIE
from tests.pages.conftest import SITE, make  # noqa: F401 (a fixture)
from tests.sites import real_site


def serie(rule: str, **values: object) -> dict[str, object]:
    return event(recurrence={"regle": rule}, **values)


SERIES = {
    "soirees": serie("FREQ=WEEKLY;UNTIL=20261107", debut="2026-10-17T20:00", fin="2026-10-17T24:00"),
    "nuits": serie("FREQ=DAILY;COUNT=3", debut="2026-10-24T00:30"),
    "dimanches": serie("FREQ=WEEKLY;UNTIL=20270328", debut="2027-03-21T10:00", fin="2027-03-21T12:00"),
    "jeudis": serie(
        "FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270401",
        debut="2027-03-04T19:30",
        fin="2027-03-04T21:00",
        fuseau="America/Guadeloupe",
        departement="971",
    ),
    "ailleurs": serie(
        "FREQ=WEEKLY;COUNT=2", debut="2027-03-24T08:00", fuseau="Pacific/Noumea", departement="988"
    ),
    "jours": serie("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270331", debut="2027-02-28"),
    "maraudes": serie("FREQ=WEEKLY;UNTIL=20261031", debut="2026-10-17T22:00", fin="2026-10-18T05:00"),
    "nuit-courte": serie("FREQ=WEEKLY;COUNT=2", debut="2027-03-27T22:00", fin="2027-03-28T05:00"),
    "nuit-longue": serie("FREQ=WEEKLY;COUNT=2", debut="2026-10-24T22:00", fin="2026-10-25T03:00"),
    "mois-choisis": serie(
        "FREQ=MONTHLY;BYDAY=2SU;BYMONTH=1,3,11;COUNT=3", debut="2026-11-08T10:00", fin="2026-11-08T12:00"
    ),
    "mois-entiers": serie("FREQ=MONTHLY;BYMONTH=1,3,12;COUNT=3", debut="2026-12-15"),
    "serie": SERIE,
}
#: By hand: each date, in UTC, or as days with an exclusive end.
OF_SERIES = {
    "soirees": [
        ("2026-10-17T18:00Z", "2026-10-17T22:00Z"), ("2026-10-24T18:00Z", "2026-10-24T22:00Z"),
        ("2026-10-31T19:00Z", "2026-10-31T23:00Z"), ("2026-11-07T19:00Z", "2026-11-07T23:00Z"),
    ],
    "nuits": [(one, one) for one in ("2026-10-23T22:30Z", "2026-10-24T22:30Z", "2026-10-25T23:30Z")],
    "dimanches": [
        ("2027-03-21T09:00Z", "2027-03-21T11:00Z"), ("2027-03-28T08:00Z", "2027-03-28T10:00Z"),
    ],
    "jeudis": [("2027-03-04T23:30Z", "2027-03-05T01:00Z"), ("2027-04-01T23:30Z", "2027-04-02T01:00Z")],
    "ailleurs": [(one, one) for one in ("2027-03-23T21:00Z", "2027-03-30T21:00Z")],
    "jours": [("2027-02-28", "2027-03-01"), ("2027-03-31", "2027-04-01")],
    "maraudes": [
        ("2026-10-17T20:00Z", "2026-10-18T03:00Z"), ("2026-10-24T20:00Z", "2026-10-25T04:00Z"),
        ("2026-10-31T21:00Z", "2026-11-01T04:00Z"),
    ],
    "nuit-courte": [
        ("2027-03-27T21:00Z", "2027-03-28T03:00Z"), ("2027-04-03T20:00Z", "2027-04-04T03:00Z"),
    ],
    "nuit-longue": [
        ("2026-10-24T20:00Z", "2026-10-25T02:00Z"), ("2026-10-31T21:00Z", "2026-11-01T02:00Z"),
    ],
    "mois-choisis": [
        ("2026-11-08T09:00Z", "2026-11-08T11:00Z"), ("2027-01-10T09:00Z", "2027-01-10T11:00Z"),
        ("2027-03-14T09:00Z", "2027-03-14T11:00Z"),
    ],
    "mois-entiers": [
        ("2026-12-15", "2026-12-16"), ("2027-01-15", "2027-01-16"), ("2027-03-15", "2027-03-16"),
    ],
}  # fmt: skip
OFF = {"annule-0", "reporte-0", "reporte-en-jours-0"}


def read_alike(content: bytes, window: Window, folder: Path) -> list[Row]:
    """What all of them read."""
    rows = calendars.by_icalendar(content, window)
    assert calendars.by_libical(content, window) == rows
    assert calendars.by_ical_js(content, window, folder) == rows
    assert calendars.by_khal(content, window, folder) == sorted(map(_as_khal_shows, rows))
    return rows


def _as_khal_shows(row: Row) -> Row:
    """It gives an hour to what has no end."""
    if row.start != row.end:
        return row
    later = datetime.fromisoformat(row.start.replace("Z", "+00:00")) + timedelta(hours=1)
    return row._replace(end=said(later))


def test_hard_cases_are_the_same_instants_for_all(
    tmp_path: Path,
    make: Callable[..., Site],  # noqa: F811
) -> None:
    site = make(events={**EVENTS, **{f"s-{id_}": one for id_, one in SERIES.items()}}, actors=ACTORS)
    expected = [
        Row(part, start, end, "CANCELLED" if part in OFF else "CONFIRMED")
        for part, (start, end) in EXPECTED.items()
    ]
    expected += [Row(f"s-{id_}-0", *span, "CONFIRMED") for id_, spans in OF_SERIES.items() for span in spans]
    expected += [Row("s-serie-0", start, end, state) for start, end, state, _ in OF_SERIE]
    content = calendar.files(site)["agenda/agenda.ics"]
    assert read_alike(content, (date(2026, 1, 1), date(2027, 8, 1)), tmp_path) == sorted(expected)


def test_every_event_of_the_repository_is_the_same_for_all(tmp_path: Path) -> None:
    site = real_site(date(2026, 11, 22), SITE)
    rows = read_alike(
        calendar.files(site)["agenda/agenda.ics"], (date(2018, 1, 1), date(2028, 1, 1)), tmp_path
    )
    assert {row.part: row.start for row in rows} == dict(_starts(site))
    assert len(rows) == len({row.part for row in rows}) >= len(site.records.events)


def _starts(site: Site) -> Iterator[tuple[str, str]]:
    for one in site.records.events.values():
        for part, value in moments(one):
            yield part, said(when.instant(value, one.fuseau) if isinstance(value, datetime) else value)
