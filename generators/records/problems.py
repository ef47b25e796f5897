"""A problem found in the data, as a value: where it is, what was found, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem of one file.

    `path` is relative to the folder that was checked, with forward slashes; `line` and `column` count
    from 1 and are 0 when the problem is the whole file's; `field` is the dotted path of the key
    ("programme.2.debut") or an empty string. `message` says what rule was broken and what was found,
    `hint` what to write instead; both are French sentences for the staff.
    """

    path: str
    line: int
    column: int
    field: str
    message: str
    hint: str = ""
    severity: Severity = "error"
