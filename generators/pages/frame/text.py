"""The long texts of records: paragraphs, or simple Markdown when they have markup, always safe HTML.

Raw HTML is shown as it was written, never obeyed; a link leads to the web or to a mailbox, or is not a
link; a text has no headings of its own, so that it never disturbs the outline of its page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

_MARKUP = re.compile(r"[*_`\[\]<>&\\#]|^\s*([-+]|\d+[.)])\s|://", re.MULTILINE)
_SAFE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class _Safe(Treeprocessor):  # type: ignore[misc]
    """Unlinks what is not http(s) or mailto, drops pictures, and turns headings into strong paragraphs."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag == "a" and not _SAFE.match(element.get("href", "")):
                element.tag = "span"
                element.attrib.clear()
            elif element.tag == "img":
                element.tag, element.text = "span", element.get("alt")
                element.attrib.clear()
            elif re.fullmatch("h[1-6]", element.tag):
                _demote(element)


def _demote(heading: Element) -> None:
    strong = Element("strong")
    strong.text, heading.text = heading.text, None
    strong.extend(list(heading))
    for child in list(heading):
        heading.remove(child)
    heading.tag = "p"
    heading.append(strong)


class _RecordText(Extension):  # type: ignore[misc]
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Markdown's own name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.deregister("image_link")
        md.inlinePatterns.deregister("image_reference")
        # After "inline" (20), which makes the links.
        md.treeprocessors.register(_Safe(md), "safe", 5)


def texte(text: str) -> Markup:
    """A record's text as HTML: `<p>`, lists, emphasis and links; nothing else."""
    if not _MARKUP.search(text):
        return _paragraphs(text)
    converter = markdown.Markdown(extensions=[_RecordText(), "sane_lists"], output_format="html")
    return Markup(converter.convert(text))  # noqa: S704  (raw HTML was escaped, links were checked)


def _paragraphs(text: str) -> Markup:
    blocks = re.split(r"\n\s*\n", text.strip())
    return Markup("\n").join(Markup("<p>{}</p>").format(_lines(block)) for block in blocks)


def _lines(block: str) -> Markup:
    return Markup(" ").join(escape(line.strip()) for line in block.splitlines())
