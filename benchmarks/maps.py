"""The map of 50 000 points beside folium's FastMarkerCluster, as `benchmarks.carte` measures both."""

from __future__ import annotations

from pathlib import Path

from benchmarks import carte
from benchmarks.asked import CLUSTER, POINTS
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import Cost
from benchmarks.peers.peer import MODULES


def measure(book: Book, site: Path, rounds: int = 3) -> None:
    """Seconds until the markers are drawn, of the page's thread, and the megabytes of its heap."""
    if not (MODULES / "leaflet.markercluster").is_dir():
        book.lack(
            Key("map", CLUSTER, POINTS), "not installed: leaflet.markercluster (make bench installs it)"
        )
        return
    for who, visits in carte.measure(site, POINTS, rounds).items():
        key = Key("map", OURS if who == "ours" else CLUSTER, POINTS)
        for one in visits:
            book.add(key, Cost(one.elapsed / 1000, one.thread / 1000, one.heap))
