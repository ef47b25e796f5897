"""Ours, as it stands beside its peers: the same interface, the same rounds."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.peers.peer import PORT
from benchmarks.reseau import PROJECT

TODAY = "2026-11-22"
PUBLIC = "public"
#: Actors of a network such as ours is.
SMALL = 200
_SHARED = Path("/dev/shm")


def memory() -> Path | None:
    """Where scratch folders stand: in memory, where the system has such a folder."""
    return _SHARED if _SHARED.is_dir() else None


def maillage(*command: str) -> list[str]:
    return [sys.executable, "-m", "generators.cli", *command]


BUILD = maillage("build", "--today", TODAY, "--out", PUBLIC)
CHECK = maillage("check", "--today", TODAY)
SERVE = maillage("serve", "--today", TODAY, "--address", f"127.0.0.1:{PORT}")


def environment() -> Mapping[str, str]:
    """Ours, with compiled modules kept between two runs, as Python does wherever nobody forbids it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(PROJECT)}


def clean(network: Path) -> None:
    """A network of which nothing was ever built."""
    for name in (PUBLIC, ".cache"):
        shutil.rmtree(network / name, ignore_errors=True)
