"""Telephone numbers in any spelling: the first is the structure's, the others keep what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generators.records.values.phones import Telephone, read_phone
from generators.words.wording import fold

_GAP: Final = r"[\s.\-/·]"
#: How people write a number, the most telling first; what starts inside another number is none.
_SPELLINGS: Final = tuple(
    re.compile(rf"(?<![\d@+])(?:{pattern})(?!\d)")
    for pattern in (
        rf"(?:\+|00){_GAP}?33{_GAP}*(?:\(0\))?{_GAP}*0?[1-9](?:{_GAP}*\d){{8}}",
        rf"\(?0\)?{_GAP}*[1-9](?:{_GAP}*\d){{8}}",
        r"(?:\+|00)[1-9]\d{0,2}(?:[\s.\-/()]*\d){6,12}",
        rf"33{_GAP}*[1-9](?:{_GAP}*\d){{8}}",
        rf"[1-9](?:{_GAP}?\d){{8}}",
        r"116[\s.]?\d{3}|118[\s.]?\d{3}",
        r"3\d[\s.]?\d{2}|1\d{2}|1[5-8]",
    )
)
#: Words that say no more than that a number follows.
_PLAIN: Final = frozenset(
    "tel tels telephone telephones telephonique portable mobile fixe n no num numero numeros appel vert "
    "standard ou et puis bis l le la au a contact gratuit".split()
)
_FAX: Final = frozenset(("fax", "telecopie", "telecopieur"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The first number, and what else the text says: other numbers with their labels, words."""

    first: Telephone | None
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    number: Telephone


def numbers(text: str) -> Numbers:
    """The numbers of a text."""
    found = _found(text)
    first: Telephone | None = None
    left: list[str] = []
    last = 0
    for rank, one in enumerate(found):
        label = text[last : one.start]
        last = found[rank + 1].start if rank + 1 < len(found) else len(text)
        after = _after(text[one.end : last], more=rank + 1 < len(found))
        last = one.end + len(after)
        said = _cleaned(f"{label}{one.number}{after}")
        words = set(fold(label).split())
        if first is None and not words & _FAX:
            first = one.number
            left += [part for part in (_words(label), _words(after)) if part]
        elif one.number != first:
            left.append(said)
    rest = _words(text[last:]) if found else _words(text) or text.strip()
    return Numbers(first, (*left, *([rest] if rest else ())))


def _after(between: str, *, more: bool) -> str:
    """What stands after a number and speaks of it: « (le soir) »; all of it after the last one."""
    if not more:
        return between
    found = re.match(r"\s*\([^)]*\)", between)
    return found[0] if found else ""


def _found(text: str) -> list[_Found]:
    """The numbers in their order; a longer spelling hides those within it."""
    taken: list[_Found] = []
    for spelling in _SPELLINGS:
        for match in spelling.finditer(text):
            inside = any(match.start() < one.end and one.start < match.end() for one in taken)
            if not inside and (number := _read(match[0])):
                taken.append(_Found(match.start(), match.end(), number))
    return sorted(taken, key=lambda one: one.start)


def _read(text: str) -> Telephone | None:
    written = re.sub(r"[/·]", " ", text.strip())
    digits = re.sub(r"\D", "", written)
    if written.startswith("00"):
        written = "+" + digits[2:]
    written = re.sub(r"\(0\)", "", written)
    if re.match(r"\+\s*33", written):
        written = "+33" + re.sub(r"\D", "", written)[2:].removeprefix("0")
    elif len(digits) == 11 and digits.startswith("33"):
        written = f"+{digits}"
    elif len(digits) == 9 and not written.startswith(("0", "+")):
        written = f"0{digits}"
    elif len(digits) < 7:
        written = f"116 {digits[3:]}" if digits.startswith("116") else digits
    return read_phone(written)


def _words(text: str) -> str:
    """The text, if it says anything but that a number stands there."""
    said = [word for word in fold(text).split() if word not in _PLAIN]
    return _cleaned(text) if said else ""


def _cleaned(text: str) -> str:
    return re.sub(r"^(?:ou|et|puis)\s+", "", " ".join(text.split()).strip(" ,;/|-–:•"))
