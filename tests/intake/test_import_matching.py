"""Same or new: what is sure is joined, what is not is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generators.intake.matching import Known, Match
from generators.records.models import Acteur
from generators.records.reading.load import vocabulary_of

ROOT = Path(__file__).parents[2]
VOCABULARY, _ = vocabulary_of(ROOT / "data", ROOT)
SIRET = "73282932000074"
BASE = {
    "type": "association",
    "categorie": "ecoute",
    "resume": "X.",
    "sources": [{"document": "D", "date": "2026"}],
}


def actor(id_: str, **values: Any) -> Acteur:
    return Acteur.model_validate({"id": id_, **BASE, **values}, context={"vocabulary": VOCABULARY})


KNOWN = actor(
    "tilleuls", nom="Foyer Les Tilleuls", telephone="03 20 11 22 33", site_web="https://tilleuls.fr",
    commune="Lille", code_insee="59350", siret=SIRET,
    lignes=[{"pour": "parents", "telephone": "03 20 11 22 34"}],
)  # fmt: skip


def found(*known: Acteur, refused: tuple[str, ...] = (), **row: Any) -> Match:
    one = actor("ligne", **row)
    return Known({each.id: each for each in known}, {"ligne": one}).match(one, refused)


@pytest.mark.parametrize(
    "row",
    [
        {"nom": "Foyer les tilleuls", "siret": SIRET},
        {"nom": "FOYER « LES TILLEULS »", "telephone": "+33 3 20 11 22 33", "departement": "59"},
        {"nom": "Foyer Les Tilleuls", "telephone": "03 20 11 22 34", "departement": "59"},
        {"nom": "Foyer Tilleul", "site_web": "http://www.tilleuls.fr/", "departement": "59"},
        {"nom": "Foyer Les Tilleuls", "code_insee": "59350", "commune": "Lille"},
    ],
)
def test_a_sure_match_is_joined(row: dict[str, Any]) -> None:
    assert found(KNOWN, **row).sure == "tilleuls"


@pytest.mark.parametrize(
    "row",
    [
        {"nom": "Foyer Les Tilleuls"},
        {"nom": "Foyer Les Tilleuls", "departement": "59"},
        {"nom": "Foyer Les Tilleuls", "code_insee": "59512", "commune": "Roubaix"},
        {"nom": "Service de nuit", "telephone": "03 20 11 22 33"},
        {"nom": "Service de nuit", "siret": SIRET},
        {
            "nom": "Foyer Les Tilleuls",
            "code_insee": "59350",
            "commune": "Lille",
            "telephone": "03 20 99 99 99",
        },
    ],
)
def test_a_doubt_is_asked_about(row: dict[str, Any]) -> None:
    match = found(KNOWN, **row)
    assert match.sure is None and [*match.perhaps] == ["tilleuls"]


@pytest.mark.parametrize(
    "row",
    [
        {"nom": "Foyer Les Tilleuls", "code_insee": "75111", "commune": "Paris"},
        {"nom": "Foyer 2 Les Tilleuls", "departement": "59"},
        {"nom": "La Source", "departement": "59"},
    ],
)
def test_another_structure_is_new(row: dict[str, Any]) -> None:
    assert found(KNOWN, **row) == Match()


def test_who_was_said_to_be_another_is_never_asked_again() -> None:
    assert found(KNOWN, nom="Foyer Les Tilleuls", siret=SIRET, refused=("tilleuls",)) == Match()


def test_two_that_answer_are_a_doubt() -> None:
    twin = actor("tilleuls-2", nom="Foyer Les Tilleuls", telephone="03 20 11 22 33", departement="59")
    assert {
        *found(KNOWN, twin, nom="Foyer Les Tilleuls", departement="59", telephone="03 20 11 22 33").perhaps
    } == {
        "tilleuls",
        "tilleuls-2",
    }
