"""What French people type, read as a record writes it, or not at all."""

from __future__ import annotations

import pytest

from generators.words import habits

READ = {
    "jour": {
        "25/11/2026": "2026-11-25",
        "le 25.11.2026": "2026-11-25",
        "1er décembre 2026": "2026-12-01",
        "mercredi 25 novembre 2026": "2026-11-25",
        "25 nov. 2026": "2026-11-25",
        "2026-11-5": "2026-11-05",
        "mardi 25 novembre 2026": None,
        "31/02/2026": None,
        "10 décembre": None,
        "11-25": None,
    },
    "jour-ou-heure": {
        "10 décembre 2026 à 14h30": "2026-12-10T14:30",
        "jeudi 10 décembre 2026, 9 h": "2026-12-10T09:00",
        "10/12/2026 14:30": "2026-12-10T14:30",
        "2026-12-10 14h": "2026-12-10T14:00",
        "10 décembre 2026": "2026-12-10",
        "10/12/2026 à 24h": "2026-12-11T00:00",
        "10/12/2026 à 24h30": None,
        "10/12/2026 à minuit": None,
        "10/12/2026 à 25h": None,
        "14h30": None,
    },
    "heure": {"14h30": "14:30", "9 h": "09:00", "9:30": "09:30", "midi": "12:00", "25h": None, "9:5": None},
    "date": {
        "octobre 2023": "2023-10",
        "10/2023": "2023-10",
        "3e trimestre 2023": "2023-T3",
        "13/2023": None,
    },
    "entier": {"25 ans": "25", "dès 12 ans": "12", "25 places": None},
    "url": {
        "www.escale.fr": "https://www.escale.fr",
        "escale.fr/contact": "https://escale.fr/contact",
        "http:/escale.fr": "https://escale.fr",
        "contact@escale.fr": None,
        "M. Durand": None,
        "www.escale": None,
        "www.escale.fr/06 12 34 56 78": None,
    },
    "horaires": {
        "du lundi au vendredi 9h-17h": "Mo-Fr 09:00-17:00",
        "du lundi au vendredi de 9h à 12h et de 14h à 18h": "Mo-Fr 09:00-12:00,14:00-18:00",
        "Lundi, mercredi et vendredi : 9h30-12h / 14h–17h": "Mo,We,Fr 09:30-12:00,14:00-17:00",
        "lundi au jeudi 9h-17h ; vendredi 9h-12h": "Mo-Th 09:00-17:00; Fr 09:00-12:00",
        "tous les jours 8h-20h": "Mo-Su 08:00-20:00",
        "24h/24, 7j/7": "24/7",
        "9h-17h": None,
        "du lundi au vendredi": None,
        "un mercredi sur deux 9h-12h": None,
        "samedi 14h-9h": None,
    },
    "ligne": {"25/11/2026": None},
}


@pytest.mark.parametrize(
    ("nature", "typed", "value"),
    [(nature, *pair) for nature, pairs in READ.items() for pair in pairs.items()],
)
def test_what_is_typed_is_read_or_left(nature: str, typed: str, value: str | None) -> None:
    assert habits.written(nature, typed) == value


@pytest.mark.parametrize(
    ("typed", "both"),
    [("12-25 ans", ("12", "25")), ("de 12 à 25 ans", ("12", "25")), ("25-12", None), ("12 ans", None)],
)
def test_two_ages_said_at_once(typed: str, both: tuple[str, str] | None) -> None:
    assert habits.ages(typed) == both


@pytest.mark.parametrize(
    ("nature", "value", "words"),
    [
        ("jour", "2026-11-25", "mercredi 25 novembre 2026"),
        ("jour-ou-heure", "2026-12-10T14:30", "jeudi 10 décembre 2026 à 14 h 30"),
        ("date", "2023-T3", "3e trimestre 2023"),
        ("entier", "25", "25 ans"),
        ("url", "https://www.escale.fr", "https://www.escale.fr"),
        ("horaires", "Mo-Fr 09:00-17:00", "Lun.–ven. 9 h – 17 h."),
    ],
)
def test_a_value_is_worded_back(nature: str, value: str, words: str) -> None:
    assert habits.said(nature, value).replace("\u00a0", " ") == words


def test_a_long_text_is_not_looked_at() -> None:
    assert habits.written("jour-ou-heure", "1 " * 30_000) is None
