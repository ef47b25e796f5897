"""A fault of ours, told in one French sentence; where it happened is written for those who keep the software.

The report holds lines of code and kinds of errors, no value: an error's own text may repeat what a record
keeps to itself, so neither the sentence nor the report does.
"""

from __future__ import annotations

import errno
import hashlib
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

#: A stack that ran away repeats itself: its two ends say it all.
_FRAMES = 30
_WHY = {
    errno.ENOSPC: "il n’y a plus de place sur le disque",
    errno.EDQUOT: "il n’y a plus de place sur le disque",
    errno.EROFS: "un dossier est en lecture seule",
    errno.EACCES: "un droit d’accès manque",
    errno.EPERM: "un droit d’accès manque",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.EIO: "un disque répond mal",
    errno.ENOMEM: "il manque de la mémoire",
}


def told(fault: BaseException) -> str:
    """The sentence that the person reads; the report is written first."""
    report = _written(_report(fault))
    where = f"le rapport est dans {report}" if report else "le rapport n’a pas pu être écrit"
    why = _WHY.get(fault.errno or 0) if isinstance(fault, OSError) else None
    cause = f" ({why})" if why else ""
    return (
        f"maillage : la commande s’est arrêtée sur une faute du logiciel ou de la machine{cause}, pas des "
        f"fiches ; {where} : montrez-le à qui tient le logiciel."
    )


def _report(fault: BaseException) -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    return "\n".join([f"maillage, Python {version}, {sys.platform}", *_chain(fault), ""])


def _chain(fault: BaseException) -> Iterator[str]:
    """Each error and what led to it: its kind, and the lines of code, the nearest last."""
    seen: set[int] = set()
    now: BaseException | None = fault
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield ""
        yield _kind(now)
        frames = traceback.extract_tb(now.__traceback__)
        middle = [*frames] if len(frames) <= _FRAMES else [*frames[: _FRAMES // 2], *frames[-_FRAMES // 2 :]]
        yield from (
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}: {frame.line}" for frame in middle
        )
        now = now.__cause__ or now.__context__


def _kind(fault: BaseException) -> str:
    name = type(fault).__qualname__
    number = fault.errno if isinstance(fault, OSError) else None
    safe = getattr(fault, "safe", "")  # what an error of ours says of itself, and may be read by anybody
    return " ".join(filter(None, (name, errno.errorcode.get(number or 0, ""), safe)))


def _short(filename: str) -> str:
    """The path of a module from its package: no name of a person's folder."""
    path = Path(filename)
    known = [at for at, part in enumerate(path.parts) if part in ("generators", "site-packages")]
    return Path(*path.parts[known[-1] :]).as_posix() if known else path.name


def _written(report: str) -> Path | None:
    """The report in .cache/ of the project, or where the machine keeps what does not last."""
    content = report.encode("utf-8", "replace")
    with suppress(OSError):
        if Path("mkdocs.yml").is_file():
            name = f"faute-{hashlib.sha256(content).hexdigest()[:8]}.txt"
            Path(".cache").mkdir(exist_ok=True)
            (Path(".cache") / name).write_bytes(content)
            return Path(".cache") / name
    with suppress(OSError):
        handle, path = tempfile.mkstemp(prefix="maillage-faute-", suffix=".txt")
        with open(handle, "wb") as file:  # noqa: PTH123 (a handle)
            file.write(content)
        return Path(path)
    return None
