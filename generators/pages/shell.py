"""Page shells: the theme renders one per menu section and depth, and each record page fills one.

A theme costs milliseconds a page, and there are thousands of record pages; a shell is rendered once,
with a mark wherever a page differs, and filling it is a few string replacements. A filled shell is
the page that the theme itself would have rendered, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from generators.pages.flux import Lien
from generators.pages.page import Page, root

TITLE = "@@titre@@"
DESCRIPTION = "@@description@@"
STRUCTURED = "@@donnees-structurees@@"
IMAGES = "@@images@@"
FEEDS = "@@flux@@"
BODY = "@@corps@@"


@dataclass(frozen=True, slots=True, order=True)
class ShellKey:
    """What a shell depends on: the current section of the menu, and how deep the page lies."""

    section: str
    depth: int

    @property
    def url(self) -> str:
        """Where the theme believes the shell to stand: as deep as the pages that it will serve."""
        return "x/" * (self.depth - 1) + f"gabarit-{self.section or 'page'}-{self.depth}/"


def key_of(page: Page) -> ShellKey:
    return ShellKey(page.section, page.depth)


def fill(shell: str, page: Page) -> str:
    """The page in its shell."""
    html = shell.replace(key_of(page).url, page.url)
    html = html.replace(TITLE, str(escape(page.title)))
    html = html.replace(DESCRIPTION, str(escape(page.description)))
    html = html.replace(STRUCTURED, structured_data(page.jsonld))
    html = html.replace(FEEDS, feeds(page.flux, root(page.url)))
    html = html.replace(f" {IMAGES}", f" {page.images}" if page.images else "")
    return html.replace(BODY, page.body)


def structured_data(jsonld: Mapping[str, object] | None) -> str:
    """The JSON-LD element of a page, safe inside HTML, or nothing."""
    if jsonld is None:
        return ""
    text = json.dumps(jsonld, ensure_ascii=False, sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def feeds(liens: Iterable[Lien], racine: str) -> str:
    """The elements by which a feed reader finds the feeds of a page (RFC 4287 has its type)."""
    link = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')
    return Markup("").join(link.format(lien.titre, racine + lien.url) for lien in liens)
