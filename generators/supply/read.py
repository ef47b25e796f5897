"""The only reader of what a site is made of: lock files, what they installed, the tables' own page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from generators.project import Project
from generators.supply import npm, pypi, reference
from generators.supply.component import Supply

#: This software's own folder, whose lock files say what it stands on, whatever network it publishes.
ROOT: Final = Path(__file__).resolve().parents[2]


def supply(project: Project) -> Supply:
    """Every component, in one order whatever the machine."""
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = (
        *npm.components(ROOT, project.libraries.parent),
        *pypi.components(ROOT),
        *reference.components(project.reference),
    )
    return Supply(str(ours["version"]), (ROOT / "LICENSE").read_text("utf-8"), found)
