"""Six hundred hostile trees: each is judged, nothing hangs or falls, and nothing in it goes by in silence."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from generators.records import problems as told
from generators.records.problems import Problem
from generators.records.reading import listing
from generators.records.reading.files import printable
from generators.records.reading.load import load
from generators.records.validate import check
from generators.words.quoting import for_terminal
from tests.records import trees

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
TODAY = date(2026, 11, 22)
#: What stands in the project before anything is planted, and needs no word.
KNOWN = {"data/reseau.yml", "data/vocabulary.yml", "data/urgences.yml", "data/liens-exemptes.yml"}
EACH = 20


@contextmanager
def bounded(seconds: int) -> Iterator[None]:
    """A hang is a failure, not a wait."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def silent(root: Path, problems: tuple[Problem, ...]) -> list[str]:
    """The files that nobody read and nobody named."""
    read = {item.house for item in load(root / "data", root / "newsletter").files.values()}
    named = {problem.path for problem in problems}
    left = []
    for file in trees.files(root):
        path = PurePosixPath(file)
        covered = named & {printable(step) for step in (path, *path.parents)}
        if not (file in read or file in KNOWN or covered or _belongs(file)):
            left.append(file)
    return left


def _belongs(file: str) -> bool:
    """Notes and pages are Markdown; what templates are, others judge."""
    name = PurePosixPath(file).name
    return (
        file.startswith("newsletter/templates/")
        or (file.startswith("newsletter/images/") and name.endswith(".md"))
        or name == "README.md"
        or (file.startswith("data/pages/") and name.endswith(".md"))
        or file == "data/geocodage.json"
    )


@pytest.mark.parametrize("first", range(0, 600, EACH))
def test_no_tree_makes_check_fall_hang_or_keep_silent(first: int, tmp_path: Path) -> None:
    for number in range(first, first + EACH):
        root = tmp_path / str(number)
        trees.lay(root)
        trees.plant(root, number)
        with bounded(20):
            records, problems = check(root / "data", root / "newsletter", REFERENCE, TODAY)
        errors = [problem for problem in problems if problem.severity == "error"]
        assert (records is None) == bool(errors), number
        assert silent(root, problems) == [], number
        for form in (told.as_text, told.as_json, told.as_github, told.as_gitlab):
            said = form(problems)
            said.encode("utf-8")
            lines = [line.strip() for line in said.split("\n")]
            assert [for_terminal(line) for line in lines] == lines, number
        trees.uproot(root)


@pytest.mark.parametrize("where", ["data", "data/actors", "data/actors/nord", "data/pages", "newsletter"])
def test_a_folder_that_may_not_be_read_is_a_problem(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As its owner would see it who took away his own right; root, whom tests run as, is refused nothing."""
    trees.lay(tmp_path)
    (tmp_path / where).mkdir(parents=True, exist_ok=True)
    scan = os.scandir

    def refused(path: Path) -> object:
        if Path(path) == tmp_path / where:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    records, problems = check(tmp_path / "data", tmp_path / "newsletter", REFERENCE, TODAY)
    assert records is None
    assert [p.path for p in problems if p.message == "ce dossier ne peut pas être lu"] == [where]


def test_a_mutation_that_skips_hidden_files_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of silence has teeth."""
    trees.lay(tmp_path)
    (tmp_path / "data" / "actors" / ".perdue.yml").write_bytes(trees.RECORD)
    monkeypatch.setattr(listing.strays, "of_kind", lambda *_: ())
    _, problems = check(tmp_path / "data", tmp_path / "newsletter", REFERENCE, TODAY)
    assert silent(tmp_path, problems) == ["data/actors/.perdue.yml"]
