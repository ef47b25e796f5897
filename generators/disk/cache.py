"""What was costly to make, kept between builds in a folder that nobody has to trust.

A value is found again by a key: a digest of everything that it depends on (`digest`), the software included.
Nothing is ever out of date, then: what changed has another key. The folder may come from a fork, from another
machine, from another user; so each entry bears a seal of a key that stands elsewhere (`disk/seal.py`), over
its room and its key too: an entry that is torn, forged, or put under another's name is none. What comes
out is what was put in, and may be unpickled.

    cache = Cache(root / ".cache" / "construction", seal(os.environ, root), software())
    found = cache.made("polices", digest(font, letters), lambda: subset(font, letters))

A disk that is full or may not be written to costs time, never the build: `told` says so, once. Nothing is
locked: an entry is written whole under a name of its own, then renamed, and two builds write the same bytes.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from generators.disk import regular
from generators.disk.seal import SIZE, Seal
from generators.disk.tree import new_file, there

#: Bytes of an entry at most, and of all of them after `sweep`.
MAX_ENTRY: Final = 256 * 1024 * 1024
MAX_ALL: Final = 2 * 1024 * 1024 * 1024
#: What was asked for no more in so many seconds goes; a draft, when a killed build left it.
MAX_AGE: Final = 30 * 86_400
_DRAFT_AGE: Final = 86_400
_KEY: Final = 32
#: Tools that make backups leave the folder out (https://bford.info/cachedir/).
_TAG: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n"


def digest(*parts: bytes | str) -> bytes:
    """A key: it differs when a part does, or when the same bytes are parted otherwise."""
    whole = blake2b(digest_size=_KEY)
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        whole.update(len(content).to_bytes(8, "big"))
        whole.update(content)
    return whole.digest()


class Cache:
    """Bytes by room (a word: what they are) and key, as `digest` gives it. `NONE` keeps nothing."""

    def __init__(self, folder: Path | None, seal: Seal | None, software: bytes = b"") -> None:
        self._folder, self._seal, self._software = folder, seal, software
        self._rooms: dict[str, str | None] = {}
        #: Why nothing is kept, in one French sentence; "" while all is well.
        self.told = ""
        if folder is not None and seal is None:
            self._tell("rien n’est gardé, faute d’un dossier à soi pour la clé de ce qui l’est")

    def __bool__(self) -> bool:
        """Whether anything may be found: who would work to compute a key need not."""
        return self._seal is not None

    def get(self, room: str, key: bytes) -> bytes | None:
        """What was put there; None when it never was, is no more, or is not as it was put."""
        if self._seal is None:
            return None
        name = self._name(room, key)
        home = self._room(room, make=False)
        if home is None:
            return None
        path = f"{home}/{name.hex()}"
        try:
            found = regular.read(path, MAX_ENTRY + SIZE)
        except OSError:
            return None
        value = self._seal.opened(name, found)
        if value is not None:
            with suppress(OSError):
                _seen(path)
        return value

    def put(self, room: str, key: bytes, value: bytes) -> None:
        """Keep it, where the disk lets us."""
        if self._seal is None or len(value) > MAX_ENTRY:
            return
        name = self._name(room, key)
        draft = ""
        try:
            home = self._room(room, make=True)
            if home is None:
                return
            draft = f"{home}/.{secrets.token_hex(8)}"
            new_file(draft, self._seal.sealed(name, value))
            os.replace(draft, f"{home}/{name.hex()}")  # noqa: PTH105 (a Path for each entry costs more than it)
        except OSError as error:
            self._tell(f"on ne peut rien garder dans {self._folder} ({error.strerror})")
            with suppress(OSError):
                os.unlink(draft)  # noqa: PTH108

    def made(self, room: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What was put there, or else what `make` gives, which is kept."""
        found = self.get(room, key)
        if found is None:
            found = make()
            self.put(room, key, found)
        return found

    def sweep(self) -> None:
        """Take away what was not asked for in a long time, then the oldest as long as there is too much."""
        now = time.time()
        left: list[tuple[float, int, str]] = []
        for draft, path, found in self._entries():
            if now - found.st_mtime > (_DRAFT_AGE if draft else MAX_AGE):
                _gone(path)
            else:
                left.append((found.st_mtime, found.st_size, path))
        room = MAX_ALL
        for _, size, path in sorted(left, reverse=True):
            room -= size
            if room < 0:
                _gone(path)

    def _name(self, room: str, key: bytes) -> bytes:
        return digest(room, self._software, key)

    def _entries(self) -> Iterator[tuple[bool, str, os.stat_result]]:
        """Each file of our naming: whether it is a draft, its path, what it is."""
        if self._folder is None or not _is_folder(self._folder):
            return
        for home in _listed(self._folder):
            if home.is_dir(follow_symlinks=False):
                for entry in _listed(home.path):
                    name = entry.name.removeprefix(".")
                    if len(name) in (16, 64) and entry.is_file(follow_symlinks=False):
                        yield name != entry.name, entry.path, entry.stat(follow_symlinks=False)

    def _room(self, room: str, *, make: bool) -> str | None:
        """The folder of a room, which no link leads to; None where there is none."""
        if self._rooms.get(room) is None and self._folder is not None:
            if make:
                self._begin(room)
            home = self._folder / room
            whole = all(map(_is_folder, (self._folder.parent, self._folder, home)))
            self._rooms[room] = str(home) if whole else None
            if make and not whole:
                self._tell(f"{self._folder} n’est pas un dossier, ou un lien y mène : rien n’y est gardé")
        return self._rooms.get(room)

    def _begin(self, room: str) -> None:
        if self._folder is None:  # pragma: no cover (asked before)
            return
        for step in (self._folder.parent, self._folder, self._folder / room):
            if there(step) is None:
                step.mkdir(mode=0o700, exist_ok=True)
            elif not _is_folder(step):
                return
        with suppress(FileExistsError):
            new_file(self._folder / "CACHEDIR.TAG", _TAG)

    def _tell(self, why: str) -> None:
        self.told = self.told or f"{why} : le site est le même, sa construction sera plus longue"


#: What keeps nothing, and finds nothing.
NONE: Final = Cache(None, None)


def _is_folder(path: Path) -> bool:
    found = there(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _seen(path: str) -> None:
    """An entry that is asked for stays young; its day is written once a day."""
    now = time.time()
    if now - os.stat(path, follow_symlinks=False).st_mtime > _DRAFT_AGE:  # noqa: PTH116
        os.utime(path, (now, now), follow_symlinks=False)


def _gone(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)  # noqa: PTH108
