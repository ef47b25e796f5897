"""Records written as the house writes them: `formatted` changes the looks of a file, and no value in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from generators.records.kinds import KINDS
from generators.records.problems import Problem
from generators.records.reading.files import Found
from generators.records.reading.load import record_of
from generators.records.reading.source import read
from generators.records.vocabulary import Vocabulary
from generators.records.writing.layout import Comments, attached, found_in, laid_out

SCHEMAS = PurePosixPath("data/schemas")
_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server\s*:")


def formatted(data: bytes, file: Found, vocabulary: Vocabulary) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The file as the house writes it; or None and why, and then it must stay as it is."""
    record, problems = record_of(data, file, vocabulary)
    if record is None or problems:
        return None, problems
    made = rewritten(data, read(_text(data).encode()).value, file)
    if _harmed(_text(data), made.decode()) or record_of(made, file, vocabulary) != (record, ()):
        return None, (_unsure(file),)
    return made, ()


def completed(
    data: bytes, file: Found, vocabulary: Vocabulary, values: Mapping[str, str]
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The file with these keys added, its comments kept; or None and why it must stay as it is."""
    record, problems = record_of(data, file, vocabulary)
    if record is None or problems:
        return None, problems
    made = rewritten(data, {**read(_text(data).encode()).value, **values}, file)
    sound, problems = record_of(made, file, vocabulary)
    if sound is None or problems or _harmed(_text(data), made.decode()):
        return None, problems or (_unsure(file),)
    return made, ()


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def written(value: Mapping[str, object], file: Found) -> bytes:
    """A new file with these values."""
    return f"{schema_line(file)}\n{laid_out(value, KINDS[file.kind].model)}".encode()


def rewritten(data: bytes, value: Mapping[str, object], file: Found) -> bytes:
    """The file with other values, and the comments that it has."""
    text = _text(data)
    comments = _without_schema(attached(text, read(text.encode())))
    return f"{schema_line(file)}\n{laid_out(value, KINDS[file.kind].model, comments)}".encode()


def replaced(data: bytes, value: Mapping[str, object], file: Found) -> bytes | None:
    """The file with other values and its comments; None when one of either would be lost."""
    made = rewritten(data, value, file)
    return None if _harmed(_text(data), made.decode()) or _bare(read(made).value) != _bare(value) else made


def _bare(value: object) -> object:
    """A value without the spaces around its texts, which the house does not write."""
    if isinstance(value, Mapping):
        return {key: _bare(each) for key, each in value.items()}
    return [_bare(each) for each in value] if isinstance(value, list) else str(value).strip()


def schema_line(file: Found) -> str:
    """The line by which an editor finds the schema of the file."""
    up = "../" * (len(PurePosixPath(file.house).parts) - 1)
    path = SCHEMAS.relative_to("data") if file.house.startswith("data/") else SCHEMAS
    up = up.removesuffix("../") if file.house.startswith("data/") else up
    return f"# yaml-language-server: $schema={up}{path}/{KINDS[file.kind].schema}.json"


def _without_schema(comments: Comments) -> Comments:
    before = {
        loc: [text for text in texts if not _SCHEMA_LINE.match(text)]
        for loc, texts in comments.before.items()
    }
    last = [text for text in comments.last if not _SCHEMA_LINE.match(text)]
    return Comments(before, comments.beside, comments.after, last)


def _harmed(before: str, after: str) -> bool:
    """True when a comment is lost, or when the reader of YAML would complain of what it did not."""
    return _comments(before) != _comments(after) or bool(read(after.encode()).traps)


def _comments(text: str) -> Counter[str]:
    return Counter(c.text for c in found_in(text) if not _SCHEMA_LINE.match(c.text))


def _unsure(file: Found) -> Problem:
    return Problem(
        file.shown,
        0,
        0,
        "",
        "cette fiche ne peut pas être mise en forme sans risque pour ses valeurs ou ses commentaires",
        "elle est laissée telle quelle ; simplifiez l’endroit inhabituel",
        "warning",
    )
