"""One file at a time, whole or not at all, and never through a link."""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath

from generators.disk.refused import Refused, refusal
from generators.disk.tree import new_file, there
from generators.disk.turn import turn


def put(folder: Path, path: PurePosixPath, content: bytes) -> bool:
    """Make `path` below `folder` hold `content`; True when it did not yet.

    The new file is written beside the old one and takes its name, so that a link that stands there goes, and
    what it led to stays. Raises `Refused` when something that is no folder is on the way.
    """
    try:
        return _put(_home(folder, path), path.name, content)
    except OSError as error:
        raise refusal(error, folder / path.parent) from error


def _home(folder: Path, path: PurePosixPath) -> Path:
    """The folder of the file, made where it is missing: each step below `folder` is a real one."""
    home = folder
    try:
        home.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise Refused(f"{folder} n’est pas un dossier : choisissez-en un autre") from error
    for part in path.parts[:-1]:
        home /= part
        found = there(home)
        if found is None:
            home.mkdir(exist_ok=True)
        elif not stat.S_ISDIR(found.st_mode):
            what = "un lien" if stat.S_ISLNK(found.st_mode) else "un fichier"
            raise Refused(f"{home} est {what}, là où il faut un dossier : retirez-le, puis relancez")
    return home


def _put(home: Path, name: str, content: bytes) -> bool:
    target = home / name
    found = there(target)
    if found and stat.S_ISDIR(found.st_mode):
        raise Refused(f"{target} est un dossier, là où il faut un fichier : déplacez-le, puis relancez")
    regular = found is not None and stat.S_ISREG(found.st_mode)
    if found and regular and found.st_size == len(content) and target.read_bytes() == content:
        return False
    with turn(home):
        # Always the same name: what a killed run left is taken away by the next that writes the file.
        draft = home / f".{name}.maillage"
        draft.unlink(missing_ok=True)
        try:
            new_file(draft, content, durable=True)
            if found and regular:
                draft.chmod(stat.S_IMODE(found.st_mode))
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    return True
