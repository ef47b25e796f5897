"""Telephone lines as our pages say them, read again: « Parents : 03 20 00 00 01 (lun. 9 h – 12 h) »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generators.records.values.phones import Telephone, read_phone
from generators.words.hours import in_one_line
from generators.words.spoken_hours import spoken
from generators.words.wording import fold, majuscule, minuscule

Line = Mapping[str, Any]
_LINE = re.compile(
    r"(?:(?P<nom>[^:()]+?)\s*:\s*)?(?P<numero>\+?\d[\d .\-]+\d)\s*(?:\((?P<horaires>.*)\))?\.?"
)
#: What nobody told is called so on our pages.
_NAMELESS = "autre ligne"
#: What is said of a number, and stays as long as it is there.
_KEPT = ("telephone_de_service", "consentement")


def read_lines(text: str, before: Sequence[Line]) -> list[Line] | None:
    """The lines of a text as a file writes them, None when one of them is not understood.

    `before` is what the record says: a number that stays keeps what our pages do not show of it.
    """
    known = {read_phone(str(line.get("telephone"))): line for line in before}
    found = [_line(part, known) for part in _parts(text)]
    read = [line for line in found if line is not None]
    return read if len(read) == len(found) else None


def _parts(text: str) -> Iterator[str]:
    """A line each, or parted by « ; » in one; those inside brackets part the hours."""
    for part in re.split(r"[\n;](?![^(\n]*\))", text):
        if said := part.strip().removeprefix("-").strip():
            yield said


def _line(text: str, known: Mapping[Telephone | None, Line]) -> Line | None:
    match = _LINE.fullmatch(text)
    number = read_phone(match["numero"].strip()) if match else None
    if match is None or number is None:
        return None
    old = known.get(number, {})
    hours = _hours(match["horaires"] or "", old)
    if hours is None:
        return None
    kept = {key: old[key] for key in _KEPT if key in old}
    return {**_named(match["nom"] or "", old), "telephone": str(number), **kept, **hours}


def _named(name: str, old: Line) -> Line:
    pour = str(old.get("pour") or "")
    if fold(name or _NAMELESS) == fold(pour or _NAMELESS):
        return {"pour": pour} if pour else {}
    return {} if fold(name) in ("", _NAMELESS) else {"pour": minuscule(name)}


def _hours(said: str, old: Line) -> Line | None:
    """The hours of a line, None when they are not understood."""
    present = {key: old[key] for key in ("horaires_accueil", "horaires_precisions") if key in old}
    if fold(said) == fold(in_one_line(*map(old.get, ("horaires_accueil", "horaires_precisions"))) or ""):
        return present
    read = spoken(said)
    if read.left or not said:
        return {} if not said else None
    beside = {"horaires_precisions": majuscule(read.beside)} if read.beside else {}
    return {**({"horaires_accueil": read.notation} if read.notation else {}), **beside}
