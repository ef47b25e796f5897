"""French wording of days, periods and hours: one place, for the site's pages and for the letters.

Phrases begin in lower case; months and weekdays are written
out here so that no machine's locale matters, and hours keep together with no-break spaces: 14 h 30.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from generators.words.repeated import Repeated
from generators.words.wording import NBSP

MINUIT = time.min
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
MOIS_COURTS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


class DatePartielle(Repeated):
    """A date known to the year, the quarter, the month or the day: 2023, 2023-T3, 2023-10, 2023-10-18.

    Text order is time order for dates of one precision.
    """

    __slots__ = ()

    @property
    def trimestre(self) -> int | None:
        """The number of the quarter, when that is what is known."""
        return int(self[-1]) if self[4:6] == "-T" else None

    @property
    def first_day(self) -> date:
        return _first_day(self)

    @property
    def last_day(self) -> date:
        if len(self) == 10:
            return self.first_day
        months = 3 if self.trimestre else 1 if "-" in self else 12
        return _month_after(self.first_day, months) - timedelta(days=1)

    @property
    def iso(self) -> str:
        """As ISO 8601 may write it: what is known of it, a quarter as its year."""
        return self[:4] if self.trimestre else str(self)


@lru_cache(maxsize=16384)
def _first_day(value: DatePartielle) -> date:
    """The same days stand in many records."""
    if value.trimestre:
        return date(int(value[:4]), 3 * value.trimestre - 2, 1)
    parts = [int(part) for part in value.split("-")]
    return date(*[*parts, 1, 1][:3])


def _month_after(day: date, months: int) -> date:
    """The first day of the month so many months after that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def jour_seul(day: date) -> str:
    """The number of the day: "14", "1er"."""
    return "1er" if day.day == 1 else str(day.day)


def mois(day: date) -> str:
    return MOIS[day.month - 1]


def mois_court(day: date) -> str:
    """The month in five signs at most: "nov."."""
    return MOIS_COURTS[day.month - 1]


def jour_mois(day: date) -> str:
    """A day of a year that is understood: "14 novembre", "1er décembre"."""
    return f"{jour_seul(day)} {mois(day)}"


def jour(day: date) -> str:
    """A day without its weekday: "14 novembre 2023"."""
    return f"{jour_mois(day)} {day.year}"


def jour_long(day: date) -> str:
    """A day with its weekday: "mardi 14 novembre 2023"."""
    return f"{JOURS[day.weekday()]} {jour(day)}"


def date_partielle(value: DatePartielle) -> str:
    """A date as precise as it is known: "2023", "3e trimestre 2023", "octobre 2023", "18 octobre 2023"."""
    if value.trimestre:
        return f"{value.trimestre}{'er' if value.trimestre == 1 else 'e'} trimestre {value[:4]}"
    match len(value.split("-")):
        case 1:
            return str(value)
        case 2:
            return f"{mois(value.first_day)} {value.first_day.year}"
    return jour(value.first_day)


def quand(value: DatePartielle) -> str:
    """When a thing came out: "en 2023", "au 3e trimestre 2023", "en octobre 2023", "le 18 octobre 2023"."""
    said = date_partielle(value)
    return f"{'le' if len(value) == 10 else 'au' if value.trimestre else 'en'} {said}"


def le_jour(value: date | datetime) -> date:
    """The day of a moment or of a day."""
    return value.date() if isinstance(value, datetime) else value


def dernier_jour(debut: date | datetime, fin: date | datetime | None) -> date:
    """The last day of what begins and ends so: midnight ends the day before it."""
    last = le_jour(fin or debut)
    ends_it = isinstance(fin, datetime) and fin.time() == MINUIT and last > le_jour(debut)
    return last - timedelta(days=1) if ends_it else last


def periode(debut: date | datetime, fin: date | datetime | None = None) -> str:
    """One or several days, with weekdays.

    "mardi 14 novembre 2023", "lundi 6 et mardi 7 novembre 2023", "du mardi 21 au jeudi 23 novembre 2023".
    """
    first, last = le_jour(debut), dernier_jour(debut, fin)
    if last <= first:
        return jour_long(first)
    start = f"{JOURS[first.weekday()]} {_shortest(first, last)}"
    if last - first == timedelta(days=1):
        return f"{start} et {jour_long(last)}"
    return f"du {start} au {jour_long(last)}"


def periode_courte(debut: date | datetime, fin: date | datetime | None = None) -> str:
    """One or several days, without weekday or year: "14 novembre", "22 et 23 novembre", "21 au 23 juin"."""
    first, last = le_jour(debut), dernier_jour(debut, fin)
    if last <= first:
        return jour_mois(first)
    link = "et" if last - first == timedelta(days=1) else "au"
    start = jour_seul(first) if _same_month(first, last) else jour_mois(first)
    return f"{start} {link} {jour_mois(last)}"


def tuile(debut: date | datetime, fin: date | datetime | None = None) -> tuple[str, str]:
    """The two lines of a date tile: ("14", "nov."), ("21–23", "nov."), ("30–2", "nov.–déc.")."""
    first, last = le_jour(debut), dernier_jour(debut, fin)
    if last <= first:
        return jour_seul(first), mois_court(first)
    months = mois_court(first) if _same_month(first, last) else f"{mois_court(first)}–{mois_court(last)}"
    return f"{first.day}–{last.day}", months


def heure(moment: time | datetime) -> str:
    """An hour: "20 h", "9 h 30"; minutes always have two digits."""
    minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{NBSP}h{minutes}"


def heure_de_fin(moment: time | datetime) -> str:
    """An hour at which something ends: "16 h 30", "minuit"."""
    midnight = (moment.hour, moment.minute) == (0, 0)
    return "minuit" if midnight else heure(moment)


def horaires(debut: date | datetime, fin: date | datetime | None = None) -> str | None:
    """The hours of an event, or None when it takes whole days: "14 h 30 à 16 h 30", "18 h à minuit", "20 h".

    Over several days: "à partir de 9 h 30 le premier jour, jusqu’à 17 h 30 le dernier". When only its end
    has an hour: "jusqu’à 16 h".
    """
    several = dernier_jour(debut, fin) > le_jour(debut)
    until = f"jusqu’à {heure_de_fin(fin)}" if isinstance(fin, datetime) else None
    if not isinstance(debut, datetime):
        return f"{until} le dernier jour" if until and several else until
    if several:
        begins = f"à partir de {heure(debut)} le premier jour"
        return f"{begins}, {until} le dernier" if until else begins
    if not isinstance(fin, datetime) or fin == debut:
        return heure(debut)
    return f"{heure(debut)} à {heure_de_fin(fin)}"


def _same_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


def _shortest(first: date, last: date) -> str:
    """The first day of a period, without what its last day says again."""
    if _same_month(first, last):
        return jour_seul(first)
    return jour_mois(first) if first.year == last.year else jour(first)
