"""What a build read and what it published: where both are as they were, there is nothing to build.

What may be read is told by its bytes: each file of the project, but hidden ones, and of the records' folders;
the libraries that npm installed, by what the disk says of each; the software; the days; the environment that
says where the site is, or that the settings name; git's last commit, and which events the next one will not
hold as they are. What was published is told by what the disk says of each file: whoever writes to one changes
its `ctime`, which nobody sets. Where that could miss something (settings that lead elsewhere, a link to a
folder, a pipe, what may not be read) nothing is told, and the site is built.
"""

from __future__ import annotations

import os
import pickle
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Final

from generators.disk import regular
from generators.disk.cache import digest
from generators.disk.place import MARK
from generators.disk.tree import entries
from generators.git.revision import commit_of, head_of, unkept
from generators.jobs import spread
from generators.project import Project
from generators.records.kinds import EVENTS
from generators.records.problems import Problem
from generators.software import HOME, PACKAGE, software
from generators.whereabouts import VARIABLE

_ROOM: Final = "site"
#: Folders that are read whatever they hold; another that bears the mark of a site is one that we published.
_OURS: Final = frozenset({"data", "newsletter", "site", "docs"})
#: What changes while a build tells its story.
_STORY: Final = ".log"
#: The settings by which MkDocs reads the project alone, and asks nobody else.
_PLAIN: Final = re.compile(r"^plugins:\n  - maillage\n(?! )", re.MULTILINE)
_ELSEWHERE: Final = re.compile(r"^(?:INHERIT|hooks)\b|\.\.|[\s\"'\[=]~?/", re.MULTILINE)
#: No file that is read is larger.
_MAX: Final = 64 * 1024 * 1024
#: So many files are read together by one process.
_PART: Final = 2048
#: In this time the clock of a disk has moved on: what is written later bears another instant.
_TICK: Final = 0.02


class Untold(Exception):
    """A folder that is not read in one way."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a build tells: its warnings, the lines of the theme, its account, how many files there are."""

    warnings: tuple[Problem, ...]
    lines: tuple[str, ...]
    account: str
    files: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build of `folder` is about to read."""

    project: Project
    folder: Path
    days: tuple[date, date]
    environ: Mapping[str, str]
    asked: tuple[str, ...]
    read: bytes
    jobs: int = 1

    def held(self) -> Told | None:
        """What was told when the folder was published from the same; None when it is to be built."""
        kept = self.project.cache.get(_ROOM, self.read)
        if kept is None or not self.folder.is_dir():
            return None
        published, told = pickle.loads(kept)  # noqa: S301 (sealed: what we wrote)
        return told if isinstance(told, Told) and published == _published(self.folder) else None

    def keep(self, told: Told) -> None:
        """It was published, and what it was made from is still what it was."""
        time.sleep(_TICK)
        again = stamp(self.project, self.folder, self.days, self.environ, self.asked, jobs=self.jobs)
        if again is not None and again.read == self.read:
            kept = pickle.dumps((_published(self.folder), told), protocol=pickle.HIGHEST_PROTOCOL)
            self.project.cache.put(_ROOM, self.read, kept)


def stamp(
    project: Project,
    folder: Path,
    days: tuple[date, date],
    environ: Mapping[str, str],
    asked: tuple[str, ...] = (),
    *,
    jobs: int = 1,
) -> Stamp | None:
    """None where nothing is kept, or where what is read can't be told.

    `folder` is where the site is published, as `publish.place` gives it; `days` are that of the site and the
    real one; `asked` is what the site has besides what each has; `jobs` processes read the files.
    """
    if not project.cache:
        return None
    try:
        settings = (project.root / "mkdocs.yml").read_text("utf-8")
        if not _PLAIN.search(settings) or _ELSEWHERE.search(settings):
            return None
        named = {VARIABLE, *re.findall(r"\b[A-Z][A-Z0-9_]+\b", settings)}
        said = (name for name in sorted(named) if name in environ)
        read = digest(
            software(),
            *map(str, (folder, project.root, project.data, project.newsletter, *days)),
            *(f"{name}={environ[name]}" for name in said),
            *asked,
            head_of(project),
            commit_of(project) or "",
            *unkept(project, EVENTS.name),
            *_trees(project, folder, jobs),
        )
    except (OSError, UnicodeError, Untold):
        return None
    return Stamp(project, folder, days, environ, asked, read, jobs)


def _trees(project: Project, published: Path, jobs: int) -> Iterator[bytes]:
    for folder in (project.data, project.newsletter, project.reference):
        yield _by_bytes(folder, jobs)
    for home in dict.fromkeys((project.root, HOME)):
        yield from _beside(home, {published, PACKAGE, *map(Path.resolve, (project.data, project.newsletter))})
    yield _by_stat(project.libraries)


def _beside(home: Path, known: Set[Path]) -> Iterator[bytes]:
    """The files of a folder, and its folders but those that are known: locks, licences, guide, theme."""
    for path in sorted(home.iterdir()):
        if path.name.startswith(".") or path.name == "node_modules" or path.suffix == _STORY:
            continue
        if path.is_file():
            yield digest(path.name, regular.read(path.resolve(), _MAX))
        elif path.is_dir() and path.resolve() not in known and not _is_site(path):
            yield digest(path.name, _by_bytes(path))


def _is_site(folder: Path) -> bool:
    return folder.name not in _OURS and (folder / MARK).is_file()


def _by_bytes(folder: Path, jobs: int = 1) -> bytes:
    """All files below a folder, by their bytes. Raises `Untold`, OSError."""
    found = [*_below(folder)]
    parts = (found[start : start + _PART] for start in range(0, len(found), _PART))
    return digest(*spread([partial(_of_files, part) for part in parts], jobs))


def _of_files(files: Iterable[tuple[str, os.DirEntry[str]]]) -> bytes:
    whole = blake2b()
    for path, entry in files:
        content = regular.read(Path(entry.path).resolve() if entry.is_symlink() else entry.path, _MAX)
        whole.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        whole.update(content)
    return whole.digest()


def _by_stat(folder: Path) -> bytes:
    """All files below a folder, by what the disk says of them. Raises `Untold`, OSError."""
    return _digest(_said(path, entry) for path, entry in _below(folder))


def _published(folder: Path) -> bytes:
    """As `_by_stat`, of a site: what is no file has its place too."""
    return _digest(_said(path, entry) for path, entry in entries(folder))


def _said(path: str, entry: os.DirEntry[str]) -> str:
    found = entry.stat(follow_symlinks=False)
    if entry.is_dir(follow_symlinks=False):
        return f"{path}/"
    told = (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_nlink)
    return f"{path}\0{told}"


def _digest(lines: Iterable[str]) -> bytes:
    whole = blake2b()
    for line in lines:
        whole.update(line.encode("utf-8", "surrogateescape"))
        whole.update(b"\0")
    return whole.digest()


def _below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder, which may be a link; and the links to files. Raises `Untold` for others."""
    folder = folder.resolve()
    for path, entry in entries(folder) if folder.is_dir() else ():
        if entry.is_file():
            yield path, entry
        elif not entry.is_dir(follow_symlinks=False):
            raise Untold(path)
