"""A text that is too long for a comment is cut where it harms nothing, and says what is missing."""

from __future__ import annotations

import re

import pytest

from generators.words.fitting import COMMENT, fitted, signs

TEXTS = {
    "lines": "- Une fiche à voir.\n" * 20_000,
    "one paragraph": "Une phrase. " * 30_000,
    "one word": "a" * 300_000,
    "two planes": "🧶 " * 50_000 + "\n" + "🧶" * 60_000,
    "details": "Avant.\n<details><summary>Ses champs</summary>\n\n"
    + "| a | b |\n" * 20_000
    + "\n</details>\n",
    "a fence": "À corriger :\n\n````text\n" + "- x ``` y\n" * 20_000 + "````\nAprès.\n",
    "a fence with tags": "```text\n</details>\n<details>\n" + "x\n" * 60_000 + "```\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_too_long_is_cut_and_says_how_much_is_left(text: str) -> None:
    said = fitted(text, "Le reste est là-bas.")
    assert COMMENT * 3 // 4 < signs(said) <= COMMENT
    kept, _, note = said.rstrip().rpartition("\n")
    assert note.startswith("… et ") and note.endswith("signes de plus. Le reste est là-bas.")
    left = int(re.sub(r"\D", "", note))
    assert left + signs(kept) == pytest.approx(signs(text), abs=40)


def test_nothing_is_left_open() -> None:
    assert fitted(TEXTS["details"], "x").count("</details>") == 1
    fence = fitted(TEXTS["a fence"], "x").splitlines()
    assert fence.count("````") == 1 and "Après." not in fence
    assert fitted(TEXTS["one paragraph"], "x").startswith("Une phrase. Une phrase.")
    assert "phrase.\n" in fitted(TEXTS["one paragraph"], "x")
    assert fitted(TEXTS["a fence with tags"], "x").splitlines().count("```") == 1


def test_what_fits_is_left_alone() -> None:
    assert fitted("a\n" * 30_000, "x") == "a\n" * 30_000
