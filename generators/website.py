"""The whole site as values: what every room renders, gathered. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generators import letter
from generators.exchange import calendar
from generators.exchange import donnees as exports
from generators.exchange.donnees import Fichier
from generators.exchange.edition import Edition, version
from generators.letter import Fonds, Reglages
from generators.network import nouveautes
from generators.network.network import Network
from generators.pages import (
    accueil,
    acteurs,
    actualites,
    agenda,
    annuaire,
    couverture,
    departements,
    donnees,
    evenements,
    fiches,
    flux_fichiers,
    newsletter,
    recherche,
    ressources,
    selection,
)
from generators.pages.page import Page
from generators.pages.render import Renderer
from generators.project import Project, commit_of, history_of
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
    fonds: Fonds
    reglages: Reglages
    commit: str | None = None

    @cached_property
    def home(self) -> str:
        """The body of the home page, which MkDocs renders from its own Markdown file."""
        return accueil.accueil_body(self.network, self.renderer, self.outlines)

    def pages(self) -> Iterator[Page]:
        """Every page that fills a shell."""
        yield from annuaire.pages(self.network, self.renderer)
        yield from acteurs.pages(self.network, self.renderer, self.outlines)
        yield from departements.pages(self.network, self.renderer, self.outlines)
        yield from couverture.pages(self.network, self.renderer, self.outlines)
        yield from agenda.pages(self.network, self.renderer)
        yield from evenements.pages(self.network, self.renderer)
        yield from ressources.pages(self.network, self.renderer)
        yield from actualites.pages(self.network, self.renderer)
        yield from newsletter.pages(self.network, self.fonds, self.reglages)
        yield from selection.pages(self.network, self.renderer)
        yield from donnees.pages(self.edition, self.renderer, self.exports)

    def files(self) -> Mapping[str, bytes]:
        """Every file that is no page: data, calendars, letters."""
        return {
            **annuaire.files(self.network, self.renderer, self.outlines),
            **couverture.files(self.network),
            **fiches.files(self.network, self.renderer),
            **ressources.files(self.network),
            **calendar.files(self.network, self.reglages.base),
            **exports.files(self.edition, self.exports),
            "version.json": version(self.edition),
            **flux_fichiers.files(self.network, self.renderer, self.fonds, self.reglages),
            **self.letters,
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

    @cached_property
    def letters(self) -> Mapping[str, bytes]:
        """The published issues as e-mails, with the pictures that they show."""
        images = {f"newsletter/images/{name}": content for name, content in self.fonds.images.items()}
        return images | {
            f"newsletter/{issue.id}/{name}": content
            for issue in self.network.issues_latest_first
            for name, content in letter.outputs(issue, self.fonds, self.reglages).items()
        }

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What only shows once the letters are drawn: their weight, their links."""
        return tuple(
            problem
            for issue in self.network.issues_latest_first
            for problem in letter.problems(issue, self.fonds, self.reglages)
        )


def open_website(
    project: Project, today: date, site_url: str, *, abrege: bool = False, clock: date | None = None
) -> tuple[Website | None, tuple[Problem, ...]]:
    """Read and check everything; the site is None when the data, or a letter drawn from it, has an error."""
    records, problems = check(project.data, project.newsletter, project.reference, today, clock)
    if records is None:
        return None, problems
    places = load_places(project.reference)
    network = Network(records, places, today, nouveautes.traces(history_of(project)))
    fonds = Fonds(records, places, project.letter_templates(), project.letter_images())
    renderer = Renderer(project.templates, network, site_url)
    outlines = load_outlines(project.reference / "departements.topojson")
    reglages = Reglages(site_url, abrege=abrege)
    website = Website(network, outlines, renderer, fonds, reglages, commit_of(project))
    found = tuple(sorted({*problems, *website.problems}))
    return (None if any(p.severity == "error" for p in found) else website), found
