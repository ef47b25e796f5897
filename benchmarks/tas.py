"""The memory that the JavaScript of a page holds once its collector has passed, its workers' included."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

MEGABYTE = 1_000_000


def heap(browser: Browser, page: Page) -> float:
    """Megabytes: objects and what they hold outside the heap (typed arrays)."""
    session = page.context.new_cdp_session(page)
    workers: list[str] = []
    session.on("Target.attachedToTarget", lambda event: workers.append(event["sessionId"]))
    session.send(
        "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
    )
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    found = [used, *(_of_worker(session, page, worker) for worker in workers)]
    session.detach()
    return sum(one["usedSize"] + one.get("backingStorageSize", 0) for one in found) / MEGABYTE


def _of_worker(session: CDPSession, page: Page, worker: str) -> dict[str, Any]:
    """The same of a worker, by messages that its page's session carries."""
    said: dict[int, dict[str, Any]] = {}

    def hear(event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if event["sessionId"] == worker and "id" in message:
            said[message["id"]] = message.get("result", {})

    session.on("Target.receivedMessageFromTarget", hear)
    for number, method in enumerate(("HeapProfiler.collectGarbage", "Runtime.getHeapUsage")):
        message = json.dumps({"id": number, "method": method})
        session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
    while 1 not in said:
        page.wait_for_timeout(20)
    return said[1]
