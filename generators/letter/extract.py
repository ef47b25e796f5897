"""What a reader gets from the HTML of a letter: words, headings, links, pictures, loaded addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"body", "div", "table", "tbody", "tr", "td", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"}
)
_SILENT = frozenset({"style", "script", "title", "head"})
_LOADED = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


@dataclass(slots=True)
class Extract:
    """The reading of one HTML document. `links` are pairs of label and address, in order."""

    words: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)


def extract(html: str) -> Extract:
    """Read a document. Only blocks part words: `<br>` does not, and glued words show as such."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.found.words = tidy("".join(reader.texts))
    reader.found.loaded += [a or b for style in reader.styles for a, b in _LOADED.findall(style)]
    return reader.found


def tidy(text: str) -> str:
    """Text with one plain space wherever it had any: what is compared."""
    return " ".join(text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Extract()
        self.texts: list[str] = []
        self.styles: list[str] = []
        self.silent: list[str] = []
        self.open: list[tuple[str, str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found.tags.add(tag)
        self.styles.append(values.get("style") or "")
        if tag in _BLOCKS:
            self.texts.append("\n")
        if tag in _SILENT:
            self.silent.append(tag)
        if tag == "img":
            self.found.images.append(values)
        if tag == "a" or re.fullmatch("h[1-6]", tag):
            self.open.append((tag, values.get("href") or "", len(self.texts)))
        self._note_loaded(tag, values)

    def _note_loaded(self, tag: str, values: dict[str, str | None]) -> None:
        names = ("href",) if tag == "link" else ("src", "srcset", "background", "poster")
        self.found.loaded += [value for name in names if (value := values.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.texts.append("\n")
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()
        if self.open and self.open[-1][0] == tag:
            self._close(*self.open.pop())

    def _close(self, tag: str, href: str, start: int) -> None:
        label = tidy("".join(self.texts[start:]))
        if tag == "a":
            self.found.links.append((label, href))
        else:
            self.found.headings.append((int(tag[1]), label))

    def handle_data(self, data: str) -> None:
        if "style" in self.silent:
            self.styles.append(data)
        elif not self.silent:
            self.texts.append(data)
