"""The only place from which git is asked, always of the repository in which a folder stands.

A hook's own settings are set aside, and nothing is written into the repository. A git that is not there, or
refuses, is no fault: there is less to tell. One that was killed had an answer: `Refused` is raised, rather
than pages made without it.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from generators.disk.refused import Refused


class NoAnswer(Exception):
    """Git is not there, or refuses."""


def said(folder: Path, *arguments: str) -> str | None:
    """What git answers, or None when it is not there or refuses."""
    try:
        done = subprocess.run(  # noqa: S603 (no word of it comes from the data)
            _command(folder, arguments),
            env=_environ(),
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError:
        return None
    return done.stdout if _answers(done.returncode) else None


def answered(folder: Path, questions: Iterable[str], *arguments: str) -> Iterator[bytes]:
    """The lines, without their ends, that a command answers which reads its questions, one a line.

    Raises `NoAnswer`, at the end too: what came before counts for nothing then.
    """
    asked = "".join(f"{question}\n" for question in questions).encode()
    try:
        asking = subprocess.Popen(  # noqa: S603 (no word of it comes from the data)
            _command(folder, arguments),
            env=_environ(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise NoAnswer from error
    with asking:
        assert asking.stdin and asking.stdout
        telling = Thread(target=_tell, args=(asking.stdin, asked))
        telling.start()
        for line in asking.stdout:
            yield line.rstrip(b"\n")
        telling.join()
    if not _answers(asking.returncode):
        raise NoAnswer


def _answers(status: int) -> bool:
    """Whether it came to its end well. Raises `Refused` when it was killed."""
    if status < 0:
        raise Refused(
            f"git a été arrêté avant de répondre ({signal.Signals(-status).name}) : rien n’a été remplacé. "
            "Il manque peut-être de la mémoire : libérez-en, puis relancez"
        )
    return status == 0


def _tell(pipe: IO[bytes], asked: bytes) -> None:
    """Its end is told too; who went before it read all of it says so by its status."""
    with suppress(BrokenPipeError), pipe:
        pipe.write(asked)


def _command(folder: Path, arguments: Iterable[str]) -> list[str]:
    return ["git", "--no-optional-locks", "-C", str(folder), *arguments]


def _environ() -> dict[str, str]:
    """Commits as they were made: what stands for some of them on this machine alone (git-replace(1), grafts)
    would give the same commit other pages elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}
