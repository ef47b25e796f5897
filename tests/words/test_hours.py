"""The week of a service: seven lines on its page, one on a sheet of paper."""

from datetime import date

import pytest

from generators.words.hours import in_one_line, semaine

MONDAY = date(2026, 11, 23)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_seven_lines_from_monday():
    week = semaine("Mo-Fr 09:00-12:30; PH off", MONDAY)
    assert [(day, spaced(hours)) for day, hours in week.lignes][4:6] == [
        ("Vendredi", "9 h – 12 h 30"),
        ("Samedi", "Fermé"),
    ]
    assert week.ferie == "Fermé les jours fériés."
    assert not week.toujours


@pytest.mark.parametrize(
    ("notation", "line"),
    [
        ("Mo-Th 09:00-18:00; Fr 09:00-12:00", "Lun.–jeu. 9 h – 18 h ; ven. 9 h – 12 h."),
        ("Mo,We,Th,Fr 09:00-12:00", "Lun., mer.–ven. 9 h – 12 h."),
        ("24/7", "24 h/24, tous les jours."),
        ("Jan-Jun Mo 09:00-12:00", "Ils changent dans l’année : voir la fiche."),
    ],
)
def test_the_week_in_one_line(notation, line):
    assert spaced(in_one_line(notation, None, MONDAY) or "") == line


def test_hours_that_nobody_told_are_none():
    assert in_one_line(None, None, MONDAY) is None
    assert in_one_line(None, "sur rendez-vous", MONDAY) == "Sur rendez-vous."
