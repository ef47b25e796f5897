"""What became of the addresses, told to the staff: lines for a terminal, Markdown for an issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.care.links import Place, Visit
from generators.records.reading.load import Records
from generators.records.values.written import day
from generators.words.dates import jour
from generators.words.phrases import liste, nombre
from generators.words.typography import no_break

Places = Mapping[str, tuple[Place, ...]]


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
