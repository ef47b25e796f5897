"""The recipes of docs/architecture.md, followed to the letter in a copy of the project.

A recipe is a section of that page. Its blocks are taken in order: a new file, whose first line names it; an
edit, as the lines that stand (`-` and unmarked) and those that replace them (`+` and unmarked); commands.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
FOLDERS = ("generators", "site", "data", "newsletter", "docs", ".github")
FILES = (
    *("mkdocs.yml", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"),
    *("pyproject.toml", "package-lock.json", "requirements.lock"),
)
#: 22 November 2026.
DAY = {"SOURCE_DATE_EPOCH": "1795305600", "SITE_URL": ""}

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_NAME = re.compile(r"(?:#|\+\+\+|\{#-) (\S+)(?: -#\})?\n")


def house(folder: Path) -> Path:
    """The project in a folder of its own, that no git knows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def recipes() -> dict[str, str]:
    """The text of each recipe, by its title."""
    text = PAGE.read_text(encoding="utf-8").partition("\n# Recipes\n")[2]
    _, *parts = re.split(r"^## (.+)\n", text, flags=re.M)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def follow(title: str, folder: Path) -> Path:
    """Do what the recipe says, block by block."""
    for language, text in _BLOCK.findall(recipes()[title]):
        if language == "sh":
            for line in text.splitlines():
                command(folder, *shlex.split(line))
            continue
        named = _NAME.match(text)
        assert named, f"{title}: a block that names no file"
        path, rest = folder / named[1], text[named.end() :]
        if language == "diff":
            path.write_text(_edited(path.read_text(encoding="utf-8"), rest), encoding="utf-8")
        else:
            assert not path.exists(), path
            path.parent.mkdir(exist_ok=True)
            path.write_text(rest, encoding="utf-8")
    return folder


def _edited(text: str, diff: str) -> str:
    for old, new in _hunks(diff.splitlines()):
        assert f"\n{text}".count(f"\n{old}\n") == 1, f"the recipe edits what is not there: {old}"
        text = f"\n{text}".replace(f"\n{old}\n", f"\n{new}\n").removeprefix("\n")
    return text


def _hunks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What stands and what replaces it; what goes after what came is another place of the file."""
    cuts = [n for n, (one, other) in enumerate(pairwise(lines), 1) if one[0] == "+" and other[0] == "-"]
    for start, end in pairwise([0, *cuts, len(lines)]):
        hunk = lines[start:end]
        yield (
            "\n".join(line[1:] for line in hunk if line[0] != "+"),
            "\n".join(line[1:] for line in hunk if line[0] != "-"),
        )


def command(folder: Path, *words: str, status: int = 0, **environment: str) -> str:
    """What a command says, typed in the project's folder."""
    typed = [sys.executable, "-m", "generators.cli", *words[1:]] if words[0] == "maillage" else words
    environ = os.environ | DAY | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"} | environment
    done = subprocess.run(
        typed,
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def in_style(folder: Path) -> None:
    """What was written passes what `make check` asks of style."""
    for check in (("check",), ("format", "--check")):
        command(folder, sys.executable, "-m", "ruff", *check, "--no-cache", "--quiet", "generators")
