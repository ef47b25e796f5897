"""The file of a source: read, corrected by people, written again without moving a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.intake.memory import Line, Memory, read_memory, write_memory
from generators.records.reading.load import vocabulary_of

ROOT = Path(__file__).parents[2]
VOCABULARY, _ = vocabulary_of(ROOT / "data", ROOT)
MEMORY = Memory(
    "Tableau",
    "2026-11",
    None,
    least=3,
    most=90,
    key=("nom", "commune"),
    columns={"CP": "code_postal", "Obs": "a_decider"},
    defaults={"type": "organisation"},
    terms={"publics": {"Mineures": "mineurs", "Tous : oui": "a_decider"}},
    lines={
        "tilleuls | lille": Line(
            "tilleuls",
            None,
            (),
            ("autre",),
            {"nom": "Tilleuls", "code_postal": "06000", "missions": ["ecouter"]},
        ),
        "source": Line(asked=("la-source",)),
        "refuge": Line(said={"nom": "Refuge", "adresse_confidentielle": "true"}, record="refuge"),
    },
)


def test_what_is_written_is_read_again() -> None:
    assert read_memory(write_memory(MEMORY), "x", VOCABULARY) == (MEMORY, ())


def test_a_comment_and_its_line_stay_where_a_person_wrote_them() -> None:
    written = write_memory(MEMORY).decode()
    edited = written.replace("fiche: tilleuls", "fiche: tilleuls  # dit Karine\n    # à revoir", 1).encode()
    memory, problems = read_memory(edited, "x", VOCABULARY)
    assert memory == MEMORY and not problems
    assert write_memory(MEMORY, edited) == edited


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("lignes_min: 3", "lignes_min: trois", "nombre entier"),
        ("terme: mineurs", "terme: minots", "n’est pas dans cette liste"),
        ("liste: publics", "liste: public", "n’est pas une liste"),
        ("champ: type", "champ: typo", "n’est pas un champ"),
        ("clef: source", "clef: refuge", "deux fois"),
        ('code_postal: "06000"', 'codepostal: "06000"', "les champs d’une fiche"),
        (
            "adresse_confidentielle: true",
            "adresse_confidentielle: true\n      commune: Lens",
            "le lieu est confidentiel",
        ),
        ("document: Tableau\n", "", "« document » manque"),
    ],
)
def test_a_slip_is_told_with_its_line_and_nothing_is_read(before: str, after: str, said: str) -> None:
    text = write_memory(MEMORY).decode()
    assert before in text
    memory, problems = read_memory(text.replace(before, after, 1).encode(), "x", VOCABULARY)
    assert memory is None
    assert any(said in problem.message.replace("\u00a0", " ") for problem in problems)
    assert all(problem.line for problem in problems)


def test_words_are_decided_folded_and_ignored_words_say_nothing() -> None:
    memory = Memory(
        "T", "2026", None, 1, 2, ("nom",), {}, {}, {"publics": {"Élèves": "mineurs", "-": "ignorer"}}
    )
    assert memory.decided() == {"publics": {"eleves": "mineurs", "": ""}}
