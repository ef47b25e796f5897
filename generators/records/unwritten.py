"""What an issue has still to say before it may leave: each mark that a draft left, at its line.

`maillage check` only warns of it while the issue is a draft; nothing is deposited with a mark in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generators.records.kinds import ISSUES
from generators.records.models import Numero
from generators.records.problems import TO_WRITE, Problem
from generators.records.reading.messages import dotted
from generators.records.reading.source import Loc, YamlFile
from generators.records.rules import issues
from generators.records.rules.base import Subject
from generators.words.wording import no_break

_LINE: Final = ("une ligne de ce texte reste à écrire", f"écrivez-la, puis effacez « {TO_WRITE} »")
#: A line that a draft left: the mark as it is written, or as somebody wrote it again.
_MARK: Final = re.compile(r"^[\W_]*([àa]\s+[ée]crire)\s*(?:[:,;.…]|$)", re.IGNORECASE | re.MULTILINE)


def unwritten(issue: Numero, data: bytes, shown: str) -> tuple[Problem, ...]:
    """The parts of an issue that nobody has written yet; `data` is its file, `shown` its path as shown."""
    blank = list(_blank(issue))
    if not blank:
        return ()
    document = YamlFile.reread(data)
    problems = [
        Problem(shown, *document.place(loc), dotted(loc), no_break(message), no_break(hint))
        for loc, message, hint in blank
    ]
    return tuple(sorted(problems))


def _blank(issue: Numero) -> Iterator[tuple[Loc, str, str]]:
    for loc, text in Subject.of(ISSUES.name, issue).texts:
        if marks(text):
            message, hint = issues.unwritten(text) or _LINE
            yield loc, message, hint
    if issue.statut == "brouillon" and not any(True for _ in issues.choices(issue)):
        yield (), "ce numéro ne porte encore aucune fiche", "ajoutez une rubrique et ses fiches"


def marks(text: str) -> bool:
    """True when a text, or one of its lines, is marked as still to be written."""
    return bool(issues.unwritten(text)) or bool(_MARK.search(text))
