"""`maillage check` twice: where nothing that it reads has changed, what was told is told again; else anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generators import opening
from generators.cli import main

ROOT = Path(__file__).parents[2]
DAY = ["--today", "2026-11-22"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, with one fault."""
    for name in ("data", "newsletter"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "site", "docs", "CONTRIBUTING.md", "SECURITY.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    record = tmp_path / "data" / "actors" / "la-boussole-nord.yml"
    record.write_text(record.read_text("utf-8") + "clef: inconnue\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows each time that the records are read."""
    times: list[str] = []
    before = opening.check
    monkeypatch.setattr(opening, "check", lambda *given: times.append("") or before(*given))
    return times


def told(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    main(["check", *DAY, *options])
    return capsys.readouterr().out


def test_what_was_told_is_told_again(
    project: Path, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first = told(capsys)
    assert "[clef]" in first
    assert told(capsys) == first
    assert len(opened) == 1
    assert told(capsys, "--no-cache", "--jobs", "1") == first
    assert len(opened) == 2
    assert "clef" in told(capsys, "--format", "json")
    assert len(opened) == 2


@pytest.mark.parametrize(
    "name", ["data/actors/la-boussole-nord.yml", "newsletter/2023-t3.yml", "data/reseau.yml"]
)
def test_what_has_changed_is_told_anew(
    project: Path, name: str, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first, stands = told(capsys), (project / name).stat()
    path = project / name
    path.write_text(path.read_text("utf-8") + "autre: x\n", encoding="utf-8")
    os.utime(path, ns=(stands.st_atime_ns, stands.st_mtime_ns))
    again = told(capsys)
    assert len(opened) == 2
    assert "[autre]" in again
    assert again != first


def test_a_forged_answer_is_not_told(
    project: Path, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first = told(capsys)
    for path in (project / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert told(capsys) == first
    assert len(opened) == 2
