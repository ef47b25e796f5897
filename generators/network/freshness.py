"""How old a verification is. After twelve months a record is shown "à vérifier" (design rule)."""

from __future__ import annotations

from datetime import date

STALE_AFTER_MONTHS = 12


def months_since(day: date, today: date) -> int:
    """Whole months from one day to another; 0 when `day` is today or later."""
    months = (today.year - day.year) * 12 + today.month - day.month
    if today.day < day.day:
        months -= 1
    return max(months, 0)


def is_stale(verifie_le: date, today: date) -> bool:
    """True when the record was last verified twelve months ago or more."""
    return months_since(verifie_le, today) >= STALE_AFTER_MONTHS
