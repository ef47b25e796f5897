"""How long the texts of an issue are beside each other; for one that stands out, the record’s own sentences.

What is offered instead is always copied from the record, whole sentences from the first: the opening of a
summary that is long, the opening of the presentation where the summary is short. Nothing is reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from generators.records.kinds import kind_of
from generators.records.models import Fiche

#: The text in the middle is taken to have between these signs, however few texts there are.
MILIEU = (150, 210)


@dataclass(frozen=True, slots=True)
class Length:
    """A text's signs, « court » or « long » beside the others, and what the record offers in its place."""

    signes: int
    ecart: str = ""
    propose: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """The signs that the texts of one issue have, about."""

    least: int
    most: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> Range:
        """From two thirds of the middle text to four thirds of it."""
        sizes = [len(text) for text in texts]
        middle = min(max(round(median(sizes)) if sizes else 0, MILIEU[0]), MILIEU[1])
        return cls(round(middle / 15) * 10, round(middle * 2 / 15) * 10)

    def holds(self, text: str) -> bool:
        return self.least <= len(text) <= self.most


def lengths(records: Mapping[str, Fiche]) -> tuple[Range, Mapping[str, Length]]:
    """What the summaries of these records have in common, and each one's length."""
    texts = {ref: kind_of(fiche).summary_of(fiche) for ref, fiche in records.items()}
    common = Range.of(texts.values())
    return common, {ref: _length(text, records[ref], common) for ref, text in texts.items()}


def _length(text: str, fiche: Fiche, common: Range) -> Length:
    if common.holds(text):
        return Length(len(text))
    long = len(text) > common.most
    source = text if long else _opening(getattr(fiche, "presentation", None) or "")
    return Length(len(text), "long" if long else "court", _fitting(source, common))


def _opening(presentation: str) -> str:
    """The first paragraph of a text, where it is plain."""
    first = " ".join(presentation.strip().partition("\n\n")[0].split())
    return "" if _MARKDOWN.search(first) else first


_MARKDOWN = re.compile(r"[*_`#\[\]<>|\\@]|https?:|^[-+] |^\d+\. ")
#: Where a sentence ends and another begins; « M. » and « 3. » end none.
_END = re.compile(r"(?<=[^\s.]{2}[.!?…]) (?=[A-ZÀ-ÖØ-Þ«])")


def _fitting(text: str, common: Range) -> str:
    """The most whole sentences of `text`, from the first, that are of the common length; "" when none are."""
    ends = [*(found.start() for found in _END.finditer(text)), len(text)]
    fitting = [text[:end] for end in ends if common.holds(text[:end])]
    return fitting[-1] if fitting else ""
