"""The software is nobody's: no file of code, style, template or configuration names a network.

Who it is, who publishes it, what it is about and its colours stand in data/reseau.yml alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generators.words.wording import fold
from tests.sites import identity

ROOT = Path(__file__).parents[1]
FOLDERS = ("generators", "site", "newsletter/templates", ".ci", "docs")
FILES = ("mkdocs.yml", "pyproject.toml", "package.json", "Makefile", "CONTRIBUTING.md", "SECURITY.md")
TEXTS = {".py", ".j2", ".html", ".css", ".js", ".svg", ".md", ".yml", ".toml", ".json", ".sh", ""}
RGB = r"rgba?\((\d+)[ ,]+(\d+)[ ,]+(\d+)"
OURS = re.compile(r"\bpare\b|droit ?d ?enfance|prostitu|michetonn")


def written() -> Iterator[Path]:
    for folder in FOLDERS:
        found = (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
        yield from (path for path in found if path.suffix in TEXTS and "__pycache__" not in path.parts)
    yield from (ROOT / name for name in FILES)


def test_no_file_of_the_software_names_a_network() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:90]}"
        for path in written()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if OURS.search(fold(line))
    ]
    assert named == [], "\n".join(named)


def colours() -> set[str]:
    """Every colour of the network but black and white, which are anybody's."""
    schemes = identity().couleurs
    found = {value.lower() for _, palette in schemes for _, value in palette}
    return found - {"#ffffff", "#000000"}


@pytest.mark.parametrize("path", list(written()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_of_the_software_has_a_colour_of_the_network(path: Path) -> None:
    if path.suffix not in {".md", ".toml"}:
        text = path.read_text("utf-8")
        found = {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", text)}
        found |= {"#" + "".join(f"{int(n):02x}" for n in rgb) for rgb in re.findall(RGB, text)}
        assert found & colours() == set()
