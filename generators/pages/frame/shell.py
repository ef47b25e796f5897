"""Page shells: the theme renders one per menu section and depth, and each record page fills one.

A theme costs milliseconds a page, and there are thousands of record pages; a shell is rendered once,
with a mark wherever a page differs, and filling it is a few string replacements. A filled shell is
the page that the theme itself would have rendered, byte for byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape as xml_escape

from markupsafe import Markup, escape

from generators import editions
from generators.editions import Edition
from generators.pages.frame import share
from generators.pages.frame.page import Lien, Maker, Page, depth, root
from generators.records.identity import Identite

TITLE = "@@titre@@"
DESCRIPTION = "@@description@@"
SHARED_TITLE = "@@titre-partage@@"
STRUCTURED = "@@donnees-structurees@@"
IMAGES = "@@images@@"
HEAD = "@@tete@@"
PAST_BOXES = "@@apres-les-cases@@"
PARTAGE = "@@partage@@"
BODY = "@@corps@@"
#: What keeps a page out of search engines.
NOINDEX = Markup('<meta name="robots" content="noindex">')
#: What leads past the boxes of a list.
RESULTS = Markup('<a class="evitement" href="#resultats">Aller aux résultats</a>')


@dataclass(frozen=True, slots=True, order=True)
class ShellKey:
    """What a shell depends on: the current section of the menu, and how deep the page lies."""

    section: str
    depth: int

    @property
    def url(self) -> str:
        """Where the theme believes the shell to stand: as deep as the pages that it will serve."""
        return "x/" * (self.depth - 1) + f"gabarit-{self.section or 'page'}-{self.depth}/"


def key_of(page: Page | Maker) -> ShellKey:
    return ShellKey(page.section, depth(page.url))


def fill(shell: str, page: Page, reseau: Identite, edition: Edition) -> str:
    """The page in its shell. One pass, so that no text of a page can be taken for a mark."""
    shared = words(page, reseau)
    values = {
        key_of(page).url: page.url,
        TITLE: str(escape(page.title)),
        SHARED_TITLE: str(escape(shared.titre)),
        DESCRIPTION: str(escape(shared.description)),
        STRUCTURED: structured_data(page.jsonld),
        HEAD: head(page, reseau, edition),
        PAST_BOXES: past_boxes(page),
        editions.MARK: str(edition),
        editions.mark("code"): edition.told(editions.mark("code")),
        f" {IMAGES}": f" {page.images}" if page.images else "",
        PARTAGE: picture(page, reseau),
        BODY: page.body,
    }
    return "".join(values.get(part, part) for part in _parts(shell, tuple(values)))


@lru_cache(maxsize=64)
def _parts(shell: str, marks: tuple[str, ...]) -> list[str]:
    """The shell cut at its marks, each mark a part of its own."""
    return re.split("(" + "|".join(map(re.escape, marks)) + ")", shell)


def words(page: Page, reseau: Identite) -> share.Words:
    """What the link of a page says, where others may read."""
    return share.words(page.title, page.description, page.section, reseau, page.discret)


def past_boxes(page: Page) -> Markup:
    """The link to the results, beside the one to the content, where boxes stand before them."""
    return RESULTS if page.cases else Markup("")


def picture(page: Page, reseau: Identite) -> str:
    """The picture that goes with a page's link."""
    return page.partage or share.adresse(page.section, reseau)


_JSONLD = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def structured_data(jsonld: Mapping[str, object] | None) -> str:
    """The JSON-LD element of a page, safe inside HTML, or nothing."""
    if jsonld is None:
        return ""
    text = _JSONLD.encode(jsonld)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">{text}</script>'


#: By which the scripts of a page know the edition that they are of.
EDITION = Markup('<meta name="edition" content="{}">').format(editions.MARK)
#: Where the modules of site/scripts/ and the style sheets are served, of the edition that is built.
SCRIPTS = f"{editions.FOLDER}code/scripts/"
STYLES = f"{editions.FOLDER}code/styles/"


def head(page: Page, reseau: Identite, edition: Edition) -> str:
    """What a page alone has in its head: for engines, its feeds, what it reads first, its modules."""
    closed = Markup("") if page.cherchable else NOINDEX
    racine = root(page.url)
    return (
        closed
        + feeds(page.flux, racine, reseau)
        + needs(page.lus, page.scripts, racine, edition, page.larges)
    )


#: Every screen; and those that are wide enough for a list and a map side by side (annuaire.css).
EVERY, WIDE = "", ' media="(min-width: 62em)"'
#: As what the head asks for a file before any script does, by its ending.
_KINDS = {"json": 'fetch" crossorigin', "js": 'script"', "css": 'style"'}


def needs(
    lus: Iterable[str], scripts: Iterable[str], racine: str, edition: Edition, larges: Iterable[str] = ()
) -> Markup:
    """The elements that bring the files that a page, or a wide screen, reads first, and its modules."""
    read = [_preload(racine + edition.path(path)) for path in lus]
    wide = [_preload(racine + edition.path(path), WIDE) for path in larges]
    modules = [
        f'<script type="module" src="{escape(racine + edition.path(f"{SCRIPTS}{name}.js"))}"></script>'
        for name in scripts
    ]
    return Markup("".join([*read, *wide, *modules]))  # noqa: S704  (escaped)


def _preload(url: str, media: str = EVERY) -> str:
    return f'<link rel="preload" href="{escape(url)}" as="{_KINDS[url.rpartition(".")[2]]}{media}>'


def feeds(liens: Iterable[Lien], racine: str, reseau: Identite) -> str:
    """The elements by which a feed reader finds the feeds of a page (RFC 4287 has its type)."""
    link = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')
    return Markup("").join(link.format(lien.entier(reseau), racine + lien.url) for lien in liens)


def unknown(site_url: str) -> Mapping[str, bytes]:
    """What a site that no search engine may know tells them."""
    return {"robots.txt": _robots(site_url, f"Disallow: {_folder(site_url)}\n")}


#: A map holds at most so many addresses; beyond, an index names several.
MAX_URLS = 50_000
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


#: Of a site in a folder: who reads it is somebody who looks why nothing heeds it.
_NOT_READ = """\
# Les moteurs ne lisent ce fichier qu’à la racine du nom de domaine : {root}robots.txt.
# Ce site est dans {folder} : copiez-y les lignes qui suivent, ou demandez-le à qui tient cette racine.
"""


def _robots(site_url: str, rules: str) -> bytes:
    """What search engines may read (RFC 9309, 2.3: at the root of a host alone)."""
    folder = _folder(site_url)
    told = "" if folder == "/" else _NOT_READ.format(root=urljoin(site_url, "/"), folder=folder)
    return f"{told}User-agent: *\n{rules}".encode()


def _folder(site_url: str) -> str:
    return urlsplit(site_url).path or "/"


def _open(site_url: str) -> str:
    """All but the letters as text and as messages: a file of these has no tag that closes it to engines, and
    a plain host sends no header that would."""
    folder = _folder(site_url)
    closed = "".join(f"Disallow: {folder}newsletter/*.{end}$\n" for end in ("txt", "eml"))
    return f"Allow: {folder}\n{closed}"


def _pages_alone(site_url: str) -> str:
    """Of a trial, pages alone, whose tag says that none is to be kept: a booklet or a table has no such tag.
    The longest rule that fits an address holds (RFC 9309, 2.2.2)."""
    folder = _folder(site_url)
    return f"Disallow: {folder}\nAllow: {folder}$\nAllow: {folder}*/$\n"


def sitemap(pages: Iterable[Page], site_url: str, *, trial: bool = False) -> Mapping[str, bytes]:
    """Path → file, for the pages of a site published at `site_url` (with its last slash)."""
    if not site_url.startswith("http"):
        return {"robots.txt": _robots(site_url, _open(site_url))}
    found = sorted({page.url: page.maj for page in pages if page.cherchable}.items())
    maps = dict(_maps(found, site_url))
    rules = _pages_alone(site_url) if trial else f"{_open(site_url)}Sitemap: {site_url}sitemap.xml\n"
    return {**maps, "robots.txt": _robots(site_url, rules)}


def _maps(found: list[tuple[str, date | None]], site_url: str) -> Iterator[tuple[str, bytes]]:
    if len(found) <= MAX_URLS:
        yield "sitemap.xml", _map(found, site_url)
        return
    parts = [found[start : start + MAX_URLS] for start in range(0, len(found), MAX_URLS)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _map(part, site_url)
    entries = "".join(f"<sitemap><loc>{xml_escape(site_url + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f'{_HEAD}<sitemapindex xmlns="{_XMLNS}">\n{entries}</sitemapindex>\n'.encode()


def _map(found: Iterable[tuple[str, date | None]], site_url: str) -> bytes:
    entries = "".join(_entry(site_url + url, day) for url, day in found)
    return f'{_HEAD}<urlset xmlns="{_XMLNS}">\n{entries}</urlset>\n'.encode()


def _entry(address: str, day: date | None) -> str:
    changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{xml_escape(address)}</loc>{changed}</url>\n"
