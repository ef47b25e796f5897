"""The whole of /donnees/: the descriptor, read by Frictionless, and what it says of the files."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package, validate

from generators.git.revision import commit_of
from generators.project import Project
from generators.records.kinds import FICHES
from generators.site import Site
from tests.exchange.conftest import RECORDS, published
from tests.made import exports as files


@pytest.fixture
def folder(publie: Mapping[str, bytes], tmp_path: Path) -> Path:
    for path, content in publie.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return tmp_path


def test_frictionless_finds_nothing_to_say(folder: Path) -> None:
    report = validate(folder / "datapackage.json")
    assert report.flatten(["name", "type", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(list(folder.rglob("*.*"))) - 1


def test_frictionless_reads_the_records(folder: Path) -> None:
    package = Package(folder / "datapackage.json")
    for kind, name in ((k.name, k.file) for k in FICHES.values()):
        rows = package.get_resource(f"{name}-csv").read_rows()
        assert [row["id"] for row in rows] == sorted(RECORDS[kind])
    row = next(r for r in package.get_resource("acteurs-csv").read_rows() if r["id"] == "complet")
    assert (row["latitude"], row["age_min"], row["adresse_confidentielle"]) == (
        Decimal("51.0344"),
        12,
        False,
    )
    assert row["verifie_le"].isoformat() == "2026-10-12"


def test_frictionless_sees_a_changed_file_and_a_term_that_is_none(folder: Path) -> None:
    table = folder / "acteurs.csv"
    table.write_bytes(table.read_bytes().replace(b",accompagnement,", b",accompagnemant,"))
    found = {note for _, note in validate(folder / "datapackage.json").flatten(["type", "type"])}
    assert {"constraint-error", "hash-count"} <= found


def test_frictionless_follows_the_keys_from_table_to_table(folder: Path) -> None:
    """Who carries whom, and every link of `liens.csv`, lead to a record; a row that is none is seen."""
    keys = {r.name: r.schema.foreign_keys for r in Package(folder / "datapackage.json").resources if r.schema}
    assert {key["fields"][0] for key in keys["acteurs-csv"]} == {"porte_par", "successeur"}
    assert len(keys["liens-csv"]) == 2 * len(FICHES)
    rows = list(Package(folder / "datapackage.json").get_resource("liens-csv").read_rows())
    assert {"organisateurs", "porte_par"} <= {row["champ"] for row in rows}
    for row in rows:
        ends = [name for name, value in row.items() if value and name != "champ"]
        assert [name.partition("_")[0] for name in ends] == ["de", "vers"]
    table = folder / "liens.csv"
    table.write_bytes(table.read_bytes() + b"complet,,,,porte_par,personne,,,\r\n")
    report = validate(folder / "datapackage.json").flatten(["type", "note"])
    assert [type_ for type_, _ in report if type_ not in ("hash-count", "byte-count")] == ["foreign-key"]


def test_the_descriptor_dates_and_weighs_each_file(publie: Mapping[str, bytes]) -> None:
    package = json.loads(publie["datapackage.json"])
    assert (package["created"], package["commit"]) == (
        "2026-11-22T00:00:00Z",
        "0123456789abcdef0123456789abcdef01234567",
    )
    assert package["licenses"][0]["name"] == "etalab-2.0"
    assert {r["path"] for r in package["resources"]} == set(publie) - {"datapackage.json"}
    for resource in package["resources"]:
        content = publie[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_names_that_partners_rely_on(publie: Mapping[str, bytes]) -> None:
    lists = {f"{name}.{form}" for name in (kind.file for kind in FICHES.values()) for form in ("csv", "json")}
    assert lists | {
        "acteurs.geojson",
        "data-inclusion/structures.json",
        "data-inclusion/services.json",
    } <= set(publie)
    assert {"hsds/hsds.zip", "hsds/services.json", "hsds/organizations.json"} <= set(publie)


def test_the_same_edition_gives_the_same_bytes(site: Site, publie: Mapping[str, bytes]) -> None:
    assert published(replace(site)) == publie


def test_no_file_needs_the_sites_address(site: Site) -> None:
    nowhere = replace(site, address="/", commit=None)
    for path, content in files(nowhere).items():
        assert b"reseau.example" not in content, path


def git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=x", "-c", "user.email=x@x.fr")
    done = subprocess.run(
        ["git", "-C", folder, *name, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_commit_is_said_only_when_it_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.at(tmp_path)
    for name in ("data", "newsletter"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yml").write_text("a", encoding="utf-8")
    assert commit_of(project) is None  # no repository
    git(tmp_path, "init", "-q")
    assert commit_of(project) is None  # no commit
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    head = git(tmp_path, "rev-parse", "HEAD")
    (tmp_path / "README.md").write_text("other", encoding="utf-8")
    assert commit_of(project) == head
    (tmp_path / "newsletter" / "a.yml").write_text("b", encoding="utf-8")
    assert commit_of(project) is None  # the records differ from the commit
    git(tmp_path, "commit", "-qam", "y")
    assert commit_of(project) == git(tmp_path, "rev-parse", "HEAD") != head
    monkeypatch.setenv("PATH", "")
    assert commit_of(project) is None  # no git
