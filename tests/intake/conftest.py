"""An empty network to import into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.intake.network import ROOT, Network
from tests.lists import lay_lists


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Network:
    monkeypatch.chdir(ROOT)
    for name in ("data/actors", "data/events", "data/news", "data/resources", "newsletter"):
        (tmp_path / name).mkdir(parents=True)
    lay_lists(tmp_path / "data", roles=True)
    shutil.copytree(ROOT / "data" / "pages", tmp_path / "data" / "pages")
    return Network(tmp_path, capsys)
