"""The guide's links lead somewhere: on GitHub, from file to file; on the site, from page to page."""

from __future__ import annotations

import posixpath
import re
from functools import cache

import markdown
import pytest
from mkdocs.utils.meta import get_data

from generators import included
from generators.authored import EXTENSIONS
from tests.guide.pages import GUIDE, ROOT, without_code

OTHERS = (
    "README.md",
    "SECURITY.md",
    "docs/architecture.md",
    "docs/edition-restreinte.md",
    "docs/promises.md",
    "docs/scale.md",
)
PAGES = {
    str(head[included.KEY]): path.relative_to(ROOT / "site/pages").as_posix()
    for path in sorted((ROOT / "site/pages").rglob("*.md"))
    if included.KEY in (head := get_data(path.read_text("utf-8"))[1])
}
LINK = re.compile(r"\]\((?!\w+:)([^()#\s]*)(?:#([^()\s]+))?\)")


def links(text: str, path: str) -> list[tuple[str, str]]:
    """Each link of a text, as the path it leads to and the anchor there."""
    folder = posixpath.dirname(path)
    return [
        (posixpath.normpath(posixpath.join(folder, file)) if file else path, anchor)
        for file, anchor in LINK.findall(without_code(text))
    ]


@cache
def github(path: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a file."""
    text = without_code((ROOT / path).read_text("utf-8"))
    titles = (re.sub(r"[`*]", "", title.lower()) for title in re.findall(r"^#+ (.+)$", text, re.M))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def shown(file: str) -> str:
    text = included.text(ROOT, file, PAGES[file], PAGES)
    assert isinstance(text, str)
    return text


@cache
def on_the_site(page: str) -> set[str]:
    """The anchors of a page made of a file."""
    file = next(file for file, made in PAGES.items() if made == page)
    html = markdown.markdown(shown(file), extensions=[*EXTENSIONS, "pymdownx.highlight"])
    return set(re.findall(r' id="([^"]+)"', html))


@pytest.mark.parametrize("path", [*GUIDE, *OTHERS])
def test_every_link_of_a_file_leads_to_a_file_and_a_heading(path: str) -> None:
    astray = [
        (file, anchor)
        for file, anchor in links((ROOT / path).read_text("utf-8"), path)
        if not (ROOT / file).exists() or (anchor and anchor not in github(file))
    ]
    assert astray == []


@pytest.mark.parametrize("path", GUIDE)
def test_every_link_of_a_page_leads_to_a_page_and_a_heading(path: str) -> None:
    page = PAGES[path]
    astray = [
        (there, anchor)
        for there, anchor in links(shown(path), page)
        if not (ROOT / "site/pages" / there).is_file() or (anchor and anchor not in on_the_site(there))
    ]
    assert astray == []


@pytest.mark.parametrize("path", GUIDE[1:])
def test_every_page_of_the_guide_is_reached_from_its_first(path: str) -> None:
    assert path in {file for file, _ in links((ROOT / GUIDE[0]).read_text("utf-8"), GUIDE[0])}
