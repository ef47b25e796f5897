"""What is wrong in a file, as problems that say where: of its bytes, of its YAML, of its values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generators.records.models import Modele
from generators.records.problems import Problem
from generators.records.reading.files import content
from generators.records.reading.messages import tell
from generators.records.reading.source import Document, Loc, Trap
from generators.records.vocabulary import Vocabulary
from generators.words.typography import no_break

M = TypeVar("M", bound=Modele)


def validated(
    model: type[M], values: object, document: Document, shown: str, vocabulary: Vocabulary, loc: Loc = ()
) -> tuple[M | None, list[Problem]]:
    """`values` as a model, or the problems of each of its keys; `loc` is where they stand in the document."""
    try:
        return model.model_validate(values, context={"vocabulary": vocabulary}), []
    except ValidationError as invalid:
        trapped = [trap.loc for trap in document.traps if trap.loc]
        errors = _first_causes(invalid.errors(include_url=False))
        fresh = [error for error in errors if not _within((*loc, *error["loc"]), trapped)]
        return None, [_of_error(error, model, document, shown, loc) for error in fresh]


def _within(loc: Loc, trapped: Iterable[Loc]) -> bool:
    """True when the reader of YAML already complained of this very place."""
    return any(loc[: len(other)] == other for other in trapped)


def of_trap(trap: Trap, shown: str) -> Problem:
    return Problem(
        shown,
        trap.line,
        trap.column,
        dotted(trap.loc),
        no_break(trap.message),
        no_break(trap.hint),
        trap.severity,
    )


def _first_causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without those of a list that is only "empty" because its elements are refused."""
    refused = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in refused]


def _of_error(error: ErrorDetails, model: type[Modele], document: Document, shown: str, loc: Loc) -> Problem:
    told = tell(error, model)
    whole = (*loc, *error["loc"])
    line, column = document.place(whole, on_key=told.on_key)
    return Problem(shown, line, column, dotted(whole), no_break(told.message), no_break(told.hint))


def dotted(loc: Loc) -> str:
    """A loc as a field's path: ("programme", 2, "debut") → "programme.2.debut"."""
    return ".".join(str(part) for part in loc)


def bytes_of(path: Path | str, shown: str, limit: int, problems: list[Problem]) -> bytes | None:
    """The start of a file: enough to know that it is too long."""
    try:
        return content(str(path), limit + 1)
    except FileNotFoundError:
        problems.append(
            Problem(shown, 0, 0, "", "ce fichier manque", "retrouvez-le dans l’historique du dépôt")
        )
    except OSError:
        problems.append(
            Problem(shown, 0, 0, "", "ce fichier ne peut pas être lu", "vérifiez ses droits d’accès")
        )
    return None
