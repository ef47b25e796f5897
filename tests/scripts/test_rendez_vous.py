"""The calendars of a shortlist joined in the browser: what a reader finds in each of them, and no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import icalendar

from generators.exchange import calendar
from generators.site import Site
from tests.exchange.test_calendar import ACTORS, EVENTS, by_ical_js, by_icalendar
from tests.pages.conftest import make  # noqa: F401 (a fixture)
from tests.scripts.browserless import run

JOIN = "const { joindre } = await import('./rendez-vous.js'); return joindre(data);"


def test_one_calendar_holds_what_each_held(
    modules: Path,
    tmp_path: Path,
    make: Callable[..., Site],  # noqa: F811
) -> None:
    files = calendar.files(make(events=EVENTS, actors=ACTORS))
    alone = [files[f"agenda/{id_}.ics"].decode() for id_ in EVENTS]
    joined = run(modules, JOIN, alone).encode()
    read = by_icalendar(joined)
    assert read == by_icalendar(files["agenda/agenda.ics"])
    assert by_ical_js({"un": joined}, tmp_path)["un"] == read
    zones = [str(zone["tzid"]) for zone in icalendar.Calendar.from_ical(joined).walk("VTIMEZONE")]
    assert sorted(zones) == sorted(set(zones))
    assert run(modules, JOIN, alone[:1]).encode() == files[f"agenda/{next(iter(EVENTS))}.ics"]


def test_each_once_and_none_that_is_over(modules: Path) -> None:
    def row(page: str, day: str) -> dict[str, str]:
        return {"page": page, "debut": day, "fin": f"{day}T23:00Z"}

    records = [
        {"rendez_vous": [row("agenda/b/", "2026-12-05"), row("agenda/a/", "2026-12-01")]},
        {},
        {"rendez_vous": [row("agenda/a/", "2026-12-01"), row("agenda/c/", "2026-12-03")]},
    ]
    program = """
    const { prochains } = await import('./rendez-vous.js');
    return prochains(data, new Date("2026-12-02T00:00Z")).map(({ page }) => page);
    """
    assert run(modules, program, records) == ["agenda/c/", "agenda/b/"]
