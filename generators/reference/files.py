"""Writing a reference file: the whole of it or nothing, always byte for byte the same."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


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


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
