"""The calendars, read by readers that are not ours: ical.js in Node, icalendar and vobject in Python."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from generators.exchange import calendar
from generators.exchange.entries import entries
from generators.exchange.lines import folded
from generators.network import when
from generators.records.models import Evenement
from generators.site import Site
from tests import made
from tests.node import node
from tests.pages.conftest import SITE, VERIFIED, make  # noqa: F401 (a fixture)
from tests.sites import on, real_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


def event(**values: object) -> dict[str, object]:
    return {"titre": "Un rendez-vous", "type": "formation", "resume": "En un mot.", **values, **VERIFIED}


EVENTS: Mapping[str, dict[str, object]] = {
    "ete": event(debut="2026-07-01T09:00", fin="2026-07-01T12:30", code_insee="59183", commune="Dunkerque"),
    "hiver": event(debut="2026-12-01T09:00", fin="2026-12-01T12:30", type="colloque"),
    "par-dessus-l-heure": event(debut="2026-10-24T10:00", fin="2026-10-26T10:00", departement="59"),
    "nuit-du-printemps": event(debut="2026-03-29T01:30", fin="2026-03-29T03:30"),
    "reunion": event(debut="2026-07-01T09:00", fuseau="Indian/Reunion", departement="974"),
    "miquelon": event(debut="2026-03-08T09:00", fuseau="America/Miquelon", departement="975"),
    "miquelon-la-veille": event(debut="2026-03-07T09:00", fuseau="America/Miquelon", departement="975"),
    "martinique": event(debut="2026-12-01T20:00", fin="2026-12-01T23:30", fuseau="America/Martinique"),
    "guadeloupe": event(debut="2026-07-01T09:00", fuseau="America/Guadeloupe", departement="971"),
    "noumea": event(debut="2026-12-31T20:00", fin="2026-12-31T24:00", fuseau="Pacific/Noumea", pays="NC"),
    "minuit": event(debut="2026-12-03T18:00", fin="2026-12-03T24:00"),
    "sans-duree": event(debut="2026-12-03T18:00", fin="2026-12-03T18:00"),
    "jour-puis-heure": event(debut="2026-12-03", fin="2026-12-03T16:00"),
    "jour-jusqu-a-minuit": event(debut="2026-12-03", fin="2026-12-04T00:00"),
    "heure-qui-vient-deux-fois": event(debut="2026-10-25T02:30", fin="2026-10-25T03:30"),
    "point": event(debut="2026-12-08", latitude="51.0344", longitude="2.3768", code_insee="59183"),
    "jour": event(debut="2026-10-25"),
    "jours": event(debut="2026-12-30", fin="2027-01-02", code_insee="59183"),
    "heure-puis-jour": event(debut="2026-10-24T10:00", fin="2026-10-25"),
    "seances": event(
        debut="2026-11-06",
        fin="2026-11-20T17:00",
        organisateurs=["premier", "second"],
        seances=[
            {"titre": "Module 1", "debut": "2026-11-06T09:00", "fin": "2026-11-06T17:00"},
            {"debut": "2026-11-20T09:00", "fin": "2026-11-20T17:00", "precisions": "Salle 2."},
            {"titre": "Visite", "debut": "2026-11-10"},
        ],
    ),
    "annule": event(debut="2026-12-02T09:00", annule="true"),
    "reporte": event(debut="2026-12-03T09:00", fin="2026-12-03T11:00", reporte_au="2027-06-03T14:00"),
    "reporte-en-jours": event(debut="2026-12-04", fin="2026-12-05", annule="true", reporte_au="2027-06-04"),
    "en-ligne": event(
        debut="2026-12-07T09:00",
        lieu="Cinéma",
        commune="Dunkerque",
        code_insee="59183",
        plateforme="Teams",
        passe_en_ligne="true",
    ),
    "hostile": event(
        titre="Un; deux, trois \\ BEGIN:VEVENT : « é » 👩‍⚕️ " + "très long " * 15,
        debut="2026-12-06",
        lieu='Salle "A"; étage, 2',
        organisateurs=["premier"],
    ),
}
ACTORS = {
    "premier": {
        "nom": 'Le "premier"; né, ici: <b>',
        "type": "association",
        "categorie": "formation",
        "resume": "Un.",
        "courriel": "contact@premier.example",
        **VERIFIED,
    },
    "second": {"nom": "Second", "type": "association", "categorie": "formation", "resume": "Un.", **VERIFIED},
}

#: What each entry must be, said by hand in UTC, or as days with an exclusive end.
EXPECTED = {
    "ete-0": ("2026-07-01T07:00Z", "2026-07-01T10:30Z"),
    "hiver-0": ("2026-12-01T08:00Z", "2026-12-01T11:30Z"),
    "par-dessus-l-heure-0": ("2026-10-24T08:00Z", "2026-10-26T09:00Z"),
    "nuit-du-printemps-0": ("2026-03-29T00:30Z", "2026-03-29T01:30Z"),
    "reunion-0": ("2026-07-01T05:00Z", "2026-07-01T05:00Z"),
    "miquelon-0": ("2026-03-08T11:00Z", "2026-03-08T11:00Z"),
    "miquelon-la-veille-0": ("2026-03-07T12:00Z", "2026-03-07T12:00Z"),
    "martinique-0": ("2026-12-02T00:00Z", "2026-12-02T03:30Z"),
    "guadeloupe-0": ("2026-07-01T13:00Z", "2026-07-01T13:00Z"),
    "noumea-0": ("2026-12-31T09:00Z", "2026-12-31T13:00Z"),
    "minuit-0": ("2026-12-03T17:00Z", "2026-12-03T23:00Z"),
    "sans-duree-0": ("2026-12-03T17:00Z", "2026-12-03T17:00Z"),
    "jour-puis-heure-0": ("2026-12-03", "2026-12-04"),
    "jour-jusqu-a-minuit-0": ("2026-12-03", "2026-12-04"),
    "heure-qui-vient-deux-fois-0": ("2026-10-25T00:30Z", "2026-10-25T02:30Z"),
    "point-0": ("2026-12-08", "2026-12-09"),
    "jour-0": ("2026-10-25", "2026-10-26"),
    "jours-0": ("2026-12-30", "2027-01-03"),
    "heure-puis-jour-0": ("2026-10-24T08:00Z", "2026-10-25T23:00Z"),
    "seances-s.module-1": ("2026-11-06T08:00Z", "2026-11-06T16:00Z"),
    "seances-s.2026-11-20": ("2026-11-20T08:00Z", "2026-11-20T16:00Z"),
    "seances-s.visite": ("2026-11-10", "2026-11-11"),
    "annule-0": ("2026-12-02T08:00Z", "2026-12-02T08:00Z"),
    "reporte-0": ("2026-12-03T08:00Z", "2026-12-03T10:00Z"),
    "reporte-report": ("2027-06-03T12:00Z", "2027-06-03T14:00Z"),
    "reporte-en-jours-0": ("2026-12-04", "2026-12-06"),
    "reporte-en-jours-report": ("2027-06-04", "2027-06-06"),
    "en-ligne-0": ("2026-12-07T08:00Z", "2026-12-07T08:00Z"),
    "hostile-0": ("2026-12-06", "2026-12-07"),
}


class Read(NamedTuple):
    """An entry as a reader understood it."""

    start: str
    end: str
    status: str
    title: str
    place: str


PROGRAM = """
import ICAL from "%s";
import { readFileSync } from "node:fs";
const said = (t) => t.isDate ? t.toString() : t.toJSDate().toISOString().replace(":00.000Z", "Z");
const read = (text) => {
  ICAL.TimezoneService.reset();
  const whole = new ICAL.Component(ICAL.parse(text));
  for (const zone of whole.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return whole.getAllSubcomponents("vevent").map((one) => {
    const e = new ICAL.Event(one);
    const known = (t) => t.isDate || t.zone === ICAL.Timezone.utcTimezone || t.zone?.component;
    const blind = [e.startDate, e.endDate].find((t) => !known(t));
    if (blind) throw Error(`no zone: ${e.uid}`);
    const status = one.getFirstPropertyValue("status");
    return [e.uid, said(e.startDate), said(e.endDate), status, e.summary, e.location ?? ""];
  });
};
const files = JSON.parse(readFileSync(0, "utf8"));
const found = Object.entries(files).map(([path, text]) => [path, read(text)]);
console.log(JSON.stringify(Object.fromEntries(found)));
"""


def by_ical_js(files: Mapping[str, bytes], tmp_path: Path) -> dict[str, dict[str, Read]]:
    program = tmp_path / "lire.mjs"
    program.write_text(PROGRAM % (ROOT / "node_modules/ical.js/dist/ical.js").as_uri(), encoding="utf-8")
    given = json.dumps({path: content.decode() for path, content in files.items()})
    done = subprocess.run(
        [node(), str(program)], input=given, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return {path: {_part(uid): Read(*rest) for uid, *rest in entries} for path, entries in found.items()}


def by_icalendar(content: bytes) -> dict[str, Read]:
    read = icalendar.Calendar.from_ical(content)
    return {
        _part(str(e["uid"])): Read(
            _said(e.start), _said(e.end), str(e["status"]), str(e["summary"]), str(e.get("location", ""))
        )
        for e in read.walk("VEVENT")
    }


def by_vobject(content: bytes) -> dict[str, Read]:
    found = {}
    for one in vobject.readOne(content.decode()).contents.get("vevent", []):
        start = one.dtstart.value
        end = one.dtend.value if hasattr(one, "dtend") else start
        place = one.location.value if hasattr(one, "location") else ""
        found[_part(one.uid.value)] = Read(
            _said(start), _said(end), one.status.value, one.summary.value, place
        )
    return found


def _part(uid: str) -> str:
    return uid.removesuffix("@droitdenfance.org")


def _said(value: date | datetime) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    assert value.tzinfo is not None
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


@pytest.fixture(scope="module")
def site(make: Callable[..., Site]) -> Site:  # noqa: F811
    return make(events=EVENTS, actors=ACTORS)


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, bytes]:
    return calendar.files(site)


def test_every_reader_reads_the_instants_of_the_records(files: Mapping[str, bytes], tmp_path: Path) -> None:
    """Across both changes of clocks, on the clock of Réunion, and over whole days."""
    whole = files["agenda/agenda.ics"]
    js = by_ical_js({"agenda": whole}, tmp_path)["agenda"]
    assert {part: (read.start, read.end) for part, read in js.items()} == EXPECTED
    assert by_icalendar(whole) == js
    assert by_vobject(whole) == js


def moments(event: Evenement) -> Iterator[tuple[str, date | datetime]]:
    """The starts that a record says, without a word from the calendar's own code."""
    parts: list[Any] = list(event.seances) or [event]
    yield from ((f"{event.id}-{number}", part.debut) for number, part in enumerate(parts))
    if event.reporte_au:
        yield f"{event.id}-report", event.reporte_au


@given(st.text(alphabet="ab\\^é’\u202f🎈 ;,", max_size=400))
def test_a_line_is_folded_as_icalendar_folds_it(line: str) -> None:
    assert folded(line) == icalendar.parser.Contentline(line).to_ical() + b"\r\n"


def test_every_calendar_of_the_site_says_what_its_records_say(tmp_path: Path) -> None:
    site = real_site(TODAY, SITE)
    files = {path: content for path, content in made.files(site).items() if path.endswith(".ics")}
    events = site.records.events
    said = {
        part: _said(when.instant(value, event.fuseau) if isinstance(value, datetime) else value)
        for event in events.values()
        for part, value in moments(event)
    }
    read = by_ical_js(files, tmp_path)
    assert set(read) == set(files)
    for path, told in read.items():
        assert {part: entry.start for part, entry in told.items()} == {part: said[part] for part in told}
        assert told == by_icalendar(files[path]) == by_vobject(files[path]), path
    assert set(read["agenda/agenda.ics"]) == set(said)
    assert len([path for path in files if path.startswith("agenda/departements/")]) == 107
    for id_ in events:
        assert {part for part in said if events[part.rpartition("-")[0]].id == id_} == set(
            read[f"agenda/{id_}.ics"]
        )


def test_parts_of_the_agenda(files: Mapping[str, bytes]) -> None:
    def events(path: str) -> set[str]:
        return {part.rpartition("-")[0] for part in by_icalendar(files[path])}

    nord = {"ete", "jours", "par-dessus-l-heure", "en-ligne", "point"}
    assert events("agenda/departements/59.ics") == events("agenda/regions/32.ics") == nord
    assert events("agenda/departements/974.ics") == {"reunion"}
    assert events("agenda/types/colloque.ics") == {"hiver"}
    assert "hiver" not in events("agenda/types/formation.ics")


def test_an_agenda_without_event_is_whole(files: Mapping[str, bytes], tmp_path: Path) -> None:
    """RFC 5545, 3.4: a calendar has at least one component, so an empty one brings its clock."""
    empty = files["agenda/departements/01.ics"]
    assert by_ical_js({"vide": empty}, tmp_path) == {"vide": {}}
    read = icalendar.Calendar.from_ical(empty)
    assert [part.name for part in read.subcomponents] == ["VTIMEZONE"]
    assert str(read["x-wr-calname"]) == "PARÉ · Ain (01)"


def test_called_off_and_put_off(files: Mapping[str, bytes]) -> None:
    read = by_icalendar(files["agenda/agenda.ics"])
    states = {part: (entry.status, entry.title) for part, entry in read.items()}
    assert states["annule-0"] == ("CANCELLED", "Annulé\u00a0: Un rendez-vous")
    assert states["reporte-0"] == ("CANCELLED", "Reporté au 3 juin 2027\u00a0: Un rendez-vous")
    assert states["reporte-report"] == ("CONFIRMED", "Un rendez-vous")
    assert states["reporte-en-jours-0"][0] == "CANCELLED"
    assert states["en-ligne-0"] == ("CONFIRMED", "En ligne\u00a0: Un rendez-vous")
    assert read["en-ligne-0"].place == "En ligne (Teams)"
    assert states["hiver-0"] == ("CONFIRMED", "Un rendez-vous")


def sequence(make: Callable[..., Site], **values: object) -> tuple[int, str]:  # noqa: F811
    site = make(events={"un": {**event(debut="2026-12-01"), **values}})
    (entry, *_) = icalendar.Calendar.from_ical(calendar.files(site)["agenda/un.ics"]).walk("VEVENT")
    return int(entry["sequence"]), str(entry["uid"])


def test_a_revision_raises_the_sequence_and_keeps_the_name(make: Callable[..., Site]) -> None:  # noqa: F811
    revisions = [
        sequence(make),
        sequence(make, annule="true"),
        sequence(make, date_maj="2026-10-13"),
        sequence(make, date_maj="2026-10-13", verifie_le="2026-10-14", debut="2027-01-01"),
        sequence(make, date_maj="2026-10-13", verifie_le="2026-10-15", reporte_au="2027-01-01"),
    ]
    numbers = [number for number, _ in revisions]
    assert numbers == sorted(set(numbers))
    assert {name for _, name in revisions} == {"un-0@droitdenfance.org"}


A = {"titre": "Module 1", "debut": "2026-11-06T09:00"}
B = {"titre": "Module 2", "debut": "2026-11-20T09:00"}
DAY, NOON, EVE = {"debut": "2026-11-10"}, {"debut": "2026-11-12T12:00"}, {"debut": "2026-11-12T18:00"}
SESSIONS: Mapping[str, tuple[list[dict[str, str]], list[str]]] = {
    "as announced": ([A, B, DAY], ["s.module-1", "s.module-2", "s.2026-11-10"]),
    "another before": ([{"debut": "2026-11-01"}, A, B], ["s.2026-11-01", "s.module-1", "s.module-2"]),
    "the first taken away": ([B, DAY], ["s.module-2", "s.2026-11-10"]),
    "in another order": ([DAY, B, A], ["s.2026-11-10", "s.module-2", "s.module-1"]),
    "moved": ([A | {"debut": "2026-12-01"}, B], ["s.module-1", "s.module-2"]),
    "the hour moved": ([DAY | {"debut": "2026-11-10T14:00"}], ["s.2026-11-10"]),
    "written with care": ([A | {"titre": "« module 1 »"}, B], ["s.module-1", "s.module-2"]),
    "called otherwise": ([A | {"titre": "Le début", "identifiant": "module-1"}], ["s.module-1"]),
    "another day": ([DAY | {"debut": "2026-11-13", "identifiant": "2026-11-10"}], ["s.2026-11-10"]),
    "as it was first published": ([B | {"identifiant": "1"}, A | {"identifiant": "0"}], ["1", "0"]),
    "twice a day": ([EVE, NOON], ["s.2026-11-12-1800", "s.2026-11-12-1200"]),
    "thrice": ([EVE, NOON | {"debut": "2026-11-12T09:00"}, NOON],
               ["s.2026-11-12-1800", "s.2026-11-12-0900", "s.2026-11-12-1200"]),
    "called alike": ([A, A | {"debut": "2026-12-06"}], ["s.module-1-2026-11-06", "s.module-1-2026-12-06"]),
    "called alike, another before": (
        [A | {"debut": "2026-11-02"}, A, A | {"debut": "2026-12-06"}],
        ["s.module-1-2026-11-02", "s.module-1-2026-11-06", "s.module-1-2026-12-06"]),
    "called alike, moved": (
        [A | {"debut": "2026-12-20", "identifiant": "module-1-2026-11-06"}, A | {"debut": "2026-12-06"}],
        ["s.module-1-2026-11-06", "s.module-1"]),
    "called alike on one day": ([A, A | {"debut": "2026-11-06T14:00"}],
                                ["s.module-1-2026-11-06-0900", "s.module-1-2026-11-06-1400"]),
    "called as another was": ([A | {"identifiant": "module-2"}, B], ["s.module-2", "s.module-2-2026-11-20"]),
    "the very same": ([DAY, DAY, DAY], [
        "s.2026-11-10-0000", "s.2026-11-10-0000-2", "s.2026-11-10-0000-3"]),
    "in signs alone": ([A | {"titre": "★"}], ["s.2026-11-06"]),
}  # fmt: skip


def test_the_name_of_a_session_follows_it(make: Callable[..., Site]) -> None:  # noqa: F811
    """Whatever stands before it, wherever it stands in the record, and whenever it takes place."""
    events = {
        f"cas-{number}": event(debut="2026-11-01", fin="2026-12-31", seances=[{**one} for one in sessions])
        for number, (sessions, _) in enumerate(SESSIONS.values())
    }
    site = make(events=events)
    for id_, (case, (_, names)) in zip(events, SESSIONS.items(), strict=True):
        found = [entry.part for entry in entries(site.records.events[id_])]
        assert found == names, case


def test_a_session_called_off_stays_struck_out(make: Callable[..., Site]) -> None:  # noqa: F811
    sessions = [{**A}, {**B, "annule": "true"}, {**DAY, "annule": "true"}]
    site = make(events={"un": event(debut="2026-11-01", fin="2026-12-31", seances=sessions)})
    read = by_icalendar(calendar.files(site)["agenda/un.ics"])
    assert {part: (one.status, one.title.replace("\u00a0", " ")) for part, one in read.items()} == {
        "un-s.module-1": ("CONFIRMED", "Un rendez-vous : Module 1"),
        "un-s.module-2": ("CANCELLED", "Annulé : Un rendez-vous : Module 2"),
        "un-s.2026-11-10": ("CANCELLED", "Annulé : Un rendez-vous"),
    }


def test_names_do_not_depend_on_the_address_of_the_site(site: Site) -> None:
    names = [
        {str(e["uid"]) for e in icalendar.Calendar.from_ical(files["agenda/agenda.ics"]).walk("VEVENT")}
        for files in (
            calendar.files(site),
            calendar.files(replace(site, address="https://ailleurs.example/")),
        )
    ]
    assert names[0] == names[1]
    assert len(names[0]) == len(EXPECTED)


def test_who_organises_and_where(files: Mapping[str, bytes]) -> None:
    (first, *_) = icalendar.Calendar.from_ical(files["agenda/seances.ics"]).walk("VEVENT")
    assert str(first["organizer"]) == "mailto:contact@premier.example"
    assert str(first["contact"]) == "Second"
    assert str(first["url"]) == f"{SITE}agenda/seances/"
    assert str(first["summary"]) == "Un rendez-vous\u00a0: Module 1"
    (town,) = icalendar.Calendar.from_ical(files["agenda/ete.ics"]).walk("VEVENT")
    assert str(town["location"]) == "Dunkerque"
    assert "geo" not in town
    (point,) = icalendar.Calendar.from_ical(files["agenda/point.ics"]).walk("VEVENT")
    assert (point["geo"].latitude, point["geo"].longitude) == (51.0344, 2.3768)
    (nowhere,) = icalendar.Calendar.from_ical(files["agenda/hiver.ics"]).walk("VEVENT")
    assert "geo" not in nowhere and "organizer" not in nowhere


def test_a_site_without_address_has_none_in_its_calendars(site: Site) -> None:
    """An address that begins nowhere is none (RFC 3986, 4.2): who organises is named all the same."""
    files = calendar.files(replace(site, address="/"))
    assert not [path for path, content in files.items() if b":/" in content.replace(b"\r\n ", b"")]
    (first, *_) = icalendar.Calendar.from_ical(files["agenda/seances.ics"]).walk("VEVENT")
    assert str(first["organizer"]) == "mailto:contact@premier.example"
    assert str(first["description"]) == "En un mot."


def test_what_lasts_no_time_has_no_end_and_nobody_looks_busy(files: Mapping[str, bytes]) -> None:
    """3.8.2.2: an end comes after its start; 3.8.2.7: what one may go to takes no time of the others."""
    entries = icalendar.Calendar.from_ical(files["agenda/agenda.ics"]).walk("VEVENT")
    assert {str(entry["transp"]) for entry in entries} == {"TRANSPARENT"}
    ends = {_part(str(entry["uid"])): entry.get("dtend") for entry in entries}
    assert ends["sans-duree-0"] is None and ends["hiver-0"] is not None
    (until,) = icalendar.Calendar.from_ical(files["agenda/jour-puis-heure.ics"]).walk("VEVENT")
    assert "Jusqu’à 16\u00a0h." in str(until["description"])


def test_lines_are_folded_and_hostile_texts_stay_texts(files: Mapping[str, bytes], tmp_path: Path) -> None:
    for path, content in files.items():
        assert content.endswith(b"END:VCALENDAR\r\n"), path
        assert b"\n" not in content.replace(b"\r\n", b""), path
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75, path
        for line in lines:
            line.decode()
    title = str(EVENTS["hostile"]["titre"]).strip()
    read = by_ical_js({"un": files["agenda/hostile.ics"]}, tmp_path)["un"]
    assert read["hostile-0"].title == title
    assert read["hostile-0"].place == 'Salle "A"; étage, 2'
    assert by_icalendar(files["agenda/hostile.ics"]) == read


def test_the_day_of_the_build_changes_nothing(site: Site, files: Mapping[str, bytes]) -> None:
    later = on(site.today + timedelta(days=400), site)
    assert calendar.files(later) == files
