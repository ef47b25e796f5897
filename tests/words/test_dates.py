"""What readers see of days and hours."""

from datetime import date, datetime, time

import pytest

from generators.records.values.types import DatePartielle
from generators.words import dates


@pytest.mark.parametrize(
    ("debut", "fin", "long", "court", "tuile"),
    [
        ("2023-11-14", None, "mardi 14 novembre 2023", "14 novembre", ("14", "nov.")),
        ("2023-12-01", "2023-12-01", "vendredi 1er décembre 2023", "1er décembre", ("1er", "déc.")),
        (
            "2023-11-06",
            "2023-11-07",
            "lundi 6 et mardi 7 novembre 2023",
            "6 et 7 novembre",
            ("6–7", "nov."),
        ),
        (
            "2023-11-21",
            "2023-11-23",
            "du mardi 21 au jeudi 23 novembre 2023",
            "21 au 23 novembre",
            ("21–23", "nov."),
        ),
        (
            "2023-11-30",
            "2023-12-02",
            "du jeudi 30 novembre au samedi 2 décembre 2023",
            "30 novembre au 2 décembre",
            ("30–2", "nov.–déc."),
        ),
        (
            "2023-12-31",
            "2024-01-01",
            "dimanche 31 décembre 2023 et lundi 1er janvier 2024",
            "31 décembre et 1er janvier",
            ("31–1", "déc.–janv."),
        ),
    ],
)
def test_periods(debut, fin, long, court, tuile):
    first, last = date.fromisoformat(debut), date.fromisoformat(fin) if fin else None
    assert dates.periode(first, last) == long
    assert dates.periode_courte(first, last) == court
    assert dates.tuile(first, last) == tuile


def test_hours_are_held_together():
    assert dates.heure(time(20, 0)) == "20\u00a0h"
    assert dates.heure(time(9, 5)) == "9\u00a0h\u00a005"


def test_hours_of_an_event():
    start = datetime(2023, 11, 14, 14, 30)  # noqa: DTZ001
    assert dates.horaires(date(2023, 11, 14)) is None
    assert dates.horaires(start) == "14\u00a0h\u00a030"
    assert dates.horaires(start, start.replace(hour=16)) == "14\u00a0h\u00a030 à 16\u00a0h\u00a030"
    over = dates.horaires(start, start.replace(day=15, hour=12, minute=0))
    assert over == "à partir de 14\u00a0h\u00a030 le premier jour, jusqu’à 12\u00a0h le dernier"


@pytest.mark.parametrize(
    ("debut", "fin", "days", "short", "tile", "hours"),
    [
        ("03T18:00", "04T00:00", "jeudi 3 décembre 2026", "3 décembre", "3", "18 h à minuit"),
        ("03T00:00", "04T00:00", "jeudi 3 décembre 2026", "3 décembre", "3", "0 h à minuit"),
        ("03T18:00", "03T18:00", "jeudi 3 décembre 2026", "3 décembre", "3", "18 h"),
        ("03", "03T16:00", "jeudi 3 décembre 2026", "3 décembre", "3", "jusqu’à 16 h"),
        ("03", "04T00:00", "jeudi 3 décembre 2026", "3 décembre", "3", "jusqu’à minuit"),
        (
            "03",
            "04T16:00",
            "jeudi 3 et vendredi 4 décembre 2026",
            "3 et 4 décembre",
            "3–4",
            "jusqu’à 16 h le dernier jour",
        ),
        (
            "03T10:00",
            "04",
            "jeudi 3 et vendredi 4 décembre 2026",
            "3 et 4 décembre",
            "3–4",
            "à partir de 10 h le premier jour",
        ),
        (
            "03T10:00",
            "05T00:00",
            "jeudi 3 et vendredi 4 décembre 2026",
            "3 et 4 décembre",
            "3–4",
            "à partir de 10 h le premier jour, jusqu’à minuit le dernier",
        ),
    ],
)
def test_midnight_ends_the_day_before_it(debut, fin, days, short, tile, hours):
    begin, end = (
        (datetime if "T" in text else date).fromisoformat(f"2026-12-{text}") for text in (debut, fin)
    )
    assert dates.periode(begin, end) == days
    assert dates.periode_courte(begin, end) == short
    assert dates.tuile(begin, end)[0] == tile
    assert dates.horaires(begin, end).replace("\u00a0", " ") == hours


@pytest.mark.parametrize(
    ("written", "read"),
    [("2023", "2023"), ("2023-10", "octobre 2023"), ("2023-10-01", "1er octobre 2023")],
)
def test_partial_dates(written, read):
    assert dates.date_partielle(DatePartielle(written)) == read
