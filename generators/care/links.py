"""The web addresses of the records: where each stands, what became of it, and from when it needs a person.

One failure proves nothing: an address is reported after three, each a week or more after the one before.
What was seen is kept in a small file (address → day, verdict, failures), which also spares the sites: what
answered lately is not asked again, and a round that was cut goes on where it was.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from generators.care.probe import Outcome
from generators.records.models import Modele
from generators.records.models.fields import leaves
from generators.records.problems import Problem
from generators.records.reading.messages import validated
from generators.records.reading.source import read
from generators.records.records import Key, Records
from generators.records.values.types import Jour, Ligne, Url
from generators.records.vocabulary import Vocabulary
from generators.words.quoting import shortened

EXEMPTIONS: Final = "data/liens-exemptes.yml"
#: An address is reported after this many failures, this many days apart.
FAILURES: Final = 3
DAYS_APART: Final = 7
#: What answered less than this many days ago is not asked again.
FRESH_DAYS: Final = 6
#: The longest address that is kept of where a page moved to.
LONGEST: Final = 2_000
_IN_TEXT = re.compile(r"https?://[^\s<>\"»]*[^\s<>\"»).,;:!?’]")

Place = tuple[Key, str]
Places = Mapping[str, tuple[Place, ...]]
#: Asks addresses in their order, and gives what each answered as it comes; perhaps not all of them.
Asking = Callable[[tuple[str, ...]], Iterable[tuple[str, Outcome]]]


class Exemption(Modele):
    """An address, or the beginning of several, that is not to be checked, and why."""

    adresse: Url = Field(title="Adresse web", examples=["https://www.exemple.fr/"])
    raison: Ligne = Field(title="Raison", examples=["le site refuse toute visite automatique"])
    depuis: Jour = Field(title="Depuis le", examples=["2026-11-22"])


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of an address: the last day it was asked, its verdict, the days on which it failed."""

    vu: str
    verdict: str
    detail: str
    vers: str | None = None
    echecs: tuple[str, ...] = ()

    @property
    def dead(self) -> bool:
        return len(self.echecs) >= FAILURES


State = Mapping[str, Seen]


@dataclass(frozen=True, slots=True)
class Visit:
    """A round of the addresses: what is now known, what was asked, exempted, not checked, or left to ask."""

    state: State
    asked: tuple[str, ...]
    exempted: Mapping[str, str]
    unchecked: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    offline: bool = False


def addresses(records: Records) -> Places:
    """Every web address, with the records and fields that give it, in order."""
    found = defaultdict[str, list[Place]](list)
    for key, record in records.all():
        for loc, value in leaves(record):
            if isinstance(value, str):
                for url in _IN_TEXT.findall(value):
                    found[url].append((key, str(loc[0])))
    return {url: tuple(dict.fromkeys(found[url])) for url in sorted(found)}


def exemptions(data: bytes, shown: str) -> tuple[tuple[Exemption, ...], tuple[Problem, ...]]:
    """The exemptions of a file, and what is wrong with it; none when there is no file."""
    if not any(line.strip() and not line.startswith(b"#") for line in data.splitlines()):
        return (), ()
    document = read(data, expect=list)
    problems = [Problem(shown, t.line, t.column, "", t.message, t.hint, t.severity) for t in document.traps]
    found: list[Exemption] = []
    for number, values in enumerate(document.value or ()):
        made, faults = validated(Exemption, values, document, shown, Vocabulary({}), (number,))
        problems += faults
        found += [made] if made else []
    return tuple(found), tuple(problems)


def visit(
    urls: Iterable[str], state: State, exempt: Iterable[Exemption], today: date, ask: Asking,
    keep: Callable[[State], None],
) -> Visit:  # fmt: skip
    """Ask each address that is not exempted and not lately seen; `keep` is given the state after each.

    What reached nobody counts from the moment when somebody was reached: before, it may be our own network.
    """
    exempted = _exempted(urls, tuple(exempt))
    known = {url: seen for url, seen in state.items() if url not in exempted}
    wanted = tuple(
        url for url in _by_age(urls, known) if url not in exempted and not _fresh(known, url, today)
    )
    told: dict[str, Outcome] = {}
    held: dict[str, Outcome] = {}
    online = False
    for url, outcome in ask(wanted):
        held[url] = outcome
        online = online or outcome.reached is True
        for each in [each for each in held if online or held[each].reached is None]:
            told[each] = held.pop(each)
            known[each] = _after(known.get(each), told[each], today)
        keep(known)
    unsure = {url: each.detail for url, each in told.items() if each.verdict == "incertaine"}
    unheard = dict.fromkeys(held, "le réseau ne répond pas")
    left = tuple(url for url in wanted if url not in told and url not in held)
    return Visit(known, tuple(told), exempted, unsure | unheard, left, offline=bool(held))


def _exempted(urls: Iterable[str], rules: tuple[Exemption, ...]) -> dict[str, str]:
    """Address → why it is not asked."""
    found = ((url, next((r.raison for r in rules if url.startswith(r.adresse)), None)) for url in urls)
    return {url: why for url, why in found if why is not None}


def _by_age(urls: Iterable[str], state: State) -> list[str]:
    """First those that were never asked, then by their last day: rounds that are cut get to all of them."""
    return sorted(urls, key=lambda url: state[url].vu if url in state else "")


def _fresh(state: State, url: str, today: date) -> bool:
    return url in state and (today - date.fromisoformat(state[url].vu)).days < FRESH_DAYS


def _after(before: Seen | None, outcome: Outcome, today: date) -> Seen:
    """What is known after an outcome: a failure counts when the last one is a week old."""
    failures = before.echecs if before else ()
    if outcome.verdict in ("bonne", "deplacee"):
        failures = ()
    elif outcome.verdict == "en-panne":
        late = not failures or (today - date.fromisoformat(failures[-1])).days >= DAYS_APART
        failures = (*failures, today.isoformat()) if late else failures
    target = shortened(outcome.vers, LONGEST) if outcome.vers else None
    return Seen(today.isoformat(), outcome.verdict, outcome.detail, target, failures)


def read_state(path: Path) -> State:
    """The state as it was left; what is unreadable of it is left out, for it can be made again."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {url: seen for url, row in rows.items() if (seen := _seen(row))}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def _seen(row: Any) -> Seen | None:  # noqa: ANN401 (a piece of JSON)
    try:
        seen = Seen(**{**row, "echecs": tuple(row["echecs"])})
        for each in (seen.vu, *seen.echecs):
            date.fromisoformat(each)
    except (TypeError, KeyError, ValueError):
        return None
    return (
        seen if all(isinstance(text, str) for text in (seen.verdict, seen.detail, seen.vers or "")) else None
    )


def state_bytes(state: State, urls: Iterable[str]) -> bytes:
    """The state of the addresses that records still have."""
    rows = {url: asdict(state[url]) for url in sorted(urls) if url in state}
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def needs_someone(visit: Visit, places: Places) -> tuple[str, ...]:
    """The addresses that failed three times, a week apart: somebody must find what replaces them."""
    return tuple(url for url in places if (seen := visit.state.get(url)) and seen.dead)
