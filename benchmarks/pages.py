"""What readers meet, on the built site: the directory, the search of the header, the heaviest pages; each
to its most.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks import annuaire, recherche
from benchmarks.book import Book
from benchmarks.visite import Figure


def measure(book: Book, site: Path) -> None:
    """Each figure as soon as it is there."""
    for measured in (_heaviest, annuaire.measure, recherche.measure):
        for figure in measured(site):
            book.read(figure)


def _heaviest(site: Path) -> Iterator[Figure]:
    sizes = {path.parent.relative_to(site): path.stat().st_size / 1000 for path in site.rglob("index.html")}
    for folder in ("departements", "acteurs", ""):
        inside = {page: size for page, size in sizes.items() if page.is_relative_to(folder)}
        if inside:
            page = max(inside, key=lambda page: inside[page])
            yield Figure(f"heaviest page of /{folder} (/{page}/)", None, inside[page], "KB")
