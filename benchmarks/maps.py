"""The map of 50 000 points beside folium's FastMarkerCluster, as `benchmarks.carte` measures both."""

from __future__ import annotations

from pathlib import Path

from benchmarks.asked import CLUSTER, POINTS
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import Cost


def measure(book: Book, site: Path, rounds: int = 3) -> None:
    """Seconds until the markers are drawn, of the page's thread, and the megabytes of its heap."""
    from benchmarks import carte

    for who, visits in carte.measure(site, POINTS, rounds).items():
        key = Key("map", OURS if who == "ours" else CLUSTER, POINTS)
        for one in visits:
            book.add(key, Cost(one.elapsed / 1000, one.thread / 1000, one.heap))
