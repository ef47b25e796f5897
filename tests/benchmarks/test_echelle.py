"""How ours grows: what is measured and what is extrapolated stand apart."""

from __future__ import annotations

import pytest

from benchmarks.echelle import grown, markdown


def test_a_figure_goes_on_as_it_grew_between_the_two_largest_networks() -> None:
    # In proportion, and faster than that.
    assert grown(100, 200, (1_000, 2_000), 10_000) == (1.0, 1000)
    assert grown(10, 40, (1_000, 2_000), 10_000) == (2.0, 1000)
    # What is fixed stays, and each actor adds what it added.
    exponent, there = grown(110, 120, (1_000, 2_000), 10_000)
    assert exponent < 1 and there == 200
    assert grown(0, 0, (1_000, 2_000), 10_000) == (0.0, 0)


def test_the_table_tells_what_was_measured_from_what_was_not() -> None:
    page = markdown(
        {1_000: {"site (MB)": 50.0}, 2_000: {"site (MB)": 100.0}, 500: {"site (MB)": 30.0}}, 10_000
    )
    head, _, row = page.splitlines()
    assert head == "| Figure, by actors | 500 | 1 000 | 2 000 | exponent | 10 000, extrapolated |"
    assert row == "| site (MB) | 30.0 | 50.0 | 100 | 1.00 | 500 |"


@pytest.mark.parametrize("sizes", [(500,), (500, 2_000)])
def test_one_network_alone_extrapolates_nothing(sizes: tuple[int, ...]) -> None:
    page = markdown({size: {"site (MB)": 30.0} for size in sizes}, 10_000)
    assert ("extrapolated" in page) is (len(sizes) > 1)
