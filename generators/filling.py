"""Every file of the site laid in its folder, once the theme has rendered its frame: shells and whole pages.

A page is rendered, filled, encoded, written and forgotten, by as many processes as one likes; what is kept of
it is its head, for the map of the site. Nothing here knows MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from generators import editions, mark, website
from generators.disk.laid import Laid
from generators.editions import Edition
from generators.jobs import spread
from generators.pages.frame import share, shell
from generators.pages.frame.page import Maker, Page
from generators.pages.frame.shell import ShellKey
from generators.site import Site

Files = Mapping[str, bytes]
#: So many pages are rendered together by one process.
SOME: Final = 20
#: The home page as the map of the site names it.
HOME: Final = Page(url="", title="", description="", section="", body="")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the theme rendered: a shell for each section and depth; the pages that it made itself, by path.

    `home` is the home page, in the place of whose body there is a mark; "" where the network writes its own.
    `makers` make every page that fills a shell; those that gather (`website.gathers`) are rendered already:
    `gathering`. `authored` are the pages that people write, as the search reads them.
    """

    shells: Mapping[ShellKey, str]
    home: str
    rendered: Mapping[str, str]
    makers: Sequence[Maker]
    gathering: Sequence[Page]
    authored: Sequence[Page]


def lay(site: Site, frame: Frame, data: Files, others: Files, laid: Laid, jobs: int) -> None:
    """Lay every page and file. `data` are those of an edition, by their path in it; `others` of none."""
    data = {**data, **website.search(site, frame.gathering, frame.authored)}
    edition = editions.of(data)
    made = _pages(site, frame, edition, laid, jobs)
    rest = {
        **editions.named(data, edition),
        **{path: rendered(html, edition) for path, html in frame.rendered.items()},
        **({HOME.path: home(site, frame, edition)} if frame.home else {}),
        **others,
        **mark.files(site.identity),
        **(shell.UNKNOWN if site.restreint else _for_all(site, (*made, *frame.authored, HOME), data)),
        editions.MANIFEST: editions.manifest(str(edition)),
    }
    for path, content in rest.items():
        laid.put(path, content)


def rendered(html: str, edition: Edition) -> bytes:
    """A page that the theme made itself, once its edition is known."""
    return html.replace(editions.MARK, str(edition)).encode()


def home(site: Site, frame: Frame, edition: Edition) -> bytes:
    """The home page, whose frame the theme rendered."""
    before, _, after = frame.home.partition(shell.BODY)
    return rendered(before + website.home(site) + after, edition)


def _pages(site: Site, frame: Frame, edition: Edition, laid: Laid, jobs: int) -> list[Page]:
    """The pages that fill a shell, each laid; their heads."""

    def head(page: Page) -> Page:
        if page.path not in frame.rendered:
            html = shell.fill(frame.shells[shell.key_of(page)], page, site.identity, edition)
            laid.put(page.path, html.encode())
        return replace(page, body="", jsonld=None)

    def some(makers: Sequence[Maker]) -> list[Page]:
        return [head(make()) for make in makers]

    makers = [make for make in frame.makers if not website.gathers(make)]
    tasks = [partial(some, makers[start : start + SOME]) for start in range(0, len(makers), SOME)]
    made = [page for pages in spread(tasks, jobs) for page in pages]
    laid.among(page.path for page in made if page.path not in frame.rendered)
    return [*map(head, frame.gathering), *made]


def _for_all(site: Site, pages: Iterable[Page], data: Files) -> Files:
    """What only a site open to all has: the map of its pages, the pictures of links."""
    return {**shell.sitemap(pages, site.address), **share.files(site, data[share.POLICE])}
