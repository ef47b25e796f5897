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
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import contenders
from benchmarks.hote import serving
from benchmarks.measure import run
from benchmarks.reseau import write_network
from benchmarks.trace import tracing
from benchmarks.visite import HEADER, WIDE, Figure, calm, keystrokes, p95, until, visit, weighing
from tests import chromium

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


def measure(site: Path, detail: bool = False) -> list[Figure]:
    """Every figure of a built site."""
    current = json.loads((site / "editions.json").read_bytes())["edition"].split()
    (edition,) = (name for name in current if name.startswith("annuaire."))
    table = site / "editions" / edition / "acteurs.json"
    actors = len(json.loads(table.read_bytes())["contenu"]["acteurs"]["id"])
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        first = [_first_view(browser, address) for _ in range(VISITS)]
        figures = [*_of_first_views(first, actors), *_typing(browser, address), *_moving(browser, address)]
        browser.close()
    if detail:
        for name, size in sorted(first[0]["files"].items(), key=lambda item: -item[1]):
            print(f"{size / 1000:9.1f} KB  {name.removeprefix(address)}")
    return figures


def _open(page: Page, address: str) -> dict[str, Any]:
    """Opens the directory and gives what the page noted once its map stands."""
    page.goto(address + "annuaire/")
    until(page, "sonde.resultats && sonde.reponse && sonde.reperes")
    noted: dict[str, Any] = page.evaluate("sonde")
    return noted


def _first_view(browser: Browser, address: str) -> dict[str, Any]:
    """A visit with an empty cache: when things stood, and the bytes of each file that came for them."""
    with visit(browser) as page:
        with weighing(page) as files, tracing(browser, page) as trace:
            noted = _open(page, address)
            calm(page)
        start = trace.marks("debut")[0]
        return {
            "elapsed": noted,
            "thread": {name: trace.marks(name)[0] - start for name in MOMENTS},
            "longest": trace.longest_task("debut"),
            "files": files,
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
    budget = 150 if actors <= contenders.SMALL else 600
    yield Figure("first view, compressed", budget, sum(views[0]["files"].values()) / 1000, "KB")


def _typing(browser: Browser, address: str) -> Iterator[Figure]:
    with visit(browser) as page:
        _open(page, address)
        yield from keystrokes(browser, page, QUESTIONS)


def _moving(browser: Browser, address: str) -> Iterator[Figure]:
    """The map dragged to and fro, and zoomed by the wheel and by its button, from France to a town."""
    with visit(browser) as page:
        _open(page, address)
        page.wait_for_timeout(1000)
        with tracing(browser, page) as trace:
            page.evaluate("suivreImages()")
            _drag_and_zoom(page)
        instants = page.evaluate("sonde.images")
    frames = [after - before for before, after in pairwise(instants)]
    longest = trace.longest_task("images")
    yield Figure("longest frame while panning and zooming", 100, max(frames), thread=longest)
    yield Figure(f"frame, 95th percentile of {len(frames)}", None, p95(frames))


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


def built(actors: int, scratch: Path) -> Path:
    folder = scratch / str(actors)
    write_network(folder, actors)
    run(contenders.BUILD, folder, contenders.environment())
    return folder / contenders.PUBLIC


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", type=Path, action="append", metavar="DIR", help="a built site")
    parser.add_argument("--detail", action="store_true", help="also the bytes of each file")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=contenders.memory()) as scratch:
        for site in arguments.site or [built(actors, Path(scratch)) for actors in (10_000, contenders.SMALL)]:
            print(f"\n{site}, with a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            print(HEADER, *measure(site, arguments.detail), sep="\n")


if __name__ == "__main__":
    main()
