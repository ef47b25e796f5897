"""However the records are read and judged, the problems are the same: text for text, in one order."""

from __future__ import annotations

import pickle
import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from generators.disk.cache import NONE, Cache
from generators.disk.seal import Seal
from generators.records.problems import Problem, as_json
from generators.records.reading import heaps, load
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
    monkeypatch.setattr(heaps, "SIZE", 16)
    return tmp_path / "data"


def found(data: Path, jobs: int = 1, cache: Cache = NONE) -> tuple[Problem, ...]:
    return check(data, data.parent / "newsletter", REFERENCE, TODAY, CLOCK, jobs, cache)[1]


def folders(data: Path) -> list[Path]:
    return [data / "actors", data / "events", data / "resources", data / "news", data.parent / "newsletter"]


@pytest.mark.parametrize("seed", range(4))
def test_the_number_of_processes_changes_no_problem(data: Path, seed: int) -> None:
    mangle(folders(data), random.Random(seed), 60)
    alone = found(data)
    assert len(alone) > 20
    assert as_json(found(data, 3)) == as_json(alone)


def kept(data: Path) -> Cache:
    return Cache(data.parent / ".cache" / "construction", Seal(b"k" * 32), b"logiciel")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_again_is_what_would_be_found(data: Path, seed: int) -> None:
    """Records are spoilt, mended, hidden, removed, a few at a time: each is judged as if nothing was kept."""
    chance = random.Random(seed)
    for turn in range(25):
        mangle(folders(data), chance, 4)
        for folder in folders(data):  # some are mended
            for path in sorted(folder.rglob("*.yml")):
                sound = ROOT / path.relative_to(data.parent)
                if chance.random() < 0.15 and sound.exists():
                    path.write_bytes(sound.read_bytes())
        again = found(data, 1 + turn % 2, kept(data))
        assert as_json(again) == as_json(found(data)), turn


def test_what_another_wrote_there_is_not_read(data: Path) -> None:
    """Torn, emptied, exchanged, forged, or made by another software: the problems are the same."""
    chance = random.Random(5)
    mangle(folders(data), chance, 40)
    alone = found(data)
    assert found(data, 1, kept(data)) == alone
    entries = [path for path in (data.parent / ".cache").rglob("*") if len(path.name) == 64]
    assert len(entries) > 10
    contents = [path.read_bytes() for path in entries]
    for path, content in zip(entries, contents[1:] + contents[:1], strict=True):
        forged = bytes(32) + pickle.dumps(([], {}))
        path.write_bytes(chance.choice([content, content[:-1], b"", forged, chance.randbytes(300)]))
    assert found(data, 1, kept(data)) == alone
    assert found(data, 1, kept(data)) == alone


def test_what_has_not_changed_is_not_judged_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One record changes: its heap is read again, and judged with those that name it."""
    found(data, 1, kept(data))
    read: list[str] = []
    before = load.read
    monkeypatch.setattr(load, "read", lambda content: read.append("") or before(content))
    found(data, 1, kept(data))
    assert not read
    path = data / "actors" / "la-boussole-nord.yml"
    path.write_text(path.read_text("utf-8").replace("role: aide", "role: aide\nsigle: BN"), encoding="utf-8")
    found(data, 1, kept(data))
    assert 0 < len(read) < 40
