"""What each commit did to the files of a folder, from one reading of its differences with the one before."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from pathlib import Path
from sys import intern
from typing import Final, NamedTuple

from generators.git.ask import answered

#: A line of a record that says how one reaches what it tells of.
_REACHED = re.compile(
    rb"[-+][ -]*(?:telephone|courriel|site_web|lien_mobilisation|adresse|commune|horaires_accueil) *:"
)
#: A line that says of a place that it is confidential.
_HIDDEN = re.compile(rb"confidentiel[a-z_]*[\"']?[ \t]*:[ \t]*[\"']?(?:true|oui|vrai|1)", re.IGNORECASE)
_SIGNS: Final = (b" ", b"+", b"-", b"\\")
_CHANGED: Final = (b"+", b"-")
#: Differences as they come out of git's own search (`git log -G`), whatever this machine's settings and the
#: attributes that a repository gives its files: a record that calls itself binary is read all the same.
ASKED: Final = (
    *("-c", "core.quotePath=true", "-c", "diff.suppressBlankEmpty=false"),
    *("diff-tree", "--stdin", "--root", "-r", "--no-renames", "--relative"),
    *("--diff-filter=AMD", "--raw", "-p", "--text"),
    *("--no-textconv", "--no-ext-diff", "--no-indent-heuristic", "--submodule=short"),
)


class Change(NamedTuple):
    """What became of a file: A (it came), M (it changed), D (it went), and its path below the
    folder, as git lists it.

    `telling`: one that changed did so in a line that says how one reaches what it tells of; one that went
    said of a place that it is confidential.
    """

    letter: str
    path: str
    telling: bool


_TELLING = {"M": _REACHED.match, "D": _HIDDEN.search}


def changes(folder: Path, commits: Collection[str]) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """What each commit did, those apart that did nothing, as a merge. Raises `NoAnswer`."""
    return _told(answered(folder, commits, *ASKED, "--", "."), {name.encode() for name in commits})


def _told(lines: Iterable[bytes], names: Set[bytes]) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """A commit's name, its files (`:100644 100644 1a2b 3c4d M\tpath`), then the difference of each in turn.

    Each line of a file stands behind a sign, once its difference has begun: none can be taken for git's own.
    """
    name, files, at, content = "", list[Change](), 0, False
    telling: Callable[[bytes], object] | None = None
    for line in lines:
        if content and line[:1] in _SIGNS:
            if telling and line[:1] in _CHANGED and telling(line):
                files[at - 1], telling = files[at - 1]._replace(telling=True), None
        elif line.startswith(b"@@"):
            content = True
        elif line.startswith(b"diff --git "):
            telling, at, content = _TELLING.get(files[at].letter), at + 1, False
        elif line.startswith(b":"):
            status, _, path = line.partition(b"\t")
            files.append(Change(chr(status[-1]), intern(path.decode()), telling=False))
        elif line in names:
            if name:
                yield name, tuple(files)
            name, files, at, content = line.decode(), [], 0, False
    if name:
        yield name, tuple(files)
