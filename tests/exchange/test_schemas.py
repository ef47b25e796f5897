"""The schemas of the open JSON files, read by check-jsonschema: they hold for ours and refuse broken ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from frictionless import validate
from sqlite_utils.cli import cli as sqlite

from generators.records.kinds import FICHES
from tests.exchange.conftest import published
from tests.sites import real_site

Files = Mapping[str, bytes]
ADDRESS = "https://reseau.example/donnees/"


@pytest.fixture(scope="session")
def ours() -> Files:
    """What the repository's own records give."""
    return published(real_site(date(2026, 11, 22), "https://reseau.example/"))


def schemas(files: Files) -> Iterator[tuple[str, str]]:
    """Each file of JSON with its schema, as the descriptor joins them."""
    for resource in json.loads(files["datapackage.json"])["resources"]:
        if "jsonSchema" in resource:
            yield resource["path"], resource["jsonSchema"]


def refused(folder: Path, schema: str, *instances: str) -> str:
    """What check-jsonschema says; nothing when all is well."""
    said = CliRunner().invoke(check_jsonschema, ["--schemafile", str(folder / schema), *instances])
    return said.output if said.exit_code else ""


def laid(files: Files, folder: Path) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def folder(publie: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid(publie, tmp_path_factory.mktemp("publie"))


def test_every_file_of_json_has_its_schema(publie: Files) -> None:
    said = dict(schemas(publie))
    data = {path for path in publie if path.rpartition(".")[2] in ("json", "geojson")}
    assert {path for path in data if not path.startswith("schemas/")} - {"datapackage.json"} == set(said)
    assert {path for path in data if path.startswith("schemas/")} == set(said.values())
    for path in said.values():
        schema = json.loads(publie[path])
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == ADDRESS + path
        assert schema["title"]


def test_our_files_follow_their_schemas(publie: Files, folder: Path, ours: Files, tmp_path: Path) -> None:
    for files, place in ((publie, folder), (ours, laid(ours, tmp_path))):
        for path, schema in schemas(files):
            assert refused(place, schema, str(place / path)) == "", path
    report = validate(tmp_path / "datapackage.json")  # of ours: a reader that guesses sees more rows there
    assert report.flatten(["name", "type", "note"]) == []


def test_a_list_holds_the_records_of_its_file(publie: Files) -> None:
    for kind in FICHES.values():
        content = publie[f"listes/{kind.file}.json"]
        whole = json.loads(publie[f"{kind.file}.json"])[kind.file]
        assert sorted(json.loads(content), key=lambda one: one["id"]) == whole
        assert len(content.splitlines()) == len(whole) + 2


def _record(content: Any) -> dict[str, Any]:
    return next(one for one in content["acteurs"] if one["id"] == "complet")


def _feature(content: Any) -> dict[str, Any]:
    return next(one for one in content["features"] if one["id"] == "complet")


def _hours(content: Any) -> dict[str, Any]:
    return next(one["schedules"][0] for one in content if "schedules" in one)


#: File → what somebody does to it.
BROKEN: list[tuple[str, Callable[[Any], object]]] = [
    ("acteurs.json", lambda c: c.pop("date")),
    ("acteurs.json", lambda c: c.update(date="22/11/2026")),
    ("acteurs.json", lambda c: c.update(commit="HEAD")),
    ("acteurs.json", lambda c: _record(c).pop("nom")),
    ("acteurs.json", lambda c: _record(c).update(nom=None)),
    ("acteurs.json", lambda c: _record(c).update(id="Point d’appui")),
    ("acteurs.json", lambda c: _record(c).update(type="departemant")),
    ("acteurs.json", lambda c: _record(c).update(missions=["accompagner", "inconnue"])),
    ("acteurs.json", lambda c: _record(c).update(missions="accompagner")),
    ("acteurs.json", lambda c: _record(c).update(partenaires=[])),
    ("acteurs.json", lambda c: _record(c).update(code_postal=59140)),
    ("acteurs.json", lambda c: _record(c).update(code_insee="5918")),
    ("acteurs.json", lambda c: _record(c).update(latitude="51.0344")),
    ("acteurs.json", lambda c: _record(c).update(latitude=251.0)),
    ("acteurs.json", lambda c: _record(c).update(precision="exacte")),
    ("acteurs.json", lambda c: _record(c).update(verifie_le="octobre 2026")),
    ("acteurs.json", lambda c: _record(c).update(telefone="119")),
    ("acteurs.json", lambda c: _record(c)["sources"][0].pop("document")),
    ("acteurs.json", lambda c: _record(c).update(precisions_permises=[{"texte": "a", "raison": "b"}])),
    ("evenements.json", lambda c: c["evenements"][0].update(debut="3 décembre")),
    ("evenements.json", lambda c: c["evenements"][0].update(annule="non")),
    ("listes/ressources.json", lambda c: c[0].pop("titre")),
    ("listes/ressources.json", lambda c: c[0].update(sources=[])),
    ("vocabulaire.json", lambda c: c["listes"]["missions"][0].pop("libelle")),
    ("vocabulaire.json", lambda c: c["listes"].update(missions={})),
    ("acteurs.geojson", lambda c: _feature(c).update(geometry={"type": "Point", "coordinates": [0]})),
    ("acteurs.geojson", lambda c: _feature(c).update(geometry={"type": "Point", "coordinates": [2.4, 251]})),
    ("acteurs.geojson", lambda c: _feature(c).pop("geometry")),
    ("acteurs.geojson", lambda c: _feature(c)["properties"].update(precision="exacte")),
    ("data-inclusion/services.json", lambda c: c[0].pop("structure_id")),
    ("hsds/services.json", lambda c: c[0].pop("status")),
    ("hsds/services.json", lambda c: c[0].update(status="open")),
    ("hsds/services.json", lambda c: c[0].update(id="complet")),
    ("hsds/services.json", lambda c: c[0].update(organization_id=c[0]["id"])),
    ("hsds/services.json", lambda c: _hours(c).update(opens_at="9h")),
    ("hsds/services.json", lambda c: _hours(c).update(opens_at="09:00")),
    ("hsds/services.json", lambda c: _hours(c).update(freq="DAILY")),
    ("hsds/services.json", lambda c: _hours(c).update(valid_to="30/10/2027")),
    ("hsds/services.json", lambda c: c[0]["attributes"][0]["taxonomy_term"].pop("name")),
    ("hsds/organizations.json", lambda c: c[0].pop("description")),
    ("data-inclusion/services.json", lambda c: c[0].update(telephone="03 20 00 00 00")),
    ("data-inclusion/structures.json", lambda c: c[0].update(description="Bref")),
    ("data-inclusion/structures.json", lambda c: c[0].update(siret="123")),
]


@pytest.mark.parametrize("path", sorted({path for path, _ in BROKEN}))
def test_a_broken_file_is_refused(path: str, publie: Files, folder: Path, tmp_path: Path) -> None:
    schema = dict(schemas(publie))[path]
    for number, (_, spoil) in enumerate(one for one in BROKEN if one[0] == path):
        content = json.loads(publie[path])
        spoil(content)
        broken = tmp_path / f"{number}.json"
        broken.write_text(json.dumps(content), encoding="utf-8")
        assert refused(folder, schema, str(broken)), (path, number)


def test_what_schemas_say_is_french(publie: Files) -> None:
    """No docstring of ours, no English title."""
    said = list(_told(json.loads(content) for path, content in publie.items() if path.startswith("schemas/")))
    assert len(said) > 300
    for text in said:
        words = set(text.lower().replace(",", " ").replace(".", " ").split())
        assert not words & {"the", "of", "an", "with", "what", "one"}, text


def _told(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            yield from (
                str(value[key]) for key in ("title", "description") if isinstance(value.get(key), str)
            )
            yield from _told(value.values())
        elif isinstance(value, list):
            yield from _told(value)


def test_sqlite_utils_takes_each_list_and_what_joins_them(ours: Files, tmp_path: Path) -> None:
    """The commands that the page of the open data gives: nothing is said of columns that come late."""
    laid(ours, tmp_path)
    base, take = str(tmp_path / "reseau.db"), CliRunner()
    lists = {f"listes/{kind.file}.json": kind.file for kind in FICHES.values()}
    for path in (*lists, *(path for path in ours if re.match(r"(data-inclusion|hsds)/.*json$", path))):
        table = lists.get(path, path)
        done = take.invoke(sqlite, ["insert", base, table, str(tmp_path / path), "--pk", "id"])
        assert done.exit_code == 0, done.output
        rows = json.loads(ours[path])
        assert sqlite_utils.Database(base)[table].count == len(rows)
        assert {*sqlite_utils.Database(base)[table].columns_dict} == {key for row in rows for key in row}
    links = ["insert", base, "liens", str(tmp_path / "liens.csv"), "--csv", "--encoding", "utf-8-sig"]
    assert take.invoke(sqlite, [*links, "--empty-null"]).exit_code == 0
    found = sqlite_utils.Database(base)
    types = found["acteurs"].columns_dict
    assert [types[name] for name in ("latitude", "capacite", "code_postal")] == [float, int, str]
    codes = {row["code_postal"] for row in found["acteurs"].rows}
    assert any(code and code.startswith("0") for code in codes)
    who = "select a.nom from liens l join acteurs a on a.id = l.vers_acteur where l.champ = 'organisateurs'"
    assert list(found.query(who))
