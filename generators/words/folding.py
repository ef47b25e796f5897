"""Folding French text, so that « Hébergement », « hebergement » and « HÉBERGEMENT » are one."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_ACCENTS = re.compile("[\u0300-\u036f]+")
_GAPS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """`text` without accents, case, punctuation or double spaces: "L’Haÿ-les-Roses" → "l hay les roses"."""
    plain = text.lower()
    if not plain.isascii():
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain.translate(_LIGATURES)))
    return _GAPS.sub(" ", plain).strip()
