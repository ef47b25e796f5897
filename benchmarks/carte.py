"""The map of 50 000 points: the directory's own against folium's FastMarkerCluster, by turns in one run.

python -m benchmarks.carte               # builds a small site, then fills its directory
python -m benchmarks.carte --site DIR    # on a copy of a site that is already built

Both show the same points, drawn by population. Theirs is the page that folium writes, with Leaflet and its
clusters from npm instead of another host; it has no list, no box, no outline, and its markers are plain.
Ours is the whole directory. A map is drawn at the frame that has all the markers of the first view; the heap
is what stands once nothing moves and the collector has passed, the worker's included.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import folium
from folium.plugins import FastMarkerCluster
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import contenders
from benchmarks.annuaire import built
from benchmarks.hote import serving
from benchmarks.peers.peer import MODULES
from benchmarks.reseau import GRAINE, PROJECT
from benchmarks.reseau_lieux import Tirage
from benchmarks.tas import heap
from benchmarks.trace import tracing
from benchmarks.visite import calm, until, visit
from generators.land.places import load_places
from generators.land.territories import Commune
from tests import chromium

POINTS = 50_000
ROUNDS = 5
#: What is asked: time and heap, as parts of theirs.
TARGETS = {"time": 0.4, "heap": 0.35}

#: Their files as npm has them → the names by which their page asks for them.
_THEIRS = {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet.markercluster/dist/leaflet.markercluster.js": "markercluster.js",
    "leaflet.markercluster/dist/MarkerCluster.css": "MarkerCluster.css",
    "leaflet.markercluster/dist/MarkerCluster.Default.css": "MarkerCluster.Default.css",
}
#: Without the icons of a further library, which are their default: in their favour.
_PLAIN = "function (row) { return L.marker([row[0], row[1]]); }"


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds until the map was drawn, by both clocks; megabytes of JavaScript; markers of the view."""

    elapsed: float
    thread: float
    heap: float
    markers: int


def communes(points: int) -> list[Commune]:
    """Where the structures stand, the same each time."""
    tirage, hasard = Tirage(load_places(PROJECT / "data" / "reference")), Random(f"{GRAINE}/carte")
    return [tirage.commune(hasard) for _ in range(points)]


def theirs(folder: Path, places: Sequence[Commune]) -> None:
    """The page as folium writes it."""
    folder.mkdir()
    for source, name in _THEIRS.items():
        shutil.copyfile(MODULES / source, folder / name)
    carte = folium.Map(location=(46.6, 2.4), zoom_start=5, tiles=None, maxZoom=18)
    layer = FastMarkerCluster([[c.latitude, c.longitude] for c in places], callback=_PLAIN)
    layer.add_to(carte)
    for element in (carte, layer):
        own = [(name, name) for name in _THEIRS.values() if name.startswith("leaflet") == (element is carte)]
        element.default_js = [one for one in own if one[1].endswith(".js")]
        element.default_css = [one for one in own if one[1].endswith(".css")]
    carte.save(folder / "index.html")


def ours(site: Path, folder: Path, places: Sequence[Commune]) -> None:
    """A copy of a built site, whose directory has a structure at each point: its own, over and over."""
    for name in ("annuaire", "assets", "editions"):
        shutil.copytree(site / name, folder / name)
    for name in ("editions.json", "404.html"):
        shutil.copy(site / name, folder)
    current = json.loads((site / "editions.json").read_bytes())["edition"].split()
    directory = folder / "editions" / next(name for name in current if name.startswith("annuaire."))
    rows, stands = ({**json.loads((directory / name).read_bytes())} for name in _FILLED)
    drawn = _drawn(rows["contenu"]["acteurs"]["agit"], len(places))
    _rows(rows["contenu"], drawn, places)
    _stands(stands["contenu"], drawn, places)
    for name, whole in zip(_FILLED, (rows, stands), strict=True):
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        (directory / name).write_text(text, encoding="utf-8")


_FILLED = ("acteurs.json", "points.json")


def _drawn(acts: Sequence[int], number: int) -> list[int]:
    """The ranks of those who act, over and over."""
    acting = [rank for rank, one in enumerate(acts) if one]
    return [acting[place % len(acting)] for place in range(number)]


def _rows(table: dict[str, Any], drawn: Sequence[int], places: Sequence[Commune]) -> None:
    columns = table["acteurs"]
    for name, column in columns.items():
        columns[name] = [column[rank] for rank in drawn]
    # The first keep their names: those of which the page has the rows.
    for number in range(len(set(drawn)), len(places)):
        columns["id"][number] = f"structure-{number}"
        columns["nom"][number] = f"Structure {number} de {places[number].nom}"
    for name, said in (("commune", [c.nom for c in places]), ("dep", [c.departement for c in places])):
        numbers = {value: number for number, value in enumerate(sorted(set(said)))}
        table["communs"][name] = list(numbers)
        columns[name] = [numbers[value] for value in said]
    columns["retenu"] = [0] * len(places)


def _stands(points: dict[str, Any], drawn: Sequence[int], places: Sequence[Commune]) -> None:
    points["lat"] = [round(c.latitude * points["pas"]) for c in places]
    points["lon"] = [round(c.longitude * points["pas"]) for c in places]
    points["formes"] = [points["formes"][rank] for rank in drawn]
    points["agissent"] = len(places)


def visited(browser: Browser, address: str) -> Visit:
    """A visit with an empty cache."""
    with visit(browser) as page:
        with tracing(browser, page, tasks=False) as trace:
            page.goto(address)
            until(page, "sonde.marques.length")
            _at_rest(page)
        frames = page.evaluate("sonde.marques")
        last = frames[-1]["nombre"]
        drawn = next(number for number, frame in enumerate(frames) if frame["nombre"] == last)
        start = trace.marks("debut")[0]
        return Visit(frames[drawn]["quand"], trace.marks("marques")[drawn] - start, heap(browser, page), last)


def _at_rest(page: Page) -> None:
    calm(page)
    before, now = -1, 0
    while now != before:
        page.wait_for_timeout(1000)
        before, now = now, page.evaluate("sonde.marques.length")


def measure(site: Path, points: int, rounds: int) -> Mapping[str, list[Visit]]:
    """Whose → its visits; the first of each only warms its host."""
    places = communes(points)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=contenders.memory())))
        theirs(scratch / "theirs", places)
        ours(site, scratch / "ours", places)
        hosts = {
            "FastMarkerCluster": stack.enter_context(serving(scratch / "theirs")),
            "ours": stack.enter_context(serving(scratch / "ours")) + "annuaire/",
        }
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        found: dict[str, list[Visit]] = {who: [] for who in hosts}
        for _ in range(rounds + 1):
            for who, address in hosts.items():
                found[who].append(visited(browser, address))
        browser.close()
    return {who: visits[1:] for who, visits in found.items()}


def lines(found: Mapping[str, Sequence[Visit]]) -> Iterator[str]:
    """The table: medians, the spread of the time, and ours as a part of theirs."""
    yield f"{'':20} {'drawn':>20} {'main thread':>12} {'heap':>10} {'markers':>8}"
    medians = {}
    for who, visits in found.items():
        one = medians[who] = {
            name: statistics.median(getattr(v, name) for v in visits) for name in Visit.__slots__
        }
        spread = f"({min(v.elapsed for v in visits):.0f}–{max(v.elapsed for v in visits):.0f})"
        yield (
            f"{who:20} {one['elapsed']:6.0f} ms {spread:>10} {one['thread']:9.0f} ms {one['heap']:7.1f} MB "
            f"{one['markers']:8.0f}"
        )
    ratio = {name: medians["ours"][name] / medians["FastMarkerCluster"][name] for name in Visit.__slots__}
    yield (
        f"{'ours / theirs':20} {ratio['elapsed']:9.2f} (≤ {TARGETS['time']}) {ratio['thread']:12.2f} "
        f"{ratio['heap']:10.2f} (≤ {TARGETS['heap']})"
    )


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", type=Path, metavar="DIR", help="a built site")
    parser.add_argument("--points", type=int, default=POINTS, metavar="N", help=f"how many points ({POINTS})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help=f"visits of each ({ROUNDS})")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=contenders.memory()) as scratch:
        site = arguments.site or built(contenders.SMALL, Path(scratch))
        print(
            f"\n{arguments.points} points, with a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        print(*lines(measure(site, arguments.points, arguments.rounds)), sep="\n")


if __name__ == "__main__":
    main()
