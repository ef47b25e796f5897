"""The letters as values, apart from the site: what their commands need, without all that draws pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generators import letter
from generators.land.places import load_places
from generators.letter import Fonds, Reglages
from generators.network.network import Network
from generators.project import Project
from generators.records.problems import Problem
from generators.records.validate import check


@dataclass(frozen=True)
class Courrier:
    """A checked network, and what its letters are made of."""

    network: Network
    fonds: Fonds
    reglages: Reglages

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
        """What only shows once the published letters are drawn: their weight, their links."""
        return tuple(
            problem
            for issue in self.network.issues_latest_first
            for problem in letter.problems(issue, self.fonds, self.reglages)
        )


Opened = tuple[Courrier | None, tuple[Problem, ...]]


def read_courrier(
    project: Project, today: date, site_url: str, *, abrege: bool = False, clock: date | None = None
) -> Opened:
    """Read and check the data; None when it has an error. The letters are not drawn yet."""
    records, problems = check(project.data, project.newsletter, project.reference, today, clock)
    if records is None:
        return None, problems
    places = load_places(project.reference)
    fonds = Fonds(records, places, project.letter_templates(), project.letter_images())
    network = Network(records, places, today)
    return Courrier(network, fonds, Reglages(site_url, abrege=abrege)), problems


def open_courrier(
    project: Project, today: date, site_url: str, *, abrege: bool = False, clock: date | None = None
) -> Opened:
    """The same, and None also when a published letter has an error."""
    courrier, problems = read_courrier(project, today, site_url, abrege=abrege, clock=clock)
    if courrier is None:
        return None, problems
    found = tuple(sorted({*problems, *courrier.problems}))
    return (None if any(p.severity == "error" for p in found) else courrier), found
