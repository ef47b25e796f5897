"""Git's history of 5 000 commits, read from nothing and continued, beside the three `git log` of it."""

from __future__ import annotations

from benchmarks import histoire
from benchmarks.asked import HISTORY
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import Cost

GIT = "three git log"


def measure(book: Book) -> None:
    for name, elapsed, cpu in histoire.measure(histoire.COMMITS, histoire.RECORDS):
        job = HISTORY if name == histoire.WARM else f"history, {name}"
        who = GIT if name == histoire.THREE else OURS
        book.add(Key(job, who, histoire.RECORDS), Cost(elapsed, cpu))
