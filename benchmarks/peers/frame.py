"""The frame of our pages, for the generators that have no theme: what stands around `<main>`, of a built
page.

What changes from page to page (title, description, address) becomes a mark that each peer writes its own
way; what tells of one record alone (JSON-LD) is left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.peers.records import Given

TITLE, SUMMARY, ADDRESS = "@@TITLE@@", "@@SUMMARY@@", "@@ADDRESS@@"
_JSON_LD = re.compile(r"<script type=\"application/ld\+json\">.*?</script>", re.DOTALL)
_ADDRESS = re.compile(r'((?:rel="canonical" href|property="og:url" content)=")[^"]*')
_TITLE = re.compile(r'(property="og:title" content="|<title>)[^"<]*')
_SUMMARY = re.compile(r'((?:name="description"|property="og:description") content=")[^"]*')


def frame(site: Path, given: Given) -> tuple[str, str]:
    """Before and after the content, from the page of the first structure."""
    return split((site / given.fiches["actors"][0].address / "index.html").read_text("utf-8"))


def split(page: str) -> tuple[str, str]:
    """`page` in two around its `<main>`, with marks in the place of what is its own."""
    before, _, rest = page.partition("<main")
    opening, _, content = rest.partition(">")
    head = _JSON_LD.sub("", before) + f"<main{opening}>"
    head = _TITLE.sub(rf"\g<1>{TITLE}", _SUMMARY.sub(rf"\g<1>{SUMMARY}", head))
    return _ADDRESS.sub(rf"\g<1>{ADDRESS}", head), content[content.rindex("</main>") :]


def filled(before: str, title: str, summary: str, address: str) -> str:
    """The head with a template's own expressions in the place of the marks."""
    return before.replace(TITLE, title).replace(SUMMARY, summary).replace(ADDRESS, address)
