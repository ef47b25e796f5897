"""What a draft would weigh, what weighs most in it, and what to leave for another time when that is too much.

What is left out first can wait: a date that was announced before, then one that falls after the next issue,
then what is the oldest. Nothing is left out by itself; whoever composes the issue decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from generators.letter import weigh
from generators.letter.candidates import SUITE, Candidate
from generators.letter.draft import Draft, as_issue
from generators.letter.mjml import BUDGET
from generators.site import Site

#: How many of the heaviest are named.
LOURDES = 3


@dataclass(frozen=True, slots=True)
class Budget:
    """Bytes of the whole letter, the heaviest of its items, and those that can wait when it is too heavy."""

    total: int
    lourdes: tuple[tuple[Candidate, int], ...]
    attente: tuple[tuple[Candidate, int], ...]


def foreseen(draft: Draft, site: Site) -> Budget:
    """What the letter would weigh if nothing of the draft were changed."""
    return _budget(draft, *site.once(partial(weigh, as_issue(draft, site.network), site)))


def _budget(draft: Draft, total: int, weights: Mapping[str, int]) -> Budget:
    heaviest = sorted(draft.proposees, key=lambda one: (-weights[one.fiche], one.fiche))[:LOURDES]
    left, waiting = total, list[Candidate]()
    for one in sorted(draft.proposees, key=lambda one: _turn(one, draft)):
        if left <= BUDGET:
            break
        waiting.append(one)
        left -= weights[one.fiche]
    return Budget(
        total,
        tuple((one, weights[one.fiche]) for one in heaviest),
        tuple((one, weights[one.fiche]) for one in waiting),
    )


def _turn(one: Candidate, draft: Draft) -> tuple[int, int, str]:
    """The first to be left out comes first."""
    day = one.quand.toordinal()
    if one not in draft.agenda:
        return 2, day, one.fiche
    return (0 if one.annonce else 1 if one.quand > draft.jour + SUITE else 3), -day, one.fiche
