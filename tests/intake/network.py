"""A network to import into, and the command as people type it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.cli import main

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-29"


@dataclass
class Network:
    """A folder of records, and what the last command said."""

    root: Path
    capsys: pytest.CaptureFixture[str]
    said: str = ""

    @property
    def data(self) -> Path:
        return self.root / "data"

    def run(self, *words: str) -> int:
        try:
            status = main([*words, "--data", str(self.data), "--today", TODAY])
        except SystemExit as stop:
            status = int(stop.code or 0)
        heard = self.capsys.readouterr()
        self.said = (heard.out + heard.err).replace("\u00a0", " ").replace("\u202f", " ")
        return status

    def take(self, file: Path, *words: str, source: str = "partenaires", date: str = "2026-11") -> int:
        """Import a file of the partners' sheet."""
        told = ("--source", source, "--document", "Tableau des partenaires", "--date", date)
        return self.run("import", str(file), *told, *words)

    def sheet(self, *rows: Mapping[str, str], name: str = "tableau.csv") -> Path:
        """A sheet with these rows."""
        titles = [*dict.fromkeys(title for row in rows for title in row)]
        path = self.root / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, titles, delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        return path

    def record(self, id_: str) -> dict[str, Any]:
        """What a record's file says."""
        read: dict[str, Any] = yaml.load(self.file(id_).read_text("utf-8"), yaml.BaseLoader)
        return read

    def file(self, id_: str) -> Path:
        return self.data / "actors" / f"{id_}.yml"

    def memory(self, source: str = "partenaires") -> Path:
        return self.data / "imports" / f"{source}.yml"

    def correct(self, path: Path, before: str, after: str) -> None:
        """A person's edit."""
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")

    def bytes(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes()
            for path in sorted(self.data.rglob("*"))
            if path.is_file()
        }
