"""How dates come back: what people type is read as a rule, and every rule that is read is told in French."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from generators.words import habits, recurring

READ = {
    "tous les premiers mardis du mois": "FREQ=MONTHLY;BYDAY=1TU",
    "chaque premier mardi du mois": "FREQ=MONTHLY;BYDAY=1TU",
    "Le 1er mardi de chaque mois.": "FREQ=MONTHLY;BYDAY=1TU",
    "les premiers et troisièmes mardis du mois": "FREQ=MONTHLY;BYDAY=1TU,3TU",
    "le dernier vendredi du mois": "FREQ=MONTHLY;BYDAY=-1FR",
    "tous les deux mois, le premier mardi": "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU",
    "chaque lundi jusqu’au 30 juin 2027": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630",
    "chaque lundi jusqu'au 30/06/2027": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630",
    "Tous les lundis, mercredis et vendredis": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "du lundi au vendredi": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "un jeudi sur deux": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
    "tous les quinze jours, le mardi": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "chaque jeudi, 10 fois": "FREQ=WEEKLY;BYDAY=TH;COUNT=10",
    "tous les 15 du mois": "FREQ=MONTHLY;BYMONTHDAY=15",
    "le 1er et le 15 de chaque mois": "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "le dernier jour du mois": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "chaque mardi de septembre à juin": "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,9,10,11,12",
    "tous les mardis, hors juillet et août": "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,9,10,11,12",
    "chaque mois": "FREQ=MONTHLY",
    "FREQ=WEEKLY": None,
    "chaque lundi jusqu’à Noël": None,
    "chaque lundi hors vacances scolaires": None,
    "tous les mardis de 14 h à 16 h": None,
    "chaque lundi jusqu’au 30 juin 2027, 10 fois": None,
    "de temps en temps": None,
}


@pytest.mark.parametrize(("typed", "rule"), READ.items())
def test_what_is_typed_is_a_rule_or_nothing(typed: str, rule: str | None) -> None:
    assert habits.written("recurrence", typed) == rule
    if rule:
        recurring.parsed(rule)
        assert habits.said("recurrence", rule)


TOLD = {
    "FREQ=DAILY;COUNT=5": "chaque jour, 5 fois",
    "FREQ=WEEKLY": "chaque mardi",
    "FREQ=WEEKLY;BYDAY=TH,MO": "chaque lundi et jeudi",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "chaque jour, du lundi au vendredi",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH": "un jeudi sur deux",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH": "une semaine sur trois, le lundi et le jeudi",
    "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630": "chaque premier mardi du mois, jusqu’au 30 juin 2027",
    "FREQ=MONTHLY;BYDAY=1TU,-1TU": "les premier et dernier mardis du mois",
    "FREQ=MONTHLY;BYDAY=1MO,3TH": "le premier lundi et le troisième jeudi du mois",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU": "tous les deux mois, le premier mardi",
    "FREQ=MONTHLY;BYMONTHDAY=1,15": "le 1er et le 15 de chaque mois",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "le dernier jour du mois",
    "FREQ=MONTHLY": "le 1er de chaque mois",
    "FREQ=WEEKLY;BYMONTH=9,10,11,12,1,2,3,4,5,6": "chaque mardi, de septembre à juin",
    "FREQ=MONTHLY;BYDAY=1TU;BYMONTH=3,10": "chaque premier mardi du mois, en mars et en octobre",
    "FREQ=YEARLY": "chaque année, le 1er décembre",
    "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU": "chaque année, le dernier dimanche d’octobre",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=15": "tous les deux ans, le 15 mai",
}


@pytest.mark.parametrize(("rule", "words"), TOLD.items())
def test_a_rule_is_told(rule: str, words: str) -> None:
    assert recurring.said(rule, date(2026, 12, 1)) == words


DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("fin", "words"),
    [
        (datetime.combine(DAY, time(16)), "chaque mardi, de 14 h à 16 h, 3 fois"),
        (None, "chaque mardi, à 14 h, 3 fois"),
        (date(2026, 12, 2), "chaque mardi, à 14 h, 3 fois"),
    ],
)
def test_the_hours_are_those_of_the_first_date(fin: datetime | None, words: str) -> None:
    told = recurring.sentence("FREQ=WEEKLY;COUNT=3", datetime.combine(DAY, time(14)), fin)
    assert told.replace("\u00a0", " ") == words


MISREAD = (
    "BYDAY=MO", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=2",
    "FREQ=YEARLY;BYDAY=1TU", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
    "FREQ=WEEKLY;UNTIL=20270231", "FREQ=WEEKLY;UNTIL=20270630T120000Z", "FREQ=WEEKLY;FREQ=DAILY",
    "FREQ=WEEKLY;UNTIL=2027630", "FREQ=WEEKLY;UNTIL=202711", "FREQ=WEEKLY;BYSETPOS=1", "FREQ=DAILY;BYDAY=MO",
    "FREQ=WEEKLY;",
)  # fmt: skip


@pytest.mark.parametrize("rule", MISREAD)
def test_what_has_no_plain_words_is_refused_with_what_to_write(rule: str) -> None:
    with pytest.raises(recurring.Misread) as refused:
        recurring.parsed(rule)
    assert refused.value.hint
