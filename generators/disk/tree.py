"""Trees of files of our own: laid down whole, and taken away without following a link."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

#: Only what is made anew is written to: what stands in the way, a link above all, is never opened.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_ALL = stat.S_IRWXU


def new_file(path: Path | str, content: bytes, *, durable: bool = False) -> None:
    """Write a file that is not there yet; `durable`: it is on the disk when this returns."""
    handle = os.open(path, _NEW, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)


def content_of(path: str) -> bytes:
    """A file of our own; by its plain name, since there are tens of thousands."""
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def entries(folder: Path | str, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that a folder holds at any depth, with its relative POSIX path; folders first, no link followed."""
    with os.scandir(folder) as found:
        listed = sorted(found, key=lambda entry: entry.name)
    for entry in listed:
        yield f"{below}{entry.name}", entry
        if entry.is_dir(follow_symlinks=False):
            yield from entries(entry.path, f"{below}{entry.name}/")


def remove(folder: Path) -> None:
    """Take a tree away, its read-only folders too; a link goes, never what it leads to. Raises OSError."""
    try:
        shutil.rmtree(folder)
    except PermissionError:
        _open_up(folder)
        shutil.rmtree(folder)


def _open_up(folder: Path) -> None:
    folder.chmod(_ALL)
    for current, names, _ in os.walk(folder):
        for name in names:
            path = Path(current, name)
            if not path.is_symlink():
                path.chmod(_ALL)


def there(path: Path) -> os.stat_result | None:
    """What stands at a path, a link not followed; None when nothing does."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
