"""What records, pages and the letter say, beside what their sources say: one table, kept fact by fact."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
TABLES = sorted((ROOT / "tests" / "facts").glob("*.yml"))


def facts() -> list[Any]:
    """Each: `fichier`, then `champs` (dotted path: value, null if absent), `dit` and `ne_dit_pas` (texts)."""
    entries = [entry for table in TABLES for entry in yaml.safe_load(table.read_text("utf-8"))]
    return [pytest.param(entry, id=entry["fichier"]) for entry in entries]


def text_of(value: object) -> str:
    """All the texts of a record, one after the other, each white space as one space."""
    if isinstance(value, dict):
        value = "\n".join(map(text_of, value.values()))
    elif isinstance(value, list):
        value = "\n".join(map(text_of, value))
    return re.sub(r"\s+", " ", str(value))


def at(value: Any, path: str) -> object:
    for step in path.split("."):
        if value is None:
            return None
        value = value[int(step)] if isinstance(value, list) else value.get(step)
    return value


@pytest.mark.parametrize("fact", facts())
def test_it_says_what_its_source_says_and_no_more(fact: dict[str, Any]) -> None:
    assert set(fact) <= {"fichier", "champs", "dit", "ne_dit_pas"} and len(fact) > 1
    source = (ROOT / fact["fichier"]).read_text("utf-8")
    content = yaml.safe_load(source) if fact["fichier"].endswith(".yml") else source
    for path, value in fact.get("champs", {}).items():
        assert at(content, path) == value, path
    for words in fact.get("dit", []):
        assert words in text_of(content)
    for words in fact.get("ne_dit_pas", []):
        assert words not in text_of(content)
