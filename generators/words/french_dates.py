"""Days and hours as French people write them: « 25/11/2026 », « 1er décembre 2026 à 14h30 », « 9h ».

Nothing is guessed: a day without its year, one whose weekday is another's, one that no calendar has are not
read.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from generators.words.dates import JOURS, MOIS, MOIS_COURTS
from generators.words.wording import fold

_MONTHS: Final = {
    **{fold(name): number for number, name in enumerate(MOIS, 1)},
    **{fold(name): number for number, name in enumerate(MOIS_COURTS, 1)},
}
_NAMES: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY: Final = rf"(?:(?:le )?(?P<weekday>{'|'.join(JOURS)}) |le )?"
_NUMBERS: Final = re.compile(
    r"(?:le\s+)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})", re.IGNORECASE
)
_WORDS: Final = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?: ?er)? (?P<month>{_NAMES}) (?P<year>\d{{4}})")
_MONTH: Final = re.compile(rf"(?:en )?(?:(?P<word>{_NAMES}) |(?P<number>\d{{1,2}})[ /.-])(?P<year>\d{{4}})")
_QUARTER: Final = re.compile(
    r"(?:(?:le|au) )?(?P<rank>[1-4]) ?(?:er|e|eme)? trim(?:estre)?(?: de)? (?P<year>\d{4})"
)
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:h(?:eures?)?|:)\s*(?:(?P<minute>\d{2})\s*(?:min)?)?", re.IGNORECASE
)
#: The midnight that ends a day; « minuit » may be either.
_END_OF_DAY: Final = re.compile(r"24\s*(?:h(?:eures?)?|:)\s*(?:00)?", re.IGNORECASE)
#: What stands between a day and its hour: « à », « , », « de », a mere space, ISO's T.
_BETWEEN: Final = re.compile(r"(?:\s*,\s*|\s+)(?:[àa]\s+|de\s+)?|T", re.IGNORECASE)


def day(text: str) -> date | None:
    """« 25/11/2026 », « mercredi 25 novembre 2026 », « 1er déc. 2026 », and 2026-11-25."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        return _date(*text.split("-"))
    if found := _NUMBERS.fullmatch(text):
        return _date(found["year"], found["month"], found["day"])
    if not (found := _WORDS.fullmatch(fold(text))):
        return None
    known = _date(found["year"], str(_MONTHS[found["month"]]), found["day"])
    return known if known and found["weekday"] in (None, JOURS[known.weekday()]) else None


def _date(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def clock(text: str) -> time | None:
    """« 14h30 », « 14 h », « 9:05 », « midi »."""
    text = text.strip()
    if text.lower() == "midi":
        return time(12)
    found = _CLOCK.fullmatch(text)
    if not found or (":" in text and not found["minute"]):
        return None
    try:
        return time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError:
        return None


def day_or_moment(text: str) -> date | datetime | None:
    """A day, or a day and its hour: « 10 décembre 2026 à 14h30 », « 3/12/2026 à 24h »."""
    if (known := day(text)) is not None:
        return known
    for found in _BETWEEN.finditer(text.strip()):
        known, said = day(text.strip()[: found.start()]), text.strip()[found.end() :]
        if known is not None and known < date.max and _END_OF_DAY.fullmatch(said):
            return datetime.combine(known + timedelta(days=1), time.min)
        if known is not None and (hour := clock(said)) is not None:
            return datetime.combine(known, hour)
    return None


def partial(text: str) -> str | None:
    """A date as precise as it is said: « octobre 2026 », « 10/2026 », « 3e trimestre 2026 », a day."""
    if (known := day(text)) is not None:
        return known.isoformat()
    said = fold(text)
    if found := _QUARTER.fullmatch(said):
        return f"{found['year']}-T{found['rank']}"
    if found := _MONTH.fullmatch(said):
        month = _MONTHS[found["word"]] if found["word"] else int(found["number"])
        return f"{found['year']}-{month:02d}" if 1 <= month <= 12 else None
    return None
