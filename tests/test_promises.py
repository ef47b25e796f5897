"""Each promise of docs/promises.md is kept by tests that exist, and each section makes some."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
KEPT = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TEXT)


@cache
def functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("path", "name"), KEPT, ids=lambda part: part)
def test_what_keeps_a_promise_is_there(path: str, name: str) -> None:
    assert name in functions_of(path)


def test_no_promise_is_without_a_test() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    promises = [line for line in rows if line.count("|") == 3]
    assert len(promises) > 40
    assert [line for line in promises if "::test_" not in line] == []
