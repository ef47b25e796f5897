"""The only writer of a site: one switch, from the folder as it was to the folder as it is to be.

The new site is laid down whole beside the old one, on the same disk, and the two take each other's name in
one step (`generators.disk.switch`): a kill, a full disk or a power cut leaves the old site or the new one,
never some of both. It takes room for both, and a folder that can be replaced: not a mount, whose content has
no other name. Whoever keeps the folder itself open (a container that mounts it) goes on seeing the old one,
empty: give them the folder above.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from generators.disk.laid import Laid, inside
from generators.disk.place import MARK, RefusedFolder, place, refuse
from generators.disk.put import put
from generators.disk.refused import Refused, refusal
from generators.disk.switch import exchange, finish, in_two_steps, settle, settle_names
from generators.disk.tree import content_of, entries, remove, there
from generators.disk.turn import turn
from generators.jobs import spread

__all__ = ["MARK", "Published", "Refused", "RefusedFolder", "add", "place", "publish", "publishing", "write"]


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Building:
    """A folder that is held while its next site is laid down beside it."""

    folder: Path

    def begun(self) -> Laid:
        """Where the next site is laid, its mark first."""
        new = _new(self.folder)
        try:
            new.mkdir()
        except OSError as error:
            raise _unwritten(error, self.folder) from error
        laid = Laid(new, before=self.folder)
        laid.put(MARK, b"")
        return laid

    def take(self, laid: Laid, jobs: int = 1) -> Published:
        """The folder holds from now on what was laid, and nothing else; `jobs` processes compare the two.

        Nothing is touched when it holds that already. What is as it was keeps its day. Raises `Refused` when
        the disk does not let us; the old site is whole then.
        """
        held = _held(self.folder, laid, jobs)
        if not held.differs:
            return Published(0, len(laid), 0)
        try:
            for path, day in held.kept.items():
                os.utime(f"{laid.folder}/{path}", ns=(day, day))
            settle(laid.folder)
            _take_place(laid.folder, self.folder)
            settle_names(self.folder.parent)
        except OSError as error:
            raise _unwritten(error, self.folder) from error
        return Published(len(laid) - len(held.kept), len(held.kept), held.strays)


def _unwritten(error: OSError, folder: Path) -> Refused:
    return Refused(f"{refusal(error, folder.parent)} ; le site est resté tel quel")


@contextmanager
def publishing(
    folder: Path,
    inside: Iterable[Path] = (),
    itself: Iterable[Path] = (),
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[Building]:
    """Hold a folder from before a site is built until it is published there.

    What a killed run left is cleared or finished first, so that the folder is the last whole site; `waiting`
    is called when another run has it. Raises `RefusedFolder` where no site may stand: in a folder of
    `inside`, in the place of one of `itself` or of what holds it, of a file, of a link, of what is no site.
    """
    folder = place(folder)
    refuse(folder, inside, itself)
    made = _make(folder.parent)
    try:
        with turn(folder.parent, waiting):
            _clear(folder)
            refuse(folder, inside, itself)
            try:
                yield Building(folder)
            finally:
                _tidy(folder)
    finally:
        for empty in made:
            with suppress(OSError):
                empty.rmdir()


def publish(files: Mapping[str, bytes], folder: Path) -> Published:
    """Make `folder` hold `files` (relative POSIX paths → bytes) and nothing else.

    Nothing is touched when it holds them already. Raises `RefusedFolder` as `publishing` does, `Refused` when
    the disk has no room or lets nobody write; the old site is whole then.
    """
    wanted = {inside(path): content for path, content in files.items()}
    with publishing(folder) as building:
        if not _held(building.folder, {MARK: b"", **wanted}).differs:
            return Published(0, len(wanted) + 1, 0)
        laid = building.begun()
        for path in sorted(wanted.keys() - {MARK}):
            laid.put(path, wanted[path])
        return building.take(laid)


def add(files: Mapping[str, bytes], folder: Path) -> Published:
    """Publish `files` among those that a site holds already."""
    with publishing(folder):
        there_now = {
            path: Path(entry.path).read_bytes()
            for path, entry in (entries(folder) if folder.is_dir() else ())
            if entry.is_file(follow_symlinks=False)
        }
        return publish({**there_now, **files}, folder)


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write `files`, each whole, into a folder that somebody else fills too, and remove nothing."""
    for path in sorted(files):
        put(folder, PurePosixPath(inside(path)), files[path])


@dataclass(frozen=True, slots=True)
class _Held:
    """What the folder has of what is wanted, with the day of each file; how much else it has."""

    kept: Mapping[str, int]
    strays: int
    differs: bool


#: A file that may be as it is wanted: its path on the site, where it stands, its size, its day.
_May = tuple[str, str, int, int]
#: So many are compared together by one process.
_SOME: Final = 2000


def _held(folder: Path, wanted: Mapping[str, bytes], jobs: int = 1) -> _Held:
    """A file that has another name somewhere (a hard link) is not kept: who writes there would write here."""
    may: list[_May] = []
    strays, folders = 0, set[str]()
    for path, entry in entries(folder) if folder.is_dir() else ():
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
            continue
        found = entry.stat(follow_symlinks=False)
        strays += path not in wanted
        if path in wanted and stat.S_ISREG(found.st_mode) and found.st_nlink <= 1:
            may.append((path, entry.path, found.st_size, found.st_mtime_ns))
    tasks = [partial(_same, may[start : start + _SOME], wanted) for start in range(0, len(may), _SOME)]
    kept = {path: day for same in spread(tasks, jobs) for path, day in same.items()}
    needed = {path[:slash] for path in wanted for slash, sign in enumerate(path) if sign == "/"}
    whole = len(kept) == len(wanted) and not strays and folders <= needed
    return _Held(kept, strays, not whole)


def _same(may: Sequence[_May], wanted: Mapping[str, bytes]) -> Mapping[str, int]:
    """The day of each that is as it is wanted."""
    return {path: day for path, here, size, day in may if _is(here, size, wanted[path])}


def _is(path: str, size: int, content: bytes) -> bool:
    return size == len(content) and content_of(path) == content


def _new(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.maillage-nouveau")


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.maillage-ancien")


def _take_place(new: Path, folder: Path) -> None:
    old = there(folder)
    if old is None:
        new.rename(folder)
        return
    with suppress(OSError, AttributeError):  # the folder's rights are its owner's, where we may give them
        shutil.copystat(folder, new)
        os.chown(new, old.st_uid, old.st_gid)
    if not exchange(new, folder):
        in_two_steps(new, folder, _aside(folder))


def _clear(folder: Path) -> None:
    """What a killed run left: a switch is finished, scratch is taken away."""
    new, aside = _new(folder), _aside(folder)
    for left in (new, aside):
        if there(left):
            _refuse_not_ours(left)
    try:
        finish(new, folder, aside)
        _discard(new)
        _discard(aside)
    except OSError as error:
        raise refusal(error, folder.parent) from error


def _tidy(folder: Path) -> None:
    """Nothing of what we laid is left beside the folder: a switch that was cut is finished."""
    new, aside = _new(folder), _aside(folder)
    if there(new) or there(aside):
        finish(new, folder, aside)
        _discard(new)
        _discard(aside)


def _refuse_not_ours(left: Path) -> None:
    ours = not left.is_symlink() and left.is_dir() and ((left / MARK).is_file() or not any(left.iterdir()))
    if not ours:
        raise RefusedFolder(f"{left} est sur le chemin, et n’est pas de nous : déplacez-le, puis relancez")


def _discard(folder: Path) -> None:
    """Take away a folder of ours, its mark last: what a kill leaves of it is still known as ours."""
    if not there(folder):
        return
    folder.chmod(stat.S_IRWXU)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            remove(path)
        elif path.name != MARK:
            path.unlink()
    (folder / MARK).unlink(missing_ok=True)
    folder.rmdir()


def _make(parent: Path) -> list[Path]:
    """The folders that had to be made above, the deepest first."""
    missing = [path for path in (parent, *parent.parents) if not path.exists()]
    try:
        parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(error, parent) from error
    return missing
