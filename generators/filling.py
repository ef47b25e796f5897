"""Every file of the site laid in its folder, by as many processes as one likes; nothing here knows MkDocs.

What is made is written where it stands and forgotten; what is kept of a page is its head, for the map of the
site. It takes two turns, since a page says the names of the files that it reads, which say what these hold:
first the frame that the theme renders and all that is of an edition, then pages and all else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeVar

from generators import assets, editions, icons, mark, naming, pocket, website
from generators.disk.laid import Laid
from generators.disk.scratch import scratch
from generators.editions import Edition
from generators.exchange import package
from generators.exchange.package import Fichier, Mesure, mesure
from generators.exchange.rules import FOLDER as EXPORTS
from generators.jobs import beside, spread
from generators.pages.data.page import data_page
from generators.pages.frame import share, shell
from generators.pages.frame.page import Maker, Page
from generators.pages.frame.shell import ShellKey
from generators.pages.licences import page as licences
from generators.project import Project
from generators.records.kinds import FICHES
from generators.site import Site
from generators.supply import files as supplied
from generators.supply.read import supply
from generators.trace.kept import Entry, Kept, bare
from generators.trace.trace import Trace
from generators.website import Bundle

Files = Mapping[str, bytes]
T = TypeVar("T")
#: So many pages are rendered together by one process.
SOME: Final = 20
#: The home page as the map of the site names it.
HOME: Final = Page(url="", title="", description="", section="", body="")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the theme rendered: a shell for each section and depth; the pages that it made itself, by path.

    `home` is the home page, in the place of whose body there is a mark; "" where the network writes its own.
    `authored` are the pages that people write, as the search reads them; `copied` the theme's own files.
    """

    shells: Mapping[ShellKey, str]
    home: str
    rendered: Mapping[str, str]
    authored: Sequence[Page]
    copied: Files = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What a task laid and what others must know of it: pages that are not laid yet, or heads of those that
    are; what is kept of pages, by address (None: what was kept); the measure of an export by its path under
    /donnees/."""

    paths: Sequence[str] = ()
    pages: Sequence[Page] = ()
    entries: Mapping[str, Entry | None] = field(default_factory=dict)
    measured: Mapping[str, Mesure] = field(default_factory=dict)


Task = Callable[[], Made]


def shells(site: Site) -> set[ShellKey]:
    """The shells that the pages of a site fill."""
    return shells_of(website.makers(site))


def shells_of(makers: Iterable[Maker]) -> set[ShellKey]:
    """Those that these fill, and what the site says of its own making."""
    return {*map(shell.key_of, makers), licences.SHELL}


def rendered(html: str, edition: Edition) -> bytes:
    """A page that the theme made itself, once its edition is known."""
    return edition.told(html).encode()


def home(site: Site, frame: Frame, edition: Edition) -> bytes:
    """The home page, whose frame the theme rendered."""
    before, _, after = frame.home.partition(shell.BODY)
    return rendered(before + website.home(site) + after, edition)


def lay(project: Project, site: Site, frame: Callable[[Set[ShellKey]], Frame], laid: Laid, jobs: int) -> None:
    """Lay every page and file. `frame` gives what the theme renders, with the shells that it is asked for:
    the process that we are asks it."""
    trace = Trace(site) if site.cache else None
    ours = trace.site if trace else site
    work = Work(project, ours, laid, tuple(website.makers(ours)), trace)
    with scratch():  # what our other processes work in stands in it, and goes with it
        theme, early = beside(partial(frame, shells_of(work.makers)), [*work.first()], jobs)
    laid.among(path for one in early for path in one.paths)
    gathering = [page for one in early for page in one.pages]
    if measured := {path: found for one in early for path, found in one.measured.items()}:
        gathering.append(data_page(site, measured))
        work.put(package.about(site, measured))
    work.put(website.search(ours, gathering, theme.authored), naming.draft)
    edition = naming.named(laid, ["fiches"] if any(map(site.records.of, FICHES)) else [])
    kept = Kept.of(trace, laid.before, edition) if trace and laid.before else None
    late = spread([*work.second(theme, edition, gathering, kept)], jobs)
    work.end(theme, edition, late)
    if kept:
        kept.keep({url: entry for one in late for url, entry in one.entries.items()})


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be laid, and where; what makes its pages is thought of once."""

    project: Project
    site: Site
    laid: Laid
    makers: Sequence[Maker]
    trace: Trace | None = None

    def put(self, files: Files, as_laid: Callable[[str, bytes], bytes] = lambda _, content: content) -> Made:
        for path, content in files.items():
            self.laid.put(path, as_laid(path, content))
        return Made([*files])

    def first(self) -> Iterator[Task]:
        """What must be there before the edition is named; and the exports, of which the site tells."""
        yield self._code
        yield from (partial(self._drafted, bundle) for bundle in website.of_edition(self.site))
        yield self._supplied
        for maker in self.makers:
            if website.gathers(maker) and maker.url != EXPORTS:
                yield partial(self._made, maker)
        if not self.site.restreint:
            yield from (partial(self._exported, file) for file in package.fichiers(self.site))

    def _made(self, maker: Maker) -> Made:
        """A page that the search must know; it is laid once the edition is named."""
        return Made(pages=[self._once(maker.make)])

    def _code(self) -> Made:
        sheets = assets.sheets(self.site.records.vocabulary, self.site.identity)
        return self.put(assets.files(self.project, sheets), naming.draft)

    def _drafted(self, bundle: Bundle) -> Made:
        return self.put(self._once(bundle.make), naming.draft)

    def _once(self, make: Callable[[], T]) -> T:
        """What it makes, from what is kept where nothing of what it reads has changed."""
        return self.trace.remembered(make) if self.trace else make()

    def _supplied(self) -> Made:
        """What the site says of its own making."""
        found = supply(self.project)
        page = website.shown(licences.maker(self.site, found), self.site)()
        return replace(self.put(supplied.files(self.site, found)), pages=[page])

    def _exported(self, file: Fichier) -> Made:
        content = self._once(file.contenu)
        made = self.put({EXPORTS + file.chemin: content})
        return replace(made, measured={file.chemin: mesure(content)})

    def second(
        self, frame: Frame, edition: Edition, gathering: Sequence[Page], kept: Kept | None
    ) -> Iterator[Task]:
        """What says the names of the edition, and what is of none."""
        for bundle in website.of_none(self.site, edition.path(shell.SCRIPTS)):
            yield partial(self._published, bundle, edition)
        if frame.home:
            yield lambda: self.put({HOME.path: home(self.site, frame, edition)})
        if not self.site.restreint:
            shared = partial(share.files, self.site, self.laid[share.POLICE])
            yield lambda: self.put(self._once(shared))
        makers = [Maker(page.url, page.section, partial(_same, page)) for page in gathering]
        makers += [maker for maker in self.makers if not website.gathers(maker)]
        for start in range(0, len(makers), SOME):
            yield partial(self._filled, frame, edition, kept, makers[start : start + SOME])

    def _published(self, bundle: Bundle, edition: Edition) -> Made:
        return self.put(editions.named(self._once(bundle.make), edition))

    def _filled(self, frame: Frame, edition: Edition, kept: Kept | None, makers: Iterable[Maker]) -> Made:
        paths, heads, entries = list[str](), list[Page](), dict[str, Entry | None]()
        for maker in makers:
            path = f"{maker.url}index.html"
            if path in frame.rendered:
                heads.append(bare(maker()))
                continue
            shell_of_it = frame.shells[shell.key_of(maker)]
            fill = partial(self._fill, shell_of_it)
            if kept:
                head, content, entries[maker.url] = kept.page(maker, shell_of_it, fill)
            else:
                page = maker()
                head, content = bare(page), fill(page, edition)
            self.laid.put(path, content)
            paths.append(path)
            heads.append(head)
        return Made(paths, heads, entries)

    def _fill(self, shell_of_it: str, page: Page, edition: Edition) -> bytes:
        return shell.fill(shell_of_it, page, self.site.identity, edition).encode()

    def end(self, frame: Frame, edition: Edition, made: Sequence[Made]) -> None:
        """What is known once all pages are."""
        self.laid.among(path for one in made for path in one.paths)
        heads = [page for one in made for page in one.pages]
        self.put({path: rendered(html, edition) for path, html in frame.rendered.items()})
        self.put(mark.files(self.site.identity) | icons.files(self.site.identity))
        pages = (*heads, *frame.authored, HOME)
        self.put(
            shell.unknown(self.site.address)
            if self.site.restreint
            else shell.sitemap(pages, self.site.address, trial=self.site.identity.demonstration)
        )
        # Made from nothing, a site cannot tell what was taken back before.
        self.put({editions.MANIFEST: editions.manifest(str(edition), taken_back=f"{self.site.today}")})
        self.put({path: content for path, content in frame.copied.items() if path not in self.laid})
        if not self.site.restreint:
            self.put(assets.worker(self.project))
            self.put(pocket.files(self.site, self.laid, edition))


def _same(page: Page) -> Page:
    return page
