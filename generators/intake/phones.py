"""Telephone numbers in any spelling: the first, the other lines with their labels, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generators.records.values.phones import Telephone, read_phone
from generators.words.wording import fold, minuscule

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
#: Words by which services call their lines: a label of others may name somebody, and a person reads it.
_LINES: Final = frozenset(
    "jeune jeunes ado ados adolescent adolescents adolescente adolescentes mineur mineurs enfant enfants "
    "parent parents famille familles victime victimes pro pros professionnel professionnels professionnelle "
    "professionnelles partenaire partenaires public accueil standard secretariat administration siege "
    "direction service services equipe ligne ecoute permanence astreinte urgence urgences orientation "
    "admission admissions hebergement nuit jour soir matin journee semaine week end weekend sms texto visio "
    "lsf sourd sourds sourdes malentendant malentendants handicap de du des d la le les l et ou pour a aux "
    "en".split()
)
_FAX: Final = frozenset(("fax", "telecopie", "telecopieur"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that a record takes, each with its label ("" without one), and what else the text says:
    the numbers that one carries, those of a fax, those whose label may name somebody, words.
    """

    lines: tuple[tuple[Telephone, str], ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    number: Telephone


def numbers(text: str) -> Numbers:
    """The numbers of a text. The first is taken whatever it is, when no other is a line of the service."""
    cut = [*_cut(text)]
    sure = [one for one in cut if one.is_line]
    first = sure[0] if sure else next((one for one in cut if not one.is_fax), None)
    lines: dict[Telephone, str] = {}
    for one in cut:
        if one is first or (one.is_line and one.known):
            lines.setdefault(one.number, one.label if one.known else "")
    alone = len(lines) == 1
    left: list[str] = []
    for one in cut:
        if one.number not in lines:
            left.append(one.said)
        elif alone or not one.known:
            left += [_words(one.before), _words(one.after)]
    left.append(_words(text[cut[-1].end :]) if cut else text.strip())
    kept = tuple((number, "" if alone else label) for number, label in lines.items())
    return Numbers(kept, tuple(filter(None, left)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A number, what stands before it, what stands after it and speaks of it, where the next one begins."""

    number: Telephone
    before: str
    after: str
    end: int

    @property
    def said(self) -> str:
        return _cleaned(f"{self.before}{self.number}{self.after}")

    @property
    def is_fax(self) -> bool:
        return not _FAX.isdisjoint(fold(self.before).split())

    @property
    def is_line(self) -> bool:
        return not self.is_fax and not self.number.is_mobile

    @property
    def label(self) -> str:
        """What it is for: the words before it, else those in brackets after it."""
        return _label(self.before) or _label(self.after.strip(" ()"))

    @property
    def known(self) -> bool:
        """True when all that is said of it is how services call their lines."""
        return _of_a_line(f"{self.before} {self.after}")


def _cut(text: str) -> Iterator[_Piece]:
    """A text cut at its numbers."""
    found, last = _found(text), 0
    for rank, one in enumerate(found):
        before = text[last : one.start]
        following = found[rank + 1].start if rank + 1 < len(found) else len(text)
        after = _after(text[one.end : following], more=rank + 1 < len(found))
        last = one.end + len(after)
        yield _Piece(one.number, before, after, last)


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


def line_label(title: str) -> str:
    """What a column of numbers is for, when its title says so in the words of services: « Tél. parents »."""
    return _label(title) if _of_a_line(title) else ""


def _of_a_line(text: str) -> bool:
    return _LINES.union(_PLAIN).issuperset(fold(text).split())


def _label(text: str) -> str:
    """« N° vert parents : » → « parents »."""
    words = text.split()
    while words and fold(words[0]) in _PLAIN - {"standard"} | {""}:
        words.pop(0)
    return minuscule(_cleaned(" ".join(words)))


def _words(text: str) -> str:
    """The text, if it says anything but that a number stands there."""
    said = [word for word in fold(text).split() if word not in _PLAIN]
    return _cleaned(text) if said else ""


def _cleaned(text: str) -> str:
    return re.sub(r"^(?:ou|et|puis)\s+", "", " ".join(text.split()).strip(" ,;/|-–:•"))
