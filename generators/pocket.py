"""What a reader may keep on a device, to be read without network: its lists, made once all else is laid.

`hors-ligne/copie.json` names what every copy holds: the directory with all that it reads, the home page, the
pages of each audience, the page that shows and erases a copy. `hors-ligne/departements/59.json` adds a
département: its page, and those of the structures and the lists that it leads to. What the directory reads
comes as one file a family (`hors-ligne/lieux.json`: path → text): six hundred towns' files asked for one by
one are six hundred chances to fail where the network is poor. Sizes are told before anything is kept, each
list bears the edition that it is of, and what is no page is named with its SHA-256, as browsers check it
(https://www.w3.org/TR/SRI/): `site/scripts/offline/garder.js` keeps one edition whole, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath
from typing import Final

from generators.disk.laid import Laid
from generators.editions import FOLDER, Edition
from generators.network import addresses
from generators.pages.frame.page import as_json, integrity, root
from generators.records.kinds import ACTORS
from generators.site import Site

URL: Final = "hors-ligne/"
#: Of the lists, of what the browser keeps, and of the worker that reads it (site/scripts/offline/copie.js).
FORMAT: Final = 2
#: The pages of every copy: the home page and where it leads whom, the directory, what tells of the copy and
#: how it is erased.
PAGES: Final = (
    *("", "annuaire/", "departements/", "moins-de-18-ans/", "proches/", "professionnels/"),
    *(URL, "naviguer-sans-trace/", "confidentialite/"),
)
#: The families of an edition that the directory reads, each kept from one file.
READ: Final = ("annuaire", "lieux")
#: The modules that the page of a structure names: ten thousand pages are not read again to know it.
OF_ACTORS: Final = ("imprimer", "ouverture")
#: What pages show besides, which stands where it always stood.
SHOWN: Final = ("assets/img/icones.svg", "assets/img/favicon.svg")
FONTS: Final = "assets/fonts/"

_MODULE = re.compile(rb"""["'`/]([\w-]+)\.js["'`]""")
_LINK = re.compile(rb'href="((?:\.\./)+[a-z0-9/-]+/)"')
_MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)


def files(site: Site, laid: Laid, edition: Edition) -> Mapping[str, bytes]:
    """The lists, by their paths."""
    lists = _Lists(site, laid, edition)
    pages, alone, packed = [*lists.pages()], [*lists.alone()], lists.packed()
    packs = {f"{URL}{family}.json": lists.pack(paths) for family, paths in packed.items()}
    own = {d.code: [p for p in lists.of_departement(d.code) if p not in pages] for d in lists.departements}
    named = [[d.code, d.avec_code, lists.size(own[d.code]), len(own[d.code])] for d in lists.departements]
    head = {"format": FORMAT, "edition": str(edition)}
    whole = {
        **head,
        "octets": lists.size(chain(pages, alone, *packed.values())),
        "pages": pages,
        "fichiers": [[path, *lists.integrity(path)] for path in alone],
        "paquets": [[path, integrity(content)] for path, content in packs.items()],
        "departements": named,
    }
    return {
        f"{URL}copie.json": as_json(whole),
        **packs,
        **{
            f"{URL}departements/{code.lower()}.json": as_json({**head, "pages": paths})
            for code, paths in own.items()
        },
    }


class _Lists:
    """The addresses that each copy needs, as a browser asks for them: "annuaire/" for a page."""

    def __init__(self, site: Site, laid: Laid, edition: Edition) -> None:
        self._laid, self._edition = laid, edition
        self._code = edition.path(f"{FOLDER}code/")
        self._shared = [path for path in laid if path.startswith((FOLDER, FONTS))]
        self.departements = tuple(site.places.departements.values())
        self._sizes: dict[str, int] = {}

    def pages(self) -> Iterator[str]:
        """The pages that every copy holds."""
        yield from (page for page in PAGES if _file(page) in self._laid)

    def alone(self) -> Iterator[str]:
        """The scripts, sheets, fonts and pictures that every copy holds."""
        yield from self._scripts()
        sheets = (f"{self._code}styles/site.css", f"{self._code}leaflet/leaflet.css")
        yield from (path for path in self._shared if path.startswith(FONTS) or path in sheets)
        yield from SHOWN

    def packed(self) -> Mapping[str, list[str]]:
        """What the directory reads, by its family."""
        return {
            family: [
                path for path in self._shared if path.startswith(self._edition.path(f"{FOLDER}{family}/"))
            ]
            for family in READ
            if family in self._edition.names
        }

    def pack(self, paths: Iterable[str]) -> bytes:
        """One file of many: their texts by their paths."""
        return as_json({path: self._laid[path].decode() for path in paths})

    def integrity(self, path: str) -> Iterator[str]:
        """Of a file alone; of the two pictures none, which the theme may lay after us."""
        if path not in SHOWN:
            yield integrity(self._laid[path])

    def _scripts(self) -> Iterator[str]:
        """The modules that kept pages name, and those that these ask for."""
        found = {self._modules[name] for name in OF_ACTORS}
        pages = (*PAGES, *(addresses.departement(one.code) for one in self.departements[:1]))
        asking = [self._laid[path] for path in (*map(_file, pages), *found) if path in self._laid]
        while asking:
            named = {name.decode() for name in _MODULE.findall(asking.pop())}
            new = {self._modules[name] for name in named if name in self._modules} - found
            found |= new
            asking += [self._laid[path] for path in new]
        yield from sorted(found)

    @cached_property
    def _modules(self) -> Mapping[str, str]:
        """Where each module of the edition stands, by its name."""
        paths = (path for path in self._shared if path.startswith(self._code) and path.endswith(".js"))
        return {PurePosixPath(path).stem: path for path in paths}

    def of_departement(self, code: str) -> list[str]:
        """A département's page, its lists, and the pages of the structures to which these lead."""
        home = addresses.departement(code)
        found, asking = {home}, [home]
        while asking:
            for link in self._links(asking.pop()):
                kept = link.startswith((home, ACTORS.address)) and _file(link) in self._laid
                if kept and link not in found:
                    found.add(link)
                    asking += [link] if link.startswith(home) else []
        return sorted(found)

    def _links(self, page: str) -> Iterator[str]:
        """The addresses of the site that the body of a page leads to."""
        body = _MAIN.search(self._laid[_file(page)])
        home = root(page)
        links = [link.decode() for link in _LINK.findall(body[0])] if body else []
        yield from (link.removeprefix(home) for link in links if link.count("../") == page.count("/"))

    def size(self, paths: Iterable[str]) -> int:
        """The bytes of files; not of the two pictures."""
        return sum(self._size(path) for path in paths if path not in SHOWN)

    def _size(self, path: str) -> int:
        if path not in self._sizes:
            self._sizes[path] = self._laid.size(_file(path))
        return self._sizes[path]


def _file(path: str) -> str:
    """The file that a server gives for an address."""
    return f"{path}index.html" if not path or path.endswith("/") else path
