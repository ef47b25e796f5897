"""The whole site as files: what every room renders, gathered. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain, starmap

from generators import letter
from generators.editions import FOLDER
from generators.exchange import calendar, package, quality
from generators.exchange.package import Fichier
from generators.exchange.rules import FOLDER as DONNEES
from generators.forms import cms, guards
from generators.forms.repository import depot_of
from generators.letter import web, workshop
from generators.network import addresses
from generators.pages.actors import address_book, contact
from generators.pages.actors import page as actors
from generators.pages.data import page as data
from generators.pages.departements import gaps, gaps_files
from generators.pages.departements import page as departements
from generators.pages.directory import page as directory
from generators.pages.events import agenda
from generators.pages.events import page as events
from generators.pages.feeds import page as feeds
from generators.pages.frame.page import Maker, Page, depth
from generators.pages.home import page as home_page
from generators.pages.index import search as searching
from generators.pages.letter import page as letters
from generators.pages.library import page as library
from generators.pages.news import page as news
from generators.pages.records import page as records
from generators.records.kinds import ACTORS, EVENTS
from generators.site import Site

Files = Mapping[str, bytes]


def makers(site: Site, begins: str = "") -> Iterator[Maker]:
    """What makes each page that fills a shell: any of them, in any order.

    `begins` leaves out the rooms that have no page whose address begins so ("agenda/").
    """
    found = (make(site) for address, make in _rooms(site) if not begins or begins.startswith(address))
    return (shown(maker, site) for maker in chain.from_iterable(found))


def _rooms(site: Site) -> Iterator[tuple[str, Callable[[Site], Iterable[Maker]]]]:
    """The beginning of the addresses of a room's pages, and what makes them."""
    yield directory.URL, directory.makers
    yield departements.URL, departements.makers
    yield gaps_files.URL, gaps.makers
    yield ACTORS.address, actors.makers
    yield agenda.URL, agenda.makers
    yield EVENTS.address, events.makers
    yield library.URL, library.makers
    yield news.URL, news.makers
    yield letters.URL, letters.makers
    yield addresses.SELECTION, contact.makers
    if not site.restreint:
        yield DONNEES, data.makers
    yield "", records.makers


def shown(maker: Maker, site: Site) -> Maker:
    """Of an edition given to few, no page says itself to machines."""
    return replace(maker, make=partial(_closed, maker.make)) if site.restreint else maker


def _closed(make: Callable[[], Page]) -> Page:
    return make().closed()


def gathers(page: Page | Maker) -> bool:
    """Whether a page stands at the head of its rubric: the search finds it by its title."""
    return depth(page.url) == 1


def home(site: Site) -> str:
    """The body of the home page, which MkDocs renders from its own Markdown file."""
    return home_page.accueil_body(site)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that are made together: all of a build, or those of which one is asked for.

    `paths` are theirs, or patterns ("agenda/*.ics", a star stands for folders too) that no file of another
    bundle fits.
    """

    paths: tuple[str, ...]
    make: Callable[[], Files]

    def may_have(self, path: str) -> bool:
        return path in self.paths or any(fnmatchcase(path, one) for one in self.paths if "*" in one)


def bundles(site: Site, scripts: str) -> Iterator[Bundle]:
    """What makes every file that is no page, but for what the search reads.

    The letters' copies find their modules in `scripts`. An edition given to few has no export, no letter and
    no form.
    """
    yield from of_edition(site)
    yield from of_none(site, scripts)
    if not site.restreint:
        for file in package.fichiers(site):
            yield Bundle((DONNEES + file.chemin,), partial(_exported, file))
        about = (DONNEES + package.DESCRIPTEUR, "version.json")
        yield Bundle(about, lambda: package.about(site, package.mesures(site)))


def of_edition(site: Site) -> Iterator[Bundle]:
    """Those by whose content an edition is named, the longest to make first."""
    for path, make in guards.file_makers(site.records, site.places):
        yield Bundle((path,), make)
    if not site.restreint:
        yield from starmap(Bundle, workshop.file_makers(site))
        yield Bundle((cms.PATH,), partial(_forms, site))
    yield from starmap(Bundle, directory.file_makers(site))
    yield Bundle((f"{FOLDER}couverture/*",), partial(gaps_files.files, site))
    yield Bundle((f"{FOLDER}ressources/*",), partial(library.files, site))


def of_none(site: Site, scripts: str) -> Iterator[Bundle]:
    """The other ones, the exports left out; and the records, whose names follow the scripts."""
    if not site.restreint:
        yield Bundle(("agenda/*.ics",), partial(calendar.files, site))
        yield from starmap(Bundle, feeds.file_makers(site))
        yield Bundle(("newsletter/*.*",), partial(_letters, site, scripts))
        yield Bundle(("couverture/*.csv", "couverture/*.xlsx"), partial(gaps_files.exports, site))
        yield from starmap(Bundle, address_book.file_makers(site))
    yield from starmap(Bundle, records.file_makers(site))


def _exported(file: Fichier) -> Files:
    return {DONNEES + file.chemin: file.contenu()}


def _forms(site: Site) -> Files:
    """What /admin/ reads."""
    depot, bareme = depot_of(site.identity.atelier), quality.bareme(site.records.vocabulary)
    return cms.files(site.records, site.places, depot, site.address, bareme)


def _letters(site: Site, scripts: str) -> Files:
    return web.copies(letter.files(site), site, scripts)


def search(site: Site, found: Iterable[Page], authored: Iterable[Page]) -> Mapping[str, bytes]:
    """The files of the search over everything, the authored pages included.

    Of the pages that draw records, only those that gather them are found, by title: the records have
    entries of their own.
    """
    gathering = (replace(page, body="") for page in found if gathers(page))
    return searching.files(site, sorted([*gathering, *authored], key=lambda page: page.url))
