"""A booklet as PDF: Typst sets it, tagged as PDF/UA-1 asks, then two pages on a sheet for an office printer.

The only module that knows Typst, which is installed with « make livrets ». The bytes depend on what is said,
on the day and on the versions alone: no clock, no random name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from generators.booklets.legible import legible
from generators.disk.laid import Laid
from generators.disk.scratch import scratch

HERE: Final = Path(__file__).parent
MISSING: Final = (
    "Typst, qui compose les livrets, n’est pas installé : « make livrets » l’installe, et les fait tous"
)
#: A sheet has two sides of two pages.
SHEET: Final = 4


class MissingTypst(Exception):
    """Typst is not installed; the message says how to install it."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """The booklet page by page, how many it has, and the same two by two."""

    livret: bytes
    pages: int
    a4: bytes


def ready() -> None:
    """Raises `MissingTypst` where no booklet can be made."""
    if find_spec("typst") is None:
        raise MissingTypst(MISSING)


def typeset(source: Mapping[str, Any], fonts: Mapping[str, bytes], day: date) -> Typeset:
    """Both PDFs of a booklet whose words are `source`, with the day as that of their making."""
    drawn = partial(_drawn, source["polices"], fonts, day)
    shown = {**source, "texte": legible(source["texte"], drawn)}
    whole = _compiled("livret.typ", {"livret.json": as_json(shown)}, fonts, day, standard=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", whole))
    order = {"titre": shown["texte"]["titre"], "polices": source["polices"], "cotes": sides(pages)}
    files = {"livret.json": as_json(order), "livret.pdf": whole}
    return Typeset(whole, pages, _compiled("deux.typ", files, fonts, day, standard=False))


def sides(pages: int) -> list[tuple[int, int]]:
    """The two pages of each side, left and right, 0 for a blank one: the sheets together, folded once.

    Of eight pages: 8 and 1, 2 and 7; 6 and 3, 4 and 5.
    """
    last = -(-pages // SHEET) * SHEET
    pairs = [(last - n, n + 1) if n % 2 == 0 else (n + 1, last - n) for n in range(last // 2)]
    return [(left if left <= pages else 0, right if right <= pages else 0) for left, right in pairs]


def _drawn(families: Sequence[str], fonts: Mapping[str, bytes], day: date, signs: str) -> bool:
    """Whether some font has each of these signs."""
    from typst import TypstError

    asked = as_json({"titre": "Signes", "polices": families, "signes": signs})
    try:
        _compiled("signes.typ", {"livret.json": asked}, fonts, day, standard=True)
    except TypstError as refused:
        if "could not be displayed" in str(refused):
            return False
        raise
    return True


def _compiled(
    template: str, files: Mapping[str, bytes], fonts: Mapping[str, bytes], day: date, *, standard: bool
) -> bytes:
    import typst

    with scratch() as work:
        laid = Laid(work)
        for name, content in {template: (HERE / template).read_bytes(), **files, **fonts}.items():
            laid.put(name, content)
        made: bytes = typst.compile(
            str(work / template),
            root=str(work),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(work)]),
            format="pdf",
            pdf_standards=["ua-1"] if standard else [],
            timestamp=datetime.combine(day, time(), UTC),
        )
    return made


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
