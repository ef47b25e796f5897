"""What changed on the disk: the folders that a site is made of are watched, and changes given out in calm.

The system tells of them (inotify, FSEvents, ReadDirectoryChangesW: `watchdog`, which MkDocs brings); where it
can't, or has no watch left, the folders are looked at every second.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

#: What tells of a change; that a file was opened, we read it ourselves.
_TELLING: Final = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
#: Seconds without a change after which what changed is given out; and the longest that a stream of changes,
#: or git at work, is waited for.
CALM_S, MOST_S, GIT_S = 0.03, 1.0, 20.0
#: Between two looks, where the system tells nothing.
LOOK_S: Final = 1.0
#: What editors leave for themselves: hidden files, copies, what vim tries a folder with.
_ASIDE: Final = re.compile(
    r"\..*|.*~|.*\.(?:sw[a-px]|tmp|bak|part|crdownload)|#.*#|4913|.*___jb_(?:tmp|old)___"
)


def is_aside(name: str) -> bool:
    """Whether a file is an editor's own, and no part of a site."""
    return _ASIDE.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder to watch, with all below it whose name ends so; or only what has one of these names in it."""

    folder: Path
    names: frozenset[str] | None = None
    ends: str = ""

    def has(self, path: Path) -> bool:
        """Whether it is one that matters here; what editors leave aside does not."""
        if self.names is not None:
            return path.parent == self.folder and path.name in self.names
        inside = path.is_relative_to(self.folder) and path.name.endswith(self.ends)
        return inside and not any(map(is_aside, path.relative_to(self.folder).parts))


class Watch(FileSystemEventHandler):
    """The folders under watch, as `watching` opens it."""

    def __init__(self, wanted: Collection[Watched], lock: Path | None, observer: BaseObserver) -> None:
        self._wanted, self._lock, self._observer = wanted, lock, observer
        self._held: dict[Watched, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._some = threading.Condition()
        self._changed: set[Path] = set()
        self._count = 0

    def hold(self) -> set[Path]:
        """Watch each folder that is there, and that was not, or was another; gives those.

        Raises OSError where the system gives no watch.
        """
        fresh = set()
        for one in self._wanted:
            there = _identity(one.folder)
            held = self._held.get(one)
            if held and held[1] != there:
                del self._held[one]
                with suppress(KeyError, OSError):
                    self._observer.unschedule(held[0])
            if there and one not in self._held:
                self._held[one] = (self._schedule(one), there)
                fresh.add(one.folder)
        return fresh

    def _schedule(self, one: Watched) -> ObservedWatch:
        return self._observer.schedule(
            self, str(one.folder), recursive=one.names is None, event_filter=_TELLING
        )

    def on_any_event(self, event: FileSystemEvent) -> None:
        """A thread of the observer's calls it."""
        paths = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
        self._add({path for path in paths if any(one.has(path) for one in self._wanted)})

    def stop(self) -> None:
        self._observer.stop()

    def _add(self, paths: set[Path]) -> None:
        if paths:
            with self._some:
                self._changed |= paths
                self._count += 1
                self._some.notify_all()

    def changes(self, seconds: float | None = None) -> set[Path]:
        """What changed since the last call, once it is calm; waited for, or for so many seconds.

        A folder stands for all below it.
        """
        with self._some:
            if not self._some.wait_for(lambda: self._changed, seconds):
                return set()
            self._calm()
            changed, self._changed = self._changed, set()
        return changed | self.hold()

    def _calm(self) -> None:
        """Wait for the end of a stream of changes, and for git, which changes many files at once."""
        waited, known = 0.0, -1
        while (known != self._count or self._at_work()) and waited < (GIT_S if self._at_work() else MOST_S):
            known = self._count
            self._some.wait(CALM_S)
            waited += CALM_S

    def _at_work(self) -> bool:
        return self._lock is not None and self._lock.exists()


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which folder it is, on its disk; None where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None


@contextmanager
def watching(
    wanted: Collection[Watched], lock: Path | None, *, look: bool = False
) -> Iterator[tuple[Watch, bool]]:
    """The folders under watch; and whether they are only looked at, as `look` asks.

    `lock` is there while git changes files.
    """
    watch, looked = None, look
    if not look:
        try:
            watch = _begun(wanted, lock, Observer())
        except OSError:  # no inotify, or no watch left (fs.inotify.max_user_watches)
            looked = True
    watch = watch or _begun(wanted, lock, PollingObserver(timeout=LOOK_S))
    try:
        yield watch, looked
    finally:
        watch.stop()


def _begun(wanted: Collection[Watched], lock: Path | None, observer: BaseObserver) -> Watch:
    watch = Watch(wanted, lock, observer)
    observer.start()
    try:
        watch.hold()
    except OSError:
        observer.stop()
        raise
    return watch
