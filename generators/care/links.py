"""The web addresses of the records: where each stands, what became of it, and from when it needs a person.

One failure proves nothing: an address is reported after three, each a week or more after the one before.
What was seen is kept in a small file (address → day, verdict, failures), which also spares the sites: what
answered lately is not asked again. The staff are told in lines for a terminal, or an issue's Markdown.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pydantic import Field

from generators.care.probe import Outcome
from generators.records.models import Modele
from generators.records.models.fields import leaves
from generators.records.problems import Problem
from generators.records.reading.messages import validated
from generators.records.reading.source import read
from generators.records.records import Key, Records
from generators.records.values.types import Jour, Ligne, Url
from generators.records.values.written import day
from generators.records.vocabulary import Vocabulary
from generators.words.dates import jour
from generators.words.wording import liste, no_break, nombre

EXEMPTIONS: Final = "data/liens-exemptes.yml"
#: An address is reported after this many failures, this many days apart.
FAILURES: Final = 3
DAYS_APART: Final = 7
#: What answered less than this many days ago is not asked again.
FRESH_DAYS: Final = 6
#: Seconds between two requests to one host; hosts are asked side by side.
COURTESY: Final = 1.0
HOSTS_AT_ONCE: Final = 8
_IN_TEXT = re.compile(r"https?://[^\s<>\"»]*[^\s<>\"»).,;:!?’]")

Place = tuple[Key, str]
Places = Mapping[str, tuple[Place, ...]]
Probe = Callable[[str], Outcome]


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
    """A round of the addresses: what is now known, what was asked, exempted, or could not be checked."""

    state: State
    asked: tuple[str, ...]
    exempted: Mapping[str, str]
    unchecked: Mapping[str, str] = field(default_factory=dict)
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
    urls: Iterable[str], state: State, exempt: Iterable[Exemption], today: date, probe: Probe,
    sleep: Callable[[float], None],
) -> Visit:  # fmt: skip
    """Ask each address that is not exempted and not lately seen; the hosts side by side, each in its turn."""
    wanted, exempted = [], {}
    rules = tuple(exempt)
    for url in urls:
        why = next((rule.raison for rule in rules if url.startswith(rule.adresse)), None)
        if why is not None:
            exempted[url] = why
        elif not _fresh(state.get(url), today):
            wanted.append(url)
    outcomes = _ask_all(wanted, probe, sleep)
    if outcomes and not any(outcome.reached for outcome in outcomes.values()):
        return Visit(state, (), exempted, dict.fromkeys(wanted, "le réseau ne répond pas"), offline=True)
    kept = {url: seen for url, seen in state.items() if url not in exempted}
    fresh = {url: _after(kept.get(url), outcome, today) for url, outcome in outcomes.items()}
    unsure = {url: o.detail for url, o in outcomes.items() if o.verdict == "incertaine"}
    return Visit({**kept, **fresh}, tuple(wanted), exempted, unsure)


def _fresh(seen: Seen | None, today: date) -> bool:
    return seen is not None and (today - date.fromisoformat(seen.vu)).days < FRESH_DAYS


def _ask_all(urls: Iterable[str], probe: Probe, sleep: Callable[[float], None]) -> dict[str, Outcome]:
    by_host = defaultdict[str, list[str]](list)
    for url in urls:
        by_host[urlsplit(url).hostname or ""].append(url)
    with ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE) as pool:
        rounds = pool.map(lambda batch: list(_ask_host(batch, probe, sleep)), by_host.values())
        return {url: outcome for pairs in rounds for url, outcome in pairs}


def _ask_host(urls: list[str], probe: Probe, sleep: Callable[[float], None]) -> Iterator[tuple[str, Outcome]]:
    for number, url in enumerate(urls):
        if number:
            sleep(COURTESY)
        yield url, probe(url)


def _after(before: Seen | None, outcome: Outcome, today: date) -> Seen:
    """What is known after an outcome: a failure counts when the last one is a week old."""
    failures = before.echecs if before else ()
    if outcome.verdict in ("bonne", "deplacee"):
        failures = ()
    elif outcome.verdict == "en-panne":
        late = not failures or (today - date.fromisoformat(failures[-1])).days >= DAYS_APART
        failures = (*failures, today.isoformat()) if late else failures
    return Seen(today.isoformat(), outcome.verdict, outcome.detail, outcome.vers, failures)


def read_state(path: Path) -> State:
    """The state as it was left; an unreadable file is an empty state, for it can be made again."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {url: Seen(**{**row, "echecs": tuple(row["echecs"])}) for url, row in rows.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def state_bytes(state: State, urls: Iterable[str]) -> bytes:
    """The state of the addresses that records still have."""
    rows = {url: asdict(state[url]) for url in sorted(urls) if url in state}
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def needs_someone(visit: Visit, places: Places) -> tuple[str, ...]:
    """The addresses that failed three times, a week apart: somebody must find what replaces them."""
    return tuple(url for url in places if (seen := visit.state.get(url)) and seen.dead)


def as_text(visit: Visit, places: Places, records: Records) -> str:
    """For a terminal: what is broken, moved, not checked, and the count."""
    lines = [*_sections(visit, places, records, "", "  "), _count(visit, places)]
    return no_break("\n".join(lines))


def as_markdown(visit: Visit, places: Places, records: Records) -> str:
    """The body of an issue; empty when nobody needs to do anything."""
    if not needs_someone(visit, places):
        return ""
    intro = "Ces adresses n’ont pas répondu trois fois, à une semaine d’intervalle au moins."
    sections = "\n".join(_sections(visit, places, records, "## ", "- "))
    exempt = (
        "Une adresse qu’il ne faut plus vérifier s’écrit, avec sa raison, dans `data/liens-exemptes.yml`."
    )
    return no_break(f"{intro}\n\n{sections}\n\n{_count(visit, places)}\n\n{exempt}\n")


def _sections(visit: Visit, places: Places, records: Records, title: str, item: str) -> Iterator[str]:
    dead = needs_someone(visit, places)
    failing = [url for url in places if (s := visit.state.get(url)) and s.echecs and not s.dead]
    moved = [url for url in places if (s := visit.state.get(url)) and s.verdict == "deplacee"]
    yield from _section(f"{title}À remplacer", dead, visit, places, records, item)
    yield from _section(f"{title}À surveiller", failing, visit, places, records, item)
    yield from _section(f"{title}À mettre à jour", moved, visit, places, records, item)
    if visit.unchecked:
        yield f"{title}Non vérifiées"
        yield from (f"{item}{url} : {why}" for url, why in visit.unchecked.items())
        yield ""


def _section(
    title: str, urls: tuple[str, ...] | list[str], visit: Visit, places: Places, records: Records, item: str
) -> Iterator[str]:
    if not urls:
        return
    yield title
    for url in urls:
        seen = visit.state[url]
        since = f", depuis le {jour(day(seen.echecs[0]))}" if seen.echecs else ""
        target = f" : {seen.vers}" if seen.vers else ""
        yield f"{item}{url} : {seen.detail}{target}{since} ({_where(places[url], records)})"
    yield ""


def _where(places: tuple[Place, ...], records: Records) -> str:
    return liste(f"{records.paths[key]}, {field}" for key, field in places)


def _count(visit: Visit, places: Places) -> str:
    told = f"{nombre(len(places), 'adresse')}, {nombre(len(visit.asked), 'interrogée')} aujourd’hui"
    if visit.exempted:
        told += f", {nombre(len(visit.exempted), 'exemptée')}"
    if visit.offline:
        told += " ; le réseau ne répond pas : rien n’a été vérifié, et rien n’est compté comme panne"
    return f"{told}."
