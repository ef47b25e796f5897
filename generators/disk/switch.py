"""Two folders that take each other's name, in one step where the system has one.

Linux has `renameat2(…, RENAME_EXCHANGE)`, macOS `renameatx_np(…, RENAME_SWAP)`: at no moment is there no
folder, or half of one. Where neither is (Windows, some network disks), two renames do it: a reader may find
nothing for an instant, and what a kill leaves between the two is finished by the next run, as the names then
say what was done.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_ONE_STEP = 2  # RENAME_EXCHANGE in linux/fs.h, RENAME_SWAP in macOS's sys/stdio.h
_NAMES = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}  # each with its AT_FDCWD
_MISSING = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Swap what two paths name, in one step; False where that does not exist. Raises OSError."""
    call = _system_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _MISSING:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _system_call() -> Callable[[bytes, bytes], int] | None:
    name, here = _NAMES.get(sys.platform, ("", 0))
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (AttributeError, OSError, TypeError):
        return None
    return lambda one, other: int(call(here, one, here, other, ctypes.c_uint(_ONE_STEP)))


def in_two_steps(new: Path, folder: Path, aside: Path) -> None:
    """Put `new` in the place of `folder`, which stands at `aside` then. Raises OSError: all is as it was."""
    folder.rename(aside)
    try:
        new.rename(folder)
    except OSError:
        aside.rename(folder)
        raise


def finish(new: Path, folder: Path, aside: Path) -> None:
    """What a kill left of the two steps: the second is done, or the first undone when `new` is gone."""
    if aside.exists() and not folder.exists():
        (new if new.exists() else aside).rename(folder)


def settle(folder: Path) -> None:
    """Have the disk hold all that was written below a folder, in one go rather than file by file."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if sys.platform == "linux" and ctypes.CDLL(None).syncfs(handle) == 0:
            return
        os.sync()
    finally:
        os.close(handle)


def settle_names(folder: Path) -> None:
    """Have the disk hold the names in a folder, before what one of them stood for is taken away."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
