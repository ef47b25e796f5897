"""The whole site as values: what every room renders, gathered. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generators.courrier import Courrier, open_courrier
from generators.exchange import calendar
from generators.exchange import package as exports
from generators.exchange.edition import Edition, version
from generators.exchange.package import Fichier
from generators.land.outlines import Outlines, load_outlines
from generators.letter import Fonds, Reglages
from generators.network import whats_new
from generators.network.network import Network
from generators.pages.actors import page as acteurs
from generators.pages.actors import shortlist
from generators.pages.data import page as donnees
from generators.pages.departements import gaps
from generators.pages.departements import page as departements
from generators.pages.directory import page as annuaire
from generators.pages.events import agenda
from generators.pages.events import page as evenements
from generators.pages.feeds import page as flux_fichiers
from generators.pages.frame import gone
from generators.pages.frame.page import Page
from generators.pages.frame.render import Renderer
from generators.pages.home import page as accueil
from generators.pages.letter import page as newsletter
from generators.pages.library import page as ressources
from generators.pages.news import page as actualites
from generators.pages.records import files as fiches
from generators.pages.search import page as recherche
from generators.project import Project, commit_of, history_of
from generators.records.problems import Problem


@dataclass(frozen=True)
class Website:
    """A checked network and what draws it."""

    courrier: Courrier
    outlines: Outlines
    renderer: Renderer
    commit: str | None = None

    @property
    def network(self) -> Network:
        return self.courrier.network

    @property
    def fonds(self) -> Fonds:
        return self.courrier.fonds

    @property
    def reglages(self) -> Reglages:
        return self.courrier.reglages

    @cached_property
    def home(self) -> str:
        """The body of the home page, which MkDocs renders from its own Markdown file."""
        return accueil.accueil_body(self.network, self.renderer, self.outlines)

    def pages(self) -> Iterator[Page]:
        """Every page that fills a shell."""
        yield from annuaire.pages(self.network, self.renderer)
        yield from acteurs.pages(self.network, self.renderer, self.outlines)
        yield from departements.pages(self.network, self.renderer, self.outlines)
        yield from gaps.pages(self.network, self.renderer, self.outlines)
        yield from agenda.pages(self.network, self.renderer)
        yield from evenements.pages(self.network, self.renderer)
        yield from ressources.pages(self.network, self.renderer)
        yield from actualites.pages(self.network, self.renderer)
        yield from newsletter.pages(self.network, self.fonds, self.reglages)
        yield from shortlist.pages(self.network, self.renderer)
        yield from donnees.pages(self.edition, self.renderer, self.exports)
        yield from gone.pages(self.network, self.renderer)

    def files(self) -> Mapping[str, bytes]:
        """Every file that is no page: data, calendars, letters."""
        return {
            **annuaire.files(self.network, self.renderer, self.outlines),
            **gaps.files(self.network),
            **fiches.files(self.network, self.renderer),
            **ressources.files(self.network),
            **calendar.files(self.network, self.reglages.base),
            **exports.files(self.edition, self.exports),
            "version.json": version(self.edition),
            **flux_fichiers.files(self.network, self.renderer, self.fonds, self.reglages),
            **self.courrier.letters,
        }

    def search(self, pages: Iterable[Page], authored: Iterable[Page]) -> Mapping[str, bytes]:
        """The files of the search over everything, the authored pages included.

        Of the pages that draw records, only those that gather them are found, by title: the records have
        entries of their own.
        """
        gathering = (replace(page, body="") for page in pages if page.depth == 1)
        return recherche.files(self.network, sorted([*gathering, *authored], key=lambda page: page.url))

    @cached_property
    def edition(self) -> Edition:
        return Edition(self.network, self.reglages.base, self.commit)

    @cached_property
    def exports(self) -> tuple[Fichier, ...]:
        """The open data, which the page « Données » describes too."""
        return exports.fichiers(self.edition)


def open_website(
    project: Project, today: date, site_url: str, *, clock: date | None = None
) -> tuple[Website | None, tuple[Problem, ...]]:
    """Read and check everything; the site is None when the data, or a letter drawn from it, has an error."""
    courrier, problems = open_courrier(project, today, site_url, clock=clock)
    if courrier is None:
        return None, problems
    network = replace(courrier.network, traces=whats_new.traces(history_of(project)))
    renderer = Renderer(project.templates, network, site_url)
    outlines = load_outlines(project.reference / "departements.topojson")
    return Website(replace(courrier, network=network), outlines, renderer, commit_of(project)), problems
