"""Files laid in a folder of our own, one after the other, and forgotten: who asks for one reads it again.

A site of thousands of pages is never in memory as a whole. What has to look at all of it (the account of a
build, the last look) goes through a `Laid` as through any mapping of paths to bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generators.disk.refused import Refused, refusal
from generators.disk.tree import content_of, new_file


class Laid(Mapping[str, bytes]):
    """The files of a folder that was empty, by their path in it. Several processes may lay each its own."""

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        self.folder = folder
        #: What stood there before, and still does, when it is the next site that is laid.
        self.before = before
        self._paths: set[str] = set()
        self._made = {""}

    def put(self, path: str, content: bytes) -> None:
        """Lay a file that is not there yet. Raises `Refused` when the disk does not let us."""
        path = inside(path)
        if path in self._paths:
            raise ValueError(f"laid twice: {path}")
        try:
            self._make(path.rpartition("/")[0])
            new_file(f"{self.folder}/{path}", content)
        except OSError as error:
            raise Refused(f"{refusal(error, self.folder.parent)} ; le site est resté tel quel") from error
        self._paths.add(path)

    def again(self, path: str, content: bytes) -> None:
        """Lay a file in place of the one that is there, if one is."""
        if path in self._paths:
            (self.folder / path).unlink()
            self._paths.discard(path)
        self.put(path, content)

    def among(self, paths: Iterable[str]) -> None:
        """These were laid by another process."""
        self._paths.update(paths)

    def within(self, path: str, place: int, content: bytes) -> None:
        """Write over some of a file's bytes, from `place` on."""
        with Path(self.folder, path).open("r+b") as file:
            file.seek(place)
            file.write(content)

    def rename(self, folder: str, name: str) -> None:
        """Give a folder with all that is laid in it another name, in the folder where it stands."""
        there = PurePosixPath(folder).with_name(name)
        (self.folder / folder).rename(self.folder / there)
        moved = {path for path in self._paths if path.startswith(f"{folder}/")}
        self._paths -= moved
        self._paths.update(f"{there}{path.removeprefix(folder)}" for path in moved)
        self._made = {""}

    def _make(self, below: str) -> None:
        if below not in self._made:
            os.makedirs(f"{self.folder}/{below}", exist_ok=True)  # noqa: PTH103 (ten thousand of them)
            self._made.add(below)

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        return content_of(f"{self.folder}/{path}")

    def size(self, path: str) -> int:
        """The bytes of a file that is laid, without reading it."""
        return os.stat(f"{self.folder}/{path}").st_size  # noqa: PTH116 (ten thousand of them)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._paths))

    def __len__(self) -> int:
        return len(self._paths)


def inside(path: str) -> str:
    """A path that stays in the folder. Raises `ValueError` for any other."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts:
        raise ValueError(f"not a path inside the site: {path!r}")
    return str(pure)
