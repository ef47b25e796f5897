"""The repository's own site and letters for many runs of a command: read, checked and drawn once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generators import courrier, letter
from generators.letter import Fonds, Reglages
from generators.records.models import Numero

ROOT = Path(__file__).parents[2]

_draw = letter.outputs
_opened = cache(courrier.open_courrier)
_drawn: dict[tuple[str, Reglages], Mapping[str, bytes]] = {}


def stand_in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commands in the repository's folder; what a run would do again is remembered."""
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr(courrier, "open_courrier", _opened)
    monkeypatch.setattr(letter, "outputs", _outputs)


def _outputs(issue: Numero, fonds: Fonds, reglages: Reglages) -> Mapping[str, bytes]:
    key = (issue.id, reglages)
    if key not in _drawn:
        _drawn[key] = _draw(issue, fonds, reglages)
    return _drawn[key]
