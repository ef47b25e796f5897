"""The hours that a change of clocks takes away, and those that it gives twice.

PEP 495 tells both: where the clock goes forward, what holds before it gives an earlier offset than what holds
after; where it goes back, a later one. An hour that comes twice is taken for the first (RFC 5545, 3.3.5).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def neighbours(moment: datetime, zone: str) -> tuple[datetime, datetime] | None:
    """Of an hour that the clock never shows: what it shows that much before, and after. None of any other."""
    gained = _gained(moment, zone)
    return (moment - gained, moment + gained) if gained > timedelta() else None


def comes_twice(moment: datetime, zone: str) -> bool:
    """Whether the clock shows an hour of this day twice."""
    return _gained(moment, zone) < timedelta()


def _gained(moment: datetime, zone: str) -> timedelta:
    """By how much the clock goes forward over an hour; nothing, but on the day of a change."""
    before, after = (
        moment.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() or timedelta() for fold in (0, 1)
    )
    return after - before
