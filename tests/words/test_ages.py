"""Ages as people say them."""

from __future__ import annotations

import pytest

from generators.words.ages import Ages, ages


@pytest.mark.parametrize(
    ("text", "least", "most", "rest"),
    [
        ("Jeunes 12-25 ans", 12, 25, "Jeunes"),
        ("Jeunes (12-25 ans)", 12, 25, "Jeunes"),
        ("de 12 à 25 ans", 12, 25, ""),
        ("entre 12 et 21 ans", 12, 21, ""),
        ("12/25 ans", 12, 25, ""),
        ("11 ans à 21 ans", 11, 21, ""),
        ("0-18 ans", 0, 18, ""),
        ("à partir de 15 ans", 15, None, ""),
        ("dès 12 ans", 12, None, ""),
        ("15 ans et plus", 15, None, ""),
        ("+ de 18 ans", 18, None, ""),
        ("jusqu’à 21 ans", None, 21, ""),
        ("moins de 18 ans", None, 17, ""),
        ("- de 18 ans", None, 17, ""),
        ("mineurs de 13 à 17 ans et leurs familles", 13, 17, "mineurs et leurs familles"),
        ("jeunes âgés de 16 à 25 ans", 16, 25, "jeunes"),
    ],
)
def test_a_range_is_read(text: str, least: int | None, most: int | None, rest: str) -> None:
    assert ages(text) == Ages(least, most, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Mineurs", "12 ans", "25-12 ans", "filles de 12 à 18 ans, garçons de 14 à 18 ans", "3 mois - 6 ans",
        "plus de 15 ans, moins de 25 ans", "12-25", "12-250 ans", "ouvert depuis 12 ans",
    ],
)  # fmt: skip
def test_none_or_several_are_not(text: str) -> None:
    assert ages(text) is None


def test_in_a_column_of_ages_the_word_may_be_missing() -> None:
    assert ages("12-25", bare=True) == Ages(12, 25, "")
    assert ages("de 12 à 25", bare=True) == Ages(12, 25, "")
