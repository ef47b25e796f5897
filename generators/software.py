"""Which software makes a site: what it is made of, as one digest. Another one may make other bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH

from generators.disk.cache import digest

PACKAGE = Path(__file__).resolve().parent
#: Where it stands, with its lock files and its licences.
HOME = PACKAGE.parent


@cache
def software() -> bytes:
    """A digest of our sources and templates, of Python, of the libraries beside it with their versions, and
    of the clocks that the machine knows."""
    return digest(sys.version, sys.platform, *_sources(), *sorted(_libraries()), *_clocks())


def _sources() -> Iterator[bytes | str]:
    for folder, below, names in os.walk(PACKAGE, followlinks=True):
        below[:] = sorted(name for name in below if name != "__pycache__")
        for name in sorted(names):
            path = Path(folder, name)
            yield path.relative_to(PACKAGE).as_posix()
            yield path.read_bytes()


def _clocks() -> Iterator[bytes]:
    for folder in TZPATH:
        for name in ("tzdata.zi", "Europe/Paris"):
            with suppress(OSError):
                yield Path(folder, name).read_bytes()


def _libraries() -> Iterator[str]:
    """As pip installs them, a folder a version: "mkdocs-1.6.1.dist-info"."""
    for folder in filter(os.path.isdir, {*sys.path}):
        with os.scandir(folder) as found:
            yield from (entry.name for entry in found if entry.name.endswith(".dist-info"))
