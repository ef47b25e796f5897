"""Problems that repeat no secret: of a file that says, or may say, a confidential place, no value is quoted.

In any file, what looks like somebody's number or mailbox is not quoted either: reports, logs and answers are
kept by machines. What the software itself knows (the keys of the models, the lists) may be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pydantic import BaseModel

from generators.records.kinds import KINDS
from generators.records.models.fields import group_of, list_of
from generators.records.problems import Problem
from generators.records.secrecy import hides, may_hide

_LEFT_OUT = "…"
_QUOTED = re.compile(r"«[\s\u00a0\u202f]*(.*?)[\s\u00a0\u202f]*»", re.DOTALL)
_CONTACT = re.compile(r"[@\uff20]|arobas|(?:\+\d|\b0[\W_]{0,3}[67])(?:[\W_]{0,3}\d){8}", re.IGNORECASE)
#: A word of a message, whole: « 59800 », « Villeurbanne », « 45.76 ».
_WORD = re.compile(r"[\w.@+-]*\w")
_FEWEST = 2


def discreet(problems: Iterable[Problem], data: bytes, values: object) -> list[Problem]:
    """The problems of one file, told without its secrets; `values` are None when the file is not read."""
    hidden = hides(values) if values is not None else may_hide(data)
    text = data.decode("utf-8", "replace").casefold() if hidden else ""
    return [veiled(problem, text) if hidden else _without_contacts(problem) for problem in problems]


def veiled(problem: Problem, text: str) -> Problem:
    """A problem of a confidential record, without any word of its file (`text`, casefolded)."""
    return replace(
        problem,
        field=".".join(part if part.isdigit() or part in known() else _LEFT_OUT for part in _parts(problem)),
        message=_veiled(problem.message, text),
        hint=_veiled(problem.hint, text),
    )


def _parts(problem: Problem) -> list[str]:
    return problem.field.split(".") if problem.field else []


def _veiled(sentence: str, text: str) -> str:
    sentence = _QUOTED.sub(lambda quoted: quoted[0] if quoted[1] in known() else _blank(), sentence)
    return _WORD.sub(lambda word: _LEFT_OUT if _tells(word[0], text) else word[0], sentence)


def _blank() -> str:
    return f"«\u00a0{_LEFT_OUT}\u00a0»"


def _tells(word: str, text: str) -> bool:
    """True for a number, a name, an id or a site that the file has and the software does not know."""
    word = word.removesuffix(".yml")
    if word in known() or len(word) < _FEWEST:
        return False
    telling = word[0].isupper() or any(sign in "-." or sign.isdigit() for sign in word)
    return telling and word.casefold() in text


def _without_contacts(problem: Problem) -> Problem:
    message, hint = (
        _QUOTED.sub(lambda quoted: _blank() if _CONTACT.search(quoted[1]) else quoted[0], sentence)
        for sentence in (problem.message, problem.hint)
    )
    if message == problem.message and hint == problem.hint:
        return problem
    return replace(problem, message=message, hint=hint)


@cache
def known() -> frozenset[str]:
    """The words that a message may always quote: keys of all models, names of lists and of kinds."""
    words = {"true", "false", "France", "MIT", "UTF-8", *KINDS}
    for kind in KINDS.values():
        words |= set(_keys(kind.model))
    return frozenset(words)


def _keys(model: type[BaseModel]) -> Iterable[str]:
    for name, field in model.model_fields.items():
        yield name
        if listed := list_of(field):
            yield listed
        if group := group_of(field.annotation):
            yield from _keys(group)
