"""A folder that one process at a time may change, by a lock that the kernel takes back from a killed one.

The lock is on the folder itself (flock, Linux and macOS), so that no file is left to hold it. Where there is
none (Windows, some network disks) everyone goes on without waiting: start one command at a time there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

#: The folders that this process holds: who holds one may take it again.
_ours: set[tuple[int, int]] = set()


class NoLock(OSError):
    """This system, or this disk, has no such lock."""


def hold(folder: Path, *, wait: bool) -> int:
    """A descriptor that holds the folder until it is closed.

    Raises `BlockingIOError` when another holds it and we do not wait, `NoLock` where nobody can.
    """
    if sys.platform == "win32":
        raise NoLock
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError as error:
        os.close(handle)
        raise NoLock from error
    return handle


@contextmanager
def turn(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a folder that is there; `waiting` is called when another has it, before we wait for them."""
    me = _identity(folder)
    if me in _ours:
        yield
        return
    try:
        handle = _taken(folder, waiting)
    except NoLock:
        yield
        return
    me = _identity(folder)
    _ours.add(me)
    try:
        yield
    finally:
        _ours.discard(me)
        os.close(handle)


def _taken(folder: Path, waiting: Callable[[], None]) -> int:
    """The folder, held; taken again when it was removed and made anew while we waited."""
    try:
        handle = hold(folder, wait=False)
    except BlockingIOError:
        waiting()
        handle = hold(folder, wait=True)
    if folder.is_dir() and os.path.samestat(os.fstat(handle), folder.stat()):
        return handle
    os.close(handle)
    folder.mkdir(parents=True, exist_ok=True)
    return _taken(folder, waiting)


def _identity(folder: Path) -> tuple[int, int]:
    there = folder.stat()
    return there.st_dev, there.st_ino
