"""The browser's own trace of a page: what its main thread did, by the thread's clock.

That clock runs only while the thread does, so that its figures hold on a busy machine too; they leave out
what the page waited for: files, other threads, the screen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

_MARKS = "blink.user_timing"
_TASKS = "toplevel"
_TASK = "ThreadControllerImpl::RunTask"


@dataclass
class Trace:
    """Milliseconds of the main thread's clock. Filled when the traced block ends."""

    events: list[dict[str, Any]] = field(default_factory=list)

    def marks(self, name: str) -> list[float]:
        """When each mark of this name was made, in order."""
        return [event["tts"] / 1000 for event in self.events if event["name"] == f"sonde:{name}"]

    def longest_task(self, after: str) -> float:
        """The longest task that began after a mark."""
        start = next(event for event in self.events if event["name"] == f"sonde:{after}")
        mine = (e for e in self.events if (e["pid"], e["tid"]) == (start["pid"], start["tid"]))
        tasks = (e for e in mine if e["name"] == _TASK and e["ts"] > start["ts"])
        return max((float(e.get("tdur", 0)) / 1000 for e in tasks), default=0.0)


@contextmanager
def tracing(browser: Browser, page: Page, tasks: bool = True) -> Iterator[Trace]:
    """Traces a page during the block; without `tasks`, its marks only."""
    trace = Trace()
    browser.start_tracing(page=page, categories=[_MARKS, *([_TASKS] if tasks else [])])
    yield trace
    found = json.loads(browser.stop_tracing())["traceEvents"]
    trace.events += sorted((e for e in found if e["ph"] in "XIR"), key=lambda event: event["ts"])
