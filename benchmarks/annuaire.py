"""Measures the directory in a headless browser, as a reader with a wide screen and an empty cache meets it.

python -m benchmarks.annuaire               # builds 10 000 actors and 200, then measures both
python -m benchmarks.annuaire --site DIR    # measures a site that is already built
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.construction import SHARED_MEMORY, SMALL, timed
from benchmarks.hote import serving
from benchmarks.reseau import write_network
from benchmarks.trace import tracing
from tests import chromium

SONDE = Path(__file__).with_name("sonde.js")
WIDE: ViewportSize = {"width": 1280, "height": 900}
VISITS = 5
#: What the page notes of its first view: its name, and when it must stand, from the start of the navigation.
MOMENTS = {
    "resultats": ("first results painted, as the page brings them", None),
    "reponse": ("first results, ranked and counted by the scripts", 1500),
    "reperes": ("markers on the map", None),
}
QUESTIONS = (
    "hébergement lyon|59 ecoute|prostituion|st denis|maison des adolescents brest|fugue marseille|"
    "avocat toulouse|foyer tilleuls|97400|soins montpellier|familles la réunion|crip val d'oise"
).split("|")


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


def measure(site: Path, detail: bool = False) -> list[Figure]:
    """Every figure of a built site."""
    actors = len(json.loads((site / "annuaire" / "acteurs.json").read_bytes())["acteurs"]["id"])
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        first = [_first_view(browser, address) for _ in range(VISITS)]
        figures = [*_of_first_views(first, actors), *_typing(browser, address), *_moving(browser, address)]
        browser.close()
    if detail:
        for name, size in sorted(first[0]["files"].items(), key=lambda item: -item[1]):
            print(f"{size / 1000:9.1f} KB  {name.removeprefix(address)}")
    return figures


@contextmanager
def _visit(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="fr-FR", timezone_id="Europe/Paris")
    context.add_init_script(path=SONDE)
    yield context.new_page()
    context.close()


def _open(page: Page, address: str) -> dict[str, Any]:
    """Opens the directory and gives what the page noted once its map stands."""
    page.goto(address + "annuaire/")
    _until(page, "sonde.resultats && sonde.reponse && sonde.reperes")
    noted: dict[str, Any] = page.evaluate("sonde")
    return noted


def _until(page: Page, condition: str) -> None:
    """Waits from outside: the site's policy forbids that a page evaluates text by itself."""
    while not page.evaluate(condition):
        page.wait_for_timeout(20)


def _first_view(browser: Browser, address: str) -> dict[str, Any]:
    """A visit with an empty cache: when things stood, and the bytes of each file that came for them."""
    with _visit(browser) as page:
        sizes: dict[str, float] = {}
        urls: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]}))
        session.on(
            "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]})
        )
        with tracing(browser, page) as trace:
            noted = _open(page, address)
            page.wait_for_load_state("networkidle")
        start = trace.marks("debut")[0]
        return {
            "elapsed": noted,
            "thread": {name: trace.marks(name)[0] - start for name in MOMENTS},
            "longest": trace.longest_task("debut"),
            "files": {urls[id_]: size for id_, size in sizes.items() if id_ in urls},
        }


def _of_first_views(views: Sequence[dict[str, Any]], actors: int) -> Iterator[Figure]:
    """Medians; the first visit only warms the host."""
    for moment, (name, target) in MOMENTS.items():
        elapsed, thread = (
            statistics.median(view[clock][moment] for view in views[1:]) for clock in ("elapsed", "thread")
        )
        yield Figure(name, target, elapsed, thread=thread)
    longest = statistics.median(view["longest"] for view in views[1:])
    yield Figure("longest task of the first view", None, longest, thread=longest)
    budget = 150 if actors <= SMALL else 600
    yield Figure("first view, compressed", budget, sum(views[0]["files"].values()) / 1000, "KB")


def _typing(browser: Browser, address: str) -> Iterator[Figure]:
    with _visit(browser) as page:
        _open(page, address)
        runs = [_typed(browser, page, question) for question in QUESTIONS]
    elapsed, thread = ([stroke for run in runs for stroke in run[clock]] for clock in (0, 1))
    median = statistics.median
    yield Figure("keystroke to painted answer, median", None, median(elapsed), thread=median(thread))
    name = f"keystroke to painted answer, 95th percentile of {len(elapsed)}"
    yield Figure(name, 50, _p95(elapsed), thread=_p95(thread))


def _typed(browser: Browser, page: Page, question: str) -> tuple[list[float], list[float]]:
    """A question letter by letter, each answered before the next: from key to paint, by both clocks."""
    page.get_by_role("combobox").fill("")
    page.wait_for_timeout(300)
    page.evaluate("sonde.frappes = []")
    with tracing(browser, page, tasks=False) as trace:
        for letter in question:
            page.keyboard.press(letter) if letter.isascii() else page.keyboard.insert_text(letter)
            _until(page, "sonde.frappes.every(({ fin }) => fin)")
            page.wait_for_timeout(30)
    elapsed = page.evaluate("sonde.frappes.map(({ debut, fin }) => fin - debut)")
    pairs = zip(trace.marks("frappe"), trace.marks("repondue"), strict=True)
    return elapsed, [after - before for before, after in pairs]


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _moving(browser: Browser, address: str) -> Iterator[Figure]:
    """The map dragged to and fro, and zoomed by the wheel and by its button, from France to a town."""
    with _visit(browser) as page:
        _open(page, address)
        page.wait_for_timeout(1000)
        with tracing(browser, page) as trace:
            page.evaluate("suivreImages()")
            _drag_and_zoom(page)
        instants = page.evaluate("sonde.images")
    frames = [after - before for before, after in pairwise(instants)]
    longest = trace.longest_task("images")
    yield Figure("longest frame while panning and zooming", 100, max(frames), thread=longest)
    yield Figure(f"frame, 95th percentile of {len(frames)}", None, _p95(frames))


def _drag_and_zoom(page: Page) -> None:
    box = page.locator(".carte--leaflet").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + min(box["height"], WIDE["height"] - box["y"]) / 2
    for _ in range(4):
        page.mouse.move(*middle)
        page.mouse.down()
        for step in range(1, 21):
            page.mouse.move(middle[0] + 6 * step, middle[1] + 4 * step)
        page.mouse.up()
        page.wait_for_timeout(400)
        page.mouse.move(*middle)
        page.mouse.wheel(0, -240)
        page.wait_for_timeout(700)
    for _ in range(3):
        page.locator("[data-zoom='-1']").click()
        page.wait_for_timeout(700)


def _built(actors: int, scratch: Path) -> Path:
    folder = scratch / str(actors)
    write_network(folder, actors)
    timed("build", folder)
    return folder / "public"


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", type=Path, action="append", metavar="DIR", help="a built site")
    parser.add_argument("--detail", action="store_true", help="also the bytes of each file")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as scratch:
        for site in arguments.site or [_built(actors, Path(scratch)) for actors in (10_000, SMALL)]:
            print(f"\n{site}, with a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            print(HEADER, *measure(site, arguments.detail), sep="\n")


if __name__ == "__main__":
    main()
