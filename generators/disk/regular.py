"""Files of a folder that people fill, opened with care: there may be a link, a pipe, a device, or no end.

Only a regular file is read, and only its beginning; a link is not followed, a pipe is not waited for.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

#: Not on every system: where a flag is missing, what it guards against is too.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


#: The most folders one in the other that are looked into.
DEPTH = 8


class NotAFile(OSError):
    """What stands there is no regular file: a link, a folder, a pipe, a device."""


def read(path: Path | str, size: int) -> bytes:
    """The first `size` bytes of a regular file. Raises OSError, `NotAFile` for anything else.

    Ten thousand small files are read: neither a `Path` nor a buffer is made for each.
    """
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK, errno.ENXIO):  # a link; BSD's word for it; a socket
            raise NotAFile(error.errno, "not a regular file") from error
        raise
    try:
        said = os.fstat(handle)
        if not stat.S_ISREG(said.st_mode):
            raise NotAFile(errno.EINVAL, "not a regular file")
        return _read(handle, size, said.st_size)
    finally:
        os.close(handle)


def _read(handle: int, size: int, said: int) -> bytes:
    """As much as there is, up to `size`: a file on a network comes in pieces.

    What is asked for is set apart before it comes: no more than what the disk has `said`, and a little.
    """
    found = os.read(handle, min(size, said + 1))
    while len(found) < size and (more := os.read(handle, min(size - len(found), _MORE))):
        found += more
    return found


#: Bytes of a piece that the disk has said nothing of.
_MORE = 64 * 1024


def below(folder: Path, depth: int = DEPTH) -> Iterator[str]:
    """The regular files of a folder at any depth but the absurd, as POSIX paths from it, in their order.

    No link is followed, be it the folder itself, and a folder that may not be read holds nothing: who lists
    the folder tells it.
    """
    if not folder.is_symlink():
        yield from sorted(_below(str(folder), "", depth))


def _below(folder: str, path: str, depth: int) -> Iterator[str]:
    with suppress(OSError), os.scandir(f"{folder}/{path}") as found:
        for entry in found:
            if entry.is_file(follow_symlinks=False):
                yield f"{path}{entry.name}"
            elif depth and entry.is_dir(follow_symlinks=False):
                yield from _below(folder, f"{path}{entry.name}/", depth - 1)


def is_inside(folder: Path, path: str) -> bool:
    """True for a regular file below a folder, given by its path from there; no step is a link or leads up."""
    parts = path.split("/")
    if not all(parts) or {".", ".."} & set(parts):
        return False
    steps = [folder.joinpath(*parts[: count + 1]) for count in range(len(parts))]
    return not any(step.is_symlink() for step in steps) and steps[-1].is_file()
