"""What readers meet, on the built site: the directory, the search of the header, the heaviest pages; each
to its most.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks import annuaire, recherche
from benchmarks.book import Book
from benchmarks.visite import Figure

#: Kilobytes of a page that a phone opens, as it stands before it is compressed.
PHONE = 200


def measure(book: Book, site: Path) -> None:
    """Each figure as soon as it is there."""
    for figures in (_heaviest(site), annuaire.measure(site), recherche.measure(site)):
        for figure in figures:
            book.read(figure)


def _heaviest(site: Path) -> Iterator[Figure]:
    sizes = {path.parent.relative_to(site): path.stat().st_size / 1000 for path in site.rglob("index.html")}
    for folder, target in (("departements", PHONE), ("acteurs", None), ("", None)):
        inside = {page: size for page, size in sizes.items() if page.is_relative_to(folder)}
        if inside:
            page = max(inside, key=lambda page: inside[page])
            yield Figure(f"heaviest page of /{folder} (/{page}/)", target, inside[page], "KB")
