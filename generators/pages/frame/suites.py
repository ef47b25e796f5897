"""What a list holds beyond its first page, on pages that a phone opens.

Complete without scripts: each page names all the others. With them, the filter of the first page takes in the
lines of the others once it is asked for something (site/scripts/lists/filtre.js).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generators.pages.frame.page import Etape, Page, depth
from generators.pages.frame.render import render
from generators.site import Site

T = TypeVar("T")

#: A line is one to two thousand bytes and a dozen elements: so many are 100 to 200 KB.
LINES = 100


def first(records: Sequence[T]) -> Sequence[T]:
    """What the first page holds."""
    return records[:LINES]


def rest(records: Sequence[T]) -> Iterator[Sequence[T]]:
    """What comes after it, so many at a time."""
    return (records[start : start + LINES] for start in range(LINES, len(records), LINES))


@dataclass(frozen=True, slots=True)
class Suites:
    """The further pages of the list at `url`, each by its name ("Mars 2024 – Janvier 2024")."""

    url: str
    titre: str
    section: str
    names: Sequence[str]

    def address(self, number: int) -> str:
        """They are numbered from 2 on: 1 is the list's own."""
        return f"{self.url}suite/{number}/"

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(self.address(number), name) for number, name in enumerate(self.names, start=2)]

    def page(self, site: Site, template: str, number: int, **context: object) -> Page:
        url = self.address(number)
        body = render(
            site,
            template,
            depth(url),
            ariane=[Etape(self.titre, self.url), Etape(f"Suite, page {number}")],
            titre=self.titre,
            suites=self.links,
            numero=number,
            **context,
        )
        text = f"{self.titre}\u00a0: {self.names[number - 2]}."
        return Page(url, f"{self.titre}, page {number}", text, self.section, body)


def named(records: Sequence[T], name: Callable[[T], str]) -> str:
    """ "Mars 2024 – Janvier 2024": by its first and its last."""
    return " – ".join(dict.fromkeys((name(records[0]), name(records[-1]))))
