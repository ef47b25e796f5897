"""However the records are read and judged, the problems are the same: text for text, in one order."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from generators.records import validate
from generators.records.problems import Problem, as_json
from generators.records.validate import check
from tests.records.mangling import mangle

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
TODAY, CLOCK = date(2026, 11, 22), date(2026, 11, 29)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real records, which few would share: a heap is a few of them here."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reference", "schemas"))
    shutil.copytree(ROOT / "newsletter", tmp_path / "newsletter")
    monkeypatch.setattr(validate, "HEAP", 16)
    return tmp_path / "data"


def found(data: Path, jobs: int = 1) -> tuple[Problem, ...]:
    return check(data, data.parent / "newsletter", REFERENCE, TODAY, CLOCK, jobs)[1]


def folders(data: Path) -> list[Path]:
    return [data / "actors", data / "events", data / "resources", data / "news", data.parent / "newsletter"]


@pytest.mark.parametrize("seed", range(4))
def test_the_number_of_processes_changes_no_problem(data: Path, seed: int) -> None:
    mangle(folders(data), random.Random(seed), 60)
    alone = found(data)
    assert len(alone) > 20
    assert as_json(found(data, 3)) == as_json(alone)
