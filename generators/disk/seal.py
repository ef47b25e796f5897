"""A seal on what is kept where others may write, by a key that they cannot read.

The key stands in the user's own folder of states (the XDG Base Directory Specification), outside of any
project: what a fork, an archive or a CI's cache brings into a project bears no seal of ours. It is made on
its first use. Where it may not be kept to oneself there is none, and nothing sealed.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import Final

from generators.disk import regular
from generators.disk.tree import new_file

_PERSON: Final = b"maillage cache 1"
_KEY: Final = 32
#: Bytes that a seal adds.
SIZE: Final = 32


@dataclass(frozen=True, slots=True, repr=False)
class Seal:
    """Seals values under a name, and opens what it sealed."""

    key: bytes

    def sealed(self, name: bytes, value: bytes) -> bytes:
        return self._of(name, value) + value

    def opened(self, name: bytes, found: bytes) -> bytes | None:
        """The value; None when it is not as it was sealed, under this name."""
        value = memoryview(found)[SIZE:]
        return bytes(value) if compare_digest(found[:SIZE], self._of(name, value)) else None

    def _of(self, name: bytes, value: bytes | memoryview) -> bytes:
        whole = blake2b(key=self.key, person=_PERSON, digest_size=SIZE)
        whole.update(len(name).to_bytes(8, "big"))
        whole.update(name)
        whole.update(value)
        return whole.digest()


def seal(environ: Mapping[str, str], outside: Path) -> Seal | None:
    """The seal of this user, made when there is none yet; None where it cannot be kept to oneself.

    No folder of `outside` holds the key.
    """
    try:
        home = _home(environ)
        if home.resolve().is_relative_to(outside.resolve()):
            return None
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = home / "cache.key"
        if not os.path.lexists(path):
            _make(path)
        return _read(path)
    except (OSError, RuntimeError):  # no home, a circle of links, no right
        return None


def _home(environ: Mapping[str, str]) -> Path:
    """The specification asks that a path that is not absolute be set aside."""
    given = Path(environ.get("XDG_STATE_HOME", ""))
    return (given if given.is_absolute() else Path.home() / ".local" / "state") / "maillage"


def _make(path: Path) -> None:
    """Whole at once: of two builds that make it, one does."""
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        new_file(draft, secrets.token_bytes(_KEY))
        draft.chmod(stat.S_IRUSR | stat.S_IWUSR)
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink(missing_ok=True)


def _read(path: Path) -> Seal | None:
    """Only a file of ours that nobody else may read."""
    found = path.lstat()
    key = regular.read(path, _KEY + 1)
    if sys.platform != "win32" and (found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077):
        return None
    return Seal(key) if len(key) == _KEY else None
