"""The agenda: what is coming, month by month, then what took place, year by year; and what narrows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import groupby

from generators.land import coverage
from generators.land.territories import Zone
from generators.network import when
from generators.pages.events import line
from generators.pages.events.line import EventLine, held, ligne
from generators.pages.frame import facets, page
from generators.pages.frame.facets import Option
from generators.pages.frame.page import Maker, Page, depth
from generators.pages.frame.render import render
from generators.pages.frame.suites import Suites, first, named, rest
from generators.records.kinds import EVENTS
from generators.records.models import Evenement
from generators.site import Site
from generators.words import dates
from generators.words.wording import majuscule

URL = "agenda/"

#: What one ticks to see only what is still to come, or still open: the browser knows, by its clock.
SEULEMENT = (
    Option("a-venir", "À venir", a_la_lecture=True),
    Option("inscription", "Inscription possible", a_la_lecture=True),
    Option("gratuit", "Gratuit"),
    Option("traces", "Avec replay, compte rendu ou documents"),
)
FORMATS = (Option("sur-place", "Sur place"), Option("en-ligne", "En ligne"))


def _states(_: Site, event: Evenement) -> Iterator[str]:
    if event.frais == "gratuit":
        yield "gratuit"
    if event.replay or event.compte_rendu or event.documents:
        yield "traces"


def _formats(site: Site, event: Evenement) -> Iterator[str]:
    held = event.tenu
    if coverage.place_phrase(held, site.places) is not None or held.lieu is not None:
        yield "sur-place"
    if held.en_ligne:
        yield "en-ligne"


def _territories(site: Site, event: Evenement) -> Iterator[str]:
    """The départements where it takes place or counts; those of a region each; a foreign country."""
    home = coverage.departement_of(event, site.places)
    here = [Zone(f"departement:{home}")] if home else []
    abroad = [Zone(f"pays:{event.pays}")] if coverage.is_abroad(event) else []
    return facets.zone_codes((*here, *event.territoires, *abroad), site.places)


def _months(site: Site, event: Evenement) -> Iterable[str]:
    """The months that it touches, those of each of its dates: "2023-11"."""
    spans = [held(one.event) for one in when.all_dates(event, site.today)] or [held(event)]
    return dict.fromkeys(month for debut, fin in spans for month in _touched(debut, fin))


def _touched(debut: date | datetime, fin: date | datetime | None) -> Iterator[str]:
    first, last = dates.le_jour(debut), dates.dernier_jour(debut, fin)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12}-{number % 12 + 1:02d}"


def _when(_: Site, __: Sequence[Evenement], counts: Counter[str]) -> Iterator[Option]:
    """The years, latest first, each with its months."""
    for year in sorted({month[:4] for month in counts}, reverse=True):
        yield Option(year, year)
        names = ((m, majuscule(dates.MOIS[int(m[5:]) - 1])) for m in sorted(counts) if m[:4] == year)
        yield from (Option(month, name, year) for month, name in names)


#: The kinds first: people choose by them before all else.
FACETS: tuple[facets.FacetRule[Evenement], ...] = (
    facets.of_field("type", "types_evenement", "Type de rendez-vous", liste="types", used=True),
    facets.of_states("Afficher seulement", SEULEMENT, _states),
    facets.of_states("Format", FORMATS, _formats, liste="formats"),
    facets.of_field("publics", "publics", "Pour qui"),
    facets.of_places(_territories, repliee=True),
    facets.FacetRule("mois", "Année et mois", _months, _when, repliee=True),
)


def makers(site: Site) -> Iterator[Maker]:
    """What makes the agenda, and the pages that go on where there is much of it."""
    yield Maker(URL, EVENTS.section, partial(agenda_page, site))
    for number, (part, events) in enumerate(_further(site), start=2):
        yield Maker(suites(site).address(number), EVENTS.section, partial(suite, site, part, events, number))


COMING, PAST = "a-venir", "passes"


def _further(site: Site) -> Iterator[tuple[str, Sequence[Evenement]]]:
    """What the first page does not hold: what is coming, then what is past."""
    yield from ((COMING, events) for events in rest(site.network.coming))
    yield from ((PAST, events) for events in rest(site.network.past))


def suites(site: Site) -> Suites:
    """The further pages, by the months that they hold."""
    names = [named(events, lambda event: _month(_day(site, event))) for _, events in _further(site)]
    return Suites(URL, "Agenda", EVENTS.section, names)


def suite(site: Site, part: str, events: Sequence[Evenement], number: int) -> Page:
    groups = months(site, events) if part == COMING else years(site, events)
    found = suites(site).page(site, "events/suite.html.j2", number, partie=part, groupes=groups)
    return replace(found, scripts=("agenda",))


def agenda_page(site: Site) -> Page:
    boxes = facets.groups(FACETS, site, site.network.events_latest_first)
    body = render(
        site,
        "events/agenda.html.j2",
        depth(URL),
        a_venir=months(site, first(site.network.coming)),
        passes=years(site, first(site.network.past)),
        suites=suites(site).links,
        total=len(site.records.events),
        genres=boxes[0],
        facettes=boxes[1:],
        flux=page.AGENDA_FEED,
        agenda_entier=line.whole_calendar(site),
        agendas=line.calendar_choices(site),
    )
    return Page(
        url=URL,
        title="Agenda",
        description=site.identity.descriptions.agenda,
        section="agenda",
        body=body,
        flux=(page.AGENDA_FEED,),
        scripts=("agenda-filtre",),
        cases=True,
    )


def months(site: Site, events: Iterable[Evenement]) -> list[tuple[str, list[EventLine]]]:
    """Events by month, in the order given: "Novembre 2026" → its lines."""
    groups = groupby(events, key=lambda event: _day(site, event).replace(day=1))
    return [(_month(first), [_line(site, event) for event in found]) for first, found in groups]


def _day(site: Site, event: Evenement) -> date:
    return dates.le_jour(held(when.next_date(event, site.today))[0])


def _month(day: date) -> str:
    return majuscule(f"{dates.mois(day)} {day.year}")


def years(site: Site, events: Iterable[Evenement]) -> list[tuple[int, list[EventLine]]]:
    """Events by year, in the order given."""
    groups = groupby(events, key=lambda event: _day(site, event).year)
    return [(year, [_line(site, event) for event in found]) for year, found in groups]


def _line(site: Site, event: Evenement) -> EventLine:
    return replace(ligne(site, event), jetons=facets.tokens(facets.terms(FACETS, site, event)))
