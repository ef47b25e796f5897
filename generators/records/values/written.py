"""Text as it was written, and how a value is refused.

Each refusal is a `PydanticCustomError` whose context carries a `conseil`: what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NoReturn

from pydantic_core import PydanticCustomError


def refuse(message: str, conseil: str = "") -> NoReturn:
    """Refuse a value: `message` says what was found, `conseil` what to write instead."""
    raise PydanticCustomError("valeur", "{message}", {"message": message, "conseil": conseil})


def text_of(value: object) -> str:
    if not isinstance(value, str):
        refuse("on attend ici un texte, pas une liste ni un groupe de clés")
    return unicodedata.normalize("NFC", value).strip()


#: Control and private characters, and the invisible ones that reorder or split words; the joiners of emoji
#: and of some scripts (U+200C, U+200D) are kept. A fixed list: each Python knows another Unicode.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff"
    "\ufff0-\uffff\U000f0000-\U0010ffff]"
)


def _refuse_invisible(text: str) -> None:
    if found := _INVISIBLE.search(text):
        refuse(
            f"un caractère invisible (U+{ord(found[0]):04X}) s’est glissé dans le texte",
            "retapez la phrase au lieu de la coller",
        )


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
