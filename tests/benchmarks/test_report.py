"""The page of results: what was asked beside what was found, and what is not there said as such."""

from __future__ import annotations

import pytest

from benchmarks.asked import ASKED, COLD, HUGO, MKDOCS, answers, growth
from benchmarks.book import OURS, Book, Key
from benchmarks.measure import Cost, Failed, Missing
from benchmarks.report import UNFINISHED, figure, markdown, seconds, thousands
from benchmarks.visite import Figure

N = 10_000


def _cold(who: str, actors: int, elapsed: float, cpu: float, peak: float) -> tuple[Key, Cost]:
    return Key(COLD, who, actors), Cost(elapsed, cpu, peak, 10, 1.5)


@pytest.fixture
def book() -> Book:
    book = Book()
    for key, cost in (
        _cold(OURS, 2_000, 2, 3, 100), _cold(OURS, N, 20, 15, 300), _cold(OURS, N, 10, 15, 300),
        _cold(MKDOCS, N, 100, 90, 200), _cold(HUGO, N, 4, 6, 400),
    ):  # fmt: skip
        book.add(key, cost)
    return book


def _page(book: Book, finished: bool = True) -> str:
    return markdown(book, [("Processor", "one")], N, finished)


def test_a_figure_is_the_median_of_its_rounds(book: Book) -> None:
    found = book.found(COLD, OURS, N)
    assert found == Cost(15, 15, 300, 10, 1.5)


def test_what_is_asked_stands_beside_what_was_found(book: Book) -> None:
    page = _page(book)
    assert "| cold build, wall, to MkDocs-Material with its search | ≤ 0.3 | 0.15 | kept |" in page
    assert "| cold build, wall, to Hugo with an equal page | ≤ 2 | 3.75 | **falls short**" in page
    assert "- cold build, wall, to Hugo with an equal page: 3.75 where 2 is asked" in page
    assert "- peak memory of all processes, to MkDocs: 1.50 where 1 is asked" in page


def test_growth_is_the_exponent_of_the_processor_s_time(book: Book) -> None:
    assert growth(OURS)(book, N) == pytest.approx(1.0)
    assert isinstance(growth(OURS)(book, 500), Missing)


def test_what_was_not_measured_is_no_success(book: Book) -> None:
    found = {answer.asked.what: answer for answer in answers(book, N)}
    assert isinstance(found["an edit on screen"].found, Missing)
    assert "| an edit on screen | ≤ 0.6 s | – | no figure: not measured in this run |" in _page(book)


def test_who_failed_is_named_with_the_reason(book: Book) -> None:
    def fails() -> Cost:
        raise Failed("it ended with 1: no module")

    key = Key(COLD, "Zensical", N)
    assert not book.measured(key, fails)
    # A peer that failed in a round is not tried again, and its earlier rounds count no more.
    assert not book.measured(key, lambda: Cost(1.0))
    page = _page(book)
    assert "| Zensical | 10 000 | missing |" in page
    assert "- Zensical, cold build, 10 000 actors: it ended with 1: no module" in page


def test_a_page_is_written_after_each_figure_and_says_that_it_is_not_the_end(book: Book) -> None:
    pages: list[str] = []
    book.told = lambda one: pages.append(_page(one, finished=False))
    book.add(Key("edit", OURS, N), Cost(0.4, peak=100))
    book.read(Figure("keystroke", 50, 61))
    assert UNFINISHED in pages[0] and UNFINISHED not in _page(book)
    assert "| an edit on screen | ≤ 0.6 s | 0.40 s | kept |" in pages[0]
    assert "| keystroke | ≤ 50 ms | 61 ms |  | **falls short** |" in pages[1]


def test_each_limit_is_asked_once() -> None:
    assert len({asked.what for asked in ASKED}) == len(ASKED)


def test_figures_are_written_with_three_digits() -> None:
    assert [figure(v) for v in (0.3, 9.876, 12.34, 250.4)] == ["0.30", "9.88", "12.3", "250"]
    assert [seconds(v) for v in (None, 0.0078, 1.5)] == ["", "7.8 ms", "1.50 s"]
    assert thousands(12_345) == "12 345"


def test_why_a_peer_failed_names_no_folder_of_the_machine() -> None:
    book = Book()
    book.lack(Key("cold build", "Zensical", 5), 'ended with 1: File "/a.b/x/main.py", line 1, in acteurs/a/')
    assert book.lacks.popitem()[1] == 'ended with 1: File "main.py", line 1, in acteurs/a/'
