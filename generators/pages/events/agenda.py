"""The agenda: what is coming, month by month, then what took place, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from generators.pages.events import agenda_facets, subscriptions
from generators.pages.events.line import Ligne, held, ligne
from generators.pages.frame import facets, feeds
from generators.pages.frame.page import Page, depth
from generators.pages.frame.render import render
from generators.records.models import Evenement
from generators.site import Site
from generators.words import dates
from generators.words.phrases import majuscule

URL = "agenda/"


def pages(site: Site) -> Iterator[Page]:
    boxes = agenda_facets.groupes(site, site.network.events_latest_first)
    body = render(
        site,
        "events/agenda.html.j2",
        depth(URL),
        a_venir=months(site, site.network.coming),
        passes=years(site, site.network.past),
        total=len(site.records.events),
        genres=boxes[0],
        facettes=boxes[1:],
        parents=facets.parents(boxes),
        flux=feeds.EVENEMENTS,
        agenda_entier=subscriptions.tout(site),
        agendas=subscriptions.choix(site),
    )
    yield Page(
        url=URL,
        title="Agenda",
        description="Formations, webinaires, colloques et rencontres du réseau contre la prostitution des "
        "mineurs : les dates à venir, et ce qui reste des rendez-vous passés.",
        section="agenda",
        body=body,
        flux=(feeds.EVENEMENTS,),
    )


def months(site: Site, events: Iterable[Evenement]) -> list[tuple[str, list[Ligne]]]:
    """Events by month, in the order given: "Novembre 2026" → its lines."""
    groups = groupby(events, key=lambda event: (_day(event).year, _day(event).month))
    return [(_month(group := list(found)), [_line(site, e) for e in group]) for _, found in groups]


def _day(event: Evenement) -> date:
    return dates.le_jour(held(event)[0])


def _month(events: list[Evenement]) -> str:
    day = _day(events[0])
    return majuscule(f"{dates.mois(day)} {day.year}")


def years(site: Site, events: Iterable[Evenement]) -> list[tuple[int, list[Ligne]]]:
    """Events by year, in the order given."""
    groups = groupby(events, key=lambda event: _day(event).year)
    return [(year, [_line(site, event) for event in found]) for year, found in groups]


def _line(site: Site, event: Evenement) -> Ligne:
    return replace(ligne(site, event), jetons=facets.jetons(agenda_facets.termes(site, event)))
