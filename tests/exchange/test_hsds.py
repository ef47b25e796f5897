"""HSDS 3.0: the required fields, types and links that the specification publishes; ids that stay."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from generators.exchange import hsds
from generators.exchange.clocks import semaine
from generators.exchange.hsds import TABLES
from generators.exchange.rules import perdus

#: Table → its required fields (https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html).
REQUIS = {
    "organization": {"id", "name", "description"},
    "organization_identifier": {"id", "identifier_type", "identifier"},
    "service": {"id", "name", "status"},
    "location": {"id", "location_type"},
    "address": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "accessibility": {"id"},
    "language": {"id"},
    "service_at_location": {"id"},
    "phone": {"id", "number"},
    "schedule": {"id"},
    "service_area": {"id"},
    "attribute": {"id"},
    "taxonomy": {"id", "name", "description"},
    "taxonomy_term": {"id", "name", "description"},
}  # fmt: skip
#: Table → its other fields that we fill; none but these may appear.
PERMIS = {
    "organization": {"alternate_name", "email", "website", "uri", "legal_status"},
    "organization_identifier": {"organization_id", "identifier_scheme"},
    "service": {
        "organization_id", "alternate_name", "description", "url", "email", "application_process",
        "fees_description", "wait_time", "eligibility_description", "minimum_age", "maximum_age",
        "assured_date", "last_modified",
    },
    "location": {"organization_id", "name", "description", "latitude", "longitude", "url"},
    "address": {"location_id", "address_2", "region"},
    "accessibility": {"location_id", "description", "details", "url"},
    "language": {"service_id", "name", "code"},
    "service_at_location": {"service_id", "location_id"},
    "phone": {"organization_id", "service_id", "type", "description"},
    "schedule": {"service_id", "freq", "byday", "opens_at", "closes_at", "description", "notes"},
    "service_area": {"service_id", "name", "description", "extent", "extent_type"},
    "attribute": {"link_id", "taxonomy_term_id", "link_type", "link_entity"},
    "taxonomy": set(),
    "taxonomy_term": {"code", "parent_id", "taxonomy", "language", "taxonomy_id"},
}  # fmt: skip
VALEURS = {
    ("service", "status"): {"active", "inactive", "defunct", "temporarily closed"},
    ("location", "location_type"): {"physical", "postal", "virtual"},
    ("address", "address_type"): {"physical", "postal", "virtual"},
    ("schedule", "freq"): {"WEEKLY", "MONTHLY"},
}
NOMBRES = {"latitude", "longitude", "minimum_age", "maximum_age"}
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
def tables(publie: Mapping[str, bytes]) -> Tables:
    paths = [path for path in publie if path.startswith("hsds/")]
    return {p.removeprefix("hsds/").removesuffix(".json"): json.loads(publie[p]) for p in paths}


@pytest.mark.parametrize("name", REQUIS)
def test_rows_have_what_is_required_and_nothing_unknown(tables: Tables, name: str) -> None:
    assert set(tables) == set(REQUIS)
    for row in tables[name]:
        assert set(row) >= REQUIS[name], row
        assert set(row) <= REQUIS[name] | PERMIS[name], row
        for key, value in row.items():
            assert value in VALEURS.get((name, key), {value})
            assert isinstance(value, int | float if key in NOMBRES else str), (key, value)


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


def test_schedules_follow_the_week(tables: Tables) -> None:
    service = _of(tables, "service", "Point d’appui")["id"]
    rows = [row for row in tables["schedule"] if row["service_id"] == service]
    assert [(row["byday"], row["opens_at"], row["closes_at"]) for row in rows] == [
        ("MO,TU,WE,FR", "09:00", "12:00"),
        ("MO,TU,WE,FR", "14:00", "18:00"),
        ("TH", "09:00", "12:00"),
    ]
    assert {row["description"] for row in rows} == {
        "Mo-We,Fr 09:00-12:00,14:00-18:00; Th 09:00-12:00; PH off"
    }


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


def test_a_closure_leaves_the_week_as_it_is() -> None:
    assert semaine("Mo-Fr 09:00-12:00; Aug 01-15 off; PH off") == semaine("Mo-Fr 09:00-12:00")
    assert semaine("Aug off") == []


def test_a_week_may_turn_over_sunday() -> None:
    assert semaine("Sa-Mo 10:00-12:00")[0]["byday"] == "SA,SU,MO"
    assert semaine("24/7")[0]["byday"] == "MO,TU,WE,TH,FR,SA,SU"


def test_the_report_of_losses_names_what_no_table_carries() -> None:
    lost = set(perdus(champ for table in TABLES for champ in table.champs))
    assert {"sources", "comptes", "capacite", "partenaires", "mots_cles"} <= lost
    assert not {"siret", "nouvelles_situations", "horaires_precisions", "zone_precisions"} & lost
