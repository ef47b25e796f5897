"""A visit that is measured: a wide screen, an empty cache; the bytes that come, the time that a key takes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.trace import tracing

SONDE = Path(__file__).with_name("sonde.js")
WIDE: ViewportSize = {"width": 1280, "height": 900}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured, its most (None where there is no target), how much it is, and how much of
    it the page's main thread worked (None where that means nothing)."""

    name: str
    target: float | None
    measured: float
    unit: str = "ms"
    thread: float | None = None

    def __str__(self) -> str:
        target = "" if self.target is None else f"≤ {self.target:g} {self.unit}"
        thread = "" if self.thread is None else f"{self.thread:.0f} ms"
        return f"{self.name:54} {target:>10} {f'{self.measured:.0f} {self.unit}':>12} {thread:>12}"


HEADER = f"{'':54} {'target':>10} {'elapsed':>12} {'main thread':>12}"


@contextmanager
def visit(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="fr-FR", timezone_id="Europe/Paris")
    context.add_init_script(path=SONDE)
    yield context.new_page()
    context.close()


@contextmanager
def weighing(page: Page) -> Iterator[dict[str, float]]:
    """Address of each file that comes during the block → its bytes, as the host sent them."""
    sizes: dict[str, float] = {}
    urls: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update(
            {urls[e["requestId"]]: e["encodedDataLength"]} if e["requestId"] in urls else {}
        ),
    )
    yield sizes
    calm(page)
    session.detach()


def calm(page: Page) -> None:
    """Waits until no file has come for half a second; the driver's own « networkidle » may never be told."""
    before, now = -1, 0
    while now != before:
        page.wait_for_timeout(500)
        before, now = now, page.evaluate("performance.getEntriesByType('resource').length")


def until(page: Page, condition: str) -> None:
    """Waits from outside: the site's policy forbids that a page evaluates text by itself."""
    while not page.evaluate(condition):
        page.wait_for_timeout(20)


def keystrokes(browser: Browser, page: Page, questions: Sequence[str]) -> Iterator[Figure]:
    """Each question letter by letter in the page's box, from key to paint, by both clocks."""
    runs = [_typed(browser, page, question) for question in questions]
    elapsed, thread = ([stroke for run in runs for stroke in run[clock]] for clock in (0, 1))
    median = statistics.median
    yield Figure("keystroke to painted answer, median", None, median(elapsed), thread=median(thread))
    name = f"keystroke to painted answer, 95th percentile of {len(elapsed)}"
    yield Figure(name, 50, p95(elapsed), thread=p95(thread))


def _typed(browser: Browser, page: Page, question: str) -> tuple[list[float], list[float]]:
    """A question letter by letter, each answered before the next: from key to paint, by both clocks."""
    page.get_by_role("combobox").fill("")
    page.wait_for_timeout(300)
    page.evaluate("sonde.frappes = []")
    with tracing(browser, page, tasks=False) as trace:
        for letter in question:
            page.keyboard.press(letter) if letter.isascii() else page.keyboard.insert_text(letter)
            # Asked once, and answered by the page itself: who asks all the time slows what it measures.
            page.evaluate("Promise.all(sonde.frappes.map(({ reponse }) => reponse))")
            page.wait_for_timeout(30)
    elapsed = page.evaluate("sonde.frappes.map(({ debut, fin }) => fin - debut)")
    pairs = zip(trace.marks("frappe"), trace.marks("repondue"), strict=True)
    return elapsed, [after - before for before, after in pairs]


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
