"""A series in calendars, unfolded by ical.js, which is not ours: the dates of the record, to the instant."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from generators.exchange import calendar, jsonld
from generators.site import Site
from tests.node import node
from tests.pages.conftest import SITE, VERIFIED, make  # noqa: F401 (a fixture)
from tests.sites import on

ROOT = Path(__file__).parents[2]
SERIE: dict[str, object] = {
    "titre": "Permanence",
    "type": "formation",
    "resume": "Une fois par mois.",
    "debut": "2026-09-01T14:00",
    "fin": "2026-09-01T16:00",
    "lieu": "Salle du port",
    "commune": "Dunkerque",
    "code_insee": "59183",
    "recurrence": {
        "regle": "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270504",
        "sauf": ["2026-11-03"],
        "exceptions": [
            {"date": "2026-12-01", "annule": "true", "precisions": "Grève"},
            {"date": "2027-01-05", "debut": "2027-01-06T18:00"},
            {"date": "2027-02-02", "lieu": "Maison", "commune": "Lille", "code_insee": "59350"},
            {"date": "2027-03-02", "en_ligne": "true", "plateforme": "Teams"},
        ],
    },
    **VERIFIED,
}
JOURS = {
    **SERIE,
    "debut": "2026-12-07",
    "fin": "2026-12-08",
    "recurrence": {"regle": "FREQ=WEEKLY;INTERVAL=2;COUNT=3", "sauf": ["2026-12-21"]},
}
SANS_FIN = {
    **SERIE,
    "fuseau": "Indian/Reunion",
    "debut": "2026-12-03T09:00",
    "fin": "2026-12-03T10:00",
    "lieu": "Mairie",
    "commune": "Saint-Denis",
    "code_insee": "97411",
    "recurrence": {"regle": "FREQ=WEEKLY;BYDAY=TH"},
}
#: By hand, in UTC: 14 h in Paris is 12 h in summer, 13 h in winter.
EXPECTED = [
    ["2026-09-01T12:00Z", "2026-09-01T14:00Z", "CONFIRMED", "Salle du port, Dunkerque"],
    ["2026-10-06T12:00Z", "2026-10-06T14:00Z", "CONFIRMED", "Salle du port, Dunkerque"],
    ["2026-12-01T13:00Z", "2026-12-01T15:00Z", "CANCELLED", "Salle du port, Dunkerque"],
    ["2027-01-06T17:00Z", "2027-01-06T19:00Z", "CONFIRMED", "Salle du port, Dunkerque"],
    ["2027-02-02T13:00Z", "2027-02-02T15:00Z", "CONFIRMED", "Maison, Lille"],
    ["2027-03-02T13:00Z", "2027-03-02T15:00Z", "CONFIRMED", "En ligne (Teams)"],
    ["2027-04-06T12:00Z", "2027-04-06T14:00Z", "CONFIRMED", "Salle du port, Dunkerque"],
    ["2027-05-04T12:00Z", "2027-05-04T14:00Z", "CONFIRMED", "Salle du port, Dunkerque"],
]
PROGRAM = """
import ICAL from "%s";
import { readFileSync } from "node:fs";
const said = (t) => t.isDate ? t.toString() : t.toJSDate().toISOString().replace(":00.000Z", "Z");
const whole = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of whole.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const parts = whole.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const series = parts.find((one) => !one.isRecurrenceException());
for (const one of parts) if (one !== series) series.relateException(one);
const found = [];
const all = series.iterator();
for (let next = all.next(); next && found.length < 20; next = all.next()) {
  const { item, startDate, endDate } = series.getOccurrenceDetails(next);
  const status = item.component.getFirstPropertyValue("status");
  found.push([said(startDate), said(endDate), status, item.location ?? ""]);
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def site(make: Callable[..., Site]) -> Site:  # noqa: F811
    return make(events={"serie": SERIE, "jours": JOURS, "sans-fin": SANS_FIN})


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, bytes]:
    return calendar.files(site)


def unfolded(content: bytes, tmp_path: Path) -> list[list[str]]:
    program = tmp_path / "deplier.mjs"
    program.write_text(PROGRAM % (ROOT / "node_modules/ical.js/dist/ical.js").as_uri(), encoding="utf-8")
    done = subprocess.run(
        [node(), str(program)], input=content, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    found: list[list[str]] = json.loads(done.stdout)
    return sorted(found)


def test_the_clock_of_the_place_is_kept_and_each_date_is_as_it_takes_place(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    assert unfolded(files["agenda/serie.ics"], tmp_path) == EXPECTED


def test_whole_days_counted_and_left_out(files: Mapping[str, bytes], tmp_path: Path) -> None:
    read = unfolded(files["agenda/jours.ics"], tmp_path)
    assert [row[:2] for row in read] == [["2026-12-07", "2026-12-09"], ["2027-01-04", "2027-01-06"]]


def test_an_endless_series_goes_on_overseas(files: Mapping[str, bytes], tmp_path: Path) -> None:
    read = unfolded(files["agenda/sans-fin.ics"], tmp_path)
    assert len(read) == 20
    assert [row[0] for row in read[:2]] == ["2026-12-03T05:00Z", "2026-12-10T05:00Z"]


def entries(content: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_one_name_for_the_series_and_its_dates(files: Mapping[str, bytes]) -> None:
    parts = entries(files["agenda/serie.ics"])
    assert {str(part["uid"]) for part in parts} == {str(parts[0]["uid"])}
    assert [part.get("recurrence-id") is None for part in parts] == [True, False, False, False, False]
    assert {int(part["sequence"]) % 2 for part in parts} == {1}  # one of its dates was called off
    off = next(part for part in parts if str(part["status"]) == "CANCELLED")
    assert str(off["summary"]) == "Annulé\u00a0: Permanence"
    assert "Grève" in str(off["description"])


def test_the_agenda_that_people_follow_holds_the_series(files: Mapping[str, bytes]) -> None:
    whole = files["agenda/agenda.ics"].decode()
    assert whole.count("BEGIN:VEVENT") == 7
    assert whole.count("RRULE:") == 3 + 2  # and those of the clock of Paris


def test_the_day_of_the_build_changes_nothing(site: Site, files: Mapping[str, bytes]) -> None:
    assert calendar.files(on(date(2029, 1, 1), site)) == files


def test_a_series_called_off_is_so_whole(make: Callable[..., Site]) -> None:  # noqa: F811
    site = make(events={"serie": {**SERIE, "annule": "true"}})
    parts = entries(calendar.files(site)["agenda/serie.ics"])
    assert {(str(part["status"]), str(part["summary"])) for part in parts} == {
        ("CANCELLED", "Annulé\u00a0: Permanence")
    }


def test_search_engines_read_a_schedule_and_the_next_dates(site: Site) -> None:
    thing: Any = jsonld.event(on(date(2026, 11, 22), site), site.records.events["serie"])
    assert thing["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1M",
        "byDay": ["1TU"],
        "startDate": "2026-09-01",
        "endDate": "2027-05-04",
        "startTime": "14:00",
        "endTime": "16:00",
        "exceptDate": ["2026-11-03", "2026-12-01"],
        "scheduleTimezone": "Europe/Paris",
    }
    coming = thing["subEvent"]
    assert [one["startDate"] for one in coming[:2]] == ["2026-12-01T14:00+01:00", "2027-01-06T18:00+01:00"]
    assert coming[0]["eventStatus"] == "https://schema.org/EventCancelled"
    assert coming[2]["location"][0]["name"] == "Maison"
    assert coming[3]["location"][0]["@type"] == "VirtualLocation"
    assert SITE in coming[3]["location"][0]["url"]
