"""What we deposited bears a seal, by which the next run sees what somebody changed in the service since.

The seal is a comment at the end of the letter's HTML: a few signs of the digest of each line that was
deposited, never a text. It tells what was changed there from what was changed here; nothing is kept on our
side. A campaign without a seal was made before seals, or by somebody: all of it counts as theirs.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generators.mail.reading import Reading, plain
from generators.words.quoting import for_terminal, shortened
from generators.words.wording import nombre

#: Signs of a digest, in base 64: one line in sixteen million is taken for another.
_SIGNS: Final = 4
_SEAL: Final = re.compile(r"<!--\s*maillage 1 ([a-z]+:[0-9A-Za-z+/]*(?: [a-z]+:[0-9A-Za-z+/]*)*)\s*-->")
#: The parts of a campaign, as the seal and as people name them.
PARTS: Final = {
    "objet": "Objet",
    "apercu": "Aperçu",
    "de": "Expéditeur",
    "a": "Destinataires",
    "lettre": "Lettre",
    "texte": "Texte seul",
    "forme": "Mise en forme",
}
#: So many lines of a difference are shown, of one part and in all, each so long.
LINES: Final = 40
SHAPES: Final = 8
LONG: Final = 140
#: What stands for a text that was deposited, and is on neither side any more.
GONE: Final = "(ce que le numéro ne dit plus)"
_BEFORE, _THERE = "  - ", "  + "


@dataclass(frozen=True, slots=True)
class Content:
    """A campaign as a service holds it; None for what it neither keeps nor tells, or we don't say."""

    subject: str
    html: str
    preview: str | None = None
    sender: str | None = None
    audience: str | None = None
    text: str | None = None

    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Its lines by part; a part that is not known is left out."""
        read = Reading(self.html)
        texts = None if self.text is None else filter(None, map(plain, self.text.splitlines()))
        said = {
            "objet": [plain(self.subject)],
            "apercu": None if self.preview is None else [plain(self.preview)],
            "de": None if self.sender is None else [plain(self.sender)],
            "a": None if self.audience is None else [plain(self.audience)],
            "lettre": read.lines,
            "forme": read.shape,
            "texte": texts,
        }
        return {part: tuple(lines) for part, lines in said.items() if lines is not None}

    @property
    def empty(self) -> bool:
        """True when there is no letter yet: the run that made the draft was cut short."""
        return not self.html.strip() and not (self.text or "").strip()


def sealed(content: Content) -> str:
    """The HTML of a campaign with its seal, inside its body: nothing after a page is sure to stay."""
    marks = " ".join(f"{part}:{_marks(part, lines)}" for part, lines in content.parts().items())
    head, end, tail = content.html.rpartition("</body>")
    comment = f"<!-- maillage 1 {marks} -->"
    return f"{head}{comment}{end}{tail}" if end else f"{content.html}{comment}"


def changes(there: Content, ours: Content) -> tuple[str, ...]:
    """What was changed in the service since our deposit, in lines to show; none when nothing was.

    A part that reads as it was deposited, or as it would be deposited now (an earlier run was cut short), has
    no change. Lines: a part's name, then those that were there before it (« - ») and those that are (« + »).
    """
    if there.empty:
        return ()
    seal = _SEAL.search(there.html)
    kept = dict(pair.split(":") for pair in seal[1].split()) if seal else {}
    now, mine = there.parts(), ours.parts()
    told: list[str] = []
    left = 0
    for part, name in PARTS.items():
        found, wanted = now.get(part), mine.get(part)
        if found is None or wanted is None or found == wanted or _as_deposited(part, found, kept.get(part)):
            continue
        lines = list(_difference(part, found, wanted, kept.get(part)))
        room = min(SHAPES if part == "forme" else LINES, max(0, LINES - len(told)))
        # What stands there is what would be lost: it goes first where not all can be shown.
        shown = lines if len(lines) <= room else [line for line in lines if line.startswith(_THERE)][:room]
        told += [f"{name} :", *shown]
        left += len(lines) - len(shown)
    return (*told, f"… et {nombre(left, 'autre ligne', 'autres lignes')}") if left else tuple(told)


def _marks(part: str, lines: Sequence[str]) -> str:
    """The marks of each line of the letter; of another part one for all, with the number of its lines."""
    if part == "lettre":
        return "".join(map(_mark, lines))
    return f"{len(lines)}/{_mark(chr(10).join(lines))}" if part == "forme" else _mark(chr(10).join(lines))


def _mark(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()[:_SIGNS]


def _as_deposited(part: str, found: Sequence[str], kept: str | None) -> bool:
    if kept is None:
        return False
    if part != "forme":
        return _marks(part, found) == kept
    # A service may put its own tags around the letter's.
    size = int(kept.partition("/")[0] or 0)
    return any(
        _marks(part, found[start : start + size]) == kept for start in range(max(0, len(found) - size) + 1)
    )


def _difference(part: str, found: Sequence[str], wanted: Sequence[str], kept: str | None) -> Iterator[str]:
    """What a reader would see of it: before, as we deposited it, and now.

    A seal says no text: what was deposited is known where it stands on either side; without a seal, before is
    what would be deposited now.
    """
    before = wanted
    if part == "lettre" and kept is not None:
        texts = {_mark(line): line for line in (*found, *wanted)}
        marks = [kept[start : start + _SIGNS] for start in range(0, len(kept), _SIGNS)]
        before = [texts.get(mark, GONE) for mark in marks]
    elif kept not in (None, _marks(part, wanted)):
        before = [GONE]
    for line in list(difflib.unified_diff(before, found, n=0, lineterm=""))[2:]:
        if line[0] in "+-":
            yield f"{_THERE if line[0] == '+' else _BEFORE}{for_terminal(shortened(line[1:], LONG))}"
