"""What search engines ask for first: `robots.txt`, and `sitemap.xml` with every page to find.

https://www.sitemaps.org/protocol.html ; a map takes whole addresses, so there is none while the site has
no address. Nothing is closed to them: what must not be found is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape

from generators.pages.frame.page import Page

#: A map holds at most so many addresses; beyond, an index names several.
MAX_URLS = 50_000
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def files(pages: Iterable[Page], site_url: str) -> Mapping[str, bytes]:
    """Path → file, for the pages of a site published at `site_url` (with its last slash)."""
    if not site_url.startswith("http"):
        return {"robots.txt": b"User-agent: *\nAllow: /\n"}
    found = sorted({page.url: page.maj for page in pages if page.cherchable}.items())
    maps = dict(_maps(found, site_url))
    return {**maps, "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode()}


def _maps(found: list[tuple[str, date | None]], site_url: str) -> Iterator[tuple[str, bytes]]:
    if len(found) <= MAX_URLS:
        yield "sitemap.xml", _map(found, site_url)
        return
    parts = [found[start : start + MAX_URLS] for start in range(0, len(found), MAX_URLS)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _map(part, site_url)
    entries = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f'{_HEAD}<sitemapindex xmlns="{_XMLNS}">\n{entries}</sitemapindex>\n'.encode()


def _map(found: Iterable[tuple[str, date | None]], site_url: str) -> bytes:
    entries = "".join(_entry(site_url + url, day) for url, day in found)
    return f'{_HEAD}<urlset xmlns="{_XMLNS}">\n{entries}</urlset>\n'.encode()


def _entry(address: str, day: date | None) -> str:
    changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>\n"
