"""Text as it was written, days and hours among it, and how a value is refused.

Each refusal is a `PydanticCustomError` whose context carries a `conseil`: what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NoReturn, TypeVar

from pydantic_core import PydanticCustomError

from generators.words import habits
from generators.words.dates import DatePartielle


def refuse(message: str, conseil: str = "") -> NoReturn:
    """Refuse a value: `message` says what was found, `conseil` what to write instead."""
    raise PydanticCustomError("valeur", "{message}", {"message": message, "conseil": conseil})


V = TypeVar("V")


def once(check: Callable[[object], V]) -> Callable[[object], V]:
    """A check to which the same texts come again, in record after record: what each gives is kept."""
    known = lru_cache(maxsize=8192)(check)

    def checked(value: object) -> V:
        return known(value) if type(value) is str else check(value)

    return checked


def text_of(value: object) -> str:
    if not isinstance(value, str):
        refuse("on attend ici un texte, pas une liste ni un groupe de clés")
    return unicodedata.normalize("NFC", value).strip()


#: Control and private characters, the invisible ones that reorder or split words, what is drawn as nothing,
#: and what was lost in another code; the joiners of emoji and of some scripts (U+200C, U+200D) are kept. A
#: fixed list: each Python knows another Unicode.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
#: The joiners and shapes of emoji and of some scripts: signs in a word, nothing by themselves.
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def _refuse_invisible(text: str) -> None:
    """Signs that are not seen reorder or split words, or stand for a name that nobody can read."""
    if found := _INVISIBLE.search(text):
        refuse(
            f"un caractère invisible (U+{ord(found[0]):04X}) s’est glissé dans le texte",
            "retapez la phrase au lieu de la coller",
        )
    if text and not text.strip(_JOINERS).strip():
        refuse("ce champ n’a que des signes invisibles", "écrivez une valeur, ou retirez la ligne")


def line(value: object) -> str:
    """A text on one line: NFC, trimmed, not empty, without control characters."""
    text = text_of(value)
    if text and text.isascii() and text.isprintable():
        return text  # codes, dates, addresses: more than half of all values, and nothing to look for
    if "\n" in text:
        refuse("ce champ tient sur une seule ligne", "retirez le saut de ligne")
    _refuse_invisible(text)
    if not text:
        refuse("ce champ est vide", "écrivez une valeur, ou retirez la ligne")
    return text


def bounded(text: str, most: int) -> str:
    """A text that the software takes whole, or a refusal: what follows may take a time that grows with it."""
    if len(text) > most:
        refuse(
            f"ce texte a {len(text)} signes, le maximum est de {most}",
            f"raccourcissez-le de {len(text) - most} signes",
        )
    return text


#: What Markdown reads slowly, or one in the other: a text has no use for that many.
_MOST_BRACKETS = 100
_NESTED = re.compile(r"^[ \t]*(?:(?:[-+*>]|\d{1,9}[.)])[ \t]*){9}", re.MULTILINE)


def prose(value: object) -> str:
    """Paragraphs, or simple Markdown."""
    text = paragraphs(value)
    if (brackets := text.count("[")) > _MOST_BRACKETS:
        refuse(
            f"ce texte a {brackets} crochets ouvrants, le maximum est de {_MOST_BRACKETS}",
            "gardez ceux des liens : [le texte](https://…)",
        )
    if found := _NESTED.search(text):
        rank = text.count("\n", 0, found.start()) + 1
        refuse(
            f"la ligne {rank} de ce texte ouvre trop de listes ou de citations l’une dans l’autre",
            "gardez un seul tiret, ou un seul signe >, en tête de ligne",
        )
    return text


def paragraphs(value: object) -> str:
    text = text_of(value).replace("\r\n", "\n")
    _refuse_invisible(text)
    if not text:
        refuse("ce champ est vide", "écrivez un texte, ou retirez la ligne")
    return text


def matching(pattern: str, message: str, conseil: str) -> Callable[[object], str]:
    compiled = re.compile(pattern)

    def check(value: object) -> str:
        text = line(value)
        if not compiled.fullmatch(text):
            refuse(message.format(text=text), conseil)
        return text

    return check


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_CLOCK = re.compile(r"\d{2}:\d{2}")
_PARTIAL = re.compile(r"(19|20)\d{2}(-T[1-4]|-\d{2}(-\d{2})?)?")


def remedy(nature: str, text: str, otherwise: str) -> str:
    """The very value to write, when what was typed is understood; else what such a value looks like."""
    known = habits.written(nature, text)
    return f"écrivez {known}" if known else otherwise


@once
def day(value: object) -> date:
    text = line(value)
    if not _DAY.fullmatch(text):
        hint = remedy("jour", text, "écrivez l’année, le mois et le jour : 2023-11-14")
        refuse(f"« {text} » n’est pas une date", hint)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        refuse(f"le {text} n’existe pas dans le calendrier", "vérifiez le mois et le jour")
    return _known(found)


D = TypeVar("D", date, datetime)
#: Clocks are reckoned no further.
LAST_YEAR: Final = 2099


def _known(day: D) -> D:
    """A day of the last century or of this one: clocks and calendars are reckoned for no other."""
    if not 1900 <= day.year <= LAST_YEAR:
        refuse(f"l’année {day.year} est trop loin d’aujourd’hui", "vérifiez l’année : quatre chiffres")
    return day


@once
def day_or_moment(value: object) -> date | datetime:
    """A day, or a day and an hour of it; its midnight may be written 24:00 (ISO 8601)."""
    text = line(value)
    if _DAY.fullmatch(text):
        return day(text)
    if not _MOMENT.fullmatch(text):
        refuse(
            f"« {text} » n’est ni un jour ni un jour avec son heure",
            remedy("jour-ou-heure", text, "écrivez 2023-11-14, ou 2023-11-14T14:30 (heure du lieu)"),
        )
    if text.endswith("24:00"):
        return datetime.combine(day(text[:10]), time.min) + timedelta(days=1)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        refuse(f"« {text} » n’existe pas", "vérifiez le jour et l’heure (de 00:00 à 24:00)")
    return _known(found)


@once
def clock(value: object) -> time:
    """An hour of the day; 24:00 is the midnight that ends it, as 00:00 is where something ends."""
    text = line(value)
    if not _CLOCK.fullmatch(text):
        hint = remedy("heure", text, "écrivez 09:30, avec deux chiffres de chaque côté")
        refuse(f"« {text} » n’est pas une heure", hint)
    try:
        return time.min if text == "24:00" else time.fromisoformat(text)
    except ValueError:
        refuse(f"l’heure {text} n’existe pas", "les heures vont de 00:00 à 24:00")


@once
def partial_date(value: object) -> DatePartielle:
    text = line(value)
    if not _PARTIAL.fullmatch(text):
        hint = remedy("date", text, "écrivez 2023, 2023-T3, 2023-10 ou 2023-10-18")
        refuse(f"« {text} » n’est pas une date", hint)
    partial = DatePartielle(text)
    try:
        _ = partial.first_day
    except ValueError:
        refuse(f"« {text} » n’existe pas dans le calendrier", "vérifiez le mois et le jour")
    return partial
