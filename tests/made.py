"""What makers make, all together: for a network that memory holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generators import website
from generators.exchange import package
from generators.exchange.rules import FOLDER
from generators.pages.frame.page import Page
from generators.site import Site


def made(makers: Iterable[tuple[tuple[str, ...], Callable[[], Mapping[str, bytes]]]]) -> dict[str, bytes]:
    """From the paths and the maker of each of them."""
    return {path: content for _, make in makers for path, content in make().items()}


def pages(site: Site) -> Iterator[Page]:
    """Every page that fills a shell."""
    return (make() for make in website.makers(site))


def files(site: Site, scripts: str = "") -> dict[str, bytes]:
    """Every file that is no page, by its path on the site."""
    return made((bundle.paths, bundle.make) for bundle in website.bundles(site, scripts))


def exports(site: Site) -> dict[str, bytes]:
    """Every open file and their descriptor, by their paths on the site."""
    found = {FOLDER + file.chemin: file.contenu() for file in package.fichiers(site)}
    return {**found, **package.about(site, package.mesures(site))}
