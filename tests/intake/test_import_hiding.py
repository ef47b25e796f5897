"""« Adresse confidentielle » anywhere in a row; « écoute confidentielle » is no place."""

from __future__ import annotations

import pytest

from generators.intake.hiding import hides_place, repeatable
from generators.intake.table import Cell, Row

HIDDEN = (
    "Adresse confidentielle",
    "CONFIDENTIEL",
    "adresse non communiquée",
    "L’adresse est tenue secrète",
    "Ne pas diffuser l'adresse",
    "adresse à ne pas communiquer",
    "Lieu de mise à l’abri confidentiel",
    "Appartements (confidentiels)",
    "Ouvert le jeudi. Hébergement en lieu secret",
    "Adresse postale protégée",
)
OPEN = (
    "Écoute confidentielle et gratuite",
    "Accueil anonyme et confidentiel",
    "Hébergement d’urgence, écoute confidentielle",
    "Site internet anonyme et confidentiel",
    "adresse non confidentielle",
    "Secrétariat au 2e étage",
)


def row(title: str, text: str) -> Row:
    return Row(2, {"Structure": Cell("Les Tilleuls", "A2"), title: Cell(text, "B2")})


@pytest.mark.parametrize("text", HIDDEN)
def test_a_secret_place_is_heard_wherever_it_is_said(text: str) -> None:
    assert hides_place(row("Observations", text), {"Observations": None})


@pytest.mark.parametrize("text", OPEN)
def test_what_is_confidential_without_a_place_hides_none(text: str) -> None:
    assert not hides_place(row("Observations", text), {"Observations": None})


def test_a_column_of_its_own_says_yes_unless_it_clearly_says_no() -> None:
    title = "Adresse confidentielle ?"
    for text, hidden in (("oui", True), ("x", True), ("?", True), ("non", False), ("NON", False)):
        assert hides_place(row(title, text), {title: "adresse_confidentielle"}) is hidden


def test_the_cell_of_a_place_hides_it_by_one_word() -> None:
    assert hides_place(row("Adresse", "reste confidentielle"), {"Adresse": "adresse"})
    assert not hides_place(row("Adresse", "non confidentielle"), {"Adresse": "adresse"})


@pytest.mark.parametrize("text", ["06 12 34 56 78", "zero six : 0612345678", "a.durand@x.fr", "Mme Durand"])
def test_nobody_is_repeated(text: str) -> None:
    assert not repeatable(text)


def test_a_word_of_the_trade_is() -> None:
    assert repeatable("Mineures de 12 à 17 ans")
