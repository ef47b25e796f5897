"""The whole site as values: what every room renders, gathered. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generators.exchange import calendar
from generators.network.network import Network
from generators.pages import (
    accueil,
    acteurs,
    actualites,
    agenda,
    annuaire,
    departements,
    evenements,
    newsletter,
    ressources,
)
from generators.pages.page import Page
from generators.pages.render import Renderer
from generators.project import Project
from generators.records.outlines import Outlines, load_outlines
from generators.records.places import load_places
from generators.records.problems import Problem
from generators.records.validate import check


@dataclass(frozen=True)
class Website:
    """A checked network and what draws it."""

    network: Network
    outlines: Outlines
    renderer: Renderer
    base_url: str

    @cached_property
    def home(self) -> str:
        """The body of the home page, which MkDocs renders from its own Markdown file."""
        return accueil.accueil_body(self.network, self.renderer, self.outlines)

    def pages(self) -> Iterator[Page]:
        """Every page that fills a shell."""
        yield from annuaire.pages(self.network, self.renderer, self.outlines)
        yield from acteurs.pages(self.network, self.renderer, self.outlines)
        yield from departements.pages(self.network, self.renderer, self.outlines)
        yield from agenda.pages(self.network, self.renderer)
        yield from evenements.pages(self.network, self.renderer)
        yield from ressources.pages(self.network, self.renderer)
        yield from actualites.pages(self.network, self.renderer)
        yield from newsletter.pages(self.network, self.renderer)

    def files(self) -> Mapping[str, bytes]:
        """Every file that is no page: data, calendars, letters."""
        return {
            **annuaire.files(self.network, self.outlines),
            **calendar.files(self.network, self.base_url),
        }


def open_website(
    project: Project, today: date, base_url: str
) -> tuple[Website | None, tuple[Problem, ...]]:
    """Read and check everything; the site is None when the data has an error."""
    records, problems = check(project.data, project.newsletter, project.reference, today)
    if records is None:
        return None, problems
    network = Network(records, load_places(project.reference), today)
    outlines = load_outlines(project.reference / "departements.topojson")
    return Website(network, outlines, Renderer(project.templates, network), base_url), problems
