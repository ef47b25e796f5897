"""The rules that one record, or several together, must follow, in one table.

A rule is a pure function from a record to findings; its code never changes, and each has a case in
tests/records/cases/ that breaks it.
"""

from __future__ import annotations

from generators.records.rules import (
    clocks,
    confidential,
    dates,
    duplicates,
    issues,
    places,
    privacy,
    recurrence,
    sense,
)
from generators.records.rules.base import Context, Finding, Rule, Subject

RULES: tuple[Rule, ...] = (
    *confidential.RULES,
    *privacy.RULES,
    *places.RULES,
    *dates.RULES,
    *clocks.RULES,
    *recurrence.RULES,
    *sense.RULES,
    *duplicates.RULES,
    *issues.RULES,
)

__all__ = ["RULES", "Context", "Finding", "Rule", "Subject"]
