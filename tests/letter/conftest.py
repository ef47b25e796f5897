"""A project to write letters in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.letter.fake import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository's project, with a newsletter folder of its own, and without what npm installs."""
    for name in ("mkdocs.yml", "data", "site"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "newsletter", tmp_path / "newsletter")
    monkeypatch.chdir(tmp_path)
    return tmp_path
