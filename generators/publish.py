"""The only writer: makes a folder hold exactly the files it is given.

A file is written only where its bytes changed, through a temporary file in the same folder and a
rename, so that a reader never sees half a file; what is no longer wanted is removed, and so are
folders left empty. Nothing is touched before every file is ready in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


class RefusedFolder(Exception):
    """The folder holds files that no earlier build put there."""


#: Left in each folder that we publish, so that we never clear one that is not ours.
MARK = ".maillage"


def publish(files: Mapping[str, bytes], folder: Path) -> Published:
    """Make `folder` hold `files` (relative POSIX paths → bytes) and nothing else.

    Raises `RefusedFolder` when the folder has files but not our mark, so that `--out` on the wrong
    folder destroys nothing.
    """
    _refuse_foreign(folder)
    wanted = {**files, MARK: b""}
    for path in wanted:
        _refuse_outside(path)
    written = sum(_put(folder / path, content) for path, content in sorted(wanted.items()))
    removed = _remove_orphans(folder, wanted.keys())
    return Published(written, len(wanted) - written, removed)


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write `files` into a folder that somebody else fills too, and remove nothing."""
    for path, content in sorted(files.items()):
        _refuse_outside(path)
        _put(folder / path, content)


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise RefusedFolder(str(folder))
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise RefusedFolder(str(folder))


def _refuse_outside(path: str) -> None:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts:
        raise ValueError(f"not a path inside the site: {path!r}")


def _put(target: Path, content: bytes) -> bool:
    if target.is_dir():
        _remove_folder(target)
    elif target.exists() and target.stat().st_size == len(content) and target.read_bytes() == content:
        return False
    _make_parent(target)
    draft = target.with_name(target.name + ".draft")
    draft.write_bytes(content)
    draft.replace(target)
    return True


def _make_parent(target: Path) -> None:
    for parent in reversed(target.parents):
        if parent.is_file():
            parent.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)


def _remove_folder(folder: Path) -> None:
    for path in _files(folder):
        path.unlink()
    for current, _, _ in os.walk(folder, topdown=False):
        Path(current).rmdir()


def _remove_orphans(folder: Path, wanted: Iterable[str]) -> int:
    keep = {folder / path for path in wanted}
    orphans = [path for path in _files(folder) if path not in keep]
    for path in orphans:
        path.unlink()
    for current, _, _ in os.walk(folder, topdown=False):
        if Path(current) != folder and not any(Path(current).iterdir()):
            Path(current).rmdir()
    return len(orphans)


def _files(folder: Path) -> Iterator[Path]:
    for current, _, names in os.walk(folder):
        for name in names:
            yield Path(current) / name
