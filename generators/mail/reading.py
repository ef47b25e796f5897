"""A campaign as its reader sees it, line by line, whatever a service makes of its HTML on the way.

What changes nothing is read alike: the case of tags and attributes, quotes, the order of attributes and of
the properties of a style, entities or the signs themselves, spaces and line breaks, void tags closed or not,
spaces within a tag of the service (`{{ unsubscribe }}`), comments, and the page (`html`, `head`, `body`) put
around or taken away. A word, a link, an address of a picture, a colour are never the same when they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

#: The page around a letter, and what browsers and editors add to a table by themselves.
_AROUND: Final = frozenset(
    ("html", "head", "body", "meta", "title", "link", "base", "tbody", "thead", "tfoot")
)
_INLINE: Final = frozenset(
    ("a", "b", "i", "em", "strong", "span", "font", "img", "small", "sup", "sub", "u", "abbr")
)
_UNREAD: Final = frozenset(("style", "script", "title"))
#: Said by the lines themselves.
_TOLD: Final = frozenset(("href", "src", "alt"))
#: What holds an inbox preview apart, and is not seen: joiners, marks, soft hyphens.
_UNSEEN: Final = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_TAG: Final = re.compile(r"(\{\{-?|\[\[)\s*(.*?)\s*(-?\}\}|\]\])")


def plain(text: str) -> str:
    """A text without what is not seen, each run of spaces as one."""
    return _TAG.sub(r"\1\2\3", " ".join(_UNSEEN.sub("", text).split()))


class Reading(HTMLParser):
    """`lines` are its texts, with where their links and pictures lead; `shape` its tags with their looks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.shape: list[str] = []
        self._said: list[str] = []
        self._links: list[str] = []
        self._unread = ""
        self.feed(html)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: plain(value or "") for name, value in attrs}
        if tag in _UNREAD:
            self._unread = tag
        if tag not in _INLINE:
            self._end()
        if tag == "a":
            self._links.append(said.get("href", ""))
        if tag == "img":
            self._said.append(f" [image : {said.get('alt', '')}] <{said.get('src', '')}> ")
        if tag not in _AROUND:
            self.shape.append(" ".join([tag, *_looks(said)]))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._unread = ""
        if tag == "a" and self._links:
            self._said.append(f" <{self._links.pop()}>")
        if tag not in _INLINE:
            self._end()

    def handle_data(self, data: str) -> None:
        if self._unread == "style":
            self.shape.append(f"style : {plain(data)}")
        elif not self._unread:
            self._said.append(data)

    def _end(self) -> None:
        line = plain("".join(self._said))
        self.lines += [line] if line else []
        self._said = []


def _looks(said: dict[str, str]) -> Iterator[str]:
    for name, value in sorted(said.items()):
        if name == "style":
            parts = (part.split(":", 1) for part in value.split(";") if ":" in part)
            value = ";".join(sorted(f"{key.strip().lower()}:{worth.strip()}" for key, worth in parts))
        if name not in _TOLD:
            yield f'{name}="{value}"'
