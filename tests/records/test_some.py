"""`maillage check FILE`: the problems that the check of the whole finds in that file, and no others."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generators.cli import main
from generators.records.reading.files import Found
from generators.records.reading.load import listed
from generators.records.some import check_files
from generators.records.validate import check

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
TODAY = date(2026, 11, 22)
FOOT = (
    "categorie: ecoute\nresume: Une structure d’exemple.\nsources:\n  - document: Exemple\n    date: 2026\n"
    "verifie_le: 2026-10-05\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The real records, and a few with a fault that only the others show."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reference", "schemas"))
    shutil.copytree(ROOT / "newsletter", tmp_path / "newsletter")
    faults = {
        "double-de-nom": "nom: Centre Koutchas\ntype: service\nverifie_par: équipe PARÉ\n",
        "double-de-numero": (
            "nom: Tout autre\ntype: association\ntelephone: 07.57.76.46.58\ntelephone_de_service: true\n"
            "verifie_par: équipe PARÉ\n"
        ),
        "double-d-une-ligne": (
            "nom: Encore un autre\ntype: association\ntelephone: 04 72 00 00 00\nlignes:\n"
            "  - pour: parents\n    telephone: 07.57.76.46.58\n    telephone_de_service: true\n"
            "verifie_par: équipe PARÉ\n"
        ),
        "boucle-a": "nom: Boucle A\ntype: service\nporte_par: boucle-b\nverifie_par: équipe PARÉ\n",
        "boucle-b": "nom: Boucle B\ntype: service\nporte_par: boucle-a\nverifie_par: équipe PARÉ\n",
        "orphelin": "nom: Orphelin\ntype: service\nrole: aide\nporte_par: personne\n"
        "verifie_par: équipe PARÉ\n",
        "verifie-par-une-organisation": "nom: Vérifié\ntype: service\nverifie_par: Child Focus\n",
        "verifie-par-quelqu-un": "nom: Nommé\ntype: service\nverifie_par: Camille Exemple\n",
        "illisible": "nom: [\n",
    }
    for name, text in faults.items():
        (tmp_path / "data" / "actors" / f"{name}.yml").write_text(text + FOOT, encoding="utf-8")
    return tmp_path / "data"


def files_of(data: Path) -> list[Found]:
    return [file for file in listed(data, data.parent / "newsletter") if isinstance(file, Found)]


def test_each_file_alone_says_what_the_whole_says_of_it(data: Path) -> None:
    newsletter = data.parent / "newsletter"
    _, whole = check(data, newsletter, REFERENCE, TODAY)
    told = {problem.message for problem in whole}
    assert any("se porte elle-même" in message for message in told)
    assert any("ressemble au nom d’une personne" in message for message in told)
    assert any("ce numéro est aussi celui" in message for message in told)
    every = files_of(data)
    for file in every:
        alone = check_files(data, newsletter, REFERENCE, every, [file], TODAY)
        expected = tuple(problem for problem in whole if problem.path == file.shown)
        # Of a pair of doubles the whole tells one, and a file alone its own.
        mine = tuple(p for p in alone if "la même structure" not in p.hint or p in expected)
        assert mine == expected, file.shown


def test_a_double_is_told_of_the_file_that_is_asked(data: Path) -> None:
    every = files_of(data)
    files = {file.id: file for file in every}
    for asked, other in (
        ("double-de-numero", "la-boussole-nord"),
        ("la-boussole-nord", "double-de-numero"),
        ("double-d-une-ligne", "la-boussole-nord"),
        ("la-boussole-nord", "double-d-une-ligne"),
    ):
        problems = check_files(data, data.parent / "newsletter", REFERENCE, every, [files[asked]], TODAY)
        assert [p.field for p in problems if other in p.message] == ["telephone"]


def test_the_command(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "--today", "2026-11-22", "data/actors/cvm.yml", "newsletter/2023-t3.yml"]) == 0
    assert capsys.readouterr().out == "Aucun problème.\n"
    fault = data / "actors" / "orphelin.yml"
    assert main(["check", "--data", str(data), "--today", "2026-11-22", str(fault)]) == 1
    said = capsys.readouterr().out
    assert "aucune fiche ne s’appelle" in said and "1\u00a0erreur dans 1\u00a0fichier" in said
    assert main(["check", "mkdocs.yml"]) == 2
