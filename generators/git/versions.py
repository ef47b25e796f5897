"""What each version of the published branch changed in the files of a folder, key by key.

A version is a commit of the branch that differs, in the folder, from its first parent: all that a merge
brings is of the merge, whenever it was written elsewhere. The text of a file is cut at the keys that begin
its lines, as records are written; a key changed when its lines did, wherever it stands. Of a version nothing
changes: it is kept under its name.
"""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from pathlib import PurePosixPath
from sys import intern
from typing import Final, NamedTuple

from generators.disk.cache import digest
from generators.git.ask import answered
from generators.git.changes import ASKED
from generators.git.graph import Commit
from generators.project import Project

#: So many are told, the latest first.
MOST: Final = 300
_ROOM: Final = "versions"
#: Each file whole, with what it was and what it is line by line.
_WHOLE: Final = "--unified=1000000"
_KEY: Final = re.compile(rb"[\"']?([a-z_]+)[\"']? *:")


class Touched(NamedTuple):
    """What became of a file: A (it came), M (it changed), D (it went); its path, the keys that changed."""

    letter: str
    path: str
    keys: tuple[str, ...] = ()


class Version(NamedTuple):
    """A commit, the one before it ("" for the first), its day (ISO 8601), and what it did to the files.

    `alike` are those after it, the last one first, that leave the folder as it is there.
    """

    name: str
    before: str
    day: str
    files: tuple[Touched, ...]
    alike: tuple[str, ...] = ()


def versions(project: Project, prefix: str, tip: str, commits: Mapping[str, Commit]) -> tuple[Version, ...]:
    """The latest ones, latest first. Raises `NoAnswer`."""
    key = digest(os.fsencode(prefix))
    kept = project.cache.get(_ROOM, key)
    known: Mapping[str, tuple[Touched, ...]] = pickle.loads(kept) if kept else {}  # noqa: S301 (sealed)
    asked = [*islice(branch(tip, commits), MOST)]
    unread = {one.name: one.before for one in asked if one.name not in known}
    if unread:
        questions = (f"{name} {parent}".strip() for name, parent in unread.items())
        told = answered(project.data, questions, *ASKED, _WHOLE, "--", ".")
        read = dict.fromkeys(unread, ()) | dict(_told(told, {name.encode() for name in unread}))
        known = {one.name: known[one.name] if one.name in known else read[one.name] for one in asked}
        project.cache.put(_ROOM, key, pickle.dumps(known, protocol=pickle.HIGHEST_PROTOCOL))
    return tuple(one._replace(files=known[one.name]) for one in asked)


def branch(tip: str, commits: Mapping[str, Commit]) -> Iterator[Version]:
    """The commits of a branch that changed the folder, latest first; of no file yet."""
    name, alike = tip, list[str]()
    while name:
        commit = commits[name]
        parent = commit.parents[0] if commit.parents else ""
        if commit.folder != (commits[parent].folder if parent else ""):
            yield Version(name, parent, commit.day, (), tuple(alike))
            alike = []
        else:
            alike.append(name)
        name = parent


def _told(lines: Iterable[bytes], names: Set[bytes]) -> Iterator[tuple[str, tuple[Touched, ...]]]:
    """Each commit's files, from its name, their list and the text of each behind its signs, in one order."""
    name, found, text = "", list[tuple[str, str]](), list[list[bytes]]()
    inside = False
    for line in lines:
        if inside and line[:1] in (b" ", b"+", b"-", b"\\"):
            text[-1].append(line)
        elif line.startswith(b"@@"):
            inside = True
        elif line.startswith(b"diff --git "):
            text.append([])
            inside = False
        elif line.startswith(b":"):
            status, _, path = line.partition(b"\t")
            found.append((chr(status[-1]), intern(path.decode())))
        elif line in names:
            if name:
                yield name, tuple(_touched(found, text))
            name, found, text, inside = line.decode(), [], [], False
    if name:
        yield name, tuple(_touched(found, text))


def _touched(found: Iterable[tuple[str, str]], text: Iterable[list[bytes]]) -> Iterator[Touched]:
    """The files of a commit; one that goes from a folder to another has changed at most."""
    gone: dict[tuple[str, str], tuple[str, dict[str, bytes]]] = {}
    came: dict[tuple[str, str], tuple[str, dict[str, bytes]]] = {}
    for (letter, path), lines in zip(found, text, strict=False):
        sides = _side(lines, b"-"), _side(lines, b"+")
        if letter == "M":
            yield Touched("M", path, _changed(*sides))
        else:
            (gone if letter == "D" else came)[_name(path)] = path, sides[letter == "A"]
    for key, (path, before) in gone.items():
        if key in came:
            there, now = came.pop(key)
            yield Touched("M", there, _changed(before, now))
        else:
            yield Touched("D", path)
    for path, _ in came.values():
        yield Touched("A", path)


def _name(path: str) -> tuple[str, str]:
    """The first folder of a path and the name of its file."""
    parts = PurePosixPath(path).parts
    return parts[0], parts[-1]


def _side(lines: Iterable[bytes], sign: bytes) -> dict[str, bytes]:
    """A file as it was (-) or as it is (+): key → its lines; what stands above the first key is nobody's."""
    found: dict[str, list[bytes]] = {}
    key = ""
    for line in lines:
        if line[:1] in (b" ", sign) and not line.startswith(b"#", 1):
            if begins := _KEY.match(line, 1):
                key = begins[1].decode()
            found.setdefault(key, []).append(line[1:].rstrip())
    return {key: b"\n".join(own).rstrip() for key, own in found.items() if key}


def _changed(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> tuple[str, ...]:
    return tuple(sorted(key for key in {*before, *now} if before.get(key) != now.get(key)))
