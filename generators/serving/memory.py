"""A site in memory: each page and file is made when it is asked for, and is what a build would publish.

Only its editions have other names. A build names a family by all that it holds (`generators.editions`): to
know one name all its files must be made. Here the names never change (`editions.fixed`), whatever the files
say, and the browser asks each time. And nothing is offered to be kept offline (`generators.pocket`): a
site that is being written would be read for the one that is published.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final

from generators import editions, filling, icons, mark, website
from generators.editions import FOLDER, Edition
from generators.filling import HOME, Frame
from generators.pages.frame import share, shell
from generators.pages.frame.page import Maker, Page
from generators.pages.licences import page as licences
from generators.site import Site
from generators.supply import files as supplied
from generators.supply.component import Supply
from generators.website import Bundle

Files = Mapping[str, bytes]
#: So many bytes of what was made are kept, to be given again.
ROOM: Final = 64 * 1024 * 1024
SEARCH: Final = f"{FOLDER}recherche/"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a site is set in, and its records do not change: the theme's frame and files, our
    scripts and sheets, what they stand on, and the names of the families."""

    frame: Frame
    code: Files
    supply: Supply
    edition: Edition
    again: Callable[[Site], Frame]


class Memory:
    """One site; `name` tells it from the one before."""

    def __init__(self, name: str, site: Site, setting: Setting) -> None:
        self.name, self.site, self._setting = name, site, setting
        self._making = threading.RLock()
        self._kept: OrderedDict[str, Files] = OrderedDict()
        self._rooms: dict[str, Mapping[str, Maker]] = {}

    def file(self, path: str) -> bytes | None:
        """A file by its path, None where the site has none. One at a time is made."""
        with self._making:
            for key, some in self._kept.items():
                if path in some:
                    self._kept.move_to_end(key)
                    return some[path]
            for key, some in self._made(path):
                self._keep(key, some)
                if path in some:
                    return some[path]
            return self._setting.frame.copied.get(path)

    def _keep(self, key: str, files: Files) -> None:
        """The latest made are kept, and those before as long as there is room."""
        self._kept[key] = files
        while len(self._kept) > 1 and self._weight() > ROOM:
            self._kept.popitem(last=False)

    def _weight(self) -> int:
        return sum(len(content) for some in self._kept.values() for content in some.values())

    def _made(self, path: str) -> Iterator[tuple[str, Files]]:
        """What is made to have a file, until it is there: all files of a bundle, or it alone.

        What a page is shown with comes first: to know the bundles takes as long as to make a page.
        """
        frame, edition = self._setting.frame, self._setting.edition
        if path in self._code:
            yield path, {path: self._code[path]}
        if maker := self._maker(path):
            yield path, {path: self._filled(maker())}
        if path in frame.rendered:
            yield path, {path: filling.rendered(frame.rendered[path], edition)}
        if frame.home and path == HOME.path:
            yield path, {path: filling.home(self.site, frame, edition)}
        if path in self._others:
            yield path, {path: self._others[path]}
        logical = editions.path_before(path, edition)
        for number, bundle in enumerate(self._bundles):
            if bundle.may_have(logical):
                yield f"bundle {number}", editions.named(bundle.make(), edition)

    def _filled(self, page: Page) -> bytes:
        """A page in its shell; a list that grew has its first page as deep as none was before."""
        key = shell.key_of(page)
        if key not in self._setting.frame.shells:
            self._setting = replace(self._setting, frame=self._setting.again(self.site))
        frame = self._setting.frame.shells[key]
        return shell.fill(frame, page, self.site.identity, self._setting.edition).encode()

    def _maker(self, path: str) -> Maker | None:
        """What makes a page, sought in the rooms that may have its address."""
        begins = f"{path.partition('/')[0]}/"
        if begins not in self._rooms:
            found = (*website.makers(self.site, begins), licences.maker(self.site, self._setting.supply))
            self._rooms[begins] = {f"{maker.url}index.html": maker for maker in found}
        return self._rooms[begins].get(path)

    def _makers(self) -> Iterator[Maker]:
        yield from website.makers(self.site)
        yield licences.maker(self.site, self._setting.supply)

    @cached_property
    def _bundles(self) -> list[Bundle]:
        scripts = self._setting.edition.path(shell.SCRIPTS)
        police = self._setting.code[share.POLICE]
        return [
            *website.bundles(self.site, scripts),
            Bundle((f"{SEARCH}*",), self._search),
            Bundle(("sitemap*.xml", "robots.txt"), self._map),
            Bundle((f"{share.FOLDER}*",), partial(share.files, self.site, police)),
        ]

    def _search(self) -> Files:
        heads = [maker() for maker in self._makers() if website.gathers(maker)]
        return website.search(self.site, heads, self._setting.frame.authored)

    def _map(self) -> Files:
        heads = (replace(maker(), body="", jsonld=None) for maker in self._makers())
        pages = (*heads, *self._setting.frame.authored, HOME)
        return shell.sitemap(pages, self.site.address, trial=self.site.identity.demonstration)

    @cached_property
    def _code(self) -> Files:
        return editions.named(self._setting.code, self._setting.edition)

    @cached_property
    def _others(self) -> Files:
        """The small files that are of no family."""
        return {
            **supplied.files(self.site, self._setting.supply),
            **mark.files(self.site.identity),
            **icons.files(self.site.identity),
            editions.MANIFEST: editions.manifest(str(self._setting.edition), taken_back=f"{self.site.today}"),
        }


def edition_of(site: Site, code: Files) -> Edition:
    """The families that a site has, under names that never change."""
    declared = (path for bundle in website.bundles(site, "") for path in bundle.paths)
    return editions.fixed(editions.families((*declared, *code, SEARCH)))
