"""The long texts of records: paragraphs, or simple Markdown when they have markup, always safe HTML.

Raw HTML is shown as it was written, never obeyed; a link leads to the web or to a mailbox, or is not a
link; a text has no headings of its own, so that it never disturbs the outline of its page.
"""

from __future__ import annotations

import re

import markdown
import nh3
from markdown.extensions import Extension
from markupsafe import Markup, escape

_MARKUP = re.compile(r"[*_`\[\]<>&\\#]|^\s*([-+]|\d+[.)])\s|://", re.MULTILINE)
#: What Markdown makes and a page may hold; a heading becomes a strong paragraph.
_TAGS = {*"a blockquote br code em hr li ol p pre strong ul h1 h2 h3 h4 h5 h6".split()}
_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)


class _NoHtml(Extension):  # type: ignore[misc]
    """Markdown without what obeys raw HTML, shows pictures or hides a mailbox."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Markdown's own name)
        md.preprocessors.deregister("html_block")
        for name in ("html", "automail", "image_link", "image_reference"):
            md.inlinePatterns.deregister(name)


def texte(text: str) -> Markup:
    """A record's text as HTML: `<p>`, lists, emphasis and links; nothing else."""
    if not _MARKUP.search(text):
        return _paragraphs(text)
    html = markdown.markdown(text, extensions=[_NoHtml(), "sane_lists"], output_format="html")
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
    )
    # nh3 spells a no-break space out, in six signs instead of one.
    safe = _HEADING.sub(r"<p><strong>\1</strong></p>", safe).replace("&nbsp;", "\u00a0")
    return Markup(safe)  # noqa: S704  (nh3 let it through)


def _paragraphs(text: str) -> Markup:
    blocks = re.split(r"\n\s*\n", text.strip())
    return Markup("\n").join(Markup("<p>{}</p>").format(_lines(block)) for block in blocks)


def _lines(block: str) -> Markup:
    return Markup(" ").join(escape(line.strip()) for line in block.splitlines())
