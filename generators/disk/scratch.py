"""Folders to work in, in the system's temporary one: gone at the end, or with the next run after a kill."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from generators.disk.refused import is_full, refusal
from generators.disk.stop import deaf, hearing
from generators.disk.tree import remove
from generators.disk.turn import NoLock, hold

_PREFIX = "maillage-chantier-"
_OURS = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_OUTER: ContextVar[Path | None] = ContextVar("the scratch that we work in", default=None)


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder that nobody else uses, held while we work; what killed runs left is cleared first.

    One that is asked for while we work in another stands in that one, and goes with it at the latest. Raises
    `Refused` when there is no room to work in.
    """
    waiting = deaf()
    try:
        folder, handle = _begun()
        outer = _OUTER.set(folder)
        try:
            hearing(waiting)
            yield folder
        except OSError as error:
            if is_full(error):
                raise refusal(error, folder.parent) from error
            raise
        finally:
            waiting = deaf()
            _OUTER.reset(outer)
            with suppress(FileNotFoundError):
                remove(folder)
            if handle is not None:
                os.close(handle)
    finally:
        hearing(waiting)


def _begun() -> tuple[Path, int | None]:
    outer = _OUTER.get()
    try:
        if outer is not None:
            return Path(tempfile.mkdtemp(dir=outer)), None
        _sweep(Path(tempfile.gettempdir()))
        return _made()
    except OSError as error:
        raise refusal(error, Path(error.filename or "TMPDIR").parent) from error


def _made() -> tuple[Path, int | None]:
    """A new folder and what holds it; made again when another run swept it before we held it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        try:
            handle = hold(folder, wait=True)
        except NoLock:
            return folder, None
        except FileNotFoundError:
            continue
        if folder.is_dir():
            return folder, handle
        os.close(handle)


def _sweep(where: Path) -> None:
    """Clear the folders of our name that are ours and that no run holds."""
    with os.scandir(where) as found:
        left = [Path(entry.path) for entry in found if _OURS.fullmatch(entry.name) and _is_mine(entry)]
    for folder in left:
        with suppress(OSError):
            handle = hold(folder, wait=False)
            try:
                remove(folder)
            finally:
                os.close(handle)


def _is_mine(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):
        there = entry.stat(follow_symlinks=False)
        return stat.S_ISDIR(there.st_mode) and there.st_uid == getattr(os, "geteuid", int)()
    return False
