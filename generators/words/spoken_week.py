"""Days and hours that were said, written in the notation of OpenStreetMap: « sauf », « fermé » among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEK: Final = frozenset(range(7))
#: A slot: minutes from midnight; an open end is None.
Slot = tuple[int, int | None]
DAY: Final = 24 * 60
#: Part of the day → where one slot must begin: « lundi matin et mardi 14h-17h » stays unread.
PARTS: Final = {"matin": (0, 12 * 60), "apres": (12 * 60, 18 * 60), "soir": (16 * 60, DAY)}


@dataclass(slots=True)
class Days:
    """Days that stand together, public and school holidays among them."""

    days: set[int] = field(default_factory=set)
    holidays: bool = False
    school: bool = False

    def add(self, other: Days) -> None:
        self.days |= other.days
        self.holidays = self.holidays or other.holidays
        self.school = self.school or other.school


@dataclass(slots=True)
class Hours:
    """Slots that stand together, and the parts of the day that are named with them."""

    slots: list[Slot] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)

    @property
    def sound(self) -> bool:
        """Whether the slots follow each other, and each part of the day that is named has one."""
        spans = [PARTS[part] for part in self.parts]
        ends = [0, *(end if end is not None else DAY for _, end in self.slots[:-1])]
        follow = all(start >= end for (start, _), end in zip(self.slots, ends, strict=False))
        return follow and all(any(low <= start < high for start, _ in self.slots) for low, high in spans)


Item = Days | Hours | str


def written(items: list[Item], included: frozenset[str]) -> str | None:
    """The rules, days of the same hours together; None when days and hours don't go two by two."""
    closed = Days()
    others: list[tuple[Days, Hours]] = []
    if not _aside(items, closed, others):
        return None
    days = [item for item in items if isinstance(item, Days)]
    hours = [item for item in items if isinstance(item, Hours)]
    alternate = all(type(one) is not type(two) for one, two in pairwise(items))
    if not days or len(days) != len(hours) or not alternate:
        return None
    week: dict[int, list[Slot]] = {}
    pairs = [*zip(days, hours, strict=True)]
    if not all(said.sound and said.slots and not when.school for when, said in [*pairs, *others]):
        return None
    for when, said in pairs:
        for day in when.days:
            week[day] = [*week.get(day, []), *said.slots]
    for when, said in others:
        week |= dict.fromkeys(when.days, said.slots)
    feast = next((said.slots for when, said in pairs if when.holidays), None)
    if "holidays" in included:
        feast = hours[0].slots
    if included and (len(hours) > 1 or ("weekend" in included and not {5, 6} <= week.keys())):
        return None
    open_ = {day: slots for day, slots in week.items() if day not in closed.days}
    return "; ".join(_rules(open_, feast, closed)) if open_ else None


def _aside(items: list[Item], closed: Days, others: list[tuple[Days, Hours]]) -> bool:
    """Takes out what is closed, and what has hours of its own (« sauf le mercredi 14h-17h »)."""
    while (at := next((rank for rank, item in enumerate(items) if isinstance(item, str)), None)) is not None:
        word, side = str(items[at]).split()
        where = at - 1 if side == "before" else at + 1
        when = items[where] if 0 <= where < len(items) else None
        if not isinstance(when, Days):
            return False
        after = items[where + 1] if where + 1 < len(items) else None
        if word == "but" and isinstance(after, Hours) and at:
            others.append((when, after))
            del items[at : at + 3]
        else:
            closed.add(when)
            del items[min(at, where) : max(at, where) + 1]
    return True


def _rules(week: dict[int, list[Slot]], feast: list[Slot] | None, closed: Days) -> list[str]:
    groups: dict[tuple[Slot, ...], list[int]] = {}
    for day in sorted(week):
        groups.setdefault(tuple(week[day]), []).append(day)
    always = ((0, DAY),)
    rules = []
    for slots, days in groups.items():
        listed = _ranges(days) + (",PH" if feast is not None and tuple(feast) == slots else "")
        rules.append(f"{listed} {','.join(map(_slot, slots))}")
    if set(groups) == {always} and len(week) == len(WEEK):
        rules = ["24/7"]
    elif feast is not None and tuple(feast) not in groups:
        rules.append(f"PH {','.join(map(_slot, feast))}")
    return [*rules, *(["PH off"] if closed.holidays else []), *(["SH off"] if closed.school else [])]


def _ranges(days: list[int]) -> str:
    """[0, 1, 2, 4] → "Mo-We,Fr"."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{DAYS[run[0]]}-{DAYS[run[-1]]}" if len(run) > 1 else DAYS[run[0]] for run in runs)


def _slot(slot: Slot) -> str:
    start, end = slot
    return f"{_hour(start)}-{_hour(end)}" if end is not None else f"{_hour(start)}+"


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
