"""The repository's own site and letters for many runs of a command: read, checked and drawn once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generators import letter, opening
from generators.records.models import Numero
from generators.site import Site

ROOT = Path(__file__).parents[2]

_draw = letter.outputs
_opened = cache(opening.open_site)
_drawn: dict[tuple[str, Site], Mapping[str, bytes]] = {}


def stand_in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commands in the repository's folder; what a run would do again is remembered."""
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr(opening, "open_site", _opened)
    monkeypatch.setattr(letter, "outputs", _outputs)


def _outputs(issue: Numero, site: Site) -> Mapping[str, bytes]:
    key = (issue.id, site)
    if key not in _drawn:
        _drawn[key] = _draw(issue, site)
    return _drawn[key]
