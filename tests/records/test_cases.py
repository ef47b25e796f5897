"""Golden cases: each file of cases/ is a record with a fault, and says at its head what the staff must read.

Head of a case: `#= path` (where the record stands), then a line `#! line:column severity field | message |
hint` for each problem, in order; the lines are those of the record below the head. A case without `#!` must
be clean. The other records are those of base/. `{clés}` stands for the keys that an actor may have.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generators.records.judging import findings
from generators.records.models import Acteur
from generators.records.models.fields import keys_of
from generators.records.problems import Problem
from generators.records.rules import RULES
from generators.records.validate import check, load, load_places
from tests.lists import lay_lists

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted((HERE / "cases").glob("*.yml"))
TODAY = date(2026, 11, 22)


def split(case: Path) -> tuple[str, list[str], str]:
    """Path of the record, expected problems, text of the record."""
    lines = case.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    head = [line for line in lines if line.startswith(("#= ", "#! "))]
    body = "\n".join(line for line in lines if not line.startswith(("#= ", "#! ")))
    return head[0][3:], [line[3:].replace("{clés}", ", ".join(keys_of(Acteur))) for line in head[1:]], body


def lay(case: Path, folder: Path) -> str:
    """A small project with the case's record in it; returns the record's path."""
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    images = folder / "newsletter" / "images"
    images.mkdir(parents=True)
    lay_lists(folder / "data", roles=case.stem == "role-absent")
    for other in (folder / "data" / "actors").glob("*.yml") if case.stem == "role-absent" else ():
        other.write_text(other.read_text("utf-8") + "role: aide\n", "utf-8")
    path, _, body = split(case)
    if "lourde.png" in body:
        (images / "lourde.png").write_bytes(bytes(250_000))
    if "fausse.png" in body:
        (images / "fausse.png").write_bytes(b"<svg onload='alert(1)'/>")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body.encode("utf-8", "surrogateescape"))
    return path


def said(problem: Problem) -> str:
    place = f"{problem.line}:{problem.column} {problem.severity} {problem.field}"
    return re.sub(r"[\u00a0\u202f]", " ", f"{place} | {problem.message} | {problem.hint}")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, tmp_path: Path) -> None:
    path = lay(case, tmp_path)
    _, problems = check(tmp_path / "data", tmp_path / "newsletter", ROOT / "data" / "reference", TODAY)
    assert {p.path for p in problems} <= {path}
    assert [said(problem) for problem in problems] == split(case)[1]


def test_every_rule_has_a_case(tmp_path: Path) -> None:
    broken: set[str] = set()
    for number, case in enumerate(CASES):
        folder = tmp_path / str(number)
        lay(case, folder)
        loaded = load(folder / "data", folder / "newsletter")
        places = load_places(ROOT / "data" / "reference")
        broken |= {rule.code for rule, _, _ in findings(loaded, places, TODAY)}
    assert {rule.code for rule in RULES} - broken == set()
    assert len({rule.code for rule in RULES}) == len(RULES)
