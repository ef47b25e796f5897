"""All that a site publishes but its shells: every page's body, every file, every search, without MkDocs."""

from __future__ import annotations

from generators import ledger, website
from generators.pages.frame.page import Page
from generators.project import Project
from generators.site import Site
from tests import made


def files(site: Site) -> dict[str, bytes]:
    """Path → content; an authored page is its Markdown."""
    pages = tuple(made.pages(site))
    authored = [
        Page(
            url=ledger.page_of(path).removesuffix("index.html"),
            title=path,
            description="",
            section="",
            body=text,
        )
        for path, text in site.prose.items()
    ]
    return {
        **{page.path: page.body.encode() for page in (*pages, *authored)},
        **made.files(site, "assets/scripts/"),
        **website.search(site, pages, authored),
    }


def build(site: Site, project: Project) -> dict[str, bytes]:
    """The same, once the account holds."""
    found = files(site)
    ledger.held(site, found, project.folders())
    return found
