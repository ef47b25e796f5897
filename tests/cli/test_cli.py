"""The command line as the staff meet it: one clear French sentence, and an exit status that says which."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules

import pytest

from generators import cli
from generators.cli import geste, main, newsletter, verify
from generators.cli.common import module_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(ROOT)
    return ROOT


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the records, to break."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def status(*arguments: str) -> int:
    try:
        return main(list(arguments))
    except SystemExit as stop:
        assert isinstance(stop.code, int)
        return stop.code


def test_the_real_data_is_clean(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", "--today", "2026-11-22") == 0
    assert capsys.readouterr().out == "Aucun problème.\n"


def test_a_day_gone_by_is_no_fault_of_the_records(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run for 2020, what was verified since is only told; a day that has not come at all stays an error."""
    assert status("check", "--today", "2020-01-01") == 0
    said = capsys.readouterr().out
    assert "n’est pas encore venu" in said and "erreur" not in said


def test_a_day_that_has_not_come_is_an_error(
    here: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = data / "actors" / "akatij.yml"
    with record.open("a", encoding="utf-8") as end:
        end.write("verifie_le: 2999-01-01\nverifie_par: équipe du réseau\n")
    assert status("check", "--data", str(data), "--today", "2020-01-01") == 1
    assert "1 erreur" in capsys.readouterr().out.replace("\u00a0", " ")


WRONG = [[], ["inconnue"], ["check", "--format", "xml"], ["build", "--today", "hier"], ["newsletter"]]


@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_told_in_french(
    here: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert status(*command) == 2
    said = capsys.readouterr().err
    assert said.startswith("maillage : ")
    for english in ("invalid", "required", "argument ", "choose", "usage:", "error"):
        assert english not in said


def test_missing_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", "--data", "nulle-part") == 2
    assert capsys.readouterr().err == "maillage : le dossier nulle-part n’existe pas\n"


def test_not_in_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert status("check") == 2
    assert "n’est pas le dossier du projet" in capsys.readouterr().err


def test_file_that_is_not_utf8(here: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "actors" / "akatij.yml").write_bytes("nom: Guyane\nresume: été".encode("latin-1"))
    assert status("check", "--data", str(data)) == 1
    said = capsys.readouterr().out
    assert "akatij.yml:2" in said
    assert "UTF-8" in said


def test_json_is_the_promised_array(here: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "actors" / "akatij.yml").write_text("nom: Akatij\ncouleur: verte\n", encoding="utf-8")
    assert status("check", "--data", str(data), "--format", "json") == 1
    problems = json.loads(capsys.readouterr().out)
    assert {"path", "line", "column", "field", "message", "hint", "severity"} == set(problems[0])
    unknown = next(p for p in problems if p["field"] == "couleur")
    assert (unknown["path"].endswith("actors/akatij.yml"), unknown["line"], unknown["column"]) == (True, 2, 1)
    assert unknown["severity"] == "error"


def test_help_names_every_command(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("--help") == 0
    said = capsys.readouterr().out
    for command in ("build", "serve", "check", "newsletter", "schema", "new", "format", "links", "geocode"):
        assert command in said
        assert status(command, "--help") == 0


def test_schemas_and_guide_are_up_to_date(here: Path) -> None:
    assert status("schema", "--check") == 0


def test_check_waits_for_no_library_that_it_does_not_use() -> None:
    """An editor asks at each save: what other commands import would be half of the answer's time."""
    others = {"mkdocs", "folium", "jinja2", "requests", "icalendar", "PIL", "ruamel"}
    script = (
        "import sys; from generators.cli import main; "
        "main(['check', 'data/actors/akatij.yml']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = set(done.stderr.split())
    assert "generators.records.some" in modules
    assert modules & {*others, "generators.care.proposal", "generators.network"} == set()


def test_each_command_is_a_module_of_its_name(here: Path) -> None:
    for package, names in ((cli, cli.COMMANDS), (newsletter, newsletter.ACTIONS)):
        found = {module.name for module in iter_modules(package.__path__)} - {
            "common",
            "faults",
            "named",
            "takes",
            "__main__",
        }
        assert found == {module_of(name) for name in names}


#: All that may be typed: commands, and the actions of those that have some.
TYPED = [
    [],
    *([name] for name in cli.COMMANDS),
    *(["newsletter", name] for name in newsletter.ACTIONS),
    *(["verify", name] for name in verify.ACTIONS),
    *(["geste", name] for name in geste.ACTIONS),
]
#: What takes a tenth of a second to load, or more, with what brings it.
HEAVY = {
    "pydantic",
    "mkdocs",
    "jinja2",
    "PIL",
    "folium",
    "requests",
    "yaml",
    "ruamel",
    "numpy",
    "icalendar",
    "mjml",
}


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_help_waits_for_nothing_that_the_command_stands_on(words: list[str]) -> None:
    script = """import sys
from generators.cli import main
try:
    main([*sys.argv[1:], "--help"])
finally:
    print(*sys.modules, file=sys.stderr)"""
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = set(done.stderr.split())
    assert modules & HEAVY == set()
    assert len(modules) < 280
    assert "afficher cette aide" in done.stdout


def test_a_command_is_read_when_it_is_typed() -> None:
    script = "import sys; from generators.cli import main; main(['schema', '--check']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = {name for name in done.stdout.split() if name.startswith("generators.cli.")}
    assert modules == {f"generators.cli.{name}" for name in ("common", "faults", "takes", "schema")}
