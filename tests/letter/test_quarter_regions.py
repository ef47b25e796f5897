"""The quarter of `tests.letter.quarter`, kept under git: drafted, read, then built for all regions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generators.cli import main
from generators.letter.mjml import BUDGET
from tests.letter import quarter
from tests.network.test_nouveautes import git
from tests.readers import RECEIVED

NEW = "actors/point-ecoute-lens"
OUT = f"newsletter/{quarter.ISSUE}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All but one structure since the summer; that one since November, a telephone changed since then."""
    folder = tmp_path_factory.mktemp("vigie")
    quarter.lay(folder)
    new = folder / "data" / f"{NEW}.yml"
    text = new.read_text("utf-8")
    new.unlink()
    steps = {"2026-06-01": None, "2026-11-02": new}
    git(folder, "init", "-q")
    for day, file in steps.items():
        if file:
            file.write_text(text, "utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "x", day=day)
    changed = folder / "data" / "actors" / "maison-des-eleves-mulhouse.yml"
    changed.write_text(changed.read_text("utf-8").replace("03 53 01 68 68", "03 53 01 68 99"), "utf-8")
    git(folder, "commit", "-qam", "x", day="2026-11-20")
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    """The drafted issue, read and sent to all regions."""
    options = ("--data", str(project / "data"), "--today", quarter.DAY.isoformat())
    assert main(["newsletter", "draft", quarter.ISSUE, *options]) == 0
    file = project / "newsletter" / f"{quarter.ISSUE}.yml"
    written = re.sub(r"À écrire[^:\n]*: ?", "", file.read_text("utf-8"))
    file.write_text(written.replace("statut: brouillon", "statut: publie"), "utf-8")
    out = project / "out"
    assert main(["newsletter", "build", quarter.ISSUE, "--territoires", *options, "--out", str(out)]) == 0
    return out / OUT


def words(path: Path) -> str:
    return " ".join(path.read_text("utf-8").replace("\u00a0", " ").split())


def test_each_region_reads_what_is_near_and_all_read_the_quarter(built: Path) -> None:
    assert {path.name for path in built.iterdir() if path.is_dir()} == {
        "grand-est",
        "hauts-de-france",
        "pays-de-la-loire",
    }
    north = words(built / "hauts-de-france" / "email.txt")
    assert "Nouvelle structure - Point écoute du Bassin minier, Lens" in north
    assert "Appeler : 03 53 01 24 24" in north
    east = words(built / "grand-est" / "email.txt")
    assert "Maison des élèves de Mulhouse Nouvelles coordonnées. Appeler : 03 53 01 68 99" in east
    assert "Jeudi 10 décembre 2026, 9 h à 17 h." in east
    west = words(built / "pays-de-la-loire" / "email.txt")
    assert "Permanence des parents, Le Mans Mardi 1er décembre 2026, 18 h à 20 h." in west
    for text in (north, east, west):
        assert "classes mobiles" in text or "Guyane" in text


def test_every_letter_is_within_its_budget_and_every_campaign_gives_one_block(built: Path) -> None:
    for path in built.rglob("email*.html"):
        if ".territoires." not in path.name:
            assert path.stat().st_size <= BUDGET
    fields = {"brevo": "REGION", "keila": "region", "listmonk": "region", "mailchimp": "REGION"}
    for service, field in {**fields, "notifuse": "custom_string_1"}.items():
        source = (built / f"email.territoires.{service}.txt").read_text("utf-8")
        got = RECEIVED[service](source, {field: "Hauts-de-France"}).replace("\u00a0", " ")
        assert got.count("PRÈS DE CHEZ VOUS") == 1 and "Point écoute du Bassin minier" in got
