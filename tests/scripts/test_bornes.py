"""What an address may ask for, without a page: as much as a reader would, and what is cut is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scripts.browserless import run

CUT = """
const { question, coupure } = await import("./bornes.js");
return [question(data), coupure(data) !== ""];
"""


@pytest.mark.parametrize(
    ("asked", "looked_for", "said"),
    [
        (None, "", False),
        ("", "", False),
        ("  Nord écoute ", "  Nord écoute ", False),
        (" ".join("abcdefghijklmnopqrst"), " ".join("abcdefghijklmnopqrst"), False),
        (" ".join("abcdefghijklmnopqrstu"), " ".join("abcdefghijklmnopqrst"), True),
        ("a" * 200, "a" * 200, False),
        ("a" * 100_000, "a" * 200, True),
        ("a\n" * 50_000, "\n".join("a" * 20), True),
    ],
)
def test_a_question_is_cut_and_that_is_said(modules: Path, asked: str, looked_for: str, said: bool) -> None:
    assert run(modules, CUT, asked) == [looked_for, said]


def test_what_is_no_code_ticks_nothing_and_names_no_place(modules: Path) -> None:
    program = """
    const { lire, ecrire } = await import("./annuaire-etat.js");
    const long = "x".repeat(5000);
    const etat = lire(`?lieu=${long}&fiche=${long}&publics=${long}&publics=mineurs&q=${long}`, ["publics"]);
    return [etat.lieu, etat.fiche, [...etat.boites.get("publics")], etat.q.length];
    """
    assert run(modules, program) == [None, None, ["mineurs"], 200]


@pytest.mark.parametrize(
    ("reference", "may"),
    [
        ("actors/la-boussole-nord", True),
        ("actors/" + "a" * 60, True),
        ("actors/" + "a" * 5000, False),
        ("actors/../../admin", False),
        ("Appelez le 01 23 45 67 89", False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_reference_is_asked_for(modules: Path, reference: str, may: bool) -> None:
    program = """
    globalThis.document = { querySelectorAll: () => [] };
    const { estReference } = await import("./fiche.js");
    return estReference(data);
    """
    assert run(modules, program, reference) is may
