"""Our own exports, data·inclusion and GeoJSON are read under our fields, with what they said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generators.intake.table import Table, joined, parted
from generators.intake.tables import Unreadable, read
from generators.site import Site
from tests.exchange.conftest import COMPLET, RECORDS
from tests.made import exports as files
from tests.pages.conftest import make

__all__ = ["make"]


@pytest.fixture(scope="module")
def exports(make: Callable[..., Site]) -> Mapping[str, bytes]:
    return {path.rpartition("donnees/")[2]: content for path, content in files(make(**RECORDS)).items()}


def table(folder: Path, exports: Mapping[str, bytes], name: str) -> Table:
    path = folder / Path(name).name
    path.write_bytes(exports[name])
    return read(path)


def row(read: Table, id_: str) -> dict[str, str]:
    assert read.fields
    rows = [{name: cell.text for name, cell in row.cells.items()} for row in read.rows]
    return next(each for each in rows if each["id"].rpartition("--")[2] == id_)


def values(said: Mapping[str, str], *without: str) -> dict[str, Any]:
    """What a row says, as its record would hold it."""
    return {
        name: parted(text) if isinstance(COMPLET.get(name), list) else text
        for name, text in said.items()
        if name not in ("id", *without)
    }


GROUPS = ("comptes", "lignes", "remarques", "sources")


def test_our_table_says_what_the_records_say(tmp_path: Path, exports: Mapping[str, bytes]) -> None:
    found = row(table(tmp_path, exports, "acteurs.csv"), "complet")
    expected = {name: value for name, value in COMPLET.items() if name not in GROUPS}
    assert values(found, "adresse_confidentielle") == expected


@pytest.mark.parametrize("name", ["acteurs.csv", "acteurs.json"])
def test_a_towns_centre_is_nobodys_position(tmp_path: Path, exports: Mapping[str, bytes], name: str) -> None:
    read = table(tmp_path, exports, name)
    assert {one.cells["id"].text for one in read.rows if "latitude" in one.cells} == {"complet"}


def test_our_json_says_all_groups_too(tmp_path: Path, exports: Mapping[str, bytes]) -> None:
    found = row(table(tmp_path, exports, "acteurs.json"), "complet")
    said = values(found, "adresse_confidentielle", *GROUPS)
    lines = [{**line, "telephone_de_service": False} for line in COMPLET["lignes"]]
    assert {name: json.loads(found[name]) for name in GROUPS} == {
        "comptes": COMPLET["comptes"],
        "lignes": lines,
        "remarques": COMPLET["remarques"],
        "sources": COMPLET["sources"],
    }
    assert said == {name: value for name, value in COMPLET.items() if name not in GROUPS}


def test_our_geojson_gives_the_point_of_an_address_and_no_town_centre(
    tmp_path: Path, exports: Mapping[str, bytes]
) -> None:
    read = table(tmp_path, exports, "acteurs.geojson")
    found = row(read, "complet")
    assert (found["latitude"], found["longitude"], found["nom"]) == ("51.0344", "2.3768", "Point d’appui")
    precise = {name for each in read.rows for name in each.cells if name in ("latitude", "page", "precision")}
    assert precise == {"latitude"}
    assert [
        each for each in read.rows if "latitude" in each.cells and each.cells["id"].text != "complet"
    ] == []


def test_structures_and_services_of_data_inclusion_are_read_together(
    tmp_path: Path, exports: Mapping[str, bytes]
) -> None:
    (tmp_path / "services.json").write_bytes(exports["data-inclusion/services.json"])
    read = table(tmp_path, exports, "data-inclusion/structures.json")
    found = row(read, "complet")
    assert found["nom"] == "Point d’appui"
    assert found["telephone"] == "+33757764658"
    assert found["resume"] == COMPLET["resume"]
    assert (found["age_min"], found["age_max"]) == ("12", "21")
    assert found["publics_precisions"] == COMPLET["publics_precisions"]
    assert found["horaires_accueil"] == COMPLET["horaires_accueil"]
    assert found["frais"] == "gratuit"
    assert parted(found["modes_accueil"]) == COMPLET["modes_accueil"]
    assert {"departement:59", "commune:59183", "departement:75"} <= {*parted(found["zone_eligibilite"])}
    assert "accompagnement" in parted(found["missions"])
    assert found["porte_par"].endswith("--maison-mere")
    ids = [each.cells["id"].text for each in read.rows]
    assert len(ids) == len({*ids})
    assert {id_.rpartition("--")[2] for id_ in ids} >= {"complet", "maison-mere"}


def test_services_alone_and_both_in_one_file(tmp_path: Path, exports: Mapping[str, bytes]) -> None:
    alone = table(tmp_path, exports, "data-inclusion/services.json")
    assert row(alone, "complet")["porte_par"].endswith("--maison-mere")
    both = {name: json.loads(exports[f"data-inclusion/{name}.json"]) for name in ("structures", "services")}
    (tmp_path / "tout.json").write_text(json.dumps(both), encoding="utf-8")
    assert row(read(tmp_path / "tout.json"), "complet")["frais"] == "gratuit"


def test_a_service_of_somebody_elses_data_inclusion(tmp_path: Path) -> None:
    service = {
        "source": "dora", "id": "dora--1", "structure_id": "dora--9", "nom": "Point écoute",
        "description": "x" * 400,
        "type": "accompagnement", "thematiques": ["famille--soutien-a-la-parentalite-et-a-leducation"],
        "publics": ["jeunes", "familles"], "publics_precisions": "Sans condition",
        "zone_eligibilite": ["35", "35238", "243500139", "france", "974"],
        "lien_mobilisation": "https://a.fr/rdv", "telephone": None, "latitude": 48.1,
        "date_maj": "2025-01-01", "score_qualite": 0.3,
    }  # fmt: skip
    (tmp_path / "s.json").write_text(json.dumps([service]), encoding="utf-8")
    found = row(read(tmp_path / "s.json"), "1")
    assert parted(found["zone_eligibilite"]) == [
        "departement:35", "commune:35238", "epci:243500139", "france", "departement:974",
    ]  # fmt: skip
    assert found["lien_mobilisation"] == "https://a.fr/rdv"
    assert "site_web" not in found
    assert found["presentation"] == "x" * 400
    assert "resume" not in found
    assert "telephone" not in found
    assert found["latitude"] == "48.1"
    assert parted(found["missions"])[0] == "accompagnement"


def test_geojson_of_somebody_else_is_a_table_to_be_understood(tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "id": 7,
            "geometry": {"type": "Point", "coordinates": [2.5, 50.25]},
            "properties": {
                "Nom": "A",
                "Ville": "Lille",
                "tags": ["x|y", "z"],
                "places": 12.0,
                "ouvert": True,
            },
        },
        {"type": "Feature", "geometry": None, "properties": {"Nom": "B"}},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[]]}, "properties": {"Nom": "C"}},
    ]
    path = tmp_path / "carte.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    found = read(path)
    assert not found.fields
    said = [{name: cell.text for name, cell in row.cells.items()} for row in found.rows]
    assert said == [
        {
            "id": "7", "Nom": "A", "Ville": "Lille", "tags": r"x\|y | z", "places": "12", "ouvert": "true",
            "latitude": "50.25", "longitude": "2.5",
        },
        {"Nom": "B"},
        {"Nom": "C"},
    ]  # fmt: skip
    assert found.rows[0].cells["Ville"].address == "objet 1, Ville"


def test_a_list_of_objects_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"Nom": "A", "CP": 6000}, {"Nom": "B", "Tél": "0320000000"}]', encoding="utf-8")
    found = read(path)
    assert found.columns == ("Nom", "CP", "Tél")
    assert found.rows[0].cells["CP"].text == "6000"


@pytest.mark.parametrize("text", ['{"structures": []}', "{}", "[]", '"texte"', '{"features": 3}', "[[1]]"])
def test_json_without_structures_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable):
        read(path)


def test_a_list_in_one_cell_comes_back() -> None:
    for items in (["a"], ["a | b", "c"], ["\\", "|", "x\\|y"], ["=écoute", "a\nb"]):
        assert parted(joined(items)) == items
