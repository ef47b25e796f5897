"""What the disk does not let us do, told in French, with what to do instead."""

from __future__ import annotations

import errno
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FIXED = {errno.EBUSY, errno.EXDEV}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL}


class Refused(Exception):
    """Nothing was written, or read; the message is one French sentence that says why, and what to do."""


def is_full(error: OSError) -> bool:
    """True when the disk, or what we may have of it, is full."""
    return error.errno in _FULL


def refusal(error: OSError, folder: Path) -> Refused:
    """What the system answered while `folder` was written, as a sentence."""
    if is_full(error):
        return Refused(f"il n’y a plus de place pour écrire dans {folder} : libérez-en, puis relancez")
    if error.errno in _CLOSED:
        return Refused(f"on ne peut pas écrire dans {folder} : ouvrez-y le droit d’écrire, ou changez-en")
    if error.errno in _FIXED:
        return Refused(f"ce disque ne laisse pas remplacer d’un coup ce qui est dans {folder} : changez-en")
    if error.errno in _NOWHERE:
        told = "qui n’est pas un dossier ou ne peut pas l’être"
        return Refused(f"on ne peut pas écrire dans {folder}, {told} : choisissez-en un autre")
    why = error.strerror or type(error).__name__
    return Refused(f"on ne peut pas écrire dans {folder} ({why}) : choisissez un autre dossier")
