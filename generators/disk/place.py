"""Where a site may be published: a folder of its own, that can be replaced as a whole.

What is refused is refused before anything is built, and by what the folder *is* rather than by its name:
through links, `..`, a mount under another name, or a disk that takes DATA for data, a folder stays the same.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generators.disk.refused import Refused
from generators.disk.tree import there

#: Left in each folder that we publish, so that we never replace one that is not ours.
MARK = ".maillage"


class RefusedFolder(Refused):
    """The folder is none that a site may take the place of."""


def place(folder: Path) -> Path:
    """The folder with all links above it followed; its own name is left, a link or not."""
    try:
        whole = folder.resolve() if folder.name in {"", ".."} else folder.parent.resolve() / folder.name
        there(whole)  # since Python 3.13 a circle of links resolves; who looks for it is told
    except (OSError, RuntimeError) as error:
        raise RefusedFolder(f"{folder} ne mène nulle part : choisissez un autre dossier") from error
    return whole


def refuse(folder: Path, inside: Iterable[Path] = (), itself: Iterable[Path] = ()) -> None:
    """Raise `RefusedFolder` unless a site may be published at `folder`, as `place` gives it.

    Nothing is published in a folder of `inside`, nor in the place of one of `itself` or of what holds it.
    """
    found = there(folder)
    _refuse_no_folder(folder, found)
    _refuse_needed(folder, inside, itself)
    _refuse_closed(folder, found)
    if found:
        _refuse_foreign(folder)


def _refuse_no_folder(folder: Path, found: os.stat_result | None) -> None:
    if found and stat.S_ISLNK(found.st_mode):
        raise RefusedFolder(f"{folder} est un lien : donnez le dossier où il mène, ou retirez-le")
    for path in (folder, *folder.parents):
        if (here := there(path)) and not stat.S_ISDIR(here.st_mode):
            raise RefusedFolder(f"{path} est un fichier, pas un dossier : choisissez un autre dossier")


def _refuse_needed(folder: Path, inside: Iterable[Path], itself: Iterable[Path]) -> None:
    above = {_identity(path) for path in (folder, *folder.parents)} - {None}
    for source in inside:
        if _identity(source) in above:
            raise RefusedFolder(f"{folder} est dans {source}, dossier du projet : choisissez-en un autre")
    here = _identity(folder)
    for kept in (*itself, *inside, *_shared()):
        holders = (kept.resolve(), *kept.resolve().parents)
        if here and here in map(_identity, holders):
            raise RefusedFolder(
                f"{folder} est un dossier à garder, ou en contient un ({kept}) : choisissez-en un autre, "
                "comme public"
            )


def _shared() -> Iterator[Path]:
    """What is everybody's, or all that somebody has."""
    with suppress(OSError):  # on a full disk there is none to work in
        yield Path(tempfile.gettempdir())
    yield Path.cwd()
    with suppress(RuntimeError):
        yield Path.home()


def _refuse_closed(folder: Path, found: os.stat_result | None) -> None:
    if found and _is_mount(folder):
        raise RefusedFolder(
            f"{folder} est un point de montage, que rien ne remplace d’un coup : donnez un dossier qui s’y "
            f"trouve, comme {folder / 'site'}"
        )
    nearest = next(path for path in folder.parents if there(path))
    for path in (nearest, *((folder,) if found else ())):
        if not os.access(path, os.W_OK | os.X_OK):
            raise RefusedFolder(
                f"on ne peut pas écrire dans {path}, où le nouveau site se prépare : ouvrez-y le droit "
                "d’écrire, ou choisissez un autre dossier"
            )


def _is_mount(folder: Path) -> bool:
    """True for a mount of its own; Linux alone tells those of a folder of the same disk."""
    if os.path.ismount(folder):
        return True
    with suppress(OSError):
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
        return os.fsencode(folder) in {_unescaped(line.split()[4]) for line in lines}
    return False


def _unescaped(path: bytes) -> bytes:
    """A path of mountinfo, where `\\040` stands for a space (proc(5))."""
    return path.decode("unicode_escape").encode("latin-1") if b"\\" in path else path


def _refuse_foreign(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    mark = there(folder / MARK)
    if names and not (mark and stat.S_ISREG(mark.st_mode)):
        raise RefusedFolder(f"le dossier {folder} contient autre chose qu’un site : choisissez-en un autre")
    if ".git" in names:
        raise RefusedFolder(f"le dossier {folder} est un dépôt git, qui serait perdu : donnez-en un autre")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
