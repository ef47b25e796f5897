"""A rule by which dates come back (RRULE, RFC 5545, 3.3.10), read from its text and told in French.

What French can tell in a few words is what is understood: « chaque premier mardi du mois », « un jeudi sur
deux », « le 15 de chaque mois, de septembre à juin ». The hours are not the rule's: they are those of the
first date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from generators.words import dates
from generators.words.wording import liste

JOURS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RANGS: Final = {1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", -1: "dernier"}
#: The parts that are understood, and the numbers that each takes.
_NUMBERS: Final = {"INTERVAL": (1, 99), "COUNT": (1, 999), "BYMONTHDAY": (-1, 31), "BYMONTH": (1, 12)}
_KEYS: Final = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL")
_DAY: Final = re.compile(rf"([+-]?\d)?({'|'.join(JOURS)})")
#: What a rule looks like, for forms and schemas.
PATTERN: Final = (
    r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|COUNT|UNTIL)=[-+,0-9A-Z]+)*"
)


class Misread(ValueError):
    """A rule that is not understood: what is wrong, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `days` are pairs of a rank in the month (0 for all) and of a day of the week, from 0."""

    freq: str
    interval: int = 1
    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = field(default=None)

    @property
    def endless(self) -> bool:
        return self.count is None and self.until is None


@lru_cache(maxsize=1024)
def parsed(text: str) -> Rule:
    """The rule that a record writes. Raises `Misread`."""
    parts: dict[str, str] = {}
    for part in text.split(";"):
        key, sign, value = part.partition("=")
        if not sign or not value or key not in _KEYS:
            raise Misread(f"« {part} » n’est pas compris dans une règle", f"écrivez {', '.join(_KEYS)}")
        if key in parts:
            raise Misread(f"« {key} » est écrit deux fois", "gardez-en un")
        parts[key] = value
    rule = _rule(parts)
    _telling(rule)
    return rule


def _rule(parts: Mapping[str, str]) -> Rule:
    freq = parts.get("FREQ", "")
    if freq not in _UNITS:
        raise Misread("la règle ne dit pas son rythme", "commencez par FREQ=WEEKLY, FREQ=MONTHLY…")
    if "COUNT" in parts and "UNTIL" in parts:
        raise Misread("la règle finit de deux façons, par COUNT et par UNTIL", "gardez l’un des deux")
    return Rule(
        freq,
        interval=next(iter(_numbers(parts, "INTERVAL")), 1),
        days=tuple(_days(parts["BYDAY"])) if "BYDAY" in parts else (),
        month_days=_numbers(parts, "BYMONTHDAY"),
        months=_numbers(parts, "BYMONTH"),
        count=next(iter(_numbers(parts, "COUNT")), None),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
    )


def _numbers(parts: Mapping[str, str], key: str) -> tuple[int, ...]:
    if key not in parts:
        return ()
    least, most = _NUMBERS[key]
    said = parts[key].split(",") if key.startswith("BY") else [parts[key]]
    found = [int(one) for one in said if re.fullmatch(r"-?\d{1,3}", one)]
    if len(found) < len(said) or any(not (least <= one <= most) or one == 0 for one in found):
        raise Misread(
            f"« {key}={parts[key]} » n’est pas compris", f"écrivez par exemple {key}={max(least, 2)}"
        )
    return tuple(found)


def _days(text: str) -> Iterator[tuple[int, int]]:
    for part in text.split(","):
        found = _DAY.fullmatch(part)
        rank = int(found[1] or 0) if found else 9
        if not found or (rank and rank not in RANGS):
            raise Misread(
                f"« BYDAY={text} » n’est pas compris",
                "écrivez MO (lundi), TU, WE, TH, FR, SA, SU ; 1TU pour le premier mardi, -1TU, le dernier",
            )
        yield rank, JOURS.index(found[2])


def _until(text: str) -> date:
    try:
        # eight figures: with fewer, strptime would find a day of its own
        return datetime.strptime(text if len(text) == 8 else "", "%Y%m%d").date()  # noqa: DTZ007 (a day)
    except ValueError:
        raise Misread(
            f"« UNTIL={text} » n’est pas un jour",
            "écrivez le dernier jour possible, par exemple UNTIL=20270630",
        ) from None


def _telling(rule: Rule) -> None:
    """Refuse what has no plain words, or another meaning than it seems to have."""
    ranked = [rank for rank, _ in rule.days if rank]
    if rule.freq == "DAILY" and (rule.days or rule.month_days):
        raise Misread("une règle de chaque jour ne choisit pas ses jours", "écrivez FREQ=WEEKLY;BYDAY=…")
    if rule.freq == "WEEKLY" and (ranked or rule.month_days):
        raise Misread("une règle de chaque semaine ne compte pas dans le mois", "écrivez FREQ=MONTHLY")
    if rule.days and rule.month_days:
        raise Misread("la règle dit à la fois BYDAY et BYMONTHDAY", "gardez l’un des deux")
    if rule.freq == "MONTHLY" and any(day > 28 for day in rule.month_days):
        raise Misread(
            f"tous les mois n’ont pas de {max(rule.month_days)}",
            "écrivez BYMONTHDAY=-1 pour le dernier jour du mois",
        )
    if rule.freq in ("MONTHLY", "YEARLY") and len(ranked) < len(rule.days):
        raise Misread("le rang du jour dans le mois manque", "écrivez par exemple BYDAY=1TU, ou FREQ=WEEKLY")
    if rule.freq == "YEARLY" and (rule.days or rule.month_days) and len(rule.months) != 1:
        raise Misread("le mois de l’année manque", "ajoutez par exemple BYMONTH=5")


_UNITS: Final = {
    "DAILY": ("jour", "jours"), "WEEKLY": ("semaine", "semaines"), "MONTHLY": ("mois", "mois"),
    "YEARLY": ("année", "ans"),
}  # fmt: skip
_WORDS: Final = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six"}


def said(text: str, first: date | datetime | None = None) -> str:
    """When the dates come back: « chaque premier mardi du mois, jusqu’au 30 juin 2027 ».

    `first` is the first date, which says the day where the rule leaves it to it.
    """
    rule = parsed(text)
    return ", ".join(filter(None, (rhythm(rule, first and dates.le_jour(first)), end(rule))))


def sentence(text: str, debut: date | datetime, fin: date | datetime | None) -> str:
    """The same with the hours: « chaque premier mardi du mois, de 14 h à 16 h, jusqu’au 30 juin 2027 »."""
    rule = parsed(text)
    return ", ".join(filter(None, (rhythm(rule, dates.le_jour(debut)), _hours(debut, fin), end(rule))))


def _hours(debut: date | datetime, fin: date | datetime | None) -> str:
    if not isinstance(debut, datetime):
        return ""
    if isinstance(fin, datetime) and debut < fin <= debut + timedelta(days=1):
        return f"de {dates.heure(debut)} à {dates.heure_de_fin(fin)}"
    return f"à {dates.heure(debut)}"


def end(rule: Rule) -> str:
    if rule.until:
        return f"jusqu’au {dates.jour(rule.until)}"
    return f"{rule.count} fois" if rule.count else ""


def rhythm(rule: Rule, first: date | None) -> str:
    told = _TOLD[rule.freq](rule, first)
    months = _months(rule.months) if rule.freq != "YEARLY" or not (rule.days or rule.month_days) else ""
    return f"{told}, {months}" if months else told


def _every(rule: Rule) -> str:
    """« chaque mois », « tous les deux mois », « toutes les trois semaines »."""
    one, many = _UNITS[rule.freq]
    if rule.interval == 1:
        return f"chaque {one}"
    return f"{'toutes' if one == 'semaine' else 'tous'} les {_WORDS.get(rule.interval, rule.interval)} {many}"


def _daily(rule: Rule, _: date | None) -> str:
    return _every(rule)


def _weekly(rule: Rule, first: date | None) -> str:
    days = [day for _, day in rule.days] or ([first.weekday()] if first else [])
    names = [dates.JOURS[day] for day in sorted(days)]
    if not names:
        return _every(rule)
    if rule.interval == 1:
        return (
            "chaque jour, du lundi au vendredi"
            if sorted(days) == [0, 1, 2, 3, 4]
            else f"chaque {liste(names)}"
        )
    often = _WORDS.get(rule.interval, rule.interval)
    if len(names) == 1:
        return f"un {names[0]} sur {often}"
    return f"une semaine sur {often}, {liste(f'le {name}' for name in names)}"


def _monthly(rule: Rule, first: date | None) -> str:
    if rule.days:
        return _of_weekdays(rule)
    days = rule.month_days or ((first.day,) if first else ())
    if not days:
        return _every(rule)
    named = liste(_month_day(day) for day in days)
    if rule.interval > 1:
        return f"{_every(rule)}, {named}"
    return f"{named} du mois" if days == (-1,) else f"{named} de chaque mois"


def _month_day(day: int) -> str:
    return "le dernier jour" if day == -1 else f"le {'1er' if day == 1 else day}"


def _of_weekdays(rule: Rule) -> str:
    weekdays = {day for _, day in rule.days}
    if len(rule.days) == 1:
        (rank, day), *_ = rule.days
        one = f"{RANGS[rank]} {dates.JOURS[day]}"
        return f"chaque {one} du mois" if rule.interval == 1 else f"{_every(rule)}, le {one}"
    if len(weekdays) == 1:
        ranks = liste(RANGS[rank] for rank, _ in rule.days)
        named = f"les {ranks} {dates.JOURS[weekdays.pop()]}s"
    else:
        named = liste(f"le {RANGS[rank]} {dates.JOURS[day]}" for rank, day in rule.days)
    return f"{named} du mois" if rule.interval == 1 else f"{_every(rule)}, {named}"


def _yearly(rule: Rule, first: date | None) -> str:
    if rule.days:
        named = liste(f"le {RANGS[rank]} {dates.JOURS[day]}" for rank, day in rule.days)
        return f"{_every(rule)}, {named} {_de(rule.months[0])}"
    if rule.month_days:
        named = liste(_month_day(day) for day in rule.month_days)
        return f"{_every(rule)}, {named} {dates.MOIS[rule.months[0] - 1]}"
    return f"{_every(rule)}, le {dates.jour_mois(first)}" if first and not rule.months else _every(rule)


_TOLD: Final = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}


def _months(months: Sequence[int]) -> str:
    """« de septembre à juin », « en mars et en octobre »."""
    if not months:
        return ""
    ordered = sorted(set(months))
    starts = [month for month in ordered if (month - 2) % 12 + 1 not in ordered]
    if len(starts) == 1 and len(ordered) > 2:
        last = (starts[0] + len(ordered) - 2) % 12
        return f"{_de(starts[0])} à {dates.MOIS[last]}"
    return liste(f"en {dates.MOIS[month - 1]}" for month in ordered)


def _de(month: int) -> str:
    name = dates.MOIS[month - 1]
    return f"d’{name}" if name[0] in "ao" else f"de {name}"
