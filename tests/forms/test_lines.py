"""Lines as pages and letters say them are read again, and keep what these do not show."""

from __future__ import annotations

from typing import Any

import pytest

from generators.forms.lines import read_lines
from generators.records.models.acteur import LigneTelephonique
from generators.records.reading.source import read
from tests.forms.test_issues import report

BEFORE: list[dict[str, Any]] = [
    {"pour": "SMS pour les sourds", "telephone": "07 57 76 46 59", "telephone_de_service": "true"},
    {
        "pour": "parents",
        "telephone": "03 20 00 00 01",
        "horaires_accueil": "Mo-Fr 09:00-12:00; Sa 10:00-12:00; PH off",
    },
    {"telephone": "3919", "horaires_precisions": "Répondeur le week-end ; la nuit, le 119"},
]
SAID = [LigneTelephonique.model_validate(line).dite for line in BEFORE]


@pytest.mark.parametrize("link", ["\n", " ; "])
def test_what_a_page_says_is_what_the_record_says(link: str) -> None:
    text = link.join(SAID).replace("\u00a0", " ")
    assert read_lines(text, BEFORE) == BEFORE


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Parents : 03 20 00 00 02", {"pour": "parents", "telephone": "03 20 00 00 02"}),
        ("03.20.00.00.02 (du lundi au vendredi 18h-22h)",
         {"telephone": "03 20 00 00 02", "horaires_accueil": "Mo-Fr 18:00-22:00"}),
        ("Astreinte : 07 57 76 46 59",
         {"pour": "astreinte", "telephone": "07 57 76 46 59", "telephone_de_service": "true"}),
        ("Parents : 03 20 00 00 01 (lun.-ven. 9h-17h, sur rendez-vous)",
         {"pour": "parents", "telephone": "03 20 00 00 01", "horaires_accueil": "Mo-Fr 09:00-17:00",
          "horaires_precisions": "Sur rendez-vous"}),
    ],
)  # fmt: skip
def test_a_line_that_changes_is_read_as_people_write(text: str, line: dict[str, str]) -> None:
    assert read_lines(text, BEFORE) == [line]


@pytest.mark.parametrize("text", ["le même qu’avant", "Parents : 03 20", "Parents : 3919 (quand on peut)"])
def test_what_is_not_understood_is_left_to_people(text: str) -> None:
    assert read_lines(f"{SAID[0]}\n{text}", BEFORE) is None


def test_a_report_adds_a_line_and_a_mobile_is_no_more_welcome_there() -> None:
    found = report("À compléter : Autres lignes\n  Parents : 03 20 00 00 01 (du lundi au vendredi 18h-22h)")
    assert found.file is not None, found.answer
    assert read(found.content).value["lignes"] == [
        {"pour": "parents", "telephone": "03 20 00 00 01", "horaires_accueil": "Mo-Fr 18:00-22:00"}
    ]
    found = report("À compléter : Autres lignes\n  Parents : 06 98 76 54 32")
    assert found.file is None and "supprimez-en" in found.answer and "98 76" not in found.answer
