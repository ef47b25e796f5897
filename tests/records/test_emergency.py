"""The emergency numbers that pages name: one to call of each role, or `check` says which is missing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generators.records.validate import check
from tests.lists import lay_lists
from tests.records.test_cases import HERE, ROOT, said

WRITTEN = (ROOT / "data" / "urgences.yml").read_text("utf-8")
DANGER = (
    "1:1 error  | aucun numéro que l’on appelle n’a le rôle « danger-immediat » : des pages le nomment | "
    "ajoutez-le, ou écrivez « role: danger-immediat » sous celui qui convient"
)
ADVICE = DANGER.replace("danger-immediat", "conseil")
NUMBER = "- numero: {}\n  libelle: Un numéro\n  court: Un numéro\n  description: Pour appeler.\n  role: {}\n"


def problems(folder: Path, written: str | None) -> list[str]:
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    (folder / "newsletter").mkdir()
    lay_lists(folder / "data")
    (folder / "data" / "urgences.yml").unlink()
    if written is not None:
        (folder / "data" / "urgences.yml").write_text(written, "utf-8")
    _, found = check(folder / "data", folder / "newsletter", ROOT / "data" / "reference", date(2026, 11, 22))
    assert {problem.path for problem in found} <= {"data/urgences.yml"}
    return [said(problem) for problem in found]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (WRITTEN, []),
        (WRITTEN.replace("  role: danger-immediat\n", ""), [DANGER]),
        (WRITTEN.replace("  role: conseil\n", ""), [ADVICE]),
        ("[]\n", [ADVICE, DANGER]),
        ("# rien\n", ["1:1 error  | ce fichier est vide | écrivez ses éléments, chacun précédé d’un tiret"]),
        (None, ["0:0 error  | ce fichier manque | retrouvez-le dans l’historique du dépôt"]),
        (
            WRITTEN.replace("role: conseil", "role: conseils"),
            [
                "22:9 error 1.role | « conseils » n’est pas permis ici | "
                "écrivez conseil (valeurs permises : danger-immediat, conseil)"
            ],
        ),
        (NUMBER.format("101", "danger-immediat") + NUMBER.format("103", "conseil"), []),
        (
            NUMBER.format("101", "danger-immediat") + NUMBER.format("103", "conseil\n  canal: sms"),
            [ADVICE],
        ),
        (
            NUMBER.format("101", "danger-immediat\n  gratuit: true") + NUMBER.format("103", "conseil"),
            [
                "1:11 error 0.sources | rien ne dit d’où viennent les heures, la gratuité ou le tchat "
                "du 101 | ajoutez « sources: », avec un document et sa date"
            ],
        ),
    ],
    ids=[
        "ours",
        "no-danger",
        "no-advice",
        "none",
        "empty",
        "missing",
        "unknown",
        "another-country",
        "sms",
        "unsourced",
    ],
)
def test_the_numbers_that_pages_name(tmp_path: Path, written: str | None, expected: list[str]) -> None:
    assert problems(tmp_path, written) == expected
