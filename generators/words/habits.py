"""What French people type, in the form of a record: days, hours, ages, opening hours, addresses of sites.

Each reading is sure or is none. `said` words a value back, so that who typed it sees how it was understood.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from typing import Final

import opening_hours

from generators.words import dates, french_dates, urls
from generators.words.hours import in_one_line
from generators.words.wording import NBSP, fold

#: The natures in which a habit differs from what a record writes.
NATURES: Final = frozenset({"jour", "jour-ou-heure", "heure", "date", "entier", "url", "horaires"})
_LONGEST: Final = 200
_AGES: Final = re.compile(
    r"(?:(?:de|entre)\s+)?(\d{1,3})(?:\s*ans)?\s*(?:-|–|à|a|et)\s*(\d{1,3})(?:\s*ans)?", re.IGNORECASE
)
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
    return None


def _iso(value: date | datetime | time | None) -> str | None:
    if value is None or not isinstance(value, datetime | time):
        return value.isoformat() if value else None
    return value.isoformat(timespec="minutes")


def ages(text: str) -> tuple[str, str] | None:
    """« 12-25 ans », « de 12 à 25 ans »: the least and the most; « 12-25 » too."""
    found = _AGES.fullmatch(text.strip())
    return (found[1], found[2]) if found and int(found[1]) <= int(found[2]) else None


def site(text: str) -> str | None:
    """« www.escale.fr » → "https://www.escale.fr"; None for a mailbox, a number, a word, a whole address."""
    found = _SITE.fullmatch(text.strip())
    if not found or _OTHER.search(text) or text.lower().startswith(("http://", "https://")):
        return None
    host = re.split(r"[:/?#]", found[1], maxsplit=1)[0]
    www = host.lower().startswith("www.") and host.count(".") > 1
    return f"https://{found[1]}" if www or _ENDING.search(host) else None


_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMED: Final = "|".join(dates.JOURS)
_SPAN: Final = re.compile(rf"(?:du )?({_NAMED})s? (?:au|a) ({_NAMED})s?")
_LISTED: Final = re.compile(rf"(?:les? )?(?:{_NAMED})s?(?:(?:,? ?et |,| )(?:les? )?(?:{_NAMED})s?)*")
_CLOCKS: Final = r"\d{1,2}(?: ?h(?: ?\d{2})?|:\d{2})"
_SLOT: Final = rf"(?:de )?({_CLOCKS}) ?(?:-|a) ?({_CLOCKS})"
_RULE: Final = re.compile(rf"(?P<days>.*?)[ :,]*\b(?P<slots>{_SLOT}(?:(?: ?[,/] ?| et (?:de )?){_SLOT})*)")
_ALWAYS: Final = re.compile(r"24 ?h? (?:sur )?24 ?h? (?:et )?7 ?j?(?:ours)? (?:sur )?7 ?j?(?:ours)?")
_EVERY: Final = frozenset({"tous les jours", "7j 7", "7j sur 7", "7 jours sur 7", "7 j 7"})


@cache
def hours(text: str) -> str | None:
    """« du lundi au vendredi 9h-17h ; samedi 9h-12h » → "Mo-Fr 09:00-17:00; Sa 09:00-12:00".

    Hours without their days are not read: nobody said which.
    """
    if _ALWAYS.fullmatch(fold(text)):
        return "24/7"
    rules = [_rule(_plain(part)) for part in re.split(r";|\n", text) if part.strip()]
    told = [rule for rule in rules if rule]
    notation = "; ".join(told)
    return notation if told and len(told) == len(rules) and opening_hours.validate(notation) else None


def _plain(text: str) -> str:
    """Lower case without accents, the signs that part days and hours kept."""
    said = re.sub(r"[^\s,:/–—-]+", lambda word: fold(word[0]), text)
    return re.sub(r"\s*([,:/-])\s*", r"\1", " ".join(re.sub("[–—]", "-", said).split()))


def _rule(text: str) -> str | None:
    found = _RULE.fullmatch(text)
    days = _days(found["days"].strip(" :,")) if found else None
    slots = [_slot(*pair.groups()) for pair in re.finditer(_SLOT, found["slots"])] if found else []
    if not days or not all(slots):
        return None
    return f"{days} {','.join(slot for slot in slots if slot)}"


def _slot(start: str, end: str) -> str | None:
    first, last = french_dates.clock(start), french_dates.clock(end)
    return f"{first:%H:%M}-{last:%H:%M}" if first and last and first < last else None


def _days(text: str) -> str | None:
    if fold(text) in _EVERY:
        return "Mo-Su"
    if found := _SPAN.fullmatch(text):
        return f"{_day(found[1])}-{_day(found[2])}"
    if text and _LISTED.fullmatch(text):
        return ",".join(map(_day, re.findall(_NAMED, text)))
    return None


def _day(name: str) -> str:
    return _DAYS[dates.JOURS.index(name)]


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
    return value
