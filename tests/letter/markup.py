"""A letter's HTML as a tree, as Outlook for Windows reads it and as all others do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass(eq=False)
class Element:
    """An element with what it holds, in order: elements, and texts."""

    tag: str
    attrs: Mapping[str, str]
    parent: Element | None = None
    content: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        return [one for one in self.content if isinstance(one, Element)]

    def all(self) -> Iterator[Element]:
        """Itself and all below, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()

    def named(self, *tags: str) -> list[Element]:
        return [one for one in self.all() if one.tag in tags]

    def words(self) -> Iterator[tuple[Element, str]]:
        """Each text in it and below, in reading order, with the element that holds it."""
        for one in self.content:
            if isinstance(one, Element):
                yield from one.words()
            elif one.strip():
                yield self, " ".join(one.split())

    @property
    def hidden(self) -> bool:
        return any(up.style("display") == "none" for up in self.up())

    def up(self) -> Iterator[Element]:
        """Itself, then what holds it."""
        yield self
        if self.parent:
            yield from self.parent.up()

    @property
    def text(self) -> str:
        """What a reader hears of it: its words, and the texts of its pictures."""
        parts = (
            one if isinstance(one, str) else one.attrs.get("alt", "") if one.tag == "img" else one.text
            for one in self.content
        )
        return " ".join(" ".join(parts).split())

    def style(self, name: str) -> str:
        """A declaration of its own style, "" when it has none."""
        found = dict(
            (part.strip() for part in one.split(":", 1))
            for one in self.attrs.get("style", "").split(";")
            if ":" in one
        )
        return found.get(name, "")

    def __str__(self) -> str:
        said = " ".join(f'{name}="{value}"' for name, value in self.attrs.items())
        return f"<{self.tag} {said}>{self.text}"[:160]


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.content.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.content.append(data)


def tree(html: str) -> Element:
    """A document whose every element is closed where it must be; a wrong end is an AssertionError."""
    reader = _Tree()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is not closed"
    return reader.root


def outside_outlook(html: str) -> str:
    """What every client but Outlook for Windows reads."""
    shown = re.sub(r"<!--\[if !mso\]><!-->|<!--<!\[endif\]-->", "", html)
    return re.sub(r"<!--\[if .*?<!\[endif\]-->", "", shown, flags=re.DOTALL)


def in_outlook(html: str) -> str:
    """What Outlook for Windows reads, but for the settings that MJML gives it in an XML of Office's own."""
    shown = re.sub(r"<!--\[if !mso\]><!-->.*?<!--<!\[endif\]-->", "", html, flags=re.DOTALL)
    shown = re.sub(r"<!--\[if lte mso 11\]>.*?<!\[endif\]-->", "", shown, flags=re.DOTALL)
    shown = re.sub(r"<noscript>\s*<xml>.*?</xml>\s*</noscript>", "", shown, flags=re.DOTALL)
    return re.sub(r"<!--\[if [^\]]*\]>(.*?)<!\[endif\]-->", r"\1", shown, flags=re.DOTALL)
