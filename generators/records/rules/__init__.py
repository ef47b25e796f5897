"""The rules that one record, or several together, must follow, in one table.

A rule is a pure function from a record to findings; its code never changes, and each has a case in
tests/records/cases/ that breaks it.
"""

from __future__ import annotations

from generators.records.rules import (
    actors,
    confidential,
    coverage,
    dates,
    events,
    issues,
    lists,
    location,
    personal,
    programme,
    references,
)
from generators.records.rules.base import Context, Finding, Rule, Subject

_THEMES = (
    confidential,
    personal,
    references,
    location,
    coverage,
    dates,
    programme,
    events,
    actors,
    lists,
    issues,
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(rule for theme in _THEMES for rule in theme.RULES)

__all__ = ["RULES", "Context", "Finding", "Rule", "Subject"]
