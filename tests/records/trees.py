"""Hostile trees: what may lie in a folder that people, editors, systems and attackers fill.

`plant` puts a few odd things into a small sound project, the same ones for the same number. What it plants is
data: a table of names, one of what bears them.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.lists import lay_lists

BASE = Path(__file__).parent / "base"
RECORD = (BASE / "data" / "actors" / "association.yml").read_bytes()

#: Where: each folder that is read, and some that are not.
FOLDERS = (
    "data", "data/actors", "data/events", "data/news", "data/resources", "data/pages", "data/reference",
    "data/schemas", "data/actors/nord", "data/actors/nord/lille", "newsletter", "newsletter/templates",
    "newsletter/images",
)  # fmt: skip
#: Names, as bytes: what a system, an editor, a person or an attacker gives.
NAMES = (
    b"cas.yml", b"autre-cas.yml", b".yml", b"._cas.yml", b".cas.yml", b".cas.yaml", b"cas.yaml", b"CAS.YML",
    b"cas.yml~", b"cas.yml.bak", b".cas.yml.swp", b"#cas.yml#", b".#cas.yml", b"cas", b"cas.txt",
    b".DS_Store", b"Thumbs.db", b"desktop.ini", b".git", b".gitkeep", b"README.md", b"note.md",
    b"cas .yml", b" cas.yml",
    b"cas.yml ", b"cas\n.yml", b"cas\r.yml", b"\x1b[31mcas.yml", b"cas\x07.yml", b"-rf.yml", b"--help.yml",
    b"caf\xe9.yml", b"\xff\xfe.yml", "café.yml".encode(), "\u3164.yml".encode(), "\u2800.yml".encode(),
    "\U000e0041\U000e0042.yml".encode(), "cas\u200b.yml".encode(), "\u202elmy.sac".encode(),
    "cas\u2028.yml".encode(), "\u3164".encode(), "ｃａｓ.yml".encode(), "сas.yml".encode(),
    b"x" * 61 + b".yml", b"x" * 250, b"2026-t1.yml", b"2026-t5.yml", b"vocabulary.yml",
    b"reseau.yml", b"urgences.yml",
    b"geocodage.json", b"liens-exemptes.yml", b"index.md", b"a'b\"c.yml", b"a`b`.yml", b"%2e%2e.yml",
    b"con.yml", b"<b>.yml", b"$(id).yml", b"node_modules", b"__pycache__", b"actors", b"pages", b"a.yml.d",
)  # fmt: skip


def _record(path: bytes, chance: random.Random) -> None:
    _write(path, RECORD)


def _noise(path: bytes, chance: random.Random) -> None:
    _write(path, chance.randbytes(chance.randrange(300)))


def _empty(path: bytes, chance: random.Random) -> None:
    _write(path, b"")


def _huge(path: bytes, chance: random.Random) -> None:
    """Sparse: a terabyte that takes no place."""
    with open(path, "wb") as file:
        file.truncate(1 << 40)


def _folder(path: bytes, chance: random.Random) -> None:
    os.makedirs(path, exist_ok=True)
    if chance.random() < 0.5:
        _write(os.path.join(path, b"dedans.yml"), RECORD)


def _pipe(path: bytes, chance: random.Random) -> None:
    os.mkfifo(path)


def _socket(path: bytes, chance: random.Random) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        try:
            one.bind(path)
        except OSError:  # a path longer than a socket's may be
            os.mkfifo(path)


def _dangling(path: bytes, chance: random.Random) -> None:
    os.symlink(b"nulle-part", path)


def _loop(path: bytes, chance: random.Random) -> None:
    os.symlink(os.path.basename(path), path)


def _up(path: bytes, chance: random.Random) -> None:
    os.symlink(b"..", path)


def _outside(path: bytes, chance: random.Random) -> None:
    os.symlink(chance.choice((b"/proc/self/environ", b"/dev/zero", b"/etc", b"/etc/passwd")), path)


def _deep(path: bytes, chance: random.Random) -> None:
    """Folders one in the other, further than a path may name: made from inside."""
    here = os.open(".", os.O_RDONLY)
    os.mkdir(path)
    os.chdir(path)
    for _ in range(chance.choice((3, 9, 40) * 8 + (1500,))):
        os.mkdir(b"d")
        os.chdir(b"d")
    _write(b"fond.yml", RECORD)
    os.fchdir(here)
    os.close(here)


WHAT: tuple[Callable[[bytes, random.Random], None], ...] = (
    _record, _noise, _empty, _huge, _folder, _pipe, _socket, _dangling, _loop, _up, _outside, _deep,
)  # fmt: skip


def _write(path: bytes, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def lay(root: Path) -> None:
    """The small sound project in which the odd things are planted."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    (root / "newsletter").mkdir()
    lay_lists(root / "data")


def plant(root: Path, number: int) -> None:
    """One to six odd things, here and there; now and then one takes the place of a file that is needed."""
    chance = random.Random(number)
    for _ in range(chance.randint(1, 6)):
        folder = os.fsencode(root / chance.choice(FOLDERS))
        path = os.path.join(folder, chance.choice(NAMES))
        os.makedirs(folder, exist_ok=True)
        if os.path.lexists(path):
            if os.path.isdir(path) or chance.random() < 0.5:
                continue
            os.unlink(path)
        chance.choice(WHAT)(path, chance)


def uproot(root: Path) -> None:
    """Removes a tree, however deep."""
    subprocess.run(["rm", "-rf", root], check=True)


def files(root: Path) -> Iterator[str]:
    """Whatever lies below a folder and is no folder, as paths from it; hidden or not, link or pipe."""
    found = subprocess.run(
        ["find", ".", "!", "-type", "d", "-print0"], cwd=root, capture_output=True, check=True
    )
    for path in found.stdout.split(b"\0")[:-1]:
        yield os.fsdecode(path).removeprefix("./")
