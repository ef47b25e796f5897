"""No kept position outlives the address of a record that becomes confidential."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generators.cli import main
from generators.leak import Leak
from generators.opening import open_site
from generators.project import Project
from tests.care.test_geocode import RECORD, SECRET
from tests.test_withheld import TODAY, project

ADDRESS, OTHER = "1 place Jean Bart | 59140 | 59183", "76 rue des Campanules | 59140 | 59183"
FAR = "2 rue du Port | 13001 | 13201"
ROW = {
    "latitude": 51.03436,
    "longitude": 2.37683,
    "libelle": "76 Rue des Campanules 59140 Dunkerque",
    "score": 0.96,
    "type": "housenumber",
    "code_insee": "59183",
}


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with a public and a confidential record in the Nord, and three kept answers."""
    made = project(tmp_path / "projet", {"data/actors": {}})
    located = RECORD.format(more='latitude: "51.03437"\nlongitude: "2.37683"\n')
    (made.data / "actors" / "ouvert.yml").write_text(located, encoding="utf-8")
    (made.data / "actors" / "cache.yml").write_text(SECRET, encoding="utf-8")
    rows = "".join(f" {json.dumps(name)}: {json.dumps(ROW)},\n" for name in (ADDRESS, OTHER, FAR))
    (made.data / "geocodage.json").write_text("{\n" + rows.rstrip(",\n") + "\n}\n", encoding="utf-8")
    monkeypatch.chdir(made.root)
    return made


def test_check_tells_the_line_and_not_what_it_says(ours: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "--today", "2026-11-22"]) == 0
    told = [one for one in json.loads(capsys.readouterr().out) if one["path"] == "data/geocodage.json"]
    assert [(one["line"], one["severity"]) for one in told] == [(3, "warning")], "nobody hides in Marseille"
    assert "Campanules" not in json.dumps(told)


def test_geocode_takes_away_what_no_public_record_gives(
    ours: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "--api", "http://127.0.0.1:9"]) == 0
    assert "2\u00a0réponses retirées" in capsys.readouterr().out
    assert list(json.loads((ours.data / "geocodage.json").read_text("utf-8"))) == [ADDRESS]


def test_the_last_look_looks_for_it(ours: Project) -> None:
    site, problems = open_site(ours, TODAY, "https://reseau.example/", letters=False)
    assert site is not None, problems
    assert site.last_look.needles
    with pytest.raises(Leak, match=r"data/geocodage\.json"):
        site.last_look.over({"a.html": b"Au 76, rue des Campanules."})
    site.last_look.over({"a.html": b"Au 1, place Jean-Bart."})


@pytest.mark.parametrize("kept", ["", "[]", "null", '{"a": 1, "b | c | 59183": []}', "{" * 5000, "\x00"])
def test_a_file_of_any_content_stops_nothing(ours: Project, kept: str) -> None:
    (ours.data / "geocodage.json").write_text(kept, encoding="utf-8")
    assert main(["check", "--today", "2026-11-22"]) == 0
