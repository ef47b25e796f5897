"""French print: apostrophes, folding, and what never parts at the end of a line."""

import pytest

from generators.words.wording import (
    NBSP,
    a_la_ville,
    entre_guillemets,
    fold,
    french,
    minuscule,
    no_break,
    sans_point,
    typographic,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hébergement", "hebergement"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("CŒUR  de l'Ære !", "coeur de l aere"),
        ("14 h 30", "14 h 30"),
        ("…", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


def test_french_apostrophes():
    assert typographic("L'Isle-d'Abeau") == "L’Isle-d’Abeau"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("la clé « nom » manque : ajoutez-la", "la clé «_nom_» manque_: ajoutez-la"),
        ("Pourquoi ? (Vraiment !)", "Pourquoi_? (Vraiment_!)"),
        ("debut: 2026-11-28T10:00", "debut: 2026-11-28T10:00"),
    ],
)
def test_a_message_never_parts_before_its_signs(written, printed):
    assert no_break(written) == printed.replace("_", NBSP)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("à 14 h 30 : 1 200 places", "à 14_h_30_: 1_200_places"),
        ("« Bonjour »\n  à tous", "«_Bonjour_» à tous"),
        ("12 % et 3 €", "12_% et 3_€"),
        ("{{ nom }}", "{ { nom } }"),
    ],
)
def test_a_text_of_the_letter(written, printed):
    assert french(written) == printed.replace("_", NBSP)


def test_a_row_has_no_full_stop_but_keeps_an_ellipsis():
    assert sans_point("Gratuit.") == "Gratuit"
    assert sans_point("Repas, etc.") == "Repas, etc."


@pytest.mark.parametrize(
    ("town", "said"),
    [
        ("Mulhouse", "à Mulhouse"),
        ("Le Mans", "au Mans"),
        ("Les Abymes", "aux Abymes"),
        ("La Rochelle", "à La Rochelle"),
        ("Lens", "à Lens"),
        ("L’Isle-d’Abeau", "à L’Isle-d’Abeau"),
    ],
)
def test_where_a_town_is(town, said):
    assert a_la_ville(town) == said


def test_quotes_within_quotes():
    assert entre_guillemets("Voir « Noémie dit oui »") == f"«{NBSP}Voir “Noémie dit oui”{NBSP}»"


def test_only_an_acronym_keeps_its_capital():
    assert [minuscule(one) for one in ("À lire", "ASE", "L’École")] == ["à lire", "ASE", "l’École"]
