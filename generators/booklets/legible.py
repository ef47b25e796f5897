"""The words of a booklet without the signs that no font at hand draws: no empty box, no PDF refused.

Accessible PDF admits no sign without a glyph. Typst brings fonts for Greek, Cyrillic, Hebrew, Arabic and many
symbols beside ours; for emoji, Chinese or Thai, none. A sign of decoration goes; words that no font has are
told by `UNDRAWN`, and the code of the record leads to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

#: What is no text: addresses and names of things.
AS_IT_IS = frozenset({"url", "cle", "dessin"})
#: What stands for words that can't be drawn.
UNDRAWN = "[…]"
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff]"
)
#: A sign that is not of every font, with what combines with it, and what it is joined to.
_SIGN = re.compile(f"(?:[^\u0000-\u00ff]|.(?={_MARK})){_MARK}*(?:\u200d.{_MARK}*)*")
_RUN = re.compile(rf"{re.escape(UNDRAWN)}(?:\W*{re.escape(UNDRAWN)})+")
#: What a sign leaves behind that went: one space too many.
_GAP = re.compile(r" +(?=[ ,.)]|$)")
#: Whether a text can be drawn.
Drawn = Callable[[str], bool]


def legible(told: Any, drawn: Drawn) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """The same words with no sign that can't be drawn."""
    found = sorted({sign for text in _texts(told) for sign in _SIGN.findall(text)})
    if not found or drawn(" ".join(found)):
        return told
    instead = {sign: _instead(sign, drawn) for sign in found if not drawn(sign)}

    def mended(text: str) -> str:
        said = _SIGN.sub(lambda sign: instead.get(sign[0], sign[0]), text)
        if said == text:
            return text
        return _GAP.sub("", _RUN.sub(UNDRAWN, said)).strip() or UNDRAWN

    return each_text(told, mended)


def each_text(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """The same value with each of its texts changed, but those of `AS_IT_IS`."""
    match value:
        case str():
            return change(value)
        case Mapping():
            return {key: one if key in AS_IT_IS else each_text(one, change) for key, one in value.items()}
        case list() | tuple():
            return [each_text(one, change) for one in value]
    return value


def _texts(told: Any) -> Iterator[str]:  # noqa: ANN401
    match told:
        case str():
            yield told
        case Mapping():
            for key, one in told.items():
                yield from () if key in AS_IT_IS else _texts(one)
        case list() | tuple():
            for one in told:
                yield from _texts(one)


def _instead(sign: str, drawn: Drawn) -> str:
    """Its plain form ("ﬀ" is "ff"), or itself without its marks, or that words were there, or nothing."""
    for form in (unicodedata.normalize("NFKC", sign), sign[0]):
        if form != sign and drawn(form):
            return form
    return UNDRAWN if any(unicodedata.category(one)[0] in "LN" for one in sign) else ""
