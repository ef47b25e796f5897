"""The guide's files, and what they tell to type."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIRST = "CONTRIBUTING.md"
PAGES = tuple(sorted(f"docs/guide/{path.name}" for path in (ROOT / "docs/guide").glob("*.md")))
GUIDE = (FIRST, *PAGES)
_FENCE = re.compile(r"^ *```.*?^ *```", re.M | re.S)
_TYPED = re.compile(r"`((?:maillage|make) [^`]+)`")


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def without_code(markdown: str) -> str:
    """What is read, and not typed line by line."""
    return _FENCE.sub("", markdown)


def sections(markdown: str) -> dict[str, str]:
    """The text under each title of the second level."""
    _, *parts = re.split(r"^## (.+)\n", markdown, flags=re.M)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def lines(markdown: str) -> list[str]:
    """The lines of the blocks of commands."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", markdown, re.M | re.S)
    return [
        line.strip()
        for block in blocks
        for line in block.splitlines()
        if line.strip(" #") and not line.strip().startswith("#")
    ]


def named(markdown: str) -> list[str]:
    """The commands that sentences and tables name."""
    return _TYPED.findall(without_code(markdown))
