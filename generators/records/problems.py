"""A problem found in the data, as a value, and as people and machines read it: text, JSON, annotations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, Protocol

from generators.words.quoting import for_log, for_terminal

Severity = Literal["error", "warning"]
#: How a text begins that nobody has written yet: what a command leaves to be written, a rule finds.
TO_WRITE = "À écrire"
#: What stands before a text that was proposed, until somebody has read it: it is still to be written.
PROPOSED = f"{TO_WRITE}, d’après cette proposition :"


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

    def __post_init__(self) -> None:
        """Whatever the files say, a problem stands on its lines: no sign of it moves or hides another."""
        for name in ("path", "field", "message", "hint"):
            object.__setattr__(self, name, for_terminal(getattr(self, name)))


class Unsaid(Exception):
    """A fault of ours: something is left out, and no error says why."""


class _Graded(Protocol):
    @property
    def severity(self) -> Severity: ...


def must_tell(problems: Iterable[_Graded]) -> None:
    """Called where something is left out: raises `Unsaid` unless an error is told."""
    if not any(problem.severity == "error" for problem in problems):
        raise Unsaid


_NAMES: dict[Severity, str] = {"error": "erreur", "warning": "avertissement"}


def as_text(problems: Iterable[Problem]) -> str:
    """For a terminal or a workflow's log: place, message, remedy; and how many there are."""
    listed = list(problems)
    return "\n".join([*(_lines(problem) for problem in listed), count(listed)])


def _lines(problem: Problem) -> str:
    path, message, hint = map(for_log, (problem.path, problem.message, problem.hint))
    place = f"{path}:{problem.line}:{problem.column}" if problem.line else path
    field = f" [{problem.field}]" if problem.field else ""
    remedy = f"\n    → {hint}" if hint else ""
    return f"{place}: {_NAMES[problem.severity]}{field}\n    {message}{remedy}"


def count(problems: Sequence[Problem]) -> str:
    """« 3 erreurs, 1 avertissement dans 2 fichiers »"""
    if not problems:
        return "Aucun problème."
    totals = [
        _counted(sum(problem.severity == severity for problem in problems), name)
        for severity, name in _NAMES.items()
    ]
    files = _counted(len({problem.path for problem in problems}), "fichier")
    return f"{', '.join(total for total in totals if total)} dans {files}"


def _counted(number: int, name: str) -> str:
    return f"{number}\u00a0{name}{'s' if number > 1 else ''}" if number else ""


def as_json(problems: Iterable[Problem]) -> str:
    """An array of objects with the fields of `Problem`."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows at the line of the change.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what is escaped is what
    the runner unescapes (actions/toolkit, packages/core/src/command.ts).
    """
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items() if value)
    message = f"{problem.message}\n→ {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {properties}::{_data(message)}"


def as_gitlab(problems: Iterable[Problem]) -> str:
    """A Code Climate report, which GitLab shows at the lines of the change.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: an array of objects.
    """
    return json.dumps([_climate(problem) for problem in problems], ensure_ascii=False, indent=2)


def _climate(problem: Problem) -> dict[str, object]:
    identity = f"{problem.path}|{problem.field}|{problem.message}"
    return {
        "description": f"{problem.message} → {problem.hint}" if problem.hint else problem.message,
        "check_name": problem.field or "fiche",
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "severity": "major" if problem.severity == "error" else "minor",
        "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
