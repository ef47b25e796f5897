"""`newsletter build` for territories: which letters it writes, what it says of the others and refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generators.cli import main
from generators.letter import campaigns, check
from tests.letter.quarter import DAY, lay

ISSUE = "2026-t3"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay(tmp_path)
    return tmp_path


def build(project: Path, *more: str) -> int:
    folders = ("--data", str(project / "data"), "--out", str(project / "out"))
    return main(["newsletter", "build", *more, *folders, "--today", DAY.isoformat()])


def written(project: Path) -> set[str]:
    home = project / "out" / "newsletter" / ISSUE
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def test_all_regions_in_one_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(project, "--territoires") == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "2 lettres avec « Près de chez vous » : Grand Est et Pays de la Loire." in said
    assert "Rien de nouveau, la lettre nationale y suffit : Auvergne-Rhône-Alpes, " in said
    found = written(project)
    assert {path.partition("/")[0] for path in found if "/" in path} == {"grand-est", "pays-de-la-loire"}
    assert {"grand-est/email.html", "grand-est/email.brevo.txt", "grand-est/message.eml"} <= found
    assert "email.territoires.brevo.html" in found and "email.territoires.mailjet.html" not in found


@pytest.mark.parametrize("name", ["72", "Sarthe", "sarthe"])
def test_a_departement_on_demand(project: Path, name: str) -> None:
    assert build(project, ISSUE, "--territoire", name) == 0
    assert {path.partition("/")[0] for path in written(project)} == {"72"}
    text = (project / "out" / "newsletter" / ISSUE / "72" / "email.txt").read_text("utf-8")
    assert "PRÈS DE CHEZ VOUS : SARTHE" in text.replace("\u00a0", " ")


def test_one_that_has_no_news_has_no_letter_and_it_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project, "--territoire", "Guyane") == 0
    said = capsys.readouterr().out
    assert "Aucune lettre à écrire." in said and "la lettre nationale y suffit : Guyane." in said
    assert written(project) == set()


def test_an_unknown_territory_and_an_unknown_issue(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(project, "--territoire", "Nord-Pas\x1b[2J") == 2
    said = capsys.readouterr().err
    assert "n’est pas connu : écrivez un département" in said and "Hauts-de-France, Île-de-France" in said
    assert "\x1b" not in said
    assert build(project, "2031-t1", "--territoires") == 2
    assert "le numéro 2031-t1 n’existe pas ; numéros connus : 2026-t3" in capsys.readouterr().err
    assert build(project, ISSUE) == 2
    assert "le numéro 2026-t3 ne se donne qu’avec un territoire" in capsys.readouterr().err
    assert not (project / "out").exists()


def test_a_draft_with_a_fault_is_no_letter_of_any_territory(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its national part is checked as « push » does."""
    text = (project / "newsletter" / f"{ISSUE}.yml").read_text("utf-8")
    draft = text.replace("statut: publie", "statut: brouillon").replace("3e", "4e")
    draft = draft.replace("2026-09-15", "2026-11-01")
    (project / "newsletter" / "2026-t4.yml").write_text(draft, "utf-8")
    assert build(project, "2026-t4", "--territoire", "72") == 0
    shutil.rmtree(project / "out")
    monkeypatch.setattr(check, "ALERTE", 1_000)
    monkeypatch.setattr(check, "LIMITE", 1_000)
    assert build(project, "2026-t4", "--territoire", "72") == 1
    assert "la lettre pèse" in "".join(capsys.readouterr()).replace("\u00a0", " ")
    assert not (project / "out").exists()


def test_too_heavy_a_letter_writes_nothing_and_names_the_block(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns, "LIMITE", 10_000)
    monkeypatch.setattr(campaigns, "BUDGET", 9_000)
    assert build(project, "--territoires") == 1
    shown = capsys.readouterr()
    assert "le bloc Grand Est pèse" in (shown.out + shown.err).replace("\u00a0", " ")
    assert not (project / "out").exists()
