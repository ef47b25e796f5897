"""The data of the project itself: nothing wrong, and no warning that nobody explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generators.records.problems import as_text
from generators.records.validate import check

ROOT = Path(__file__).parent.parent
#: A day after every date in the data; a later one changes no finding.
TODAY = date(2026, 11, 22)
#: (path, field) of each warning that may stay → why it may.
EXPLAINED: dict[tuple[str, str], str] = {}


def test_the_data_is_sound() -> None:
    records, problems = check(ROOT / "data", ROOT / "newsletter", ROOT / "data" / "reference", TODAY)
    unexplained = [problem for problem in problems if (problem.path, problem.field) not in EXPLAINED]
    assert as_text(unexplained) == "Aucun problème."
    assert records is not None
    assert records.actors and records.events and records.resources and records.news and records.issues


def test_no_explanation_outlives_its_warning() -> None:
    _, problems = check(ROOT / "data", ROOT / "newsletter", ROOT / "data" / "reference", TODAY)
    assert EXPLAINED.keys() <= {(problem.path, problem.field) for problem in problems}
