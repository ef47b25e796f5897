"""How French people say that dates come back, read as a rule (RRULE): « tous les premiers mardis du mois ».

Hours are not read here: they are written with the first date. What is not wholly understood is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generators.words import french_dates
from generators.words.dates import JOURS, MOIS
from generators.words.numerals import IN_WORDS
from generators.words.recurring import JOURS as CODES
from generators.words.wording import fold

_RANKS: Final = {
    "premier": 1, "1er": 1, "1": 1, "deuxieme": 2, "second": 2, "2e": 2, "2eme": 2, "troisieme": 3, "3e": 3,
    "3eme": 3, "quatrieme": 4, "4e": 4, "4eme": 4, "dernier": -1,
}  # fmt: skip
_RANK: Final = rf"(?:{'|'.join(sorted(_RANKS, key=len, reverse=True))})s?"
_DAY: Final = rf"(?:{'|'.join(JOURS)})s?"
_AND: Final = r" (?:et )?(?:les? |(?:tous |chaque )(?:les )?)?"
_NUMBER: Final = r"\d{1,2}|deux|trois|quatre|cinq|six"
_ALL: Final = r"(?:tous les|chaque|les?) "
_MONTH: Final = rf"(?:{'|'.join(fold(name) for name in MOIS)})"
_OF_MONTH: Final = r" (?:du|de chaque|de tous les) mois"
_WEEKDAYS: Final = rf"{_DAY}(?:{_AND}{_DAY})*"
_ON: Final = rf" les? (?P<days>{_WEEKDAYS})"
_MONTHDAYS: Final = rf"(?:1er|\d{{1,2}})(?:{_AND}(?:1er|\d{{1,2}}))*"

_END: Final = re.compile(r"\s*,?\s*jusqu[’' ]?\s?(?:au|à|a)\s+(?:la fin )?(?P<day>.+)$", re.IGNORECASE)
_TIMES: Final = re.compile(r" (?:pendant )?(?P<count>\d{1,3}) (?:fois|dates|seances)$")
_SEASON: Final = re.compile(rf" (?:de |d )(?P<first>{_MONTH}) a (?P<last>{_MONTH})$")
_WITHOUT: Final = re.compile(rf" (?:hors|sauf)(?: en)?(?P<months>(?: (?:et )?(?:en )?{_MONTH})+)$")

_FORMS: Final = {
    "ranked": rf"(?:{_ALL})?(?P<ranks>{_RANK}(?:{_AND}{_RANK})*) (?P<day>{_DAY})(?:{_OF_MONTH})?",
    "ranked_apart": rf"(?:tous les (?P<every>{_NUMBER}) mois|chaque mois|tous les mois) le (?P<ranks>{_RANK})"
    rf" (?P<day>{_DAY})",
    "workdays": r"(?:tous les jours |chaque jour )?du lundi au vendredi",
    "weekly": rf"(?:{_ALL}|(?:chaque semaine|toutes les semaines) les? )(?P<days>{_WEEKDAYS})",
    "one_in": rf"un (?P<days>{_DAY}) sur (?P<every>{_NUMBER})",
    "several": rf"tous les (?P<every>{_NUMBER}) (?P<days>{_DAY})",
    "weeks": rf"(?:une semaine sur|toutes les) (?P<every>{_NUMBER})(?: semaines)?(?:{_ON})?",
    "fortnight": rf"tous les (?:quinze|15) jours(?:{_ON})?",
    "month_day": rf"(?:{_ALL})?(?P<numbers>{_MONTHDAYS}){_OF_MONTH}",
    "month_day_apart": rf"(?:chaque|tous les(?: (?P<every>{_NUMBER}))?) mois le (?P<numbers>{_MONTHDAYS})",
    "last_day": r"(?:le |chaque )?dernier jour (?:du|de chaque) mois",
    "daily": r"tous les jours|chaque jour",
    "each_week": r"chaque semaine|toutes les semaines",
    "monthly": rf"(?:chaque|tous les)(?: (?P<every>{_NUMBER}))? mois",
    "yearly": r"chaque annee|tous les ans",
}
_READERS: Final = {name: re.compile(pattern) for name, pattern in _FORMS.items()}
_FREQUENCIES: Final = {
    "workdays": "WEEKLY", "weekly": "WEEKLY", "one_in": "WEEKLY", "several": "WEEKLY", "weeks": "WEEKLY",
    "fortnight": "WEEKLY", "each_week": "WEEKLY", "daily": "DAILY", "yearly": "YEARLY",
}  # fmt: skip


def rule(text: str) -> str | None:
    """« tous les premiers mardis du mois » → "FREQ=MONTHLY;BYDAY=1TU"; None where anything is left over."""
    text, ends = _end(text.strip().rstrip("."))
    words = fold(text)
    tail = [f"UNTIL={ends}"] if ends else []
    if found := _TIMES.search(words):
        words, tail = words[: found.start()], [*tail, f"COUNT={found['count']}"]
    words, months = _months(words)
    core = next(
        (_core(name, found) for name, form in _READERS.items() if (found := form.fullmatch(words))), None
    )
    if core is None or ends == "" or len(tail) > 1:
        return None
    return ";".join([*core, *([f"BYMONTH={months}"] if months else []), *tail])


def _end(text: str) -> tuple[str, str | None]:
    """The text without its end, and this end: None when none is said, "" when it is not understood."""
    if not (found := _END.search(text)):
        return text, None
    day = french_dates.day(found["day"])
    return text[: found.start()], f"{day:%Y%m%d}" if day else ""


def _months(words: str) -> tuple[str, str]:
    if found := _SEASON.search(words):
        first, last = _month(found["first"]), _month(found["last"])
        kept = [(first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1)]
    elif found := _WITHOUT.search(words):
        out = {_month(name) for name in re.findall(_MONTH, found["months"])}
        kept = [month for month in range(1, 13) if month not in out]
    else:
        return words, ""
    return words[: found.start()], ",".join(str(month) for month in sorted(kept))


def _month(name: str) -> int:
    return [fold(month) for month in MOIS].index(name) + 1


def _core(name: str, found: re.Match[str]) -> list[str]:
    said = found.groupdict()
    every = 2 if name == "fortnight" else _number(said.get("every"))
    rule = [f"FREQ={_FREQUENCIES.get(name, 'MONTHLY')}", *([f"INTERVAL={every}"] if every > 1 else [])]
    if name == "workdays":
        return [*rule, "BYDAY=MO,TU,WE,TH,FR"]
    if ranks := said.get("ranks"):
        day = _code(said["day"])
        return [*rule, "BYDAY=" + ",".join(f"{rank}{day}" for rank in _ranks(ranks))]
    if days := said.get("days"):
        return [*rule, "BYDAY=" + ",".join(_code(day) for day in re.findall(_DAY, days))]
    if numbers := said.get("numbers"):
        return [*rule, "BYMONTHDAY=" + ",".join(re.findall(r"\d+", numbers))]
    return [*rule, "BYMONTHDAY=-1"] if name == "last_day" else rule


def _number(text: str | None) -> int:
    return 1 if text is None else int(text) if text.isdigit() else IN_WORDS[text]


def _ranks(text: str) -> Iterator[int]:
    return (
        _RANKS[one if one in _RANKS else one.removesuffix("s")] for one in re.findall(rf"\b{_RANK}\b", text)
    )


def _code(day: str) -> str:
    return CODES[JOURS.index(day.removesuffix("s"))]
