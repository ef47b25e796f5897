"""What an authored page says of the network comes from the data, and stays a text whatever it holds."""

from __future__ import annotations

import pytest

from generators.pages.frame.text import UnknownMark, filled, said
from tests.sites import identity


def test_a_mark_becomes_the_value_of_the_identity() -> None:
    assert filled("Écrire {{ reseau.a_equipe }}, {{reseau.editeur.nom}}.", identity(), ()) == (
        "Écrire à l’équipe PARÉ, Droit d’Enfance."
    )


def test_a_value_is_no_markup() -> None:
    hostile = identity().model_copy(update={"nom": "<b>*[x](y)*</b> {{ reseau.sujet }}"})
    text = filled("{{ reseau.nom }}", hostile, ())
    assert not set(text) & set("<>*[]{}")


@pytest.mark.parametrize(
    "mark", ["reseau.couleur", "reseau.editeur", "reseau.editeur.siren", "reseau.couleurs"]
)
def test_a_mark_that_no_key_answers_is_told(mark: str) -> None:
    with pytest.raises(UnknownMark, match=r"data/reseau\.yml ne dit pas"):
        filled(f"{{{{ {mark} }}}}", identity(), ())


def test_the_head_of_a_page_is_filled_too() -> None:
    meta: dict[str, object] = {"title": "{{ reseau.titre }}", "scripts": ["a.js"]}
    assert said(meta, identity()) == {"title": "PARÉ · le réseau", "scripts": ["a.js"]}
