"""Days, moments and hours as a record writes them: 2023-11-14, 2023-11-14T14:30, 14:30, 2023-10."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from generators.records.values.written import line, refuse
from generators.words.dates import DatePartielle

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_CLOCK = re.compile(r"\d{2}:\d{2}")
_PARTIAL = re.compile(r"(19|20)\d{2}(-\d{2}(-\d{2})?)?")
_FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def _day_hint(text: str) -> str:
    if found := _FRENCH_DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return f"écrivez {year:04d}-{month:02d}-{day:02d}"
    return "écrivez l’année, le mois et le jour : 2023-11-14"


def day(value: object) -> date:
    text = line(value)
    if not _DAY.fullmatch(text):
        refuse(f"« {text} » n’est pas une date", _day_hint(text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"le {text} n’existe pas dans le calendrier", "vérifiez le mois et le jour")


def day_or_moment(value: object) -> date | datetime:
    text = line(value)
    if _DAY.fullmatch(text):
        return day(text)
    if not _MOMENT.fullmatch(text):
        refuse(
            f"« {text} » n’est ni un jour ni un jour avec son heure",
            "écrivez 2023-11-14, ou 2023-11-14T14:30 (heure du lieu)",
        )
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        refuse(f"« {text} » n’existe pas", "vérifiez le jour et l’heure (de 00:00 à 23:59)")


def clock(value: object) -> time:
    text = line(value)
    if not _CLOCK.fullmatch(text):
        refuse(f"« {text} » n’est pas une heure", "écrivez 09:30, avec deux chiffres de chaque côté")
    try:
        return time.fromisoformat(text)
    except ValueError:
        refuse(f"l’heure {text} n’existe pas", "les heures vont de 00:00 à 23:59")


def partial_date(value: object) -> DatePartielle:
    text = line(value)
    if not _PARTIAL.fullmatch(text):
        refuse(f"« {text} » n’est pas une date", "écrivez 2023, 2023-10 ou 2023-10-18")
    partial = DatePartielle(text)
    try:
        _ = partial.first_day
    except ValueError:
        refuse(f"« {text} » n’existe pas dans le calendrier", "vérifiez le mois et le jour")
    return partial
