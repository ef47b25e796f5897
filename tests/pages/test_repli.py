"""A long text of a record is folded after its beginning."""

from __future__ import annotations

import pytest

from generators.pages.frame.text import LEAD, LONG, replie

SENTENCE = "Une phrase de plus, pour que le texte soit long. "


def test_a_short_text_is_read_at_once() -> None:
    text = "Premier paragraphe.\n\n" + SENTENCE * 10
    assert replie(text)[1] == ""


def test_a_long_text_is_folded_between_two_paragraphs() -> None:
    text = f"{SENTENCE * 10}\n\n{SENTENCE * 30}\n\nFin."
    assert len(text) > LONG
    lead, rest = replie(text)
    assert lead.count("<p>") == 1 and len(lead) > LEAD
    assert rest.count("<p>") == 2 and "Fin." in rest


@pytest.mark.parametrize(
    "held",
    [
        pytest.param("- un\n\n- deux\n\n- trois", id="list"),
        pytest.param("1. un\n\n2. deux", id="numbers"),
        pytest.param("**Un titre**\n\nCe qu’il annonce.", id="title"),
        pytest.param("*Un sous-titre*\n\n- Ce qu’il annonce.", id="title of a list"),
    ],
)
def test_what_belongs_together_is_on_one_side(held: str) -> None:
    lead, rest = replie(f"{SENTENCE * 5}\n\n{held}\n\n{SENTENCE * 40}\n\n{SENTENCE * 3}")
    assert rest
    sides = ["un" in lead or "annonce" in lead, "deux" in rest or "annonce" in rest]
    assert sum(sides) == 1


def test_a_text_that_cannot_be_cut_stays_whole() -> None:
    assert replie(SENTENCE * 60)[1] == ""
