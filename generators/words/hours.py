"""The hours of a service as readers are told them: one reading of the notation, for page, sheet and letter.

A table is shown only of a week that is every week; what the notation says besides stands in words under it,
and what no one week can show is said in words alone. Hours that are not known are never shown as closed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State

from generators.words.dates import JOURS, MOIS, heure
from generators.words.notation import Notation, closed_end, parts
from generators.words.wording import NBSP, majuscule, minuscule, phrase

#: A slot of a day: when it opens, when it closes, and the remark that goes with it.
Creneau = tuple[datetime, datetime, str]
#: A Monday far from any change of clocks: any week is as good, since the ordinary one is every week.
MONDAY = date(2026, 1, 12)


@dataclass(frozen=True, slots=True)
class Semaine:
    """Seven lines of text from Monday on, none when no one week can be shown, and what is said in words.

    `etat`: the browser can tell from the notation whether it is open now; else the page says its words alone.
    """

    lignes: tuple[tuple[str, str], ...]
    toujours: bool
    mots: tuple[str, ...]
    etat: bool


@lru_cache(maxsize=4096)
def semaine(horaires: str) -> Semaine:
    """Hours that were checked when the record was loaded."""
    read = parts(horaires)
    texts = _week(read.semaine) if read.semaine else ()
    return Semaine(
        lignes=tuple(zip(map(majuscule, JOURS), texts, strict=True)) if texts else (),
        toujours=bool(texts) and all(text == TOUTE_LA_JOURNEE for text in texts),
        mots=tuple(_beside(read, horaires)),
        etat=bool(texts or read.saisons) and read.vacances is None,
    )


def _beside(read: Notation, horaires: str) -> Iterator[str]:
    """What stands in words: seasons, holidays, open ends, what holds otherwise."""
    for season in read.saisons:
        yield _season(season) or f"Selon un calendrier particulier{NBSP}: {season}."
    if read.reste:
        yield f"Le reste de l’année{NBSP}: {_compact(read.reste) or read.reste}."
    if read.feries:
        yield _holiday("les jours fériés", "Jours fériés", read.feries)
    if read.vacances:
        yield _holiday("pendant les vacances scolaires", "Vacances scolaires", read.vacances)
    if read.fin_ouverte and re.search(r"-\d{1,2}:\d{2}\+", horaires):
        yield "L’heure de fin peut être plus tardive."
    if read.sinon:
        yield _otherwise(read.sinon)
    if not read.semaine and not read.sinon and len(read.fermetures) == len(read.saisons):
        yield "Les autres jours ne sont pas renseignés."


def _holiday(when: str, title: str, said: str) -> str:
    """ "off", "Mo-Fr off" → closed; "open", "comme" → open too; else the hours themselves."""
    said = re.sub(r'\s*"[^"]*"$', "", said)
    if re.search(r"(off|closed)$", said):
        return f"Fermé {when}."
    if said in ("open", "comme"):
        return f"Ouvert aussi {when}."
    return f"{title}{NBSP}: {(_compact(said) or said).removeprefix('tous les jours ')}."


def _otherwise(said: str) -> str:
    """The fallback: mostly a remark, "sur rendez-vous"."""
    remark = re.fullmatch(r'(?:(?:open|unknown)\s*)?"([^"]*)"', said)
    if remark:
        return f"Sinon, {remark[1][:1].lower()}{remark[1][1:]}."
    return f"Sinon{NBSP}: {_compact(said) or said}."


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = "|".join(_MONTHS)
_DATE = rf"(?:\d{{4}}\s+)?(?:{_MONTH})(?:\s+\d{{1,2}})?"
_PERIOD = re.compile(rf"({_DATE})(?:\s*-\s*({_DATE}|\d{{1,2}}))?(?:\s*:)?(?:\s+(.*))?")


def _season(rule: str) -> str | None:
    """ "Apr-Oct Mo-Fr 09:00-18:00" → « D’avril à octobre : lun.–ven. 9 h – 18 h. », or None."""
    found = None if ";" in rule else _PERIOD.fullmatch(rule)
    if not found:
        return None
    first, last, rest = found.groups(default="")
    if last.isdigit():
        last = f"{first.rpartition(' ')[0]} {last}"
    when = _between(first, last)
    if rest in ("off", "closed"):
        return f"Fermé {when}."
    hours = f"{TOUTE_LA_JOURNEE}, tous les jours" if rest in ("", "24/7", "open") else _compact(rest)
    return f"{majuscule(when)}{NBSP}: {hours}." if hours else None


def _between(first: str, last: str) -> str:
    """ "en août", "le 25 décembre", "de juillet à août", "du 1er juillet au 31 août"."""
    day, month = _french(first)
    if not last:
        return f"le {day} {month}" if day else f"en {month}"
    end_day, end = _french(last)
    begin = day if day and month == end else f"{day} {month.removesuffix(_shared_year(month, end))}".strip()
    start = f"du {begin}" if day else f"d’{begin}" if begin[0] in "aeiouéo" else f"de {begin}"
    return f"{start} {f'au {end_day}' if end_day else 'à'} {end}"


def _shared_year(month: str, end: str) -> str:
    """The year that two dates share, which only the second says; "" for none."""
    year = re.search(r" \d{4}$", month)
    return year[0] if year and end.endswith(year[0]) else ""


def _french(text: str) -> tuple[str, str]:
    """ "Aug 01" → "1er", "août"; "2026 Aug" → "", "août 2026"."""
    found = re.fullmatch(r"(?:(\d{4})\s+)?([A-Z][a-z]{2})(?:\s+(\d{1,2}))?", text)
    assert found
    month = MOIS[_MONTHS.index(found[2])]
    day = int(found[3] or 0)
    return "1er" if day == 1 else str(day or ""), f"{month} {found[1]}" if found[1] else month


def _compact(notation: str) -> str | None:
    """A week in one line, "lun.–ven. 9 h – 12 h"; None when it is not one."""
    try:
        read = parts(notation)
        return _grouped(_week(read.semaine)) if read.semaine and not read.saisons else None
    except (ValueError, SyntaxError):
        return None


TOUTE_LA_JOURNEE = f"24{NBSP}h/24"
FERME = "Fermé"
#: How `notation.closed_end` writes an end that nobody told.
OPEN_END = time(23, 59)


def _week(notation: str) -> tuple[str, ...]:
    """The hours of each day of any week; the notation has neither holidays nor seasons."""
    slots = list(_slots(OpeningHours(closed_end(notation)), MONDAY))
    days = (MONDAY + timedelta(days=n) for n in range(7))
    return tuple(_day([slot for slot in slots if slot[0].date() == day]) for day in days)


def _day(slots: list[Creneau]) -> str:
    return ", ".join(_slot(slot) for slot in slots) or FERME


def _slot(slot: Creneau) -> str:
    start, end, comment = slot
    whole = end - start == timedelta(days=1) and start.time() == time.min
    if whole and comment:
        return majuscule(comment)
    until = heure(end) if end.time() > time.min else "minuit"
    if end.time() == OPEN_END:
        times = f"à partir de {heure(start)}"
    else:
        times = TOUTE_LA_JOURNEE if whole else f"{heure(start)}{NBSP}–{NBSP}{until}"
    return f"{times} ({comment})" if comment else times


def _slots(hours: OpeningHours, monday: date) -> Iterator[Creneau]:
    """The open slots, from the Sunday before (whose night may overlap) to the Monday after, at noon."""
    begin = datetime.combine(monday - timedelta(days=1), time.min)
    finish = datetime.combine(monday + timedelta(days=7), time(12))
    for start, end, state, comment in hours.intervals(begin, finish):
        if state is not State.CLOSED:
            yield from _by_day(start, end or finish, comment)


def _by_day(start: datetime, end: datetime, comment: str) -> Iterator[Creneau]:
    """A night stays with the evening that opened it; what lasts longer than a day is cut at midnight."""
    while end - start >= timedelta(days=1):
        midnight = datetime.combine(start.date() + timedelta(days=1), time.min)
        yield start, midnight, comment
        start = midnight
    if start < end:
        yield start, end, comment


# On a sheet of paper: « Lun.–jeu. 9 h – 18 h ; ven. 9 h – 12 h ».


def in_one_line(notation: str | None, precisions: str | None) -> str | None:
    """The hours of a service and what its record says of them; None when nobody told."""
    week = semaine(notation) if notation else None
    said = [_open_days(week), *week.mots] if week else []
    return " ".join(phrase(part) for part in (*said, precisions) if part) or None


def _open_days(week: Semaine) -> str | None:
    if week.toujours:
        return f"{TOUTE_LA_JOURNEE}, tous les jours"
    return majuscule(_grouped(text for _, text in week.lignes)) if week.lignes else None


def _grouped(texts: Iterable[str]) -> str:
    """The open days, those with the same hours together."""
    days: dict[str, list[int]] = defaultdict(list)
    for number, hours in enumerate(texts):
        days[hours].append(number)
    if list(days) == [TOUTE_LA_JOURNEE]:
        return f"{TOUTE_LA_JOURNEE}, tous les jours"
    if len(days) == 1 and FERME not in days:
        (hours,) = days
        return f"tous les jours {minuscule(hours)}"
    groups = [
        f"{_day_names(numbers)} {minuscule(hours)}" for hours, numbers in days.items() if hours != FERME
    ]
    return f"{NBSP}; ".join(groups) or "fermé toute la semaine"


def _day_names(numbers: list[int]) -> str:
    """ "lun., mar., jeu.", "lun.–ven."."""
    return ", ".join(_run(run) for run in _runs(numbers))


def _run(run: list[int]) -> str:
    names = [f"{JOURS[number][:3]}." for number in run]
    return f"{names[0]}–{names[-1]}" if len(names) > 2 else ", ".join(names)


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Days that follow each other, together: [0, 1, 3] → [[0, 1], [3]]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


# When a part of the year is closed: « fermé en août ».


def closures(notation: str, today: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each closure that is not over and begins within a year."""
    rules = parts(notation).fermetures
    if not rules:
        return
    hours = OpeningHours("; ".join(("24/7", *rules)))
    year = timedelta(days=366)
    now = datetime.combine(today, time.min)
    for start, end, state, _ in hours.intervals(now - year, now + 2 * year):
        whole = end is not None and start.time() == end.time() == time.min
        if state is State.CLOSED and whole and end > now and start < now + year:
            yield start.date(), (end - timedelta(minutes=1)).date()
