"""What the tests of records share: a small project, with the lists of ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.lists import lay_lists


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(Path(__file__).parent / "base", tmp_path, dirs_exist_ok=True)
    (tmp_path / "newsletter").mkdir()
    lay_lists(tmp_path / "data")
    return tmp_path
