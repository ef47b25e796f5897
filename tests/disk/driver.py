"""A publication by a process of its own: three hundred pages of one edition.

`python -m tests.disk.driver FOLDER EDITION [EVENT]`: with EVENT the process kills itself (SIGKILL) at that
event of Python's audit (PEP 578: each file opened, folder made, name changed or removed is one), else it says
how many there were.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from generators.publish import Refused, publish

PAGES = 300


def edition(name: str) -> dict[str, bytes]:
    """The files of an edition: two thirds are the same in all of them, in folders that come and go."""
    same = {f"pages/{n:03}/index.html": f"page {n}\n".encode() * 200 for n in range(PAGES * 2 // 3)}
    other = {f"{name}/{n:03}.html": f"{name} {n}\n".encode() * 200 for n in range(PAGES // 3 - 1)}
    return {**same, **other, "edition.txt": name.encode()}


class Clock:
    """Counts the events, and ends the process at one of them."""

    def __init__(self, last: int | None) -> None:
        self.count, self.last = 0, last

    def __call__(self, event: str, arguments: object) -> None:
        if event.startswith(("open", "os.", "shutil.", "ctypes.")):
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    clock = Clock(int(sys.argv[3]) if len(sys.argv) > 3 else None)
    sys.addaudithook(clock)
    try:
        publish(edition(sys.argv[2]), Path(sys.argv[1]))
    except Refused as refused:
        raise SystemExit(str(refused)) from refused
    sys.stdout.write(f"{clock.count}\n")
