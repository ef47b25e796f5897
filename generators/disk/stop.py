"""A command that is asked to stop (SIGTERM, SIGHUP) leaves as one that fails: it clears what it began."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any, NamedTuple

_ASKED = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, a signal to stop raises `SystemExit`, of the status that a shell gives: 128 + number."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _ASKED}
    for number in (n for n, handler in before.items() if handler is signal.SIG_DFL):
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


class Waiting(NamedTuple):
    """What answered to each signal, and which came meanwhile."""

    before: Mapping[int, Any]
    came: list[int]


def deaf() -> Waiting:
    """From here on a signal to stop, Ctrl-C too, waits for `hearing`, which is given what this returns."""
    waiting = Waiting({}, [])
    if threading.current_thread() is not threading.main_thread():
        return waiting
    known = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ASKED)}
    waiting = Waiting({number: one for number, one in known.items() if callable(one)}, [])
    for number in waiting.before:
        signal.signal(number, lambda came, _: waiting.came.append(came))
    return waiting


def hearing(waiting: Waiting) -> None:
    """What waited is heard now: of several, the first."""
    for number, handler in waiting.before.items():
        signal.signal(number, handler)
    for number in waiting.came[:1]:
        waiting.came.clear()
        signal.raise_signal(number)
