"""The whole site as files: what every room renders, gathered. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generators import letter
from generators.exchange import calendar
from generators.exchange import package as exports
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
from generators.pages.frame.page import Page
from generators.pages.home import page as home_page
from generators.pages.index import search as searching
from generators.pages.letter import page as letters
from generators.pages.library import page as library
from generators.pages.news import page as news
from generators.pages.records import page as records
from generators.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Every page that fills a shell. Of an edition given to few, none says itself to machines."""
    for page in _pages(site):
        yield page.closed() if site.restreint else page


def _pages(site: Site) -> Iterator[Page]:
    yield from directory.pages(site)
    yield from actors.pages(site)
    yield from departements.pages(site)
    yield from gaps.pages(site)
    yield from agenda.pages(site)
    yield from events.pages(site)
    yield from library.pages(site)
    yield from news.pages(site)
    yield from letters.pages(site)
    yield from contact.pages(site)
    if not site.restreint:
        yield from data.pages(site)
    yield from records.pages(site)
    yield from records.retired(site)


def home(site: Site) -> str:
    """The body of the home page, which MkDocs renders from its own Markdown file."""
    return home_page.accueil_body(site)


def files(site: Site, scripts: str) -> Mapping[str, bytes]:
    """Every file that is no page: data, calendars, letters, whose copies find their modules in `scripts`.

    An edition given to few has no export.
    """
    read_by_pages = {
        **directory.files(site),
        **gaps.files(site),
        **records.files(site),
        **library.files(site),
    }
    if site.restreint:
        return read_by_pages
    return {
        **read_by_pages,
        **gaps.exports(site),
        **calendar.files(site),
        **exports.files(site),
        **feeds.files(site),
        **web.copies(letter.files(site), site, scripts),
        **workshop.files(site),
    }


def search(site: Site, found: Iterable[Page], authored: Iterable[Page]) -> Mapping[str, bytes]:
    """The files of the search over everything, the authored pages included.

    Of the pages that draw records, only those that gather them are found, by title: the records have
    entries of their own.
    """
    gathering = (replace(page, body="") for page in found if page.depth == 1)
    return searching.files(site, sorted([*gathering, *authored], key=lambda page: page.url))
