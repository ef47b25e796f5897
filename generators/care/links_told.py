"""What a round of the addresses found, told to the staff: lines for a terminal, or an issue's Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from generators.care.links import Place, Places, Seen, Visit, needs_someone
from generators.records.records import Records
from generators.records.values.written import day
from generators.words.dates import jour
from generators.words.quoting import code_for_markdown, for_markdown, for_terminal
from generators.words.wording import liste, no_break, nombre


@dataclass(frozen=True, slots=True)
class _Style:
    """How a report is written: titles, items, and what comes from outside (an address, a target, a file)."""

    title: str
    item: str
    address: Callable[[str], str]
    target: Callable[[str], str]


_TEXT: Final = _Style("", "  ", for_terminal, for_terminal)
_MARKDOWN: Final = _Style("## ", "- ", partial(for_markdown, links=True), code_for_markdown)


def as_text(visit: Visit, places: Places, records: Records) -> str:
    """For a terminal: what is broken, moved, not checked, and the count."""
    lines = [*_sections(visit, places, records, _TEXT), _count(visit, places)]
    return no_break("\n".join(lines))


def as_markdown(visit: Visit, places: Places, records: Records) -> str:
    """The body of an issue; empty when nobody needs to do anything."""
    if not needs_someone(visit, places):
        return ""
    intro = "Ces adresses n’ont pas répondu trois fois, à une semaine d’intervalle au moins."
    sections = "\n".join(_sections(visit, places, records, _MARKDOWN))
    exempt = (
        "Une adresse qu’il ne faut plus vérifier s’écrit, avec sa raison, dans `data/liens-exemptes.yml`."
    )
    return no_break(f"{intro}\n\n{sections}\n\n{_count(visit, places)}\n\n{exempt}\n")


def _sections(visit: Visit, places: Places, records: Records, style: _Style) -> Iterator[str]:
    dead = needs_someone(visit, places)
    failing = [url for url in places if (s := visit.state.get(url)) and s.echecs and not s.dead]
    moved = [url for url in places if (s := visit.state.get(url)) and s.verdict == "deplacee"]
    for title, urls in (("À remplacer", dead), ("À surveiller", failing), ("À mettre à jour", moved)):
        lines = [_line(url, visit.state[url], places[url], records, style) for url in urls]
        yield from _section(title, lines, style)
    unchecked = [f"{style.address(url)} : {why}" for url, why in visit.unchecked.items()]
    yield from _section("Non vérifiées", unchecked, style)


def _section(title: str, lines: list[str], style: _Style) -> Iterator[str]:
    if lines:
        yield f"{style.title}{title}"
        yield from (f"{style.item}{line}" for line in lines)
        yield ""


def _line(url: str, seen: Seen, places: tuple[Place, ...], records: Records, style: _Style) -> str:
    since = f", depuis le {jour(day(seen.echecs[0]))}" if seen.echecs else ""
    target = f" : {style.target(seen.vers)}" if seen.vers else ""
    where = liste(f"{style.target(records.paths[key])}, {field}" for key, field in places)
    return f"{style.address(url)} : {seen.detail}{target}{since} ({where})"


def _count(visit: Visit, places: Places) -> str:
    told = f"{nombre(len(places), 'adresse')}, {nombre(len(visit.asked), 'interrogée')} aujourd’hui"
    if visit.exempted:
        told += f", {nombre(len(visit.exempted), 'exemptée')}"
    if visit.left:
        told += f", {nombre(len(visit.left), 'laissée')} au prochain passage"
    if visit.offline:
        told += " ; le réseau ne répond pas : rien n’a été vérifié, et rien n’est compté comme panne"
    return f"{told}."
