"""The codes of paper: put together or drawn, the same modules."""

from __future__ import annotations

from random import Random

import pytest
import segno

from generators.pages.frame import codes

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789-._~/?#%ABCDEFXYZ:@!$&'()*+,;="


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    codes._known.cache_clear()


def segnos(text: str) -> str:
    made = segno.make(text, error="m", mask=codes.MASQUE, micro=False, boost_error=False)
    return "".join(str(module) for row in made.matrix for module in row)


def ours(text: str) -> str:
    modules, width = codes.modules_of(text)
    return f"{modules:0{width**2}b}"


def addresses(count: int, least: int, most: int) -> list[str]:
    chance = Random(f"codes {least}")
    ends = ("".join(chance.choices(SIGNS, k=chance.randint(least, most))) for _ in range(count))
    return [f"https://exemple.fr/{end}" for end in ends]


@pytest.mark.parametrize("sizes", [(1, 20), (20, 40), (60, 110), (100, 180)], ids=str)
def test_a_code_that_is_put_together_is_the_one_that_segno_draws(sizes: tuple[int, int]) -> None:
    for address in [*addresses(250, *sizes)] * 2:
        assert ours(address) == segnos(address), address


def test_a_code_of_any_length_is_the_one_that_segno_draws() -> None:
    for length in range(1, 200):
        for address in ("a" * length, "b" * length, "ab" * (length // 2) + "c" * (length % 2)):
            assert ours(address) == segnos(address), address


def test_few_are_drawn_of_many_that_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    draw = segno.make
    monkeypatch.setattr(segno, "make", lambda *text, **how: made.append(text) or draw(*text, **how))
    for number in range(1000):
        codes.modules_of(f"https://exemple.fr/acteurs/{number:04}/")
    assert len(made) < 20


@pytest.mark.parametrize(
    "text", ["HTTPS://EXEMPLE.FR/A", "0123456789", "https://é.fr/", "HTTPS://EXEMPLE.FR/a"]
)
def test_what_other_modes_write_is_drawn(text: str) -> None:
    capitals = text.replace("a", "b") if text.endswith("a") else text
    for one in (text, capitals, text):
        assert ours(one) == segnos(one), one
