"""The whole site as files: what every room renders, gathered. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain

from generators import letter
from generators.exchange import calendar
from generators.exchange import package as exports
from generators.jobs import spread
from generators.letter import web, workshop
from generators.pages.actors import contact
from generators.pages.actors import page as actors
from generators.pages.data import page as data
from generators.pages.departements import gaps
from generators.pages.departements import page as departements
from generators.pages.directory import page as directory
from generators.pages.events import agenda
from generators.pages.events import page as events
from generators.pages.feeds import page as feeds
from generators.pages.frame.page import Page, depth
from generators.pages.home import page as home_page
from generators.pages.index import search as searching
from generators.pages.letter import page as letters
from generators.pages.library import page as library
from generators.pages.news import page as news
from generators.pages.records import page as records
from generators.records.kinds import KINDS
from generators.site import Site

#: What makes one page, or some files: a process renders it, writes it, and forgets it.
Maker = Callable[[], Page]
Files = Mapping[str, bytes]


def pages(site: Site) -> Iterator[Page]:
    """Every page that fills a shell."""
    yield from gathering(site)
    yield from (make() for make in makers(site))


def gathering(site: Site) -> Iterator[Page]:
    """The pages that gather: lists, maps, the letters, what there is one of."""
    found = chain(
        directory.pages(site),
        [departements.index(site)],
        gaps.pages(site),
        agenda.pages(site),
        library.gathering(site),
        news.pages(site),
        letters.pages(site),
        contact.pages(site),
        () if site.restreint else data.pages(site),
        records.listings(site),
    )
    yield from (_shown(page, site) for page in found)


def makers(site: Site) -> Iterator[Maker]:
    """What makes each page of a record, of a territory, of what is no more: any of them, in any order."""
    found: Iterator[Maker] = chain(
        departements.makers(site),
        actors.makers(site),
        events.makers(site),
        library.makers(site),
        records.makers(site),
        (partial(_same, page) for page in records.retired(site)),
    )
    return (partial(_made, make, site) for make in found)


def _same(page: Page) -> Page:
    return page


def _made(make: Maker, site: Site) -> Page:
    return _shown(make(), site)


def _shown(page: Page, site: Site) -> Page:
    """Of an edition given to few, no page says itself to machines."""
    return page.closed() if site.restreint else page


def places(site: Site) -> Iterator[tuple[str, int]]:
    """The section and the depth of the pages that `makers` make."""
    yield "annuaire", depth(departements.URL) + 1
    for kind in KINDS.values():
        if not kind.anchored:
            yield kind.section, depth(kind.address) + 1


def home(site: Site) -> str:
    """The body of the home page, which MkDocs renders from its own Markdown file."""
    return home_page.accueil_body(site)


def files(site: Site, scripts: str, jobs: int = 1) -> Files:
    """Every file that is no page: data, calendars, letters, whose copies find their modules in `scripts`.

    An edition given to few has no export.
    """
    made = spread([*_files(site, scripts)], jobs)
    return {path: content for some in made for path, content in some.items()}


def _files(site: Site, scripts: str) -> Iterator[Callable[[], Files]]:
    """What makes them, some at a time."""
    yield partial(directory.files, site)
    yield partial(gaps.files, site)
    yield from records.file_makers(site)
    yield partial(library.files, site)
    if not site.restreint:
        yield partial(gaps.exports, site)
        yield partial(calendar.files, site)
        yield partial(exports.files, site)
        yield partial(feeds.files, site)
        yield partial(_letters, site, scripts)
        yield partial(workshop.files, site)


def _letters(site: Site, scripts: str) -> Files:
    return web.copies(letter.files(site), site, scripts)


def search(site: Site, found: Iterable[Page], authored: Iterable[Page]) -> Mapping[str, bytes]:
    """The files of the search over everything, the authored pages included.

    Of the pages that draw records, only those that gather them are found, by title: the records have
    entries of their own.
    """
    gathering = (replace(page, body="") for page in found if page.depth == 1)
    return searching.files(site, sorted([*gathering, *authored], key=lambda page: page.url))
