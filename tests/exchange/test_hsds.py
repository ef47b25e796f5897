"""HSDS 3.0: the archive read by Frictionless, the nested JSON; ids that stay, hours with their zones."""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from frictionless import validate

from generators.exchange import hsds
from generators.exchange.hsds import TABLES
from generators.exchange.hsds_tables import TABLES as OFFICIAL
from generators.exchange.rules import perdus
from generators.exchange.schedules import periodes, plages, semaine
from generators.site import Site
from tests.sites import on

#: The tables that have rows in this network.
FILLED = {
    "organization", "service", "location", "address", "accessibility", "language",
    "service_at_location", "phone", "schedule", "service_area", "attribute", "taxonomy", "taxonomy_term",
}  # fmt: skip
NOBODY = b"00000000-0000-5000-8000-000000000000"
NOMBRES = {"latitude", "longitude", "minimum_age", "maximum_age", "timezone", "interval"}
#: Field that names a row → its table.
LIENS = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "parent_id": "taxonomy_term",
}
Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def archive(publie: Mapping[str, bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(publie["hsds/hsds.zip"]))


@pytest.fixture(scope="module")
def tables(archive: zipfile.ZipFile) -> Tables:
    """Table → its rows, their empty cells left out."""
    return {name: [*_rows(archive.read(table.fichier).decode())] for name, table in OFFICIAL.items()}


def _rows(text: str) -> Iterator[dict[str, Any]]:
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield {key: float(cell) if key in NOMBRES else cell for key, cell in row.items() if cell}


def test_frictionless_reads_the_archive_and_follows_its_keys(
    archive: zipfile.ZipFile, tables: Tables, tmp_path: Path
) -> None:
    """Every table of the specification is there, whose descriptor may take the place of ours."""
    archive.extractall(tmp_path)
    report = validate(tmp_path / "datapackage.json")
    assert report.flatten(["name", "type", "note"]) == []
    told = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert told["licenses"][0]["name"] == "etalab-2.0"
    assert len(report.tasks) == len(OFFICIAL) == 21
    assert {name for name, rows in tables.items() if rows} == FILLED
    services = tmp_path / "services.csv"
    services.write_bytes(services.read_bytes().replace(b",active,", b",open,"))
    phones = tmp_path / "phones.csv"
    phones.write_bytes(phones.read_bytes().replace(tables["service"][0]["id"].encode(), NOBODY))
    seen = {type_ for (type_,) in validate(tmp_path / "datapackage.json").flatten(["type"])}
    assert {"constraint-error", "foreign-key"} <= seen


def test_the_archive_bears_no_day(archive: zipfile.ZipFile) -> None:
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.infolist()[0].filename == "datapackage.json"


def with_actors(site: Site, **changed: Mapping[str, object]) -> Site:
    """The same network, of which some actors say something else."""
    actors = dict(site.records.actors)
    for id_, said in changed.items():
        id_ = id_.replace("_", "-")
        actors[id_] = actors[id_].model_copy(update=dict(said))
    return replace(site, network=replace(site.network, records=site.records.having("actors", actors)))


def zipped(site: Site, table: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(hsds.archive(site))) as packed:
        return [*_rows(packed.read(OFFICIAL[table].fichier).decode())]


def nested(site: Site, path: str) -> list[dict[str, Any]]:
    return next(json.loads(write(site)) for one, _, write, _ in hsds.emboites() if one == path)


def test_a_formula_is_disarmed_and_a_number_is_dialled(site: Site) -> None:
    number = site.records.actors["complet"].telephone.__class__("+32 2 475 44 11")
    changed = with_actors(site, complet={"resume": "=1+1", "presentation": None, "telephone": number})
    service = next(row for row in zipped(changed, "service") if row["name"] == "Point d’appui")
    assert service["description"].startswith("'=1+1")
    assert "+32 2 475 44 11" in {row["number"] for row in zipped(changed, "phone")}
    whole = next(one for one in nested(changed, "hsds/services.json") if one["name"] == "Point d’appui")
    assert whole["description"].startswith("=1+1")


def test_the_nested_files_hold_every_row_once(tables: Tables, site: Site) -> None:
    """What the archive ties by ids stands inside; the schema of the files is held by test_schemas."""
    services, organisations = (nested(site, f"hsds/{name}.json") for name in ("services", "organizations"))
    assert [one["id"] for one in services] == [row["id"] for row in tables["service"]]
    assert [one["id"] for one in organisations] == [row["id"] for row in tables["organization"]]
    for key, table in (
        ("schedules", "schedule"),
        ("service_areas", "service_area"),
        ("languages", "language"),
    ):
        inside = [row["id"] for one in services for row in one.get(key, [])]
        assert inside == [row["id"] for row in tables[table] if "service_id" in row]
        assert inside
    service = next(one for one in services if one["name"] == "Point d’appui")
    assert service["organization"]["name"] == "Maison mère"
    places = [one["location"] for one in service["service_at_locations"]]
    assert [place["location_type"] for place in places] == ["physical", "virtual"]
    assert places[0]["addresses"][0]["city"] == "Dunkerque"
    assert places[0]["accessibility"][0]["description"] == "Entrée de plain-pied"
    terms = {one["taxonomy_term"]["code"] for one in service["attributes"]}
    assert {"missions:soigner", "publics:mineurs", "categories:accompagnement"} <= terms
    assert {one["taxonomy_term"]["taxonomy_detail"]["name"] for one in service["attributes"]} >= {"Missions"}
    assert not any(key.endswith("_id") for key in _keys(services) - {"parent_id"})


def _keys(value: Any) -> set[str]:
    inside = [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    own = set(value) if isinstance(value, dict) else set()
    return own.union(*map(_keys, inside))


def test_ids_are_uuids_and_each_once(tables: Tables) -> None:
    for name, rows in tables.items():
        ids = [uuid.UUID(row["id"]) for row in rows]
        assert {id_.version for id_ in ids} <= {5}, name
        assert len(set(ids)) == len(ids), name


def test_every_link_leads_to_a_row(tables: Tables) -> None:
    ids = {name: {row["id"] for row in rows} for name, rows in tables.items()}
    seen = 0
    for rows in tables.values():
        for row in rows:
            for key in row.keys() & LIENS.keys():
                assert row[key] in ids[LIENS[key]], row
                seen += 1
    assert seen > 50
    for row in tables["attribute"]:
        assert row["link_id"] in ids[row["link_entity"]]


def test_ids_are_those_of_the_standard_library() -> None:
    space = uuid.uuid5(uuid.NAMESPACE_URL, "urn:maillage:hsds")
    for number in range(200):
        expected = uuid.uuid5(space, f"attribute/é-{number}/missions")
        assert hsds.uuid("attribute", f"é-{number}", "missions") == str(expected)


def test_ids_never_change(tables: Tables) -> None:
    """Written down once: partners keep them."""
    assert _of(tables, "organization", "Maison mère")["id"] == "a9e7966e-c674-571c-a897-ddcdfceca5c3"
    assert _of(tables, "service", "Écoute Nord")["id"] == "987a0317-72c8-5ea0-8fa1-8ece9e5d0f18"


def _of(tables: Tables, table: str, name: str) -> dict[str, Any]:
    return next(row for row in tables[table] if row["name"] == name)


def test_a_carried_actor_is_a_service_of_its_structure(tables: Tables) -> None:
    mother = _of(tables, "organization", "Maison mère")
    service = _of(tables, "service", "Point d’appui")
    assert service | {"id": "", "description": ""} == {
        "id": "",
        "organization_id": mother["id"],
        "name": "Point d’appui",
        "alternate_name": "Point d’appui du Nord",
        "description": "",
        "url": "https://www.point-appui.fr/accueil",
        "email": "contact@point-appui.fr",
        "status": "active",
        "application_process": "Tout le monde, Les professionnels. Par téléphone, En ligne. "
        "Répond sous deux jours. Formulaire : https://www.point-appui.fr/orienter",
        "fees_description": "Gratuit. Sauf les repas.",
        "wait_time": "Sur liste d’attente. Moins d’un mois (12 octobre 2026).",
        "eligibility_description": "Mineurs, Familles. Les jeunes en fugue. Aucune pièce à fournir.",
        "minimum_age": 12,
        "maximum_age": 21,
        "assured_date": "2026-10-12",
        "last_modified": "2026-11-01T00:00:00Z",
    }
    assert "Point d’appui" not in {row["name"] for row in tables["organization"]}


def test_the_place_the_number_and_the_terms_follow(tables: Tables) -> None:
    service = _of(tables, "service", "Point d’appui")["id"]
    places = {row["id"]: row for row in tables["location"]}
    there = [places[r["location_id"]] for r in tables["service_at_location"] if r["service_id"] == service]
    assert [place["location_type"] for place in there] == ["physical", "virtual"]
    address = next(row for row in tables["address"] if row["location_id"] == there[0]["id"])
    assert (address["address_1"], address["city"], address["state_province"], address["region"]) == (
        "1 rue du Port",
        "Dunkerque",
        "Nord",
        "Hauts-de-France",
    )
    lines = [row for row in tables["phone"] if row.get("service_id") == service]
    assert [(row["number"], row.get("description", "").replace("\u00a0", " ")) for row in lines] == [
        ("07 57 76 46 58", "Jeunes"),
        ("03 20 00 00 01", "Parents. Lun.–ven. 18 h – 22 h."),
        ("3919", ""),
    ]
    terms = {row["id"]: row["code"] for row in tables["taxonomy_term"]}
    mine = {terms[r["taxonomy_term_id"]] for r in tables["attribute"] if r["link_id"] == service}
    assert {"missions:soigner", "publics:mineurs", "categories:accompagnement"} <= mine
    assert {"genre_accueilli:filles", "disponibilite_urgence:sur-appel"} <= mine
    spoken = [(row["code"], row["name"]) for row in tables["language"] if row["service_id"] == service]
    assert spoken == [("fr", "Français"), ("fsl", "Langue des signes française"), ("ar", "Arabe")]
    found = [row for row in tables["accessibility"] if row["location_id"] == there[0]["id"]]
    assert [row["description"] for row in found] == ["Entrée de plain-pied", "Boucle à induction magnétique"]
    assert {row["url"].split("/")[2] for row in found} == {"acceslibre.beta.gouv.fr"}
    areas = [row["name"] for row in tables["service_area"] if row["service_id"] == service]
    assert areas == ["le Nord (59)", "la région Île-de-France", "Dunkerque (59)", "la Belgique"]


def test_a_suspended_actor_says_so_and_a_closed_one_is_gone(tables: Tables) -> None:
    assert _of(tables, "service", "Suspendu")["status"] == "temporarily closed"
    assert "Ancien foyer" not in {row["name"] for name in ("organization", "service") for row in tables[name]}


def test_a_confidential_place_is_no_location(tables: Tables) -> None:
    assert "Refuge" in {row["name"] for row in tables["organization"]}
    assert "Refuge" not in {row["name"] for row in tables["location"]}


def hours_of(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    link = {hsds.uuid(table, name) for table in ("service", "location")}
    return [row for row in rows if row.get("service_id", row.get("location_id")) in link]


def test_schedules_follow_the_week_and_the_clock(tables: Tables) -> None:
    """On 22 November: winter time until 27 March, then summer time."""
    rows = hours_of(tables["schedule"], "complet")
    assert [(row["byday"], row["opens_at"], row["closes_at"], row["timezone"]) for row in rows] == [
        ("MO,TU,WE,FR", "09:00:00+01:00", "12:00:00+01:00", 1),
        ("MO,TU,WE,FR", "09:00:00+02:00", "12:00:00+02:00", 2),
        ("MO,TU,WE,FR", "14:00:00+01:00", "18:00:00+01:00", 1),
        ("MO,TU,WE,FR", "14:00:00+02:00", "18:00:00+02:00", 2),
        ("TH", "09:00:00+01:00", "12:00:00+01:00", 1),
        ("TH", "09:00:00+02:00", "12:00:00+02:00", 2),
    ]
    assert {(row["valid_from"], row["valid_to"]) for row in rows} == {
        ("2026-10-25", "2027-03-27"),
        ("2027-03-28", "2027-10-30"),
    }
    assert {row["notes"] for row in rows} == {
        "Sur rendez-vous l’été. Notation OpenStreetMap : "
        "Mo-We,Fr 09:00-12:00,14:00-18:00; Th 09:00-12:00; PH off"
    }
    assert all("9" in row["description"] and "Mo-" not in row["description"] for row in rows)


def test_a_schedule_is_a_rule_of_rfc_5545(tables: Tables) -> None:
    for row in tables["schedule"]:
        if "freq" in row:
            rule = (
                f"FREQ={row['freq']};INTERVAL={row['interval']:.0f};WKST={row['wkst']};BYDAY={row['byday']}"
            )
            begins = date.fromisoformat(row.get("valid_from", "2026-01-01"))
            assert rrulestr(f"DTSTART:{begins:%Y%m%d}T000000\nRRULE:{rule}")[0]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("24/7", [("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "00:00:00-04:00", "23:59:00-04:00")]),
        ("Mo 18:00-24:00", [("WEEKLY", "MO", "18:00:00-04:00", "23:59:00-04:00")]),
        ("Mo 18:00-00:00", [("WEEKLY", "MO", "18:00:00-04:00", "23:59:00-04:00")]),
        ("Mo 00:00-00:00", [("WEEKLY", "MO", "00:00:00-04:00", "23:59:00-04:00")]),
        ("Mo 08:00-08:00", [(None, None, None, None)]),
        ("Mo 08:00-32:00", [(None, None, None, None)]),
        ("Mo-Fr 09:00-12:00; Dec 24 10:00-24:00 off", [(None, None, None, None)]),
        ("Mo 22:00-06:00", [("WEEKLY", "MO", "22:00:00-04:00", "06:00:00-04:00")]),
        ("Mo 22:00-26:00", [("WEEKLY", "MO", "22:00:00-04:00", "02:00:00-04:00")]),
        ("Tu[1,3] 14:00-17:00", [("MONTHLY", "1TU,3TU", "14:00:00-04:00", "17:00:00-04:00")]),
        ("Fr[-1] 09:00-12:00; PH,SH off", [("MONTHLY", "-1FR", "09:00:00-04:00", "12:00:00-04:00")]),
        ("Jul-Aug Mo 09:00-12:00", [(None, None, None, None)]),
    ],
)
def test_a_clock_that_never_changes_bears_no_dates(
    site: Site, hours: str, told: list[tuple[str | None, ...]]
) -> None:
    changed = with_actors(site, crip_martinique={"horaires_accueil": hours, "services": ("écouter",)})
    rows = hours_of(zipped(changed, "schedule"), "crip-martinique")
    assert [tuple(row.get(key) for key in ("freq", "byday", "opens_at", "closes_at")) for row in rows] == told
    assert not any("valid_from" in row for row in rows)


@pytest.mark.parametrize(
    ("closed", "days"),
    [
        ("Aug 01-15 off", "2026-10-25/2027-03-27 2027-03-28/2027-07-31 2027-08-16/2027-10-30"),
        ("Nov 10-Dec 02 off", "2026-10-25/2026-11-09 2026-12-03/2027-03-27 2027-03-28/2027-10-30"),
        ("Oct 20-Mar 31 off", "2027-04-01/2027-10-19"),
        ("Mar 20-Apr 05 off", "2026-10-25/2027-03-19 2027-04-06/2027-10-30"),
        ("week 30-32 off", "2026-10-25/2027-03-27 2027-03-28/2027-07-25 2027-08-16/2027-10-30"),
        ("2026 Dec 24-2027 Jan 03 off", "2026-10-25/2026-12-23 2027-01-04/2027-03-27 2027-03-28/2027-10-30"),
    ],
)
def test_nobody_is_sent_to_a_place_while_it_is_closed(site: Site, closed: str, days: str) -> None:
    """A part of the year cuts the dates of each rule; rows keep their ids while it stands."""
    said = {"horaires_accueil": f"Mo-Fr 09:00-12:00; {closed}"}
    rows = hours_of(zipped(with_actors(site, complet=said), "schedule"), "complet")
    assert " ".join(f"{row['valid_from']}/{row['valid_to']}" for row in rows) == days
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["byday"] for row in rows} == {"MO,TU,WE,TH,FR"}


def test_where_the_clock_never_changes_or_is_not_known_a_closure_is_dated_too(site: Site) -> None:
    hours = {"horaires_accueil": "Mo 09:00-12:00; Aug off", "services": ("écouter",)}
    abroad = {**hours, "pays": "BE", "code_insee": None, "departement": None}
    changed = with_actors(site, crip_martinique=hours, complet=abroad)
    for name in ("crip-martinique", "complet"):
        rows = hours_of(zipped(changed, "schedule"), name)
        assert [(row.get("valid_from"), row.get("valid_to")) for row in rows] == [
            (None, "2027-07-31"),
            ("2027-09-01", None),
        ]


def test_hours_abroad_bear_no_distance_from_utc(site: Site) -> None:
    said = {"horaires_accueil": "Mo 09:00-12:00", "pays": "BE", "code_insee": None, "departement": None}
    row = hours_of(zipped(with_actors(site, complet=said), "schedule"), "complet")[0]
    assert (row["opens_at"], row.get("timezone"), row.get("valid_from")) == ("09:00:00", None, None)


def test_hours_of_a_structure_that_is_no_service_are_those_of_its_place(site: Site) -> None:
    alone = {"horaires_accueil": "Mo 09:00-12:00", "porte_par": None, "services": ()}
    alone |= {"modes_mobilisation": (), "mobilisable_par": (), "lien_mobilisation": None}
    changed = with_actors(site, complet=alone)
    assert {row["location_id"] for row in hours_of(zipped(changed, "schedule"), "complet")} == {
        hsds.uuid("location", "complet")
    }
    whole = next(one for one in nested(changed, "hsds/organizations.json") if one["name"] == "Point d’appui")
    assert whole["locations"][0]["schedules"][0]["byday"] == "MO"
    hidden = with_actors(changed, complet={"adresse_confidentielle": True})
    assert not hours_of(zipped(hidden, "schedule"), "complet")


def test_what_holds_of_a_clock_follows_the_day() -> None:
    winter, summer = periodes("Europe/Paris", date(2026, 11, 22))
    assert [(one.heures, one.ete) for one in (winter, summer)] == [(1, False), (2, True)]
    assert [one.heures for one in periodes("Europe/Paris", date(2026, 7, 1))] == [2, 1]
    assert periodes("Europe/Paris", date(2026, 3, 28))[0].au == date(2026, 3, 28)
    assert periodes("Europe/Paris", date(2026, 3, 29))[0].du == date(2026, 3, 29)
    assert [one.heures for one in periodes("Pacific/Marquesas", date(2026, 7, 1))] == [-9.5]
    assert periodes("Pacific/Marquesas", date(2026, 7, 1))[0].heure("08:00") == "08:00:00-09:30"


def test_ids_of_schedules_outlive_a_change_of_clocks(site: Site) -> None:
    """Written down once: those of winter are the ids that were there before."""
    before, after = (
        {row["id"] for row in zipped(on(day, site), "schedule")}
        for day in (date(2026, 11, 22), date(2026, 7, 1))
    )
    assert before == after
    assert hsds.uuid("schedule", "complet", "0") in before


@pytest.mark.parametrize(
    "horaires",
    [
        "Mo-Fr 09:00-12:00; We off",
        "Mo-Fr 09:00-12:00; Fr 10:00-11:00",
        "Jul-Aug Mo 09:00-12:00",
        "sunrise-sunset",
    ],
)
def test_hours_that_are_no_plain_week_are_only_told(horaires: str) -> None:
    assert semaine(horaires) == []
    assert plages(horaires) == ()


def test_a_week_of_ranks_is_no_plain_week() -> None:
    assert semaine("Tu[1] 09:00-12:00; Mo 09:00-12:00") == []
    assert [one.freq for one in plages("Tu[1] 09:00-12:00; Mo 09:00-12:00")] == ["WEEKLY", "MONTHLY"]
    assert plages("Tu[1] 09:00-12:00; Tu 09:00-12:00") == ()  # one takes the place of the other


def test_a_closure_leaves_the_week_as_it_is() -> None:
    assert semaine("Mo-Fr 09:00-12:00; Aug 01-15 off; PH off") == semaine("Mo-Fr 09:00-12:00")
    assert semaine("Aug off") == []


def test_a_week_may_turn_over_sunday() -> None:
    assert semaine("Sa-Mo 10:00-12:00")[0].byday == "SA,SU,MO"
    assert semaine("24/7")[0].byday == "MO,TU,WE,TH,FR,SA,SU"


def test_the_report_of_losses_names_what_no_table_carries() -> None:
    lost = set(perdus(champ for table in TABLES.values() for champ in table.champs))
    assert {"sources", "comptes", "capacite", "partenaires", "mots_cles"} <= lost
    assert not {"siret", "nouvelles_situations", "horaires_precisions", "zone_precisions"} & lost
