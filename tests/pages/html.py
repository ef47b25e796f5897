"""A strict little reader of HTML: what a person reads, and what is wrong with the markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: What may not stand inside a paragraph (HTML standard, « phrasing content »).
BLOCKS = {"p", "div", "section", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "form", "nav"}


class Document(HTMLParser):
    """Parses at once. `faults` says what is wrong: unclosed or crossed tags, an id twice, a nested link."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.headings: list[tuple[int, str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._shown: list[str] = []
        self._starts: list[tuple[str, dict[str, str | None], int]] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]

    @property
    def text(self) -> str:
        """The words of the page, with single spaces; no-break spaces stay."""
        return re.sub(r"[ \t\r\n]+", " ", "".join(self._text)).strip()

    @property
    def shown(self) -> str:
        """The same without what waits hidden for the browser to show it."""
        return re.sub(r"[ \t\r\n]+", " ", "".join(self._shown)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if len(attributes) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag in BLOCKS and "p" in self._open:
            self.faults.append(f"<{tag}> inside <p>")
        if tag == "a" and "a" in self._open and "svg" not in self._open:
            self.faults.append("<a> inside <a>")
        if id_ := attributes.get("id"):
            if id_ in self.ids:
                self.faults.append(f"id {id_} twice")
            self.ids.append(id_)
        if tag in BLOCKS or tag in {"li", "dd", "dt", "td", "th", "tr", "br"}:
            self._text.append(" ")
            self._shown.append(" ")
        if tag not in VOID:
            self._open.append(tag)
            self._starts.append((tag, attributes, len(self._text)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing, open: {self._open[-3:]}")
            return
        self._open.pop()
        _, attributes, start = self._starts.pop()
        words = re.sub(r"[ \t\r\n]+", " ", "".join(self._text[start:])).strip()
        if tag == "a":
            self.links.append((attributes.get("href") or "", words))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), words))

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._open):
            self._text.append(data)
            if not any("hidden" in attributes for _, attributes, _ in self._starts):
                self._shown.append(data)

    def href(self, words: str) -> str:
        """The address of the link with these words."""
        return next(href for href, said in self.links if said == words)
