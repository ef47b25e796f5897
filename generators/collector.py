"""The garbage collector, paused while thousands of records are made: they hold no cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for garbage inside: each one would walk over all the records that stand already.

    What refers to nothing but itself is rare, and found after: all that was made inside is old by then, so
    that the first search has nothing to go through. Also a decorator.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
