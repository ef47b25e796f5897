"""What a spreadsheet shows of a number: an integer without its « .0 », a day, the zeros of « 00000 »."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

#: The formats of ECMA-376 (18.8.30) that show a day or an hour.
_DAYS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_ASIDE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY_LETTERS: Final = re.compile(r"[dmyhsDMYHSaj]")
#: Digits, with what parts them: 00000, 0#" "##" "##" "##" "##.
_DIGITS: Final = re.compile(r"[0#][0# .\-]*")
_LONG: Final = 1e15


def is_day(number_format: str) -> bool:
    """Whether a format of numbers shows a day: "dd/mm/yyyy", "[h]:mm"."""
    first = _ASIDE.sub("", number_format.partition(";")[0])
    return "general" not in first.lower() and bool(_DAY_LETTERS.search(first)) and "0%" not in first


def is_built_in_day(number: int) -> bool:
    return number in _DAYS


def plain(value: str) -> str:
    """The text of a number: "6000", "12.5", 1.2E13 in full; as it is when it is none."""
    try:
        number = float(value)
    except ValueError:
        return value
    if number == int(number) if abs(number) < _LONG else False:
        return str(int(number))
    return f"{number:.15g}"


def day(value: str, *, since_1904: bool) -> str:
    """The day of a serial number, with its hour when it has one: 45000 → "2023-03-15"."""
    try:
        serial = float(value)
        first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 (no zone in a sheet)
        moment = first + timedelta(seconds=round(serial * 86_400))
    except (ValueError, OverflowError):
        return value
    if 0 <= serial < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%dT%H:%M}".removesuffix("T00:00")


@lru_cache(maxsize=64)
def _mask(number_format: str) -> str:
    """A format of digits alone, as a mask: 0#" "##" "## → "0# ## ##"; "" for another."""
    bare = re.sub(r"\\(.)", r"\1", number_format.replace('"', "")).partition(";")[0]
    bare = bare.replace("\u00a0", " ")
    return (
        bare if _DIGITS.fullmatch(bare) and (bare.count("0") > 1 or " " in bare) and "." not in bare else ""
    )


def shown(value: str, number_format: str) -> str:
    """A number under its format: zeros before it and what parts its digits, as in a code or a telephone."""
    text, mask = plain(value), _mask(number_format)
    if not mask or not text.isdecimal():
        return text
    digits = list(text.rjust(mask.count("0"), "0"))
    places = sum(mask.count(sign) for sign in "0#")
    if len(digits) > places:
        return text
    out: list[str] = []
    for sign in reversed(mask):
        if sign not in "0#":
            out.append(sign)
        elif digits:
            out.append(digits.pop())
        elif sign == "0":
            out.append("0")
    return "".join(reversed(out)).strip(" -")
