"""The dates of an issue agree: its name, its period and its day; its words and what they announce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from generators.records.models import Evenement, Numero
from generators.records.rules.base import Context, Finding, Rule, Subject
from generators.records.rules.dates import day
from generators.records.rules.issues import events
from generators.words.folding import fold

MONTHS = tuple("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split())
WEEKDAYS = tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split())
_MONTH = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
_PERIOD = re.compile(r"\b([1-4])\s*(?:er|e|ᵉʳ|ᵉ)\s+trimestre\s+(\d{4})\b", re.IGNORECASE)
_DATE = re.compile(rf"\b([0-3]?\d)(?:er)?\s+({_MONTH})\b(?:\s+(\d{{4}})\b)?", re.IGNORECASE)
_FULL_DATE = re.compile(
    rf"\b({'|'.join(WEEKDAYS)})\s+([0-3]?\d)(?:er)?\s+({_MONTH})\s+(\d{{4}})\b", re.IGNORECASE
)
#: A letter tells of the quarter that ends, or opens the next one.
LATE = timedelta(days=92)


def name_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    """2026-t4.yml is the 4th quarter of 2026, and leaves in it or soon after."""
    issue = subject.record
    if not isinstance(issue, Numero):
        return
    year, quarter = int(issue.id[:4]), int(issue.id[-1])
    said = _PERIOD.search(issue.periode)
    if said and (int(said[2]), int(said[1])) != (year, quarter):
        right = f"{quarter}{'er' if quarter == 1 else 'e'} trimestre {year}"
        yield Finding(
            ("periode",),
            f"« {issue.periode} » ne va pas avec le nom du fichier, {issue.id}",
            f"écrivez {right}, ou renommez le fichier",
        )
    first, after = date(year, 3 * quarter - 2, 1), date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    if not first <= issue.date < after + LATE:
        yield Finding(
            ("date",),
            f"le {issue.date:%d/%m/%Y} ne va pas avec le nom du fichier, {issue.id}",
            f"écrivez un jour à partir du {first:%d/%m/%Y}, ou renommez le fichier",
        )


def words_agree(subject: Subject, context: Context) -> Iterator[Finding]:
    """When an item of the agenda says days, one of them at least is a day of its event."""
    for loc, event, _ in events(subject, context, "agenda"):
        said = [
            (place, found)
            for place, text in subject.numbered_texts
            if place[: len(loc) - 1] == loc[:-1]
            for found in _DATE.finditer(text)
        ]
        if said and not any(_is_of(found, event) for _, found in said):
            place, found = said[0]
            yield Finding(
                place,
                f"« {found[0]} » ne va pas avec la fiche : « {event.titre} » est le {event.debut:%d/%m/%Y}",
                "écrivez la date de la fiche, ou corrigez la fiche",
            )


def _is_of(found: re.Match[str], event: Evenement) -> bool:
    said = (int(found[1]), _month(found[2]))
    return any(said == (one.day, one.month) and found[3] in (None, str(one.year)) for one in _days(event))


def _month(word: str) -> int:
    return MONTHS.index(fold(word)) + 1


def _days(event: Evenement) -> Iterator[date]:
    """Every day on which the event is, or on which something of it is due."""
    spans = [(event.debut, event.fin), *((session.debut, session.fin) for session in event.seances)]
    for start, end in spans:
        length = (day(end or start) - day(start)).days
        yield from (day(start) + timedelta(days=number) for number in range(min(length, 366) + 1))
    if event.reporte_au:
        yield day(event.reporte_au)
    if event.inscription and event.inscription.avant_le:
        yield day(event.inscription.avant_le)


def weekday_agrees(subject: Subject, context: Context) -> Iterator[Finding]:
    """« mardi 14 novembre 2023 » was a Tuesday."""
    for loc, text in subject.numbered_texts:
        for found in _FULL_DATE.finditer(text):
            if (right := _weekday(found)) and right != found[1].lower():
                yield Finding(
                    loc,
                    f"le {found[2]} {found[3]} {found[4]} n’est pas un {found[1].lower()}, mais un {right}",
                    "vérifiez le jour et la date",
                )


def _weekday(found: re.Match[str]) -> str | None:
    """The weekday of a full date; None when the calendar has no such day."""
    try:
        return WEEKDAYS[date(int(found[4]), _month(found[3]), int(found[2])).weekday()]
    except ValueError:
        return None


RULES = (
    Rule("numero-periode", name_agrees, Numero),
    Rule("numero-dates", words_agree, Numero),
    Rule("jour-de-semaine", weekday_agrees),
)
