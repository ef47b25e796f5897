"""What French people type, in the form of a record: days, hours, ages, opening hours, sites, what recurs.

Each reading is sure or is none. `said` words a value back, so that who typed it sees how it was understood.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from generators.words import dates, french_dates, recurring, spoken_rule, urls
from generators.words.ages import ages as said_ages
from generators.words.hours import in_one_line
from generators.words.spoken_hours import spoken
from generators.words.wording import NBSP

#: The natures in which a habit differs from what a record writes.
NATURES: Final = frozenset(
    {"jour", "jour-ou-heure", "heure", "date", "entier", "url", "horaires", "recurrence"}
)
_LONGEST: Final = 200
_AGE: Final = re.compile(r"(?:(?:dès|à partir de|jusqu[’']à)\s+)?(\d{1,3})\s*ans", re.IGNORECASE)
_SITE: Final = re.compile(rf"(?:https?:/{{0,2}})?({urls.HOST}(?::\d{{1,5}})?(?:[/?#]\S*)?)", re.IGNORECASE)
#: What is no site alone: a mailbox, somebody's number.
_OTHER: Final = re.compile(r"@|(?:\d\W?){9}")
#: What ends a name of a site in France and near it: « Maison.verte » is none.
_ENDING: Final = re.compile(
    r"\.(?:fr|com|org|net|eu|be|ch|ca|info|asso|re|gp|mq|gf|yt|nc|pf|io|bzh|paris|corsica|alsace)$",
    re.IGNORECASE,
)


def written(nature: str, text: str) -> str | None:
    """What a record writes for what was typed in a field of this nature; None when nothing is sure."""
    if len(text) > _LONGEST:
        return None
    match nature:
        case "jour":
            return _iso(french_dates.day(text))
        case "jour-ou-heure":
            return _iso(french_dates.day_or_moment(text))
        case "heure":
            return _iso(french_dates.clock(text))
        case "date":
            return french_dates.partial(text)
        case "entier":
            found = _AGE.fullmatch(text.strip())
            return found[1] if found else None
        case "url":
            return site(text)
        case "horaires":
            return hours(text)
        case "recurrence":
            return spoken_rule.rule(text)
    return None


def _iso(value: date | datetime | time | None) -> str | None:
    if value is None or not isinstance(value, datetime | time):
        return value.isoformat() if value else None
    return value.isoformat(timespec="minutes")


def ages(text: str) -> tuple[str, str] | None:
    """« 12-25 ans », « de 12 à 25 ans »: the least and the most; « 12-25 » too."""
    found = said_ages(text.strip(), bare=True)
    if not found or found.rest or found.least is None or found.most is None:
        return None
    return str(found.least), str(found.most)


def site(text: str) -> str | None:
    """« www.escale.fr » → "https://www.escale.fr"; None for a mailbox, a number, a word, a whole address."""
    found = _SITE.fullmatch(text.strip())
    if not found or _OTHER.search(text) or text.lower().startswith(("http://", "https://")):
        return None
    host = re.split(r"[:/?#]", found[1], maxsplit=1)[0]
    www = host.lower().startswith("www.") and host.count(".") > 1
    return f"https://{found[1]}" if www or _ENDING.search(host) else None


def hours(text: str) -> str | None:
    """« du lundi au vendredi 9h-17h » → "Mo-Fr 09:00-17:00"; None where words stand beside the hours."""
    found = spoken(text)
    return None if found.beside else found.notation


def said(nature: str, value: str) -> str:
    """A value in words: « mercredi 25 novembre 2026 à 14 h 30 », « 25 ans »."""
    match nature:
        case "jour":
            return dates.jour_long(date.fromisoformat(value))
        case "jour-ou-heure":
            day = dates.jour_long(date.fromisoformat(value[:10]))
            return f"{day} à {dates.heure(datetime.fromisoformat(value))}" if "T" in value else day
        case "heure":
            return dates.heure(time.fromisoformat(value))
        case "date":
            return dates.date_partielle(dates.DatePartielle(value))
        case "entier":
            return f"{value}{NBSP}ans"
        case "horaires":
            return f"{in_one_line(value, None) or value}"
        case "recurrence":
            return recurring.said(value)
    return value
