"""The week of a service in one line, for a sheet of paper: « Lun.–jeu. 9 h – 18 h ; ven. 9 h – 12 h »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generators.words.dates import JOURS, NBSP
from generators.words.hours import TOUTE_LA_JOURNEE, Semaine, semaine
from generators.words.phrases import majuscule, phrase

FERME = "Fermé"


def horaires(notation: str | None, precisions: str | None, today: date) -> str | None:
    """The hours of a service and what its record says of them; None when nobody told."""
    week = en_ligne(semaine(notation, today)) if notation else None
    parts = [phrase(part) for part in (week, precisions) if part]
    return " ".join(parts) or None


def en_ligne(week: Semaine) -> str:
    """The open days, those with the same hours together. Hours that change in the year stay on the page."""
    if week.toujours:
        return f"{TOUTE_LA_JOURNEE}, tous les jours"
    if week.variable_depuis:
        return f"Ils changent dans l’année{NBSP}: voir la fiche"
    days: dict[str, list[int]] = defaultdict(list)
    for number, (_, hours) in enumerate(week.lignes):
        days[hours].append(number)
    groups = [f"{_days(numbers)} {hours}" for hours, numbers in days.items() if hours != FERME]
    line = f"{NBSP}; ".join(groups) or "Fermé toute la semaine"
    return majuscule(". ".join(part for part in (line, (week.ferie or "").rstrip(".")) if part))


def _days(numbers: list[int]) -> str:
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
