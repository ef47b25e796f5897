"""A package's archive, laid out as npm does: its files below one folder, and nothing else."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from generators.disk.laid import Laid

#: The most bytes of a package's files.
MOST: Final = 512 * 1024 * 1024


class Torn(Exception):
    """No archive of a package: cut, too large, or with something else in it than files."""


def unpack(archive: bytes, folder: Path) -> None:
    """Lay the files of an archive into a folder that is empty; no script of theirs is run.

    Raises `Torn`, and `Refused` when the disk has no room.
    """
    laid = Laid(folder)
    try:
        for path, content, runs in _files(archive):
            laid.put(path, content)
            if runs:
                (folder / path).chmod(0o755)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise Torn(str(error)) from error


def _files(archive: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """Each file's path below the archive's only folder, whatever its name, its bytes, whether it runs."""
    left = MOST
    with tarfile.open(fileobj=BytesIO(archive), mode="r:gz") as packed:
        for member in packed:
            if member.isdir():
                continue
            content = packed.extractfile(member) if member.isreg() else None
            left -= member.size
            if content is None or left < 0:
                raise Torn(f"{member.name!r}")
            yield member.name.partition("/")[2], content.read(), bool(member.mode & 0o111)
