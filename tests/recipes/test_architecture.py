"""docs/architecture.md names every folder, and nothing that is gone; each of its recipes has its test."""

from __future__ import annotations

import re

import pytest

from tests.recipes.recipe import PAGE, ROOT, recipes

TEXT = PAGE.read_text(encoding="utf-8")
FOLDERS = sorted(
    path.relative_to(ROOT / "generators").as_posix()
    for path in (ROOT / "generators").rglob("*")
    if path.is_dir() and path.name != "__pycache__" and any(path.glob("*.*"))
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_room_is_told(folder: str) -> None:
    assert f"`{folder}/`" in TEXT


def test_what_is_named_is_there() -> None:
    named = set(re.findall(r"`(\w[\w/.-]*(?:/|\.(?:py|yml|md)))`", TEXT))
    places = [ROOT, ROOT / "generators"]
    gone = {name for name in named if not any((place / name).exists() for place in places)}
    assert gone <= {"data/formations/", "formations/", "public/"}  # what the recipes and the build make


@pytest.mark.parametrize("title", recipes())
def test_each_recipe_is_followed_by_a_test(title: str) -> None:
    tests = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert any(f'follow("{title}"' in test for test in tests)
