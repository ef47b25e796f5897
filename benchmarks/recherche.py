"""Measures the search over everything in a headless browser, from a page that isn't the directory's.

python -m benchmarks.recherche               # builds 10 000 actors and 200, then measures both
python -m benchmarks.recherche --site DIR    # measures a site that is already built
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import contenders
from benchmarks.annuaire import QUESTIONS as LIEUX
from benchmarks.annuaire import built
from benchmarks.hote import serving
from benchmarks.visite import HEADER, Figure, calm, keystrokes, until, visit, weighing
from tests import chromium

#: What is asked of everything, besides what is asked of the directory.
QUESTIONS = (
    *LIEUX,
    "guide fugues",
    "webinaire exploitation",
    "formation lille",
    "cahier accompagner familles",
)
BUDGET_KB = 300


def measure(site: Path, detail: bool = False) -> list[Figure]:
    """Every figure of a built site."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        firsts = {question: _first(browser, address, question) for question in QUESTIONS}
        figures = [*_weights(firsts), *_typing(browser, address)]
        browser.close()
    if detail:
        for question, files in firsts.items():
            print(f"{sum(files.values()) / 1000:9.1f} KB  {len(files):3} requests  {question}")
        for name, size in sorted(_heaviest(firsts).items(), key=lambda item: -item[1]):
            print(f"{size / 1000:9.1f} KB  {name.removeprefix(address)}")
    return figures


def _open(page: Page, address: str) -> None:
    page.goto(address + "agenda/")
    calm(page)


def _first(browser: Browser, address: str, question: str) -> dict[str, float]:
    """The bytes of each file that comes from the opening of the box to the last answer, letter by letter."""
    with visit(browser) as page:
        _open(page, address)
        with weighing(page) as files:
            page.locator("#bouton-recherche").click()
            for letter in question:
                page.keyboard.insert_text(letter)
                until(page, "sonde.frappes.every(({ fin }) => fin)")
        return files


def _weights(firsts: dict[str, dict[str, float]]) -> Iterator[Figure]:
    weights = [sum(files.values()) / 1000 for files in firsts.values()]
    yield Figure(
        f"first query, compressed, median of {len(weights)}", BUDGET_KB, statistics.median(weights), "KB"
    )
    yield Figure("first query, compressed, heaviest", BUDGET_KB, max(weights), "KB")
    yield Figure("requests of the heaviest", None, max(map(len, firsts.values())), "")


def _heaviest(firsts: dict[str, dict[str, float]]) -> dict[str, float]:
    return max(firsts.values(), key=lambda files: sum(files.values()))


def _typing(browser: Browser, address: str) -> Iterator[Figure]:
    with visit(browser) as page:
        _open(page, address)
        page.locator("#bouton-recherche").click()
        yield from keystrokes(browser, page, QUESTIONS)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", type=Path, action="append", metavar="DIR", help="a built site")
    parser.add_argument(
        "--detail", action="store_true", help="also each question, and the files of the heaviest"
    )
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=contenders.memory()) as scratch:
        for site in arguments.site or [built(actors, Path(scratch)) for actors in (10_000, contenders.SMALL)]:
            print(f"\n{site}, with a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            print(HEADER, *measure(site, arguments.detail), sep="\n")


if __name__ == "__main__":
    main()
