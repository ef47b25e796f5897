"""The page « Licences »: what the site ships that others made, each with its licence; made with the site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from generators.pages.frame.page import Maker, Page, depth
from generators.pages.frame.render import render
from generators.pages.frame.shell import ShellKey
from generators.site import Site
from generators.supply import licences_txt, sbom
from generators.supply.component import Component, Supply

ADDRESS = "licences/"
DESCRIPTION = (
    "Les bibliothèques, la police, les gabarits et les données de référence de ce site, et leurs licences."
)
#: How the page groups them: title, what belongs there.
SORTS: Mapping[str, str] = {
    "library": "Bibliothèques et police",
    "framework": "Cadre des pages et de la lettre",
    "data": "Données de référence",
}


def maker(site: Site, supply: Supply) -> Maker:
    return Maker(ADDRESS, "", partial(page, site, supply))


#: The shell that it fills.
SHELL = ShellKey("", depth(ADDRESS))


def page(site: Site, supply: Supply) -> Page:
    body = render(
        site,
        "licences/page.html.j2",
        depth(ADDRESS),
        groupes=[(title, _of(supply, sort)) for sort, title in SORTS.items()],
        textes=licences_txt.FILE,
        inventaire=sbom.FILE,
    )
    return Page(ADDRESS, "Licences", DESCRIPTION, "", body)


def _of(supply: Supply, sort: str) -> list[Component]:
    return [each for each in supply.shipped if each.sort == sort]
